#include "core/record/kind.h"

#include <algorithm>
#include <array>

namespace foldline {
namespace {

constexpr std::array kInfos{
    KindInfo{Kind::RunStarted, "RunStarted", "The run began. what: system; value: seed."},
    KindInfo{Kind::EntityCreated,
             "EntityCreated",
             "An entity exists from here on, known to clients, rows and streams alike. entity; "
             "version 1; "
             "data: its initial fields."},
    KindInfo{Kind::PartitionsAssigned,
             "PartitionsAssigned",
             "A consumer was given a partition. node: consumer; peer: broker; what: group; slot: "
             "partition; "
             "value: offset it goes on from; version: member, from 1, of a group that shares them "
             "out anew when a member is gone."},
    KindInfo{Kind::RequestSent,
             "RequestSent",
             "A request left for another node. node, peer: from, to; message; request; entity; "
             "what: operation; "
             "attempt: 1 for the first; value: flight time in us; data: the arguments, on a "
             "client's own first "
             "send."},
    KindInfo{Kind::RequestReceived,
             "RequestReceived",
             "A gateway took a request in. node, peer: gateway, sender; message; request; what: "
             "operation."},
    KindInfo{
        Kind::RequestQueued,
        "RequestQueued",
        "A service had no free worker and queued the request. node, peer; message; request; what: "
        "operation; value: length of the queue after it."},
    KindInfo{Kind::RequestRefused,
             "RequestRefused",
             "A node turned a message away. node, peer: who refused, who had sent; message; "
             "request; what: reason; value: us it had waited in the queue, when it was taken from "
             "there."},
    KindInfo{
        Kind::MessageLost,
        "MessageLost",
        "A message did not arrive. node, peer: sender, addressee; message; request; what: reason."},
    KindInfo{Kind::HandlerStarted,
             "HandlerStarted",
             "A worker took up a request or a batch of events. node; peer: sender; message; "
             "request; what: "
             "handler; slot: worker; attempt; value: us it had waited in the queue."},
    KindInfo{Kind::HandlerFinished,
             "HandlerFinished",
             "A worker completed its handler. node; request; what: handler; slot: worker; value: "
             "us since it "
             "started."},
    KindInfo{Kind::HandlerFailed,
             "HandlerFailed",
             "A step of a handler failed, and with it the handler. node; request; what: reason; "
             "slot: worker; "
             "value: us since it started."},
    KindInfo{Kind::StatementSent,
             "StatementSent",
             "A worker sent a transaction to an RDB, or a question for a stream to an event store. "
             "node, peer: service, RDB; message; request; "
             "slot: worker; "
             "value: flight time in us."},
    KindInfo{Kind::StatementQueued,
             "StatementQueued",
             "The RDB had no free connection. node, peer: RDB, service; message; request; value: "
             "number waiting "
             "after it."},
    KindInfo{Kind::TransactionStarted,
             "TransactionStarted",
             "One piece of database work began. node, peer: RDB, service; message; request; slot: "
             "connection; "
             "value: us it had waited for the connection."},
    KindInfo{Kind::TransactionCommitted,
             "TransactionCommitted",
             "A transaction's rows became visible. node, peer; message; request; slot: connection; "
             "value: rows "
             "written."},
    KindInfo{Kind::TransactionRolledBack,
             "TransactionRolledBack",
             "A transaction left no trace. node, peer; message; request; what: reason; slot: "
             "connection; value: "
             "rows undone."},
    KindInfo{Kind::RowWritten,
             "RowWritten",
             "A row has new values, as committed. node: RDB; request: whose intention; entity; "
             "version of the "
             "row after it; what: event type applied, or operation; value: version of the entity's "
             "stream that "
             "the row now reflects, when written by applying an event; data: the values set."},
    KindInfo{
        Kind::EventProduced,
        "EventProduced",
        "A producer sent an event to a broker or an event store. node, peer: from, to; message; "
        "request; entity; "
        "what: event type; slot: worker; attempt; value: flight time in us."},
    KindInfo{
        Kind::EventAppended,
        "EventAppended",
        "A broker or an event store appended an event. node, peer: it, producer; message; request; "
        "entity; "
        "version: the "
        "entity's stream after it; what: event type; slot: partition; value: offset; data: "
        "the payload."},
    KindInfo{Kind::BatchSent,
             "BatchSent",
             "A broker sent events to a consumer. node, peer: broker, consumer; message; what: "
             "group; slot: "
             "number of events; value: flight time in us."},
    KindInfo{Kind::EventDelivered,
             "EventDelivered",
             "A consumer's handler was given an event. node, peer: consumer, broker; message: the "
             "batch; "
             "request; entity; version; what: event type; slot: partition; value: offset; attempt: "
             "1 for the "
             "first delivery, more for redelivery."},
    KindInfo{Kind::OffsetCommitted,
             "OffsetCommitted",
             "A consumer's progress was stored at the broker. node, peer: consumer, broker; what: "
             "group; slot: "
             "partition; value: offset of the next event to read."},
    KindInfo{Kind::ReplySent,
             "ReplySent",
             "An answer left for the node that had asked. node, peer: from, to; message; request; "
             "what: ok or "
             "the reason of failure; value: flight time in us."},
    KindInfo{Kind::ReplyReceived,
             "ReplyReceived",
             "An answer reached the one who was waiting for it. node, peer: who asked, who "
             "answered; message; "
             "request; entity at a client; what: ok or the reason of failure; value: us since it "
             "was asked."},
    KindInfo{Kind::ReplyIgnored,
             "ReplyIgnored",
             "An answer came after nobody waited for it. node, peer; message; request; what: ok or "
             "the reason."},
    KindInfo{Kind::TimedOut,
             "TimedOut",
             "Whoever asked stopped waiting. node, peer: who asked, whom; request; entity at a "
             "client; attempt; "
             "value: us waited."},
    KindInfo{
        Kind::RetryScheduled,
        "RetryScheduled",
        "Another attempt will follow. node, peer; request, or message and what of a consumer's "
        "batch and handler; attempt: the coming one; slot: "
        "worker at a "
        "service; value: us until then."},
    KindInfo{Kind::AccessLogged,
             "AccessLogged",
             "A gateway noted a request that failed for good: a line to reconcile by hand. node; "
             "request; "
             "entity; what: reason; attempt: attempts made."},
    KindInfo{Kind::FaultStarted,
             "FaultStarted",
             "A fault set in. node: where; peer: the other end of a link; what: kind of fault; "
             "slot: number of "
             "the fault; value: its strength in millionths."},
    KindInfo{Kind::FaultEnded,
             "FaultEnded",
             "A fault was over. node; peer; what: kind of fault; slot: number of the fault."},
    KindInfo{Kind::NodeStopped, "NodeStopped", "A node went down. node; what: kind of fault."},
    KindInfo{Kind::NodeStarted, "NodeStarted", "A node came up again. node."},
    KindInfo{
        Kind::WorkLost,
        "WorkLost",
        "A stopping node forgot work it held in memory, or a consumer a batch whose partitions "
        "were taken from it. node; message; request; what: queued, running or revoked; "
        "slot: worker when running."},
    KindInfo{Kind::RunEnded, "RunEnded", "The horizon was reached."},
    KindInfo{
        Kind::DuplicateSkipped,
        "DuplicateSkipped",
        "A transaction found the key of a request or event already stored, and wrote nothing "
        "for it. node, peer: RDB or event store, service; message; request; entity; version of its "
        "row, as "
        "it stays; what: event type, or operation; slot: partition of an event; value: version "
        "of the entity's stream that the row reflects, when it was an event. Or a broker knew an "
        "event of an idempotent producer. node, peer: broker, producer; message; request; entity; "
        "what: event type; slot: partition; attempt."},
    KindInfo{
        Kind::BreakerOpened,
        "BreakerOpened",
        "A gateway will refuse what is meant for a node, since too many attempts failed. node, "
        "peer: gateway, whom it no longer asks; value: share of failures in millionths."},
    KindInfo{Kind::BreakerHalfOpened,
             "BreakerHalfOpened",
             "A gateway tries a few attempts, to see whether a node works again. node, peer."},
    KindInfo{Kind::BreakerClosed,
             "BreakerClosed",
             "Enough of these attempts succeeded: a gateway asks a node as before. node, peer; "
             "value: share of failures in millionths."},
    KindInfo{Kind::SagaStarted,
             "SagaStarted",
             "An orchestrated saga began. node; message; request; entity; what: handler; value: "
             "number of the saga."},
    KindInfo{Kind::SagaResumed,
             "SagaResumed",
             "A service that came up again goes on with a saga whose state was stored. node; "
             "message; request; entity; what: handler; value: number of the saga."},
    KindInfo{Kind::CompensationRun,
             "CompensationRun",
             "A step of a saga was undone. node; message; request; entity; what: why the saga "
             "compensates; value: number of the saga; slot: number of the step, from 1."},
    KindInfo{Kind::SagaEnded,
             "SagaEnded",
             "A saga came to its end. node; message; request; entity; what: completed, "
             "compensated, or failed when a compensation or a step after the pivot failed for "
             "good; value: number of the saga."},
    KindInfo{Kind::OutboxWritten,
             "OutboxWritten",
             "A transaction stored an event in the RDB's outbox, from where a relay will send it. "
             "node, peer: RDB, service; message; request; entity; what: event type; slot: the "
             "outbox, as a partition; value: its place there; data: the payload."},
    KindInfo{
        Kind::EventHeld,
        "EventHeld",
        "The leader of a partition has an event that its followers do not have yet; nobody can "
        "read it. node, peer: broker, producer; message; request; entity; what: event type; "
        "slot: partition; attempt."},
    KindInfo{Kind::EventLost,
             "EventLost",
             "An event was gone with the leader that alone had it. node, peer: broker, producer; "
             "message; request; entity; what: event type; slot: partition; value: 1 when its "
             "producer had been told ok."},
    KindInfo{Kind::InstanceStopped,
             "InstanceStopped",
             "One of the processes of a service went down. node; what: kind of fault; slot: number "
             "of the instance, from 1; value: how many workers each instance has."},
    KindInfo{Kind::InstanceStarted,
             "InstanceStarted",
             "One of the processes of a service came up again. node; slot: number of the instance, "
             "from 1; value: how many workers each instance has."},
    KindInfo{Kind::PartitionsRevoked,
             "PartitionsRevoked",
             "A partition was taken from a member of a consumer group, which will share them out "
             "anew. node: consumer; peer: broker; what: group; slot: partition; version: member, "
             "from 1; value: offset committed."},
    KindInfo{Kind::CommitRefused,
             "CommitRefused",
             "A consumer's progress was not stored, since the partition had been taken from it "
             "meanwhile; its events will be delivered again. node, peer: consumer, broker; what: "
             "group; slot: partition; value: offset of the next event it would have read."},
    KindInfo{Kind::StreamLoaded,
             "StreamLoaded",
             "An event store read the stream of an entity, and folded it. node, peer: event store, "
             "service; message; request; entity; version: of the stream as read; slot: connection; "
             "value: events read, those after the snapshot; data: the state they fold to."},
    KindInfo{Kind::AppendConflicted,
             "AppendConflicted",
             "An event store appended nothing, since the stream had gone on. node, peer: event "
             "store, service; message; request; entity; what: event type; version: of the stream; "
             "value: version that was expected."},
    KindInfo{Kind::SnapshotTaken,
             "SnapshotTaken",
             "An event store stored the state of an entity, so that the next reader begins there. "
             "node; entity; version: of the stream; value: events it stands for, since the "
             "snapshot before; data: the state."},
    KindInfo{Kind::OffsetReset,
             "OffsetReset",
             "A group's progress was set back, so that it is given the events again. node, peer: "
             "consumer, broker; what: group; slot: partition; value: offset of the next event to "
             "read."},
    KindInfo{
        Kind::EventsExpired,
        "EventsExpired",
        "A broker no longer has the oldest events of a partition. node; slot: partition; value: "
        "offset of the first that it keeps."},
    KindInfo{Kind::EventsCompacted,
             "EventsCompacted",
             "A broker removed events of a partition of whose entity there is a newer one. node; "
             "slot: partition; value: offset up to which only the newest are left; version: how "
             "many were removed."},
    KindInfo{
        Kind::EventsMissed,
        "EventsMissed",
        "A consumer came too late for events that had expired. node, peer: consumer, broker; "
        "what: group; slot: partition; value: offset it goes on from; version: how many offsets "
        "it passed over."},
    KindInfo{Kind::RepairStarted,
             "RepairStarted",
             "Somebody set about mending what went wrong. node: where; what: kind of repair; slot: "
             "its number among the faults."},
    KindInfo{Kind::RepairFinished,
             "RepairFinished",
             "A repair was made; what follows from it may still go on. node; what: kind of repair; "
             "slot: its number; value: rows or events that it changed or sent."},
    KindInfo{Kind::RepairFailed,
             "RepairFailed",
             "A repair could not be made. node, peer: where, what it would have needed; what: "
             "reason; slot: its number."},
    KindInfo{Kind::RowReset,
             "RowReset",
             "A repair put a row back to what it had been. node: RDB; entity; version of the row "
             "after it; what: kind of repair; attempt: the version that it is again as; value: "
             "version of the entity's stream that the row now reflects, 0 when it follows no "
             "events; data: all its fields."},
    KindInfo{Kind::BackupTaken,
             "BackupTaken",
             "An RDB's rows were backed up as they were. node; value: number of the backup."},
    KindInfo{Kind::EventParked,
             "EventParked",
             "A consumer put an event aside until somebody has it tried again. node, peer: "
             "consumer, broker; request; entity; version; what: event type; slot: partition; "
             "value: offset; attempt: attempts made, 0 when it stays behind an earlier one."},
    KindInfo{Kind::EventSkipped,
             "EventSkipped",
             "A consumer passed over an event that it could not handle. node, peer; request; "
             "entity; version; what: event type; slot: partition; value: offset; attempt: "
             "attempts made."},
    KindInfo{Kind::EventUnparked,
             "EventUnparked",
             "A parked event was handled after all, or its consumer will read it anew. node, "
             "peer; request; entity; version; what: event type; slot: partition; value: offset."},
    KindInfo{Kind::KeyShredded,
             "KeyShredded",
             "The key to the personal fields of an entity was destroyed: what its events say of "
             "them cannot be read from here on. entity."},
    KindInfo{
        Kind::TokenStolen,
        "TokenStolen",
        "The claim of a segment's token had not been extended for too long, and another member "
        "takes it. node: consumer; peer: event store; what: group; slot: partition; version: "
        "member that had it, from 1; value: offset that the token says."},
};

}  // namespace

std::span<const KindInfo> kindInfos() {
    return kInfos;
}

std::string_view kindName(Kind kind) {
    const auto index = static_cast<std::size_t>(kind) - 1;
    return index < kInfos.size() ? kInfos[index].name : std::string_view{"?"};
}

std::optional<Kind> kindByName(std::string_view name) {
    const auto* found = std::ranges::find(kInfos, name, &KindInfo::name);
    return found == kInfos.end() ? std::nullopt : std::optional(found->kind);
}

}  // namespace foldline
