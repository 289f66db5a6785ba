// Which branch is shown.
#pragma once

#include <QComboBox>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

/// Lists the branches that are not hidden, each below its parent.
class BranchSelector final : public QComboBox {
    Q_OBJECT

public:
    BranchSelector(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);

    /// Names are elided: it may become narrower than it would like to be.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addChildren(const std::vector<BranchInfo>& all, BranchId parent);

    RunController& m_controller;
    Theme m_theme;
};

}  // namespace foldline::ui
