// A button that says whether its fault lasts, and takes the same room whether it does or not.
#pragma once

#include <QPushButton>

namespace foldline::ui {

class FaultButton final : public QPushButton {
    Q_OBJECT

public:
    explicit FaultButton(QWidget* parent);

    /// `label` without the mark of a fault that lasts.
    void setLabel(const QString& label);
    void setActive(bool active);

    /// Always that of the marked text.
    QSize sizeHint() const override;

private:
    QString markedText() const;

    QString m_label;
};

}  // namespace foldline::ui
