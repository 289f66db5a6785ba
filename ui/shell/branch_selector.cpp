#include "ui/shell/branch_selector.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QSignalBlocker>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include "ui/run/branch_title.h"
#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr int kLettersShown = 16;
constexpr int kIconGap = 8;
constexpr double kListWidth = 320.0;
constexpr double kLeastWidth = 72.0;

}  // namespace

BranchSelector::BranchSelector(RunController& controller, const Theme& theme, QWidget* parent)
    : QComboBox(parent),
      m_controller(controller),
      m_theme(theme) {
    setObjectName(QStringLiteral("branchSelector"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kLettersShown);
    setFocusPolicy(Qt::TabFocus);
    connect(&controller, &RunController::branchesChanged, this, &BranchSelector::fill);
    connect(&controller, &RunController::branchChanged, this, &BranchSelector::fill);
    connect(this, &QComboBox::activated, this, [this](int index) {
        m_controller.setBranch(BranchId{itemData(index).toUInt()});
    });
    setTheme(theme);
}

void BranchSelector::setTheme(const Theme& theme) {
    m_theme = theme;
    view()->setMinimumWidth(qRound(theme.px(kListWidth)));
    fill();
}

QSize BranchSelector::minimumSizeHint() const {
    return {qRound(m_theme.px(kLeastWidth)), QComboBox::minimumSizeHint().height()};
}

/// As a combo box is painted, but what has no room is elided, and its end shown: there it says how
/// long a fault lasts.
void BranchSelector::paintEvent(QPaintEvent* /*event*/) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + kIconGap;
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, field.width() - icon);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void BranchSelector::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QComboBox::changeEvent(event);
}

void BranchSelector::fill() {
    const QSignalBlocker quiet(this);
    clear();
    const std::vector<BranchInfo> branches = m_controller.session().branches();
    addChildren(branches, BranchId::none());
    setCurrentIndex(findData(m_controller.branch().value));
    const QString name = tr("Branch shown");
    setAccessibleName(name);
    setToolTip(currentText().trimmed().isEmpty()
                   ? name
                   : name % QStringLiteral(": ") % currentText().trimmed());
}

void BranchSelector::addChildren(const std::vector<BranchInfo>& all, BranchId parent) {
    for (const BranchInfo& branch : all) {
        if (branch.parent != parent || branch.id == parent) {
            continue;
        }
        if (!branch.hidden) {
            addItem(makeIcon(QStringLiteral("git-branch"), m_theme.muted),
                    branchTitle(branch),
                    branch.id.value);
        }
        addChildren(all, branch.id);
    }
}

}  // namespace foldline::ui
