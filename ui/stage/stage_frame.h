// What one system is at one moment, as far as the stage draws it: borrowed plain data, no session.
#pragma once

#include <span>

#include "core/fold/world.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

/// The references must outlive the frame.
struct StageFrame {
    const Dictionary& dictionary;
    const World& world;
    SimTime t;                        ///< the playhead; at or after world.t
    std::span<const Fault> faults{};  ///< of the branch: they tell when a node will be back
};

}  // namespace foldline::ui
