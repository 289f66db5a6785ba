#include "ui/inspector/entity_page.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/delegates.h"
#include "ui/inspector/entity_names.h"
#include "ui/inspector/value_text.h"
#include "ui/inspector/word_header.h"
#include "ui/theme/rich_text.h"

namespace foldline::ui {

EntityPage::EntityPage(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme),
      m_picker(new QComboBox(this)),
      m_table(new QTableView(this)),
      m_header(new WordHeader(m_table)),
      m_notice(new QFrame(this)),
      m_noticeText(new QLabel(m_notice)),
      m_streamTitle(new QLabel(this)),
      m_stream(new QListView(this)),
      m_entityDelegate(new EntityDelegate(theme, this)),
      m_streamDelegate(new StreamDelegate(theme, this)) {
    m_picker->setEditable(true);
    // A file that is dropped is for the window.
    m_picker->lineEdit()->setAcceptDrops(false);
    m_picker->setInsertPolicy(QComboBox::NoInsert);
    m_picker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_picker->setModel(new EntityNames(controller.session().systems().front(), m_picker));
    m_picker->completer()->setFilterMode(Qt::MatchContains);
    m_picker->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_picker, &QComboBox::activated, this, &EntityPage::choose);
    m_table->setHorizontalHeader(m_header);
    m_table->setModel(&m_entityModel);
    m_table->setItemDelegate(m_entityDelegate);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTabKeyNavigation(false);
    m_noticeText->setWordWrap(true);
    m_streamTitle->setWordWrap(true);
    m_noticeText->setTextFormat(Qt::RichText);
    connect(m_noticeText, &QLabel::linkActivated, this, [this] {
        Selection selection = m_controller.selection();
        selection.record = m_shownNotice.about;
        selection.entity = EntityId::none();
        selection.node = NodeId::none();
        m_controller.select(selection);
    });
    auto* noticeLayout = new QVBoxLayout(m_notice);
    noticeLayout->addWidget(m_noticeText);
    m_notice->setObjectName(QStringLiteral("notice"));
    m_stream->setModel(&m_streamModel);
    m_stream->setItemDelegate(m_streamDelegate);
    m_stream->setUniformItemSizes(true);
    // It takes what is left, and is what gives way: it scrolls by itself.
    m_stream->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    // No row is cut at the top.
    m_stream->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_stream->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_stream, &QListView::activated, this, [this](const QModelIndex& index) {
        m_controller.setPlayhead(
            m_streamModel.items()[static_cast<std::size_t>(index.row())].record.t);
    });
    makeLayout();
    setTheme(theme);
    retranslate();
}

void EntityPage::makeLayout() {
    m_body = new QWidget;
    m_body->setBackgroundRole(QPalette::Base);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_table);
    m_noticeMargin = new QHBoxLayout;
    m_noticeMargin->addWidget(m_notice);
    body->addLayout(m_noticeMargin);
    m_titleMargin = new QHBoxLayout;
    m_titleMargin->addWidget(m_streamTitle);
    body->addLayout(m_titleMargin);
    body->addWidget(m_stream, 1);
    // On a small screen it scrolls: else it would make the window higher than the screen.
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_body);
    m_body->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pickerMargin = new QHBoxLayout;
    m_pickerMargin->addWidget(m_picker);
    layout->addLayout(m_pickerMargin);
    layout->addWidget(scroll, 1);
}

EntityPage::~EntityPage() = default;

void EntityPage::setTheme(const Theme& theme) {
    m_theme = theme;
    m_entityDelegate->setTheme(theme);
    m_streamDelegate->setTheme(theme);
    const int pad = qRound(theme.px(12));
    const int half = qRound(theme.px(8));
    m_pickerMargin->setContentsMargins(pad, half, pad, half);
    m_noticeMargin->setContentsMargins(pad, pad, pad, 0);
    m_titleMargin->setContentsMargins(pad, pad, pad, half / 2);
    m_streamTitle->setFont(theme.font(8.5, QFont::DemiBold));
    QPalette muted = m_streamTitle->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_streamTitle->setPalette(muted);
    m_noticeText->setFont(theme.font(kTextPoints));
    m_stream->setMinimumHeight(qRound(theme.px(84)));
    m_header->setFont(theme.font(8.5, QFont::DemiBold));
    m_header->setPadding(half);
    styleNotice(m_shownNotice);
    fitTable();
    fitStream();
    m_stream->doItemsLayout();
}

void EntityPage::retranslate() {
    m_picker->setAccessibleName(tr("Entity"));
    m_picker->lineEdit()->setAccessibleName(tr("Entity"));
    m_picker->setToolTip(tr("Which entity to look at; type a part of its name"));
    m_table->setAccessibleName(tr("What the client believes, the row says and the events fold to"));
    m_stream->setAccessibleName(tr("Stream of the entity"));
    m_stream->setToolTip(tr("Double-click an event to go to its time"));
    m_entityModel.retranslate();
    m_loaded.reset();
}

EntityId EntityPage::shownEntity() const {
    const EntityId chosen = m_controller.selection().entity;
    return chosen.exists() ? chosen : interestingEntity();
}

// Whom a client asked about in the middle of the first fault: where there is something to see.
EntityId EntityPage::interestingEntity() const {
    if (m_interesting.exists() && m_interestingOn == m_controller.branch()) {
        return m_interesting;
    }
    Session& session = m_controller.session();
    const BranchId branch = m_controller.branch();
    const std::vector<Fault>& faults = session.faults(branch);
    SimTime middle;
    if (!faults.empty()) {
        const Duration length = faults.front().length.value_or(Duration{2 * kUsPerSecond});
        middle = faults.front().at + Duration{length.us / 2};
    }
    if (session.progress(branch).recordedUntil < middle) {
        return session.systems().front().entities.empty() ? EntityId::none() : EntityId{0};
    }
    const std::size_t system = session.systems().size() - 1;
    const auto seq = session.lastSeqAt(branch, system, middle);
    const auto records =
        seq ? session.records(branch, system, *seq, 500) : Result<std::vector<Record>>();
    m_interestingOn = branch;
    m_interesting = session.systems().front().entities.empty() ? EntityId::none() : EntityId{0};
    if (seq && records) {
        const auto found = std::ranges::find_if(*records, [](const Record& r) {
            return r.kind == Kind::RequestSent && r.entity.exists();
        });
        if (found != records->end()) {
            m_interesting = found->entity;
        }
    }
    return m_interesting;
}

QString EntityPage::entityName() const {
    return entityText(m_controller.session().systems().front(), shownEntity());
}

void EntityPage::choose(int index) {
    Selection selection = m_controller.selection();
    selection.entity = EntityId{static_cast<std::uint32_t>(index)};
    selection.node = NodeId::none();
    selection.record = 0;
    m_controller.select(selection);
}

void EntityPage::loadRecords(EntityId entity) {
    Session& session = m_controller.session();
    const std::size_t system = m_controller.selection().system;
    const BranchId branch = m_controller.branch();
    const Loaded wanted{branch, system, entity, session.progress(branch).recordedUntil};
    if (m_loaded == wanted) {
        return;
    }
    if (!m_loaded || m_loaded->system != system || !m_rules) {
        m_rules = std::make_unique<EntityRules>(session.scenario(), session.systems()[system]);
    }
    m_loaded = wanted;
    auto records =
        session.entityRecords(branch, system, entity, SimTime{0}, session.horizon(), kRecordsMax);
    m_records = records ? std::move(*records) : std::vector<Record>();
    m_streamModel.show(session.systems()[system], *m_rules, m_records);
    const bool rows = !m_streamModel.items().empty() && !m_streamModel.items().front().isEvent;
    fitStream();
    m_streamTitle->setText(
        (rows ? tr("ROW %1 · STATE AFTER EACH WRITE") : tr("STREAM %1 · STATE AFTER EACH EVENT"))
            .arg(entityText(session.systems()[system], entity).toUpper()));
}

void EntityPage::refresh() {
    Session& session = m_controller.session();
    const EntityId entity = shownEntity();
    const std::size_t system = m_controller.selection().system;
    const Dictionary& dictionary = session.systems()[system];
    {
        const QSignalBlocker blocker(m_picker);
        m_picker->setEnabled(!dictionary.entities.empty());
        if (entity.exists() && m_picker->currentIndex() != static_cast<int>(entity.value)) {
            m_picker->setCurrentIndex(static_cast<int>(entity.value));
        }
    }
    if (!entity.exists()) {
        m_entityModel.show(&dictionary, entity, std::nullopt);
        m_streamModel.clear();
        m_notice->hide();
        return;
    }
    loadRecords(entity);
    const SimTime now = m_controller.playhead();
    auto state = session.entityAt(m_controller.branch(), system, entity, now);
    m_entityModel.show(
        &dictionary, entity, state ? std::optional(std::move(*state)) : std::nullopt);
    m_streamModel.setNow(now);
    const int current = m_streamModel.currentRow();
    const QModelIndex row = m_streamModel.index(current);
    if (m_stream->currentIndex() != row && !m_stream->hasFocus()) {
        m_stream->setCurrentIndex(row);
        // What comes next, if there is room for it beside.
        m_stream->scrollTo(
            m_streamModel.index(std::min(current + 1, m_streamModel.rowCount() - 1)));
        m_stream->scrollTo(row);
    }
    Notice notice;
    if (m_entityModel.state()) {
        notice = RowNotice::of(
            dictionary, *m_entityModel.state(), m_controller.world(system), m_records, now);
    }
    if (!(notice == m_shownNotice)) {
        styleNotice(notice);
    }
    fitTable();
}

void EntityPage::styleNotice(const Notice& notice) {
    m_shownNotice = notice;
    m_notice->setVisible(!notice.title.isEmpty());
    const QColor ground = notice.isBad ? m_theme.failureGround : m_theme.window;
    const QColor edge =
        notice.isBad ? mix(m_theme.failure, m_theme.failureGround, 0.4) : m_theme.line;
    const QColor ink = notice.isBad ? m_theme.failureText : m_theme.text;
    m_notice->setStyleSheet(
        QStringLiteral(
            "QFrame#notice { background: %1; border: 1px solid %2; border-radius: %3px; }"
            " QLabel { color: %4; background: transparent; border: none; }")
            .arg(ground.name(), edge.name())
            .arg(qRound(m_theme.px(8)))
            .arg(ink.name()));
    QString text = strongHtml(notice.title) + QStringLiteral("<br>") + notice.text.toHtmlEscaped();
    if (notice.about != 0) {
        text += QStringLiteral(" <a href=\"#\" style=\"color:") + ink.name() +
                QStringLiteral("\">") + tr("Show the record").toHtmlEscaped() +
                QStringLiteral("</a>");
    }
    m_noticeText->setText(text);
    fitNotice();
}

// The body is narrower while it has a scroll bar.
bool EntityPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_body && event->type() == QEvent::Resize) {
        fitNotice();
        fitTable();
        fitStream();
    }
    return QWidget::eventFilter(watched, event);
}

void EntityPage::fitStream() {
    const int bar = m_stream->verticalScrollBar()->sizeHint().width();
    if (m_streamDelegate->fit(m_streamModel.longestChange(), m_stream->width() - bar)) {
        m_stream->doItemsLayout();
    }
}

// A layout that is short of room would cut lines off a wrapped text.
void EntityPage::fitNotice() {
    const QMargins around = m_notice->layout()->contentsMargins();
    const QMargins outside = m_noticeMargin->contentsMargins();
    const int width =
        m_body->width() - around.left() - around.right() - outside.left() - outside.right() - 2;
    m_noticeText->setMinimumHeight(std::max(0, m_noticeText->heightForWidth(std::max(1, width))));
    const QMargins title = m_titleMargin->contentsMargins();
    const int titleWidth = std::max(1, m_body->width() - title.left() - title.right());
    m_streamTitle->setMinimumHeight(std::max(0, m_streamTitle->heightForWidth(titleWidth)));
}

void EntityPage::fitTable() {
    const int columns = m_entityModel.columnCount();
    if (columns == 0) {
        m_table->hide();
        return;
    }
    m_table->show();
    const int row = m_entityDelegate->sizeHint({}, m_entityModel.index(0, 0)).height();
    m_table->verticalHeader()->setMinimumSectionSize(row);
    m_header->setSectionResizeMode(QHeaderView::Stretch);
    m_header->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_header->setFixedHeight(m_header->heightForTitles() + 2 * qRound(m_theme.px(7)));
    // Values are wrapped, not cut: what is different may stand at their end.
    m_table->resizeRowsToContents();
    m_table->setFixedHeight(m_header->height() + m_table->verticalHeader()->length() + 2);
}

}  // namespace foldline::ui
