#include "ui/shell/branch_selector.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QEvent>
#include <QSignalBlocker>

#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr int kLettersShown = 16;
constexpr double kListWidth = 320.0;

}  // namespace

QString branchTitle(const BranchInfo& branch) {
    if (!branch.parent.exists() && branch.title.empty()) {
        return QCoreApplication::translate("foldline::ui::BranchSelector", "as recorded");
    }
    return QString::fromStdString(branch.title);
}

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
