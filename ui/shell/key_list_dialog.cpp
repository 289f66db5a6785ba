#include "ui/shell/key_list_dialog.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace foldline::ui {
namespace {

QLabel* makeKey(const QString& text, const Theme& theme, QWidget* parent) {
    auto* key = new QLabel(text, parent);
    key->setFont(theme.font(kTextPoints - 1.0, QFont::DemiBold));
    key->setAlignment(Qt::AlignCenter);
    key->setStyleSheet(QStringLiteral("background: %1; border: 1px solid %2; border-radius: %3px;"
                                      "padding: %4px %5px; color: %6;")
                           .arg(theme.window.name(), theme.line.name())
                           .arg(qRound(theme.px(4)))
                           .arg(qRound(theme.px(2)))
                           .arg(qRound(theme.px(6)))
                           .arg(theme.text.name()));
    return key;
}

QLabel* makeHeading(const QString& text, const Theme& theme, QWidget* parent) {
    auto* heading = new QLabel(text, parent);
    heading->setFont(theme.font(kTextPoints - 1.0, QFont::DemiBold));
    QPalette palette = heading->palette();
    palette.setColor(QPalette::WindowText, theme.muted);
    heading->setPalette(palette);
    return heading;
}

void addRow(QGridLayout& grid, const QString& text, const QStringList& keys, const Theme& theme) {
    const int row = grid.rowCount();
    grid.addWidget(new QLabel(text, grid.parentWidget()), row, 0);
    auto* line = new QHBoxLayout;
    line->setSpacing(qRound(theme.px(4)));
    line->addStretch(1);
    for (const QString& key : keys) {
        line->addWidget(makeKey(key, theme, grid.parentWidget()));
    }
    grid.addLayout(line, row, 1);
}

}  // namespace

KeyListDialog::KeyListDialog(const CommandSet& commands, const Theme& theme, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("keyListDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    auto* column = new QVBoxLayout(this);
    const int margin = qRound(theme.px(16));
    column->setContentsMargins(margin, margin, margin, margin);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* sheet = new QWidget(area);
    auto* sides = new QHBoxLayout(sheet);
    sides->setContentsMargins(0, 0, margin, 0);
    sides->setSpacing(qRound(theme.px(40)));
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    left->addWidget(makeGroup(commands, CommandGroup::Run, theme));
    left->addWidget(makeGroup(commands, CommandGroup::Branches, theme));
    left->addStretch(1);
    right->addWidget(makeGroup(commands, CommandGroup::View, theme));
    right->addWidget(makeGroup(commands, CommandGroup::File, theme));
    right->addWidget(makeGroup(commands, CommandGroup::Help, theme));
    right->addWidget(makePointerGroup(theme));
    right->addStretch(1);
    sides->addLayout(left, 1);
    sides->addLayout(right, 1);
    area->setWidget(sheet);
    column->addWidget(area, 1);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    column->addWidget(close, 0, Qt::AlignRight);
    const QSize wanted = sheet->sizeHint() + QSize(4 * margin, 6 * margin);
    resize(wanted.boundedTo(parent->size() - QSize(margin, 4 * margin)));
}

QWidget* KeyListDialog::makeGroup(const CommandSet& commands,
                                  CommandGroup group,
                                  const Theme& theme) {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, qRound(theme.px(12)));
    grid->setVerticalSpacing(qRound(theme.px(5)));
    grid->addWidget(makeHeading(plainText(commandGroupTitle(group)), theme, box), 0, 0, 1, 2);
    for (const CommandInfo& info : commandInfos()) {
        const QAction* const action = commands.action(info.id);
        if (info.group != group || action->shortcuts().isEmpty()) {
            continue;
        }
        QStringList keys;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence& keySequence : shortcuts) {
            keys << keySequence.toString(QKeySequence::NativeText);
        }
        addRow(*grid, plainText(*action), keys, theme);
    }
    return box;
}

QWidget* KeyListDialog::makePointerGroup(const Theme& theme) {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, qRound(theme.px(12)));
    grid->setVerticalSpacing(qRound(theme.px(5)));
    grid->addWidget(makeHeading(tr("Pointer, on the timeline"), theme, box), 0, 0, 1, 2);
    addRow(*grid, tr("Move the playhead"), {tr("Drag in the ruler")}, theme);
    addRow(*grid, tr("Select a stretch of time"), {tr("Drag in a lane")}, theme);
    addRow(*grid, tr("Move or stretch a fault"), {tr("Drag it")}, theme);
    addRow(*grid, tr("Add a fault"), {tr("Double-click the faults")}, theme);
    addRow(*grid, tr("Zoom around the pointer"), {tr("Ctrl + wheel")}, theme);
    return box;
}

}  // namespace foldline::ui
