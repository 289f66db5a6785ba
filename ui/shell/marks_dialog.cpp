#include "ui/shell/marks_dialog.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/shell/dialog_size.h"
#include "ui/shell/marks_model.h"

namespace foldline::ui {
namespace {

constexpr double kWidth = 560.0;
constexpr double kHeight = 360.0;

}  // namespace

MarksDialog::MarksDialog(RunController& controller, const Theme& theme, QWidget* parent)
    : QDialog(parent),
      m_controller(controller) {
    setObjectName(QStringLiteral("marksDialog"));
    setSizeGripEnabled(true);
    auto* column = new QVBoxLayout(this);
    m_hint = new QLabel(this);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    m_model = new MarksModel(controller, this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(MarksModel::Name, QHeaderView::Stretch);
    column->addWidget(m_table, 1);
    makeButtons();
    m_removeKey = new QAction(this);
    m_removeKey->setShortcut(QKeySequence::Delete);
    m_removeKey->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_removeKey);
    connect(m_removeKey, &QAction::triggered, this, &MarksDialog::remove);
    connect(m_table, &QTableView::activated, this, &MarksDialog::goTo);
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            &MarksDialog::showState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &MarksDialog::showState);
    setTheme(theme);
    retranslate();
    resizeWithinScreen(*this, {qRound(theme.px(kWidth)), qRound(theme.px(kHeight))});
    m_table->selectRow(0);
    m_table->setFocus();
    showState();
}

void MarksDialog::makeButtons() {
    auto* buttons = new QHBoxLayout;
    const auto add = [&](QPushButton*& button, auto does) {
        button = new QPushButton(this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, does);
        buttons->addWidget(button);
    };
    add(m_add, [this] { m_controller.toggleMark(); });
    add(m_go, [this] { goTo(); });
    add(m_name, [this] { name(); });
    add(m_remove, [this] { remove(); });
    buttons->addStretch(1);
    add(m_close, [this] { close(); });
    static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
}

void MarksDialog::setTheme(const Theme& theme) {
    const int margin = qRound(theme.px(16));
    layout()->setContentsMargins(margin, margin, margin, margin);
    layout()->setSpacing(qRound(theme.px(10)));
    m_table->setFont(theme.numbers(kTextPoints));
    QPalette muted = m_hint->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_hint->setPalette(muted);
}

void MarksDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void MarksDialog::goTo() {
    m_controller.goToMark(m_model->mark(m_table->currentIndex()));
}

void MarksDialog::name() {
    const int row = m_table->currentIndex().row();
    m_table->setFocus();
    m_table->edit(m_model->index(row, MarksModel::Name));
}

void MarksDialog::remove() {
    const int row = m_table->currentIndex().row();
    m_controller.removeMark(m_model->mark(m_table->currentIndex()));
    m_table->selectRow(std::min(row, m_model->rowCount() - 1));
}

void MarksDialog::showState() {
    const bool chosen = m_table->currentIndex().isValid();
    m_go->setEnabled(chosen);
    for (QPushButton* button : {m_name, m_remove}) {
        button->setEnabled(chosen && m_controller.session().canFork());
    }
    m_add->setEnabled(m_controller.session().canFork());
}

void MarksDialog::retranslate() {
    setWindowTitle(tr("Marks"));
    m_hint->setText(
        tr("Marks are kept in the recording. Return goes to one, F2 names it, Delete "
           "takes it away; each can be undone."));
    m_table->setAccessibleName(tr("Marks"));
    m_add->setText(tr("&Mark the playhead"));
    m_add->setToolTip(tr("Or takes the mark away that is there"));
    m_go->setText(tr("&Go there"));
    m_name->setText(tr("&Name…"));
    m_remove->setText(tr("&Remove"));
    m_close->setText(tr("Close"));
    m_model->retranslate();
}

}  // namespace foldline::ui
