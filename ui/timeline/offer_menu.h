// A menu of everything that can be made to go wrong in a recording, and be mended.
#pragma once

#include <QMenu>
#include <functional>

#include "core/scenario/scenario.h"
#include "ui/run/run_controller.h"

namespace foldline::ui {

/// Fills `menu` with a submenu for every kind of fault that can happen somewhere, and one with the
/// repairs; `choose` gets what was chosen, at `at` and without a length. Forgetting is offered for
/// the entity that is selected. Every entry ends with `suffix`. Cost: of all kinds times nodes.
void fillOfferMenu(QMenu& menu,
                   const RunController& controller,
                   SimTime at,
                   const QString& suffix,
                   const std::function<void(const Fault&)>& choose);

}  // namespace foldline::ui
