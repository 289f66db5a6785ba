#include "ui/shell/key_guard.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace foldline::ui {
namespace {

bool uses(const QWidget& widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    return usesKey(widget, QKeyEvent(QEvent::ShortcutOverride, key, modifiers));
}

TEST(KeyGuard, LeavesToWidgetsWhatTheyUse) {
    const QPushButton button;
    const QComboBox combo;
    const QListWidget list;
    const QWidget plain;
    EXPECT_TRUE(uses(button, Qt::Key_Space));
    EXPECT_FALSE(uses(button, Qt::Key_Right));
    EXPECT_TRUE(uses(combo, Qt::Key_Down));
    EXPECT_TRUE(uses(list, Qt::Key_Home));
    EXPECT_FALSE(uses(list, Qt::Key_Right, Qt::ControlModifier));
    EXPECT_FALSE(uses(plain, Qt::Key_Space));
}

TEST(KeyGuard, SpacePressesTheFocusedButtonAndElsePlays) {
    QMainWindow window;
    auto* button = new QPushButton(&window);
    window.setCentralWidget(button);
    QAction play(&window);
    play.setShortcut(Qt::Key_Space);
    window.addAction(&play);
    KeyGuard guard(nullptr);
    qApp->installEventFilter(&guard);
    window.show();
    QApplication::setActiveWindow(&window);
    QSignalSpy played(&play, &QAction::triggered);
    QSignalSpy pressed(button, &QPushButton::clicked);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    EXPECT_EQ(pressed.count(), 1);
    EXPECT_EQ(played.count(), 0);
    window.setFocus();
    QTest::keyClick(&window, Qt::Key_Space);
    EXPECT_EQ(played.count(), 1);
}

}  // namespace
}  // namespace foldline::ui
