#include "ui/shell/fault_button.h"

#include <QStyleOptionButton>

namespace foldline::ui {

FaultButton::FaultButton(QWidget* parent) : QPushButton(parent) {
    setProperty("role", QStringLiteral("fault"));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
}

void FaultButton::setLabel(const QString& label) {
    m_label = label;
    setActive(isChecked());
}

void FaultButton::setActive(bool active) {
    setChecked(active);
    setText(active ? markedText() : m_label);
}

QSize FaultButton::sizeHint() const {
    ensurePolished();
    QStyleOptionButton option;
    initStyleOption(&option);
    // A style may give a button that is down other margins.
    option.state.setFlag(QStyle::State_On, true);
    option.state.setFlag(QStyle::State_Off, false);
    option.text = markedText();
    const QSize text = fontMetrics().size(Qt::TextShowMnemonic, option.text);
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, text, this);
}

QString FaultButton::markedText() const {
    return QStringLiteral("● ") % m_label;
}

}  // namespace foldline::ui
