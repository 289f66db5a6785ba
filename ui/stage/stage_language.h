// Which language a widget of the stage speaks.
#pragma once

#include <QLocale>
#include <QWidget>

namespace foldline::ui {

/// The widget's own locale where it was given one, else the program's.
inline QLocale::Language languageOf(const QWidget& widget) {
    return widget.testAttribute(Qt::WA_SetLocale) ? widget.locale().language()
                                                  : QLocale().language();
}

}  // namespace foldline::ui
