#include "ui/run/branch_title.h"

#include <QCoreApplication>
#include <string_view>

namespace foldline::ui {
namespace {

// What recordings call their first branch until it is renamed.
constexpr std::string_view kUntouched = "as recorded";

}  // namespace

QString branchTitle(const BranchInfo& branch) {
    if (!branch.parent.exists() && (branch.title.empty() || branch.title == kUntouched)) {
        return QCoreApplication::translate("foldline::ui::BranchTitle", "as recorded");
    }
    return QString::fromStdString(branch.title);
}

}  // namespace foldline::ui
