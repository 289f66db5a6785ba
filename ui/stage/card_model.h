// What a node's card says at one moment: words, marks and numbers, without any geometry or colour.
// Made anew every frame and compared: only a card that says something new is painted again.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/stage/stage_frame.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

enum class CardLook { Client, Gateway, Service, Consumer, Broker, EventStore, Rdb };

/// A service that a subscription names is a consumer.
CardLook lookOf(const Dictionary& dictionary, NodeId node);

/// The square of one worker or connection.
enum class WorkerMark : std::uint8_t {
    Idle,
    Working,
    WaitingForReply,
    Stuck,  ///< waiting for a reply of somebody who is down, or for longer than kStuckAfter
    WaitingForRetry,
    Off,  ///< its node is down
};

/// A worker that waits longer than this is said to be stuck.
inline constexpr Duration kStuckAfter{1 * kUsPerSecond};

/// One partition of a broker, one segment of an event store, or the outbox of an RDB. Offsets are
/// of the next event: [0, committed) is done with, [committed, delivered) is with a consumer,
/// [delivered, end) is still to be delivered.
struct PartitionStrip {
    QString label;  ///< left of it: its number, or what it is
    std::int64_t end = 0;
    std::int64_t delivered = 0;                  ///< of the slowest group
    std::int64_t committed = 0;                  ///< of the slowest group
    std::vector<std::int64_t> committedByGroup;  ///< one for every group that reads it
    bool startsTopic = false;                    ///< first of its topic
    QString topic;

    std::int64_t behind() const { return committedByGroup.empty() ? 0 : end - committed; }

    friend bool operator==(const PartitionStrip&, const PartitionStrip&) = default;
};

/// One stream of an event store: the events that its entity is folded from.
struct StreamRow {
    QString name;  ///< of the entity
    std::uint32_t events = 0;
    std::uint32_t inSnapshot = 0;  ///< of its events, those that the newest snapshot holds
    bool conflicted = false;       ///< the last append to it was refused

    friend bool operator==(const StreamRow&, const StreamRow&) = default;
};

/// How the requests of the clients ended, for the bar in a client's card.
struct Ledger {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::uint64_t unknown = 0;
    std::uint64_t open = 0;

    friend bool operator==(const Ledger&, const Ledger&) = default;
};

struct CardModel {
    NodeId node;
    CardLook look = CardLook::Service;
    QString title;
    QString status;
    bool down = false;
    bool worried = false;  ///< the status tells of something stuck
    QString badge;         ///< "slow ×10", "breaker open"; empty: nothing short of being down
    bool badgeBad = false;
    std::vector<WorkerMark> workers;
    std::uint64_t waiting = 0;     ///< in the queue; for a gateway, requests it is asking about
    std::int64_t waitingMax = -1;  ///< places; -1: no limit. For a consumer: its largest batch
    std::uint64_t inHand = 0;      ///< events a consumer holds and is not done with
    QString footnote;
    bool footnoteBad = false;
    std::vector<PartitionStrip> strips;
    std::vector<StreamRow> streams;
    Ledger ledger;

    friend bool operator==(const CardModel&, const CardModel&) = default;
};

/// Cost: proportional to the node's workers and partitions.
CardModel describeCard(const StageFrame& frame, NodeId node, const StageWords& words);

/// Texts at least as wide as any status line of the node; for sizing its card.
std::vector<QString> widestStatuses(const Dictionary& dictionary,
                                    NodeId node,
                                    const StageWords& words);
/// The same for the line at its foot; empty: it has none.
QString widestFootnote(const Dictionary& dictionary, NodeId node, const StageWords& words);

}  // namespace foldline::ui
