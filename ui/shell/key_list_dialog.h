// All keys on one sheet.
#pragma once

#include <QDialog>

#include "ui/shell/commands.h"

namespace foldline::ui {

class KeyListDialog final : public QDialog {
    Q_OBJECT

public:
    KeyListDialog(const CommandSet& commands, const Theme& theme, QWidget* parent);

private:
    QWidget* makeGroup(const CommandSet& commands, CommandGroup group, const Theme& theme);
    QWidget* makePointerGroup(const Theme& theme);
};

}  // namespace foldline::ui
