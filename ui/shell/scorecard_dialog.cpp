#include "ui/shell/scorecard_dialog.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/value_text.h"
#include "ui/run/branch_title.h"
#include "ui/shell/clock_text.h"
#include "ui/shell/dialog_size.h"
#include "ui/shell/row_line_delegate.h"

namespace foldline::ui {
namespace {

QString systemTitle(const Dictionary& system) {
    const QString title = titleText(system.title);
    return title.isEmpty() ? QString::fromStdString(system.system) : title;
}

}  // namespace

std::vector<ScorecardColumn> scorecardColumns(const RunController& controller,
                                              BranchId branch,
                                              BranchId other) {
    const Session& session = controller.session();
    std::vector<ScorecardColumn> columns;
    QString otherTitle;
    for (const BranchInfo& info : session.branches()) {
        if (info.id == other) {
            otherTitle = branchTitle(info);
        }
    }
    for (std::size_t i = 0; i < session.systems().size(); ++i) {
        const QString title = systemTitle(session.systems()[i]);
        columns.push_back({title, session.scorecard(branch, i)});
        if (other.exists()) {
            columns.push_back({title % u'\n' % otherTitle, session.scorecard(other, i)});
        }
    }
    return columns;
}

ScorecardDialog::ScorecardDialog(RunController& controller, const Theme& theme, QWidget* parent)
    : QDialog(parent),
      m_controller(controller),
      m_theme(theme) {
    setObjectName(QStringLiteral("scorecardDialog"));
    m_model = new ScorecardModel(theme, this);
    auto* column = new QVBoxLayout(this);
    m_heading = new QLabel(this);
    m_heading->setWordWrap(true);
    column->addWidget(m_heading);
    auto* row = new QHBoxLayout;
    m_compareLabel = new QLabel(this);
    m_compare = new QComboBox(this);
    m_compare->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_compareLabel->setBuddy(m_compare);
    row->addWidget(m_compareLabel);
    row->addWidget(m_compare, 1);
    column->addLayout(row);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setShowGrid(false);
    m_lines = new RowLineDelegate(theme, this);
    m_table->setItemDelegate(m_lines);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    column->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    m_export = new QPushButton(this);
    m_close = new QPushButton(this);
    m_close->setDefault(true);
    buttons->addWidget(m_export);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    column->addLayout(buttons);
    connect(m_export, &QPushButton::clicked, this, &ScorecardDialog::exportRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_compare, &QComboBox::currentIndexChanged, this, &ScorecardDialog::refresh);
    connect(&controller, &RunController::progressChanged, this, &ScorecardDialog::refresh);
    connect(&controller, &RunController::branchChanged, this, &ScorecardDialog::fillBranches);
    connect(&controller, &RunController::branchesChanged, this, &ScorecardDialog::fillBranches);
    setTheme(theme);
    retranslate();
    const int width = m_table->verticalHeader()->sizeHint().width() +
                      qRound(theme.px(160)) * std::max(2, m_model->columnCount());
    resizeWithinScreen(*this, {width, qRound(theme.px(820))});
}

void ScorecardDialog::setTheme(const Theme& theme) {
    m_theme = theme;
    m_model->setTheme(theme);
    m_lines->setTheme(theme);
    const int margin = qRound(theme.px(16));
    layout()->setContentsMargins(margin, margin, margin, margin);
    layout()->setSpacing(qRound(theme.px(10)));
    m_heading->setFont(theme.font(13.5, QFont::DemiBold));
    fitColumns();
}

void ScorecardDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void ScorecardDialog::fillBranches() {
    {
        const QSignalBlocker quiet(m_compare);
        const QVariant chosen = m_compare->currentData();
        m_compare->clear();
        m_compare->addItem(tr("nothing"), BranchId::none().value);
        for (const BranchInfo& branch : m_controller.session().branches()) {
            if (!branch.hidden && branch.id != m_controller.branch()) {
                m_compare->addItem(branchTitle(branch), branch.id.value);
            }
        }
        m_compare->setCurrentIndex(std::max(0, m_compare->findData(chosen)));
        m_compare->setEnabled(m_compare->count() > 1);
    }
    refresh();
}

void ScorecardDialog::refresh() {
    const BranchId other{m_compare->currentData().toUInt()};
    const int before = m_model->columnCount();
    m_model->setColumns(scorecardColumns(m_controller, m_controller.branch(), other));
    const Progress progress = m_controller.progress();
    const QString branch = branchTitle(m_controller.branchInfo());
    m_heading->setText(progress.finished
                           ? tr("%1, whole run").arg(branch)
                           : tr("%1, up to %2").arg(branch, clockText(progress.recordedUntil)));
    if (before != m_model->columnCount()) {
        fitColumns();
    }
}

void ScorecardDialog::retranslate() {
    setWindowTitle(tr("Scorecard"));
    m_compareLabel->setText(tr("&Compare with"));
    m_table->setAccessibleName(tr("Scorecard"));
    m_export->setText(tr("&Export…"));
    m_close->setText(tr("Close"));
    m_model->retranslate();
    fillBranches();
    fitColumns();
}

void ScorecardDialog::fitColumns() {
    m_table->horizontalHeader()->setMinimumSectionSize(qRound(m_theme.px(130)));
}

}  // namespace foldline::ui
