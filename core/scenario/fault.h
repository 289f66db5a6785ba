// What goes wrong, where and when, and how it is mended.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/sim_time.h"
#include "core/scenario/operand.h"

namespace foldline {

struct Fault {
    enum class Kind : std::uint8_t {
        Down,          ///< the node stops, forgets what it held in memory, and refuses what arrives
        Crash,         ///< the same, said of a process that is restarted
        Slow,          ///< work and transactions take `factor` times as long
        Flaky,         ///< a transaction is rolled back at its end with `probability`
        LoseReplies,   ///< what the node answers is lost with `probability`, after it took effect
        Loss,          ///< any message to or from the node is lost with `probability`
        Cut,           ///< every message between the node and `peer` is lost
        LoseLeader,    ///< a broker's leader is lost with all that only it has; another one follows
        Replay,        ///< a consumer reads its topics again from the first event; no `length`
        Corrupt,       ///< what the service writes into rows and events has `field` = `value`
        Incompatible,  ///< what the service produces has a schema that no consumer can read
        // Repairs, which somebody makes at one moment.
        Rebuild,  ///< the rows that the consumer writes are emptied, and it reads all events again
        Correct,  ///< a correcting event for every wrong one that Corrupt let the service produce
        RetryParked,  ///< the events that the consumer has parked are handled again, in order
        Upgrade,      ///< from then on the consumer can read what Incompatible makes
        Restore,      ///< the rows go back to a backup, and with them the consumers' offsets
        Forget,       ///< the key to the personal fields of `entity` is destroyed
    };

    static constexpr Kind kLastByChance = Kind::Cut;  ///< those up to it may come by chance
    static constexpr Kind kFirstRepair = Kind::Rebuild;
    static constexpr Kind kLastKind = Kind::Forget;

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
    std::string field;            ///< of Corrupt: of a row, or a value that an event carries
    Literal value;                ///< of Corrupt
    std::optional<SimTime> asOf;  ///< of Restore; none: as late as can be
    std::string entity;           ///< of Forget: "member-7"; it has no node

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// By Fault::Kind.
std::span<const std::string_view> faultKindNames();
std::string_view faultKindName(Fault::Kind kind);  // as in the file: "down", "loseReplies"
std::optional<Fault::Kind> faultKindByName(std::string_view name);

/// Whether it mends what went wrong; then it has no length.
constexpr bool isRepair(Fault::Kind kind) {
    return kind >= Fault::kFirstRepair;
}

/// Whether it happens at one moment, so that without a length it does not last to the end of the
/// run: what follows from it, such as the failover of a broker, is in the records.
constexpr bool isMoment(Fault::Kind kind) {
    return isRepair(kind) || kind == Fault::Kind::Replay || kind == Fault::Kind::LoseLeader;
}

/// A fault that comes and goes by chance: up for exponential times with mean `mtbf`, in force for
/// exponential times with mean `mttr`, so that in the long run it is in force for the share
/// mttr / (mtbf + mttr) of the time.
struct RandomFault {
    Fault fault;  ///< but for its id and times
    Duration mtbf;
    Duration mttr;
    SimTime from;                  ///< it works at first
    std::optional<SimTime> until;  ///< none begins from here on

    friend bool operator==(const RandomFault&, const RandomFault&) = default;
};

}  // namespace foldline
