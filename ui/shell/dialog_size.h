// How large a dialog is when it is first shown.
#pragma once

#include <QScreen>
#include <QWidget>

namespace foldline::ui {

/// Makes `dialog` as large as it would like to be, within its screen with some room around.
inline void resizeWithinScreen(QWidget& dialog, const QSize& wanted) {
    constexpr int kTenths = 9;
    dialog.resize(wanted.boundedTo(dialog.screen()->availableSize() * kTenths / 10));
}

}  // namespace foldline::ui
