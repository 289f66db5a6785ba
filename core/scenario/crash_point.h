// Where in a handler a node crashes: "placeOrder/2".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/scenario/scenario.h"

namespace foldline {

struct CrashPoint {
    enum class Part : std::uint8_t {
        Numbered,  ///< `step` is done, counted from 1
        Commit,    ///< of a consumer: its offset is about to be stored
        Send,      ///< of a relay: all events of a round are sent
        Mark,      ///< of a relay: they are marked
    };

    std::string handler;
    Part part = Part::Numbered;
    std::uint32_t step = 0;

    friend bool operator==(const CrashPoint&, const CrashPoint&) = default;
};

/// Nothing when `text` is not of the form handler/2, handler/commit, handler/send or handler/mark.
std::optional<CrashPoint> parseCrashPoint(std::string_view text);

/// Why a fault's `after` is met in no system of the scenario, or an empty text. REQUIRES: it is of
/// the right form, or empty, and its node is that of a system.
std::string crashPointProblem(const Fault& fault, const Scenario& scenario);

}  // namespace foldline
