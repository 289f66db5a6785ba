// Says, without getting in the way, what went wrong and what can be done.
#pragma once

#include <QFrame>
#include <functional>

#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace foldline::ui {

/// Hidden until there is something to say; stays until it is closed or something else is said.
class Banner final : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Failure, Note };

    Banner(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    /// `actionText` empty: there is nothing to do about it.
    void say(Tone tone,
             const QString& text,
             const QString& actionText = {},
             std::function<void()> action = {});
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void paint();

    Theme m_theme;
    Tone m_tone = Tone::Note;
    QLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_button = nullptr;
    QToolButton* m_close = nullptr;
    std::function<void()> m_action;
};

}  // namespace foldline::ui
