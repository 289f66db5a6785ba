// What travels between nodes, and what it carries.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/plan.h"
#include "core/record/record.h"

namespace foldline {

inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

/// Who waits for an answer: attempt `generation` of call `call` at `node`.
struct ReplyTo {
    NodeId node;
    std::uint32_t call = kNoIndex;
    std::uint32_t generation = 0;
};

/// Consecutive events of one partition; `partition` indexes SubscriptionPlan::partitions.
struct EventRange {
    std::uint32_t partition = 0;
    std::int64_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t before = 0;  ///< events of the batch in earlier ranges, once they are counted

    /// Offset after the last.
    std::int64_t end() const { return first + count; }
};

inline std::uint32_t countOf(std::span<const EventRange> ranges) {
    std::uint32_t events = 0;
    for (const EventRange& range : ranges) {
        events += range.count;
    }
    return events;
}

/// How far a saga is. Stored in an RDB it outlives a crash of its service.
struct SagaProgress {
    std::uint64_t id = 0;
    std::uint32_t done = 0;    ///< main steps done, or, while compensating, not yet undone
    std::uint32_t stores = 0;  ///< how often it has been stored
    std::uint8_t arrived = 0;  ///< as of its Frame
    bool compensating = false;
    bool failed = false;  ///< a compensation failed, or a step after the pivot
    bool over = false;
    SymbolId reason;    ///< why it compensates
    MessageId message;  ///< the request that began it
};

/// An event that a transaction is to store; a retry of the transaction repeats its id.
struct OutboxEntry {
    std::uint64_t id = 0;
    EntityId entity;
    Fields payload;
};

struct Message {
    MessageId id;
    Kind kind = Kind::RequestSent;
    NodeId from;
    NodeId to;
    ReplyTo replyTo;  ///< of a reply: whom it answers
    RequestId request;
    EntityId entity;
    SymbolId what;
    Seq cause = 0;  ///< the record of its sending
    std::uint32_t attempt = 0;
    std::uint32_t route = kNoIndex;
    std::uint32_t hop = 0;                  ///< index in the route of the addressee
    std::uint32_t subscription = kNoIndex;  ///< of a batch, and of a transaction it leads to
    std::uint32_t member = kNoIndex;
    std::uint32_t handler = kNoIndex;  ///< of a transaction: the step that sent it
    std::uint32_t step = 0;
    std::uint64_t event = 0;             ///< of an event: its id, the same in every attempt
    std::uint32_t topic = kNoIndex;      ///< of an event
    std::uint32_t partition = kNoIndex;  ///< of an event whose producer chose it; within the topic
    bool keyed = true;
    Acks acks = Acks::All;
    bool idempotent = false;
    std::uint64_t producer = 0;  ///< of an idempotent one: number of its window
    std::uint64_t sequence = 0;  ///< within the window
    SagaProgress saga;           ///< of a transaction that stores it
    /// Of a stream: to an event store the one expected, 0 for any; from there the one it has.
    std::uint32_t version = 0;
    std::uint32_t claim = 0;  ///< of a transaction that stores a token: the epoch of its claim
    bool fromParked = false;  ///< of a transaction: its events were parked
    bool lost = false;
    std::int64_t queuedAt = 0;
    Fields arguments;           ///< of an event: its payload; of the answer to a load: the state
    Fields wrong;               ///< what Corrupt writes instead of the right values
    bool unreadable = false;    ///< of an event: by its schema
    std::uint32_t process = 0;  ///< NodeRuntime::process of its sender when it was sent
    std::vector<EventRange> events;
    std::vector<OutboxEntry> outbox;  ///< of a transaction: one for each of its OutboxPlans
};

}  // namespace foldline
