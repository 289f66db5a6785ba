#include "ui/shell/key_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>
#include <QTabBar>
#include <QWidget>

namespace foldline::ui {
namespace {

bool isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

bool isJump(int key) {
    return key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_PageUp ||
           key == Qt::Key_PageDown;
}

}  // namespace

bool usesKey(const QWidget& widget, const QKeyEvent& event) {
    const int key = event.key();
    const bool plain = (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
    if (!plain) {
        return false;
    }
    if (qobject_cast<const QAbstractButton*>(&widget) != nullptr) {
        return key == Qt::Key_Space;
    }
    if (qobject_cast<const QComboBox*>(&widget) != nullptr) {
        return key == Qt::Key_Space || isArrow(key) || isJump(key);
    }
    if (qobject_cast<const QTabBar*>(&widget) != nullptr) {
        return isArrow(key);
    }
    if (qobject_cast<const QAbstractItemView*>(&widget) != nullptr) {
        return key == Qt::Key_Space || isArrow(key) || isJump(key);
    }
    if (qobject_cast<const QAbstractSlider*>(&widget) != nullptr) {
        return isArrow(key) || isJump(key);
    }
    return false;
}

KeyGuard::KeyGuard(QObject* parent) : QObject(parent) {}

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* widget = qobject_cast<const QWidget*>(watched);
        if (widget != nullptr && usesKey(*widget, *static_cast<QKeyEvent*>(event))) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace foldline::ui
