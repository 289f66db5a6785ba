#include "ui/shell/time_field.h"

#include <QEvent>
#include <QKeyEvent>

#include "ui/shell/clock_text.h"

namespace foldline::ui {
namespace {

constexpr double kPoints = 16.5;

}  // namespace

TimeField::TimeField(RunController& controller, const Theme& theme, QWidget* parent)
    : QLineEdit(parent),
      m_controller(controller) {
    setObjectName(QStringLiteral("timeField"));
    setFocusPolicy(Qt::StrongFocus);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);  // a file that is dropped is for the window
    connect(&controller, &RunController::playheadChanged, this, [this] {
        if (!isModified()) {
            showPlayhead();
        }
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        const std::optional<SimTime> t = parseClock(text());
        if (t) {
            m_controller.setPlayhead(*t);
            showPlayhead();
            clearFocus();
        } else {
            selectAll();
        }
    });
    setTheme(theme);
    retranslate();
    showPlayhead();
}

void TimeField::setTheme(const Theme& theme) {
    setFont(theme.numbers(kPoints, QFont::DemiBold));
    updateGeometry();
}

void TimeField::beginEditing() {
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

QSize TimeField::sizeHint() const {
    const QString widest = clockText(m_controller.session().horizon());
    const int room = fontMetrics().horizontalAdvance(QStringLiteral("0"));
    return {fontMetrics().horizontalAdvance(widest) + 2 * room, fontMetrics().height() + room / 2};
}

QSize TimeField::minimumSizeHint() const {
    return sizeHint();
}

void TimeField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        showPlayhead();
        clearFocus();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void TimeField::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    showPlayhead();
}

void TimeField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QLineEdit::changeEvent(event);
}

void TimeField::showPlayhead() {
    setText(clockText(m_controller.playhead()));
    setModified(false);
}

void TimeField::retranslate() {
    setAccessibleName(tr("Time of the playhead"));
    setToolTip(tr("Time of the playhead. Type a time, such as 14.28 or 1:02, to go there."));
}

}  // namespace foldline::ui
