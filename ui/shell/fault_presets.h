// The faults that are one click away: for each of the usual accidents, the node it would befall in
// this scenario.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/run/session.h"

namespace foldline::ui {

enum class FaultPresetKind { RdbDown, CrashServer, SlowServer, LoseReplies, BrokerDown };

struct FaultPreset {
    FaultPresetKind kind = FaultPresetKind::RdbDown;
    Fault fault;  ///< without a time
};

/// Only those for which the systems have a node.
std::vector<FaultPreset> faultPresets(const std::vector<Dictionary>& systems);

/// "RDB down", in the language of the program.
QString faultPresetText(FaultPresetKind kind);

/// How long a fault lasts unless one says otherwise: 5 s, less in short runs.
Duration usualFaultLength(SimTime horizon);

/// The fault among `faults` that befalls the node of `like` in the same way at `t`.
std::optional<Fault> activeFault(const std::vector<Fault>& faults, const Fault& like, SimTime t);

}  // namespace foldline::ui
