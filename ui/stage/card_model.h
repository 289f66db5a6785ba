// What a node's card says at one moment: words, marks and numbers, without any geometry or colour.
// Made anew every frame and compared: only a card that says something new is painted again.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/stage/stage_frame.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

enum class CardLook { Client, Gateway, Service, Consumer, Broker, Rdb };

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

/// One partition of a broker. Offsets are of the next event: [0, committed) is done with,
/// [committed, delivered) is with a consumer, [delivered, end) is still to be delivered.
struct PartitionStrip {
    std::uint32_t number = 0;
    std::int64_t end = 0;
    std::int64_t delivered = 0;                  ///< of the slowest group
    std::int64_t committed = 0;                  ///< of the slowest group
    std::vector<std::int64_t> committedByGroup;  ///< one for every group that reads it
    bool startsTopic = false;                    ///< first of its topic
    QString topic;

    std::int64_t behind() const { return committedByGroup.empty() ? 0 : end - committed; }

    friend bool operator==(const PartitionStrip&, const PartitionStrip&) = default;
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
