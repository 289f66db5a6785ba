#include "ui/inspector/record_page.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/inspector/facts.h"
#include "ui/inspector/facts_view.h"

namespace foldline::ui {
namespace {

QString meaningOf(Kind kind) {
    for (const KindInfo& info : kindInfos()) {
        if (info.kind == kind) {
            return QString::fromUtf8(info.meaning.data(),
                                     static_cast<qsizetype>(info.meaning.size()));
        }
    }
    return {};
}

}  // namespace

RecordPage::RecordPage(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_facts(new FactsView(theme, this)),
      m_meaning(new QLabel(this)),
      m_cause(new QPushButton(this)),
      m_effect(new QPushButton(this)),
      m_table(new QTableView(this)) {
    m_meaning->setWordWrap(true);
    m_table->setModel(&m_model);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_cause, &QPushButton::clicked, this, [this] { m_controller.stepCause(-1); });
    connect(m_effect, &QPushButton::clicked, this, [this] { m_controller.stepCause(+1); });
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex& row) {
                if (const Record* record = m_model.at(row.row())) {
                    Selection selection = m_controller.selection();
                    selection.record = record->seq;
                    selection.node = NodeId::none();
                    selection.entity = EntityId::none();
                    m_controller.select(selection);
                }
            });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const Record* record = m_model.at(index.row())) {
            m_controller.setPlayhead(record->t);
        }
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_facts, 3);
    layout->addWidget(m_meaning);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_cause);
    buttons->addWidget(m_effect);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addWidget(m_table, 4);
    setTheme(theme);
    retranslate();
}

void RecordPage::setTheme(const Theme& theme) {
    m_facts->setTheme(theme);
    const int pad = qRound(theme.px(12));
    m_meaning->setContentsMargins(pad, pad / 2, pad, pad / 2);
    m_meaning->setFont(theme.font(kTextPoints));
    QPalette muted = m_meaning->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_meaning->setPalette(muted);
    layout()->itemAt(2)->layout()->setContentsMargins(pad, pad / 2, pad, pad);
    m_table->setFont(theme.numbers(kTextPoints));
    m_table->verticalHeader()->setDefaultSectionSize(
        qRound(QFontMetricsF(theme.numbers(kTextPoints)).height()) + pad / 2);
    m_table->horizontalHeader()->setFont(theme.font(8.5, QFont::DemiBold));
}

void RecordPage::retranslate() {
    m_cause->setText(tr("Cause"));
    m_cause->setToolTip(tr("Go to the record that caused this one (Ctrl+←)"));
    m_effect->setText(tr("Effect"));
    m_effect->setToolTip(tr("Go to the first record this one caused (Ctrl+→)"));
    m_facts->setAccessibleName(tr("The record"));
    m_table->setAccessibleName(tr("Records around the playhead"));
}

void RecordPage::loadWindow(Seq middle) {
    const std::size_t system = m_controller.selection().system;
    const Seq first = middle > kBefore ? middle - kBefore : 1;
    auto records =
        m_controller.session().records(m_controller.branch(), system, first, kBefore + kAfter + 1);
    m_model.show(&m_controller.session().systems()[system],
                 records ? std::move(*records) : std::vector<Record>());
}

void RecordPage::refresh() {
    Session& session = m_controller.session();
    const std::size_t system = m_controller.selection().system;
    Seq seq = m_controller.selection().record;
    if (seq == 0) {
        seq = m_controller.world(system).seq;
    }
    const QSignalBlocker blocker(m_table->selectionModel());
    if (m_model.rowOf(seq) < 0 || m_controller.selection().record == 0) {
        loadWindow(seq);
    }
    const Record* record = m_model.at(m_model.rowOf(seq));
    m_facts->show(record != nullptr ? Facts::ofRecord(session.systems()[system], *record)
                                    : std::vector<Fact>());
    m_meaning->setText(record != nullptr ? meaningOf(record->kind) : QString());
    m_cause->setEnabled(record != nullptr && record->cause != 0);
    m_effect->setEnabled(record != nullptr);
    m_table->setCurrentIndex(m_model.index(m_model.rowOf(seq), 0));
    m_table->scrollTo(m_model.index(m_model.rowOf(seq), 0));
    m_table->resizeColumnsToContents();
}

}  // namespace foldline::ui
