// The nodes of a system and the network between them, as the file describes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/policies.h"
#include "core/scenario/retry_policy.h"
#include "core/sim/distribution.h"

namespace foldline {

struct ClientSpec {
    std::optional<Duration> timeout;  ///< then the client believes "unknown"; none: waits for ever
    RetryPolicy retry;

    friend bool operator==(const ClientSpec&, const ClientSpec&) = default;
};

struct GatewaySpec {
    std::optional<Duration> timeout;  ///< per attempt
    RetryPolicy retry;
    std::optional<RetryBudget> budget;   ///< per next hop
    std::optional<BreakerSpec> breaker;  ///< per next hop
    std::optional<RateLimit> limit;      ///< of what it takes in

    friend bool operator==(const GatewaySpec&, const GatewaySpec&) = default;
};

struct ServiceSpec {
    std::uint32_t workers = 1;           ///< of each instance
    std::uint32_t instances = 1;         ///< processes; requests go to any free worker of one
    std::optional<std::uint32_t> queue;  ///< places to wait; none: no limit
    std::optional<Duration> maxWait;  ///< who waited longer is refused when a worker would take it
    /// Fields that its code leaves out of the streams it loads until it is upgraded.
    std::vector<std::string> foldsAfterUpgrade;
    bool upcasters = true;  ///< once upgraded, it still reads what was stored in the old schema

    friend bool operator==(const ServiceSpec&, const ServiceSpec&) = default;
};

/// Which keys an RDB remembers to know repetitions by (the table received_messages of Eventuate
/// Tram, the idempotency keys of a service): all, or a window.
struct InboxSpec {
    std::optional<Duration> keep;       ///< a key is forgotten when it is older
    std::optional<std::uint32_t> rows;  ///< only so many of the newest keys are known

    friend bool operator==(const InboxSpec&, const InboxSpec&) = default;
};

/// Regular backups of an RDB. They take no time and no connection.
struct BackupSpec {
    Duration every;
    bool log = false;  ///< every change since is kept as well: any time can be gone back to

    friend bool operator==(const BackupSpec&, const BackupSpec&) = default;
};

struct RdbSpec {
    std::uint32_t connections = 10;
    std::optional<std::uint32_t> queue;  ///< transactions that may wait for a connection
    Distribution latency = Distribution::constant({kUsPerMs});  ///< of one transaction
    Duration perRow;       ///< in addition for every row written
    double failure = 0.0;  ///< probability that a transaction is rolled back at its end
    InboxSpec inbox;       ///< of transactions with `once`
    std::optional<BackupSpec> backup;

    friend bool operator==(const RdbSpec&, const RdbSpec&) = default;
};

struct TopicSpec {
    std::string name;
    std::uint32_t partitions = 1;
    std::optional<Duration> retain;   ///< how long an event is kept; none: for ever
    std::optional<Duration> compact;  ///< how often all but the newest of an entity go; none: never
    bool gated = false;               ///< events that consumers could not read are refused

    friend bool operator==(const TopicSpec&, const TopicSpec&) = default;
};

struct BrokerSpec {
    std::vector<TopicSpec> topics;
    Distribution latency;        ///< from an event's arrival to its acknowledgement
    std::uint32_t replicas = 1;  ///< copies of every partition, the leader's included
    Distribution replication = Distribution::constant({5 * kUsPerMs});  ///< to one follower
    Duration failover{2 * kUsPerSecond};  ///< from the loss of a leader to the next one

    friend bool operator==(const BrokerSpec&, const BrokerSpec&) = default;
};

/// Streams of events, one for each entity; all of them together are one topic.
struct EventStoreSpec {
    std::uint32_t connections = 10;
    std::optional<std::uint32_t> queue;  ///< loads and appends that may wait for a connection
    Distribution latency = Distribution::constant({kUsPerMs});  ///< of one load or append
    Duration perEvent;                           ///< in addition for every event read
    std::optional<std::uint32_t> snapshotEvery;  ///< events of a stream; none: no snapshots
    bool checkRevision = false;  ///< a snapshot by other code than the loader's is passed over
    TopicSpec topic;             ///< its partitions are the segments

    friend bool operator==(const EventStoreSpec&, const EventStoreSpec&) = default;
};

struct GridPosition {
    double column = 0.0;
    double row = 0.0;

    friend bool operator==(const GridPosition&, const GridPosition&) = default;
};

struct NodeSpec {
    std::string name;
    LocalText title;                 ///< empty: the name
    std::optional<GridPosition> at;  ///< where the author wants it on the stage
    std::variant<ClientSpec, GatewaySpec, ServiceSpec, RdbSpec, BrokerSpec, EventStoreSpec> spec;

    Role role() const { return static_cast<Role>(spec.index()); }

    friend bool operator==(const NodeSpec&, const NodeSpec&) = default;
};

struct LinkSpec {
    Distribution latency = Distribution::constant({kUsPerMs});  ///< one way
    double loss = 0.0;  ///< probability that a message is lost

    friend bool operator==(const LinkSpec&, const LinkSpec&) = default;
};

/// A link that differs from the system's network; holds in both directions.
struct LinkOverride {
    std::string a;
    std::string b;
    LinkSpec link;

    friend bool operator==(const LinkOverride&, const LinkOverride&) = default;
};

}  // namespace foldline
