// The vocabulary of records: everything that can be said to have happened.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace foldline {

/// Stored in recordings by number: append new kinds at the end, never renumber.
enum class Kind : std::uint16_t {
    RunStarted = 1,
    EntityCreated,
    PartitionsAssigned,
    RequestSent,
    RequestReceived,
    RequestQueued,
    RequestRefused,
    MessageLost,
    HandlerStarted,
    HandlerFinished,
    HandlerFailed,
    StatementSent,
    StatementQueued,
    TransactionStarted,
    TransactionCommitted,
    TransactionRolledBack,
    RowWritten,
    EventProduced,
    EventAppended,
    BatchSent,
    EventDelivered,
    OffsetCommitted,
    ReplySent,
    ReplyReceived,
    ReplyIgnored,
    TimedOut,
    RetryScheduled,
    AccessLogged,
    FaultStarted,
    FaultEnded,
    NodeStopped,
    NodeStarted,
    WorkLost,
    RunEnded,
    DuplicateSkipped,
    BreakerOpened,
    BreakerHalfOpened,
    BreakerClosed,
    SagaStarted,
    SagaResumed,
    CompensationRun,
    SagaEnded,
    OutboxWritten,
    EventHeld,
    EventLost,
    InstanceStopped,
    InstanceStarted,
    PartitionsRevoked,
    CommitRefused,
    StreamLoaded,
    AppendConflicted,
    SnapshotTaken,
    OffsetReset,
    EventsExpired,
    EventsCompacted,
    EventsMissed,
    RepairStarted,
    RepairFinished,
    RepairFailed,
    RowReset,
    BackupTaken,
    EventParked,
    EventSkipped,
    EventUnparked,
    KeyShredded,
    TokenStolen,
};

/// What one kind means and what its columns hold; written into every recording.
struct KindInfo {
    Kind kind;
    std::string_view name;     ///< as in the enum: "RequestSent"
    std::string_view meaning;  ///< one sentence, with the meaning of the columns that are set
};

/// All kinds in order of their number.
std::span<const KindInfo> kindInfos();
std::string_view kindName(Kind kind);
std::optional<Kind> kindByName(std::string_view name);

}  // namespace foldline
