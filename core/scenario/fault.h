// What goes wrong, where and when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/sim_time.h"

namespace foldline {

struct Fault {
    enum class Kind : std::uint8_t {
        Down,         ///< the node stops, forgets what it held in memory, and refuses what arrives
        Crash,        ///< the same, said of a process that is restarted
        Slow,         ///< work and transactions take `factor` times as long
        Flaky,        ///< a transaction is rolled back at its end with `probability`
        LoseReplies,  ///< what the node answers is lost with `probability`, after it took effect
        Loss,         ///< any message to or from the node is lost with `probability`
        Cut,          ///< every message between the node and `peer` is lost
        LoseLeader,   ///< a broker's leader is lost with all that only it has; another one follows
        Replay,       ///< a consumer reads its topics again from the first event; no `length`
    };

    std::uint32_t id = 0;  ///< stable over moves; numbers the fault in records
    Kind kind = Kind::Down;
    std::string node;
    std::string peer;            ///< of Cut
    std::uint32_t instance = 0;  ///< of Crash: only this one, from 1; 0: all
    SimTime at;
    std::optional<Duration> length;  ///< none: to the end of the run; LoseLeader: the failover
    double probability = 1.0;
    double factor = 10.0;
    /// Of Crash, "placeOrder/2": not at `at`, but the first time after it that this handler of the
    /// node has done this step. Empty: at `at`.
    std::string after;

    friend bool operator==(const Fault&, const Fault&) = default;
};

std::string_view faultKindName(Fault::Kind kind);  // as in the file: "down", "loseReplies"
std::optional<Fault::Kind> faultKindByName(std::string_view name);

}  // namespace foldline
