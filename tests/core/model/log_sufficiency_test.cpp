// The log must be sufficient: folding the records up to any moment gives what the simulator itself
// holds at that moment.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "core/fold/world.h"
#include "core/model/simulator.h"
#include "tests/core/model/harsh_systems.h"
#include "tests/core/model/outbox_system.h"

namespace foldline {
namespace {

using Activity = WorkerState::Activity;

struct HeldWorker {
    Activity activity = Activity::Idle;
    MessageId message;
    RequestId request;

    bool operator==(const HeldWorker&) const = default;
};

struct HeldFlight {
    MessageId message;
    Kind kind;
    NodeId from, to;
    RequestId request;
    std::int64_t arrivesAt;

    auto operator<=>(const HeldFlight&) const = default;
};

struct HeldNode {
    bool up = true;
    std::vector<std::int32_t> instancesDown;
    std::vector<HeldWorker> workers;
    std::vector<MessageId> queue;
    std::size_t faults = 0;
    std::uint32_t asking = 0;
    std::vector<std::pair<NodeId, int>> breakers;  // that are not closed, by node

    bool operator==(const HeldNode&) const = default;
};

/// What both sides must agree on.
struct Held {
    std::vector<HeldNode> nodes;
    std::vector<HeldFlight> flights;
    std::vector<std::int64_t> partitionEnds;
    std::vector<std::uint64_t> partitionsHeld;
    std::vector<std::int64_t> firstKept;
    std::vector<std::int64_t> committed;
    std::vector<std::int64_t> delivered;
    std::vector<std::uint32_t> members;  // by cursor

    bool operator==(const Held&) const = default;
};

Activity activityOf(const SimulationState& state, const Frame& frame) {
    if (!frame.active) {
        return Activity::Idle;
    }
    const bool batchWaits = frame.member != kNoIndex &&
                            state.members[frame.member].state == Member::State::WaitingForRetry;
    if (frame.call == kNoIndex) {
        return batchWaits || frame.startsOver ? Activity::WaitingForRetry : Activity::Working;
    }
    if (state.calls[frame.call].attempt == 0) {
        return Activity::Working;  // its producer has enough under way
    }
    return state.calls[frame.call].waiting ? Activity::WaitingForReply : Activity::WaitingForRetry;
}

HeldNode heldNode(const Simulator& simulator, NodeId id) {
    const SimulationState& state = simulator.state();
    const NodeName& name = simulator.plan().dictionary.node(id);
    const NodeRuntime& runtime = state.nodes[id.value];
    HeldNode held{.up = runtime.up};
    for (std::size_t i = 0; i < runtime.instances.size(); ++i) {
        if (!runtime.instances[i]) {
            held.instancesDown.push_back(static_cast<std::int32_t>(i) + 1);
        }
    }
    for (std::uint32_t i = runtime.first; i < runtime.first + name.capacity; ++i) {
        if (name.role == Role::Rdb || name.role == Role::EventStore) {
            const Transaction& transaction = state.transactions[i];
            held.workers.push_back(transaction.active ? HeldWorker{Activity::Working,
                                                                   transaction.message.id,
                                                                   transaction.message.request}
                                                      : HeldWorker{});
        } else {
            const Frame& frame = state.frames[i];
            const bool batch = frame.member != kNoIndex;
            held.workers.push_back(frame.active
                                       ? HeldWorker{activityOf(state, frame),
                                                    frame.message,
                                                    batch ? RequestId::none() : frame.request}
                                       : HeldWorker{});
        }
    }
    for (const std::uint32_t index : runtime.queue) {
        held.queue.push_back(state.messages[index].id);
    }
    held.faults =
        static_cast<std::size_t>(std::ranges::count(state.faults, id, &FaultInForce::node));
    for (const Call& call : state.calls) {
        const bool asks = call.owner == Call::Owner::Client || call.owner == Call::Owner::Gateway;
        held.asking += asks && call.message.from == id ? 1 : 0;
    }
    for (std::size_t i = 0; i < state.targets.size(); ++i) {
        const TargetPlan& target = simulator.plan().targets[i];
        const auto breaker = state.targets[i].breaker.state();
        if (target.gateway == id && breaker != CircuitBreaker::State::Closed) {
            held.breakers.emplace_back(target.target, static_cast<int>(breaker));
        }
    }
    std::ranges::sort(held.breakers);
    return held;
}

Held heldBy(const Simulator& simulator) {
    const SimulationState& state = simulator.state();
    Held held;
    for (std::uint16_t i = 0; i < state.nodes.size(); ++i) {
        held.nodes.push_back(heldNode(simulator, NodeId{i}));
    }
    for (EventQueue<Pending> queue = state.pending; !queue.empty();) {
        const Pending pending = queue.pop();
        if (pending.kind == Pending::Kind::MessageArrives) {
            const Message& m = state.messages[pending.index];
            held.flights.push_back({m.id, m.kind, m.from, m.to, m.request, pending.t});
        }
    }
    for (const Member& member : state.members) {
        if (member.state == Member::State::Ready) {  // arrived, and waits for a worker
            const SubscriptionPlan& plan = simulator.plan().subscriptions[member.subscription];
            held.flights.push_back({member.message,
                                    Kind::BatchSent,
                                    plan.broker,
                                    plan.consumer,
                                    RequestId::none(),
                                    member.readyAt});
        }
    }
    std::ranges::sort(held.flights);
    for (const auto& partition : state.partitions) {
        held.partitionEnds.push_back(static_cast<std::int64_t>(partition.size()));
    }
    for (const Leader& leader : state.leaders) {
        held.partitionsHeld.push_back(leader.held.size());
    }
    for (const Upkeep& upkeep : state.upkeep) {
        held.firstKept.push_back(upkeep.firstKept);
    }
    for (const auto& cursors : state.cursors) {
        for (const Cursor& cursor : cursors) {
            held.committed.push_back(cursor.committed);
        }
    }
    for (std::size_t i = 0; i < state.groups.size(); ++i) {
        const SubscriptionPlan& plan = simulator.plan().subscriptions[i];
        const bool said = plan.session || plan.consume.tokens;
        for (const std::uint32_t owner : state.groups[i].owner) {
            held.members.push_back(said ? owner + 1 : 0);
        }
    }
    return held;
}

Held heldBy(const World& world) {
    Held held;
    for (const NodeState& node : world.nodes) {
        HeldNode out{.up = node.up,
                     .instancesDown = node.instancesDown,
                     .faults = node.faults.size(),
                     .asking = node.asking};
        for (const WorkerState& worker : node.workers) {
            // An idle one may still remember a batch that failed and is not tried again.
            out.workers.push_back(
                worker.activity == Activity::Idle
                    ? HeldWorker{}
                    : HeldWorker{worker.activity, worker.message, worker.request});
        }
        for (const Waiting& waiting : node.queue) {
            out.queue.push_back(waiting.message);
        }
        for (const BreakerState& breaker : node.breakers) {
            if (breaker.state != BreakerState::State::Closed) {
                out.breakers.emplace_back(breaker.target, static_cast<int>(breaker.state));
            }
        }
        std::ranges::sort(out.breakers);
        held.nodes.push_back(std::move(out));
    }
    for (const Flight& f : world.flights) {
        held.flights.push_back({f.message, f.kind, f.from, f.to, f.request, f.arrivesAt.us});
    }
    for (const PartitionState& partition : world.partitions) {
        held.partitionEnds.push_back(partition.end);
        held.partitionsHeld.push_back(partition.held);
        held.firstKept.push_back(partition.first);
    }
    for (const CursorState& cursor : world.cursors) {
        held.committed.push_back(cursor.committed);
        held.members.push_back(cursor.member);
    }
    return held;
}

/// What rows hold and consumers have parked, as the records tell it.
struct HeldData {
    std::map<std::pair<NodeId, EntityId>, std::pair<std::uint32_t, Fields>> rows;
    std::size_t parked = 0;

    void fold(const std::vector<Record>& records, const Dictionary& names) {
        for (const Record& record : records) {
            if (record.kind == Kind::EntityCreated) {
                for (std::uint16_t i = 0; i < names.nodes.size(); ++i) {
                    if (names.nodes[i].role == Role::Rdb) {
                        write(NodeId{i}, record);
                    }
                }
            } else if (record.kind == Kind::RowWritten || record.kind == Kind::RowReset) {
                write(record.node, record);
            }
            parked += record.kind == Kind::EventParked ? 1 : 0;
            parked -= record.kind == Kind::EventUnparked ? 1 : 0;
        }
    }

    void write(NodeId rdb, const Record& record) {
        auto& [version, fields] = rows[{rdb, record.entity}];
        version = record.version;
        for (std::size_t i = 0; i < record.data.count; ++i) {
            fields.set(record.data.ids[i], record.data.values[i]);
        }
    }
};

void expectHeld(const HeldData& told, const SimulationState& state) {
    std::size_t parked = 0;
    for (const std::set<ParkedEvent>& lot : state.parked) {
        parked += lot.size();
    }
    EXPECT_EQ(parked, told.parked);
    for (const auto& [place, row] : told.rows) {
        const Row& held = state.nodes[place.first.value].rows[place.second.value];
        ASSERT_EQ(held.version, row.first);
        ASSERT_TRUE(held.fields == row.second);
    }
}

void expectStreams(const World& world, const SimulationState& state) {
    for (std::size_t n = 0; n < world.nodes.size(); ++n) {
        for (const StoredStream& stream : world.nodes[n].streams) {
            EXPECT_EQ(stream.version, state.streamVersions[stream.entity.value]);
            EXPECT_LE(stream.snapshot,
                      state.nodes[n].history[stream.entity.value].snapshot.version);
        }
    }
}

std::vector<Fault> randomFaults(const SystemSpec& system, std::mt19937_64& random) {
    const auto upTo = [&](std::uint64_t n) { return random() % n; };
    std::vector<Fault> faults;
    for (std::uint32_t id = 1; id <= 12; ++id) {
        Fault fault{.id = id,
                    .kind = static_cast<Fault::Kind>(
                        upTo(static_cast<std::uint64_t>(Fault::kLastKind) + 1)),
                    .node = system.nodes[1 + upTo(system.nodes.size() - 1)].name,
                    .peer = system.nodes[upTo(system.nodes.size())].name,
                    .at = {static_cast<std::int64_t>(upTo(20'000'000))},
                    .length = Duration{static_cast<std::int64_t>(1 + upTo(3'000'000))},
                    .probability = 0.3,
                    .factor = 4.0};
        if (system.name == "aggregates" && fault.kind == Fault::Kind::Loss && upTo(2) == 0) {
            fault.kind = Fault::Kind::Replay;
            fault.length.reset();
        }
        if (fault.kind == Fault::Kind::Cut && fault.peer == fault.node) {
            fault.kind = Fault::Kind::Loss;
        }
        const auto handler = std::ranges::find(system.handlers, fault.node, &Handler::service);
        if (fault.kind == Fault::Kind::Crash && handler != system.handlers.end() && upTo(2) == 0) {
            fault.after = handler->name + (handler->relay ? "/send" : "/1");
        } else if (fault.kind == Fault::Kind::Crash) {
            fault.instance = static_cast<std::uint32_t>(upTo(4));  // none of some systems
        }
        if (fault.kind == Fault::Kind::Corrupt) {
            fault.field = "points";
        } else if (fault.kind == Fault::Kind::Rebuild) {
            fault.node = "projector";
        }
        if (fault.kind == Fault::Kind::Restore) {
            fault.node = "members-db";
            fault.asOf = SimTime{static_cast<std::int64_t>(upTo(20'000'000))};
        } else if (fault.kind == Fault::Kind::Forget) {
            fault.entity = "member-" + std::to_string(1 + upTo(5));
        } else if (fault.kind == Fault::Kind::Incompatible) {
            fault.node = "membership";
        } else if (fault.kind == Fault::Kind::Upgrade || fault.kind == Fault::Kind::RetryParked) {
            fault.node = "projector";
        }
        if (isRepair(fault.kind) && fault.kind != Fault::Kind::Restore) {
            fault.length.reset();
        }
        faults.push_back(fault);
    }
    return faults;
}

class LogSufficiency : public ::testing::TestWithParam<std::tuple<std::size_t, std::uint64_t>> {};

TEST_P(LogSufficiency, FoldingTheRecordsGivesWhatTheSimulatorHolds) {
    const auto [system, seed] = GetParam();
    SCOPED_TRACE("system " + std::to_string(system) + " seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    Scenario scenario = testing::addressChange();
    scenario.workload[0].arrivals.ratePerSecond = 40.0;
    scenario.workload[1].arrivals.from = {7 * kUsPerSecond};
    scenario.systems.push_back(testing::guarded());
    scenario.systems.push_back(testing::withOutbox(testing::polling()));
    scenario.systems.push_back(testing::withOutbox(testing::tailing(), Once::Event));
    scenario.systems.push_back(testing::replicated());
    scenario.systems.push_back(testing::shared());
    scenario.systems.push_back(testing::aggregates());
    scenario.systems.push_back(testing::saga());
    scenario.systems.push_back(testing::claimed());
    scenario.entities[0].personal = {"address"};
    for (SystemSpec& spec : scenario.systems) {
        for (NodeSpec& node : spec.nodes) {
            if (auto* rdb = std::get_if<RdbSpec>(&node.spec)) {
                rdb->backup = BackupSpec{.every = {2 * kUsPerSecond}, .log = seed % 2 == 0};
            }
        }
        for (Handler& handler : spec.handlers) {
            if (handler.consume) {
                handler.consume->retry.attempts = 3;
                handler.consume->onFailure = ConsumeSpec::OnFailure::Park;
            }
        }
    }
    const auto plan = compilePlan(scenario, system);
    ASSERT_TRUE(plan) << plan.error().message;
    const SimTime horizon{20 * kUsPerSecond};
    Simulator simulator(*plan, {seed, horizon, randomFaults(scenario.systems[system], random)});
    const WorldFold fold((*plan)->dictionary);
    World world = initialWorld((*plan)->dictionary);
    HeldData told;
    std::int64_t t = 0;
    while (!simulator.finished()) {
        t += static_cast<std::int64_t>(random() % 100'000);
        RecordVector records;
        simulator.runUntil(SimTime{t}, records);
        fold(world, records.records());
        told.fold(records.records(), (*plan)->dictionary);
        expectHeld(told, simulator.state());
        expectStreams(world, simulator.state());
        const Held folded = heldBy(world);
        Held held = heldBy(simulator);
        held.delivered = folded.delivered;
        ASSERT_TRUE(held.flights == folded.flights) << "at " << t;
        for (std::size_t i = 0; i < held.nodes.size(); ++i) {
            const std::string& name = (*plan)->dictionary.nodes[i].name;
            EXPECT_EQ(held.nodes[i].up, folded.nodes[i].up) << name << " at " << t;
            EXPECT_EQ(held.nodes[i].asking, folded.nodes[i].asking) << name << " at " << t;
            EXPECT_EQ(held.nodes[i].faults, folded.nodes[i].faults) << name << " at " << t;
            EXPECT_TRUE(held.nodes[i].breakers == folded.nodes[i].breakers) << name << " at " << t;
            ASSERT_TRUE(held.nodes[i].queue == folded.nodes[i].queue) << name << " at " << t;
            for (std::size_t w = 0; w < held.nodes[i].workers.size(); ++w) {
                const HeldWorker& a = held.nodes[i].workers[w];
                const HeldWorker& b = folded.nodes[i].workers[w];
                ASSERT_EQ(static_cast<int>(a.activity), static_cast<int>(b.activity))
                    << name << " worker " << w << " at " << t;
                ASSERT_TRUE(a == b) << name << " worker " << w << " at " << t << ": message "
                                    << a.message.value << " and " << b.message.value << ", request "
                                    << a.request.value << " and " << b.request.value;
            }
        }
        ASSERT_TRUE(held == folded) << "at " << t;
    }
    EXPECT_GT(world.seq, 3000U);
}

INSTANTIATE_TEST_SUITE_P(Seeds,
                         LogSufficiency,
                         ::testing::Combine(::testing::Range<std::size_t>(0, 10),
                                            ::testing::Range<std::uint64_t>(1, 13)));

}  // namespace
}  // namespace foldline
