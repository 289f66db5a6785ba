// A small window in which one fault gets its time, length and strength.
#pragma once

#include <QFrame>

#include "core/scenario/scenario.h"
#include "ui/theme/theme.h"

class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace foldline::ui {

class FaultPopover final : public QFrame {
    Q_OBJECT

public:
    /// `title` names the fault; its time, length and strength are what is proposed.
    FaultPopover(const QString& title,
                 const Fault& fault,
                 SimTime horizon,
                 const Theme& theme,
                 QWidget* parent);

    /// Below `anchor`, within the screen.
    void showAt(const QWidget& anchor);
    /// As it stands in the fields; nothing when the time cannot be read.
    std::optional<Fault> fault() const;

signals:
    void accepted(const foldline::Fault& fault);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void accept();
    void addLength(QFormLayout& form);
    void addStrength(QFormLayout& form);

    Fault m_fault;
    SimTime m_horizon;
    QLineEdit* m_at = nullptr;
    QDoubleSpinBox* m_length = nullptr;    ///< none for what happens at one moment
    QDoubleSpinBox* m_strength = nullptr;  ///< or the wrong number that is written
    QPushButton* m_inject = nullptr;
};

}  // namespace foldline::ui
