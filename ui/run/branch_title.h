// What a branch is called on screen, in the language of the program.
#pragma once

#include <QString>

#include "core/log/recording_file.h"

namespace foldline::ui {

/// Its title; the first branch is called "as recorded" until it is renamed.
QString branchTitle(const BranchInfo& branch);

}  // namespace foldline::ui
