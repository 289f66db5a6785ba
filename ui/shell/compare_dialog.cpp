#include "ui/shell/compare_dialog.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/value_text.h"
#include "ui/run/branch_title.h"
#include "ui/shell/clock_text.h"
#include "ui/shell/compare_model.h"
#include "ui/shell/dialog_size.h"
#include "ui/shell/row_line_delegate.h"

namespace foldline::ui {
namespace {

constexpr double kWidth = 720.0;
constexpr double kHeight = 760.0;

class OnlyDifferent final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setOn(bool on) {
        m_on = on;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        return !m_on ||
               sourceModel()->index(row, 0, parent).data(CompareModel::kDiffersRole).toBool();
    }

private:
    bool m_on = false;
};

void choose(QComboBox& box, BranchId branch) {
    const int at = box.findData(branch.value);
    if (at >= 0) {
        box.setCurrentIndex(at);
    }
}

BranchId chosen(const QComboBox& box) {
    return BranchId{box.currentData().toUInt()};
}

}  // namespace

CompareDialog::CompareDialog(RunController& controller, const Theme& theme, QWidget* parent)
    : QDialog(parent),
      m_controller(controller),
      m_theme(theme) {
    setObjectName(QStringLiteral("compareDialog"));
    setSizeGripEnabled(true);
    new QVBoxLayout(this);
    m_looking = new QTimer(this);
    m_looking->setInterval(0);
    connect(m_looking, &QTimer::timeout, this, &CompareDialog::lookOn);
    makeChoices();
    makeParting();
    makeTable();
    connect(&controller, &RunController::progressChanged, this, &CompareDialog::follow);
    connect(&controller, &RunController::branchesChanged, this, &CompareDialog::fillBranches);
    setTheme(theme);
    retranslate();
    resizeWithinScreen(*this, {qRound(theme.px(kWidth)), qRound(theme.px(kHeight))});
}

CompareDialog::~CompareDialog() = default;

void CompareDialog::makeChoices() {
    auto* grid = new QGridLayout;
    const auto add = [&](int row, QLabel*& label, QComboBox*& box) {
        label = new QLabel(this);
        box = new QComboBox(this);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        label->setBuddy(box);
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row, 1);
    };
    add(0, m_firstLabel, m_first);
    add(1, m_secondLabel, m_second);
    add(2, m_systemLabel, m_systems);
    grid->setColumnStretch(1, 1);
    m_swap = new QPushButton(this);
    m_swap->setAutoDefault(false);
    grid->addWidget(m_swap, 0, 2, 2, 1, Qt::AlignVCenter);
    static_cast<QVBoxLayout*>(layout())->addLayout(grid);
    connect(m_first, &QComboBox::currentIndexChanged, this, &CompareDialog::restart);
    connect(m_second, &QComboBox::currentIndexChanged, this, &CompareDialog::restart);
    connect(m_systems, &QComboBox::currentIndexChanged, this, &CompareDialog::restart);
    connect(m_swap, &QPushButton::clicked, this, [this] { compare(second(), first()); });
}

void CompareDialog::makeParting() {
    m_parting = new QFrame(this);
    m_parting->setObjectName(QStringLiteral("parting"));
    auto* column = new QVBoxLayout(m_parting);
    m_partingTitle = new QLabel(m_parting);
    m_partingTitle->setWordWrap(true);
    m_partingText = new QLabel(m_parting);
    m_partingText->setWordWrap(true);
    m_partingText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_partingTitle);
    column->addWidget(m_partingText);
    auto* buttons = new QHBoxLayout;
    const auto add = [&](QPushButton*& button) {
        button = new QPushButton(m_parting);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    };
    add(m_goFirst);
    add(m_goSecond);
    buttons->addStretch(1);
    column->addLayout(buttons);
    layout()->addWidget(m_parting);
    connect(m_goFirst, &QPushButton::clicked, this, [this] { goTo(first(), m_search->first()); });
    connect(
        m_goSecond, &QPushButton::clicked, this, [this] { goTo(second(), m_search->second()); });
}

void CompareDialog::makeTable() {
    auto* row = new QHBoxLayout;
    m_summary = new QLabel(this);
    m_onlyDifferent = new QCheckBox(this);
    row->addWidget(m_summary, 1);
    row->addWidget(m_onlyDifferent);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(row);
    m_model = new CompareModel(m_theme, this);
    auto* shown = new OnlyDifferent(this);
    shown->setSourceModel(m_model);
    m_shown = shown;
    m_table = new QTableView(this);
    m_table->setModel(m_shown);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_lines = new RowLineDelegate(m_theme, this);
    m_table->setItemDelegate(m_lines);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    column->addWidget(m_table, 1);
    connect(m_onlyDifferent, &QCheckBox::toggled, shown, &OnlyDifferent::setOn);
    auto* copyAction = new QAction(this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copyAction);
    connect(copyAction, &QAction::triggered, this, &CompareDialog::copy);
    auto* buttons = new QHBoxLayout;
    m_copy = new QPushButton(this);
    m_copy->setAutoDefault(false);
    m_close = new QPushButton(this);
    m_close->setDefault(true);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    column->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, &CompareDialog::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
}

void CompareDialog::setTheme(const Theme& theme) {
    m_theme = theme;
    m_model->setTheme(theme);
    m_lines->setTheme(theme);
    // Names of branches take two lines.
    m_table->horizontalHeader()->setFixedHeight(
        2 * QFontMetrics(theme.font(kTextPoints)).lineSpacing() + qRound(theme.px(12)));
    const int margin = qRound(theme.px(16));
    const int gap = qRound(theme.px(10));
    layout()->setContentsMargins(margin, margin, margin, margin);
    layout()->setSpacing(gap);
    m_parting->layout()->setContentsMargins(margin, gap, margin, gap);
    m_parting->layout()->setSpacing(qRound(theme.px(6)));
    m_partingTitle->setFont(theme.font(kTextPoints + 1.5, QFont::DemiBold));
    m_partingText->setFont(theme.numbers(kTextPoints));
    m_parting->setStyleSheet(
        QStringLiteral(
            "QFrame#parting { background: %1; border: 1px solid %2; border-radius: %3px; }")
            .arg(theme.panel.name(), theme.line.name())
            .arg(qRound(theme.px(8))));
}

void CompareDialog::compare(BranchId first, BranchId second) {
    {
        const QSignalBlocker quietFirst(m_first);
        const QSignalBlocker quietSecond(m_second);
        choose(*m_first, first);
        choose(*m_second, second);
    }
    restart();
}

void CompareDialog::setSystem(std::size_t system) {
    m_systems->setCurrentIndex(static_cast<int>(system));
}

BranchId CompareDialog::first() const {
    return chosen(*m_first);
}

BranchId CompareDialog::second() const {
    return chosen(*m_second);
}

std::size_t CompareDialog::system() const {
    return static_cast<std::size_t>(std::max(0, m_systems->currentIndex()));
}

void CompareDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void CompareDialog::fillBranches() {
    {
        const QSignalBlocker quietFirst(m_first);
        const QSignalBlocker quietSecond(m_second);
        for (QComboBox* box : {m_first, m_second}) {
            const BranchId before = chosen(*box);
            box->clear();
            for (const BranchInfo& branch : m_controller.session().branches()) {
                if (!branch.hidden) {
                    box->addItem(branchTitle(branch), branch.id.value);
                }
            }
            choose(*box, before);
        }
    }
    restart();
}

void CompareDialog::fillSystems() {
    const QSignalBlocker quiet(m_systems);
    const int before = m_systems->currentIndex();
    m_systems->clear();
    for (const Dictionary& system : m_controller.session().systems()) {
        const QString title = titleText(system.title);
        m_systems->addItem(title.isEmpty() ? QString::fromStdString(system.system) : title);
    }
    m_systems->setCurrentIndex(before >= 0 ? before : m_systems->count() - 1);
    m_systems->setEnabled(m_systems->count() > 1);
}

void CompareDialog::restart() {
    m_search.reset();
    if (m_first->count() > 0 && m_systems->count() > 0) {
        m_search.emplace(m_controller.session(), first(), second(), system());
        m_looking->start();
    }
    sayParting();
    refreshFigures();
}

void CompareDialog::follow() {
    if (m_search && m_search->state() == DivergenceSearch::State::Waiting) {
        m_looking->start();
    }
    refreshFigures();
}

void CompareDialog::refreshFigures() {
    if (m_first->count() == 0) {
        return;
    }
    const Session& session = m_controller.session();
    m_model->show(m_first->currentText(),
                  session.scorecard(first(), system()),
                  m_second->currentText(),
                  session.scorecard(second(), system()));
    const bool complete =
        session.progress(first()).figuresComplete && session.progress(second()).figuresComplete;
    const int rows = m_model->rowCount();
    m_summary->setText(
        complete ? tr("%1 of %2 figures differ").arg(m_model->differences()).arg(rows)
                 : tr("%1 of %2 figures differ so far").arg(m_model->differences()).arg(rows));
    m_shown->invalidate();
}

void CompareDialog::lookOn() {
    if (!m_search || m_search->step() != DivergenceSearch::State::Searching) {
        m_looking->stop();
    }
    sayParting();
}

QString CompareDialog::recordLine(const std::optional<Record>& record) const {
    if (!record) {
        return tr("no more records");
    }
    const Dictionary& dictionary = m_controller.session().systems()[system()];
    const std::string_view kind = kindName(record->kind);
    QString line = clockText(record->t) % QStringLiteral("  #") % QString::number(record->seq) %
                   QStringLiteral("  ") %
                   QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    if (record->node.exists()) {
        line += QStringLiteral(" · ") % nodeText(dictionary, record->node);
    }
    if (record->entity.exists()) {
        line += QStringLiteral(" · ") % entityText(dictionary, record->entity);
    }
    return line;
}

void CompareDialog::sayParting() {
    using State = DivergenceSearch::State;
    const State state = m_search ? m_search->state() : State::Same;
    const QString compared =
        m_search ? QLocale().toString(static_cast<qulonglong>(m_search->compared())) : QString();
    QString title;
    QString text;
    switch (state) {
        case State::Searching:
            title = tr("Looking for the record at which they part…");
            text = tr("%1 records compared").arg(compared);
            break;
        case State::Waiting:
            title = tr("The same so far");
            text = tr("%1 records compared; more follow as they are simulated").arg(compared);
            break;
        case State::Same:
            title = first() == second() ? tr("This is one branch: choose two")
                                        : tr("Not one record differs");
            text = first() == second()
                       ? QString()
                       : tr("What differs between the branches does not touch this system");
            break;
        case State::Failed:
            title = tr("The records cannot be compared");
            text = QString::fromStdString(m_search->error());
            break;
        case State::Parted: {
            const SimTime t = m_search->first() && m_search->second()
                                  ? std::min(m_search->first()->t, m_search->second()->t)
                              : m_search->first() ? m_search->first()->t
                                                  : m_search->second()->t;
            title = tr("They part at %1").arg(clockText(t));
            text = m_first->currentText() % QStringLiteral(":  ") % recordLine(m_search->first()) %
                   u'\n' % m_second->currentText() % QStringLiteral(":  ") %
                   recordLine(m_search->second());
            break;
        }
    }
    m_partingTitle->setText(title);
    m_partingText->setText(text);
    m_partingText->setVisible(!text.isEmpty());
    m_goFirst->setEnabled(state == State::Parted && m_search->first());
    m_goSecond->setEnabled(state == State::Parted && m_search->second());
}

void CompareDialog::goTo(BranchId branch, const std::optional<Record>& record) {
    m_controller.setBranch(branch);
    m_controller.goToRecord(system(), record->seq);
}

void CompareDialog::copy() {
    QGuiApplication::clipboard()->setText(toClipboardText(*m_shown));
}

void CompareDialog::retranslate() {
    setWindowTitle(tr("Compare branches"));
    m_firstLabel->setText(tr("&First branch"));
    m_secondLabel->setText(tr("Se&cond branch"));
    m_systemLabel->setText(tr("&System"));
    m_swap->setText(tr("S&wap"));
    m_goFirst->setText(tr("Show in the first"));
    m_goSecond->setText(tr("Show in the second"));
    m_onlyDifferent->setText(tr("&Only what differs"));
    m_table->setAccessibleName(tr("Figures of both branches"));
    m_copy->setText(tr("Cop&y table"));
    m_close->setText(tr("Close"));
    m_model->retranslate();
    fillSystems();
    fillBranches();
}

}  // namespace foldline::ui
