#include "ui/shell/banner.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr double kIcon = 16.0;

}  // namespace

Banner::Banner(const Theme& theme, QWidget* parent) : QFrame(parent), m_theme(theme) {
    setObjectName(QStringLiteral("banner"));
    setAutoFillBackground(true);
    auto* row = new QHBoxLayout(this);
    m_icon = new QLabel(this);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_text, 1);
    m_button = new QPushButton(this);
    row->addWidget(m_button);
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action) {
            m_action();
        }
    });
    hide();
    setTheme(theme);
    m_close->setAccessibleName(tr("Close this message"));
}

void Banner::setTheme(const Theme& theme) {
    m_theme = theme;
    const int side = qRound(theme.px(14));
    layout()->setContentsMargins(side, side / 2, side / 2, side / 2);
    layout()->setSpacing(side / 2);
    paint();
}

void Banner::say(Tone tone,
                 const QString& text,
                 const QString& actionText,
                 std::function<void()> action) {
    m_tone = tone;
    m_action = std::move(action);
    m_text->setText(text);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    setAccessibleName(text);
    paint();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Banner::text() const {
    return m_text->text();
}

void Banner::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_close->setAccessibleName(tr("Close this message"));
    }
    QFrame::changeEvent(event);
}

void Banner::paint() {
    const bool failure = m_tone == Tone::Failure;
    const QColor ink = failure ? m_theme.failureText : m_theme.text;
    QPalette palette = this->palette();
    palette.setColor(QPalette::Window, failure ? m_theme.failureGround : m_theme.selection);
    palette.setColor(QPalette::WindowText, ink);
    setPalette(palette);
    m_text->setPalette(palette);
    const int side = qRound(m_theme.px(kIcon));
    m_icon->setPixmap(
        makeIcon(failure ? QStringLiteral("triangle-alert") : QStringLiteral("info"), ink)
            .pixmap(QSize(side, side), devicePixelRatioF()));
    m_close->setIconSize(QSize(side, side));
    m_close->setIcon(makeIcon(QStringLiteral("x"), ink));
}

}  // namespace foldline::ui
