// Keeps the keys of commands away from what has the keyboard and needs them itself: Space presses a
// focused button, arrows move in a list, letters are typed into a field.
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace foldline::ui {

/// Installed on the application, for widgets of `window` and its dialogs.
class KeyGuard final : public QObject {
    Q_OBJECT

public:
    explicit KeyGuard(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// True when `widget` has a use of its own for the key.
bool usesKey(const QWidget& widget, const QKeyEvent& event);

}  // namespace foldline::ui
