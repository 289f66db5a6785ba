// The menu of a node: what can be broken there, at the playhead, with lengths that show something.
#pragma once

#include <QMenu>
#include <vector>

#include "core/scenario/scenario.h"
#include "ui/run/run_controller.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

/// The faults offered for `node`, with their usual strength and length, starting at `at`. Only
/// those that have an effect on its role.
std::vector<Fault> offeredFaults(const NodeName& node, SimTime at);

/// "Goes down for 5 s".
QString offerText(const Fault& fault, const StageWords& words);

/// Fills `menu` for the node `node` of system `system`; choosing forks at the playhead.
void fillFaultMenu(QMenu& menu,
                   RunController& controller,
                   std::size_t system,
                   NodeId node,
                   const StageWords& words);

}  // namespace foldline::ui
