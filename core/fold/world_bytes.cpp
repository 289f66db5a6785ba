#include <array>
#include <limits>

#include "core/fold/bytes.h"
#include "core/fold/world.h"

namespace foldline {
namespace {

/// Format 1 knew no breakers and no skipped duplicates, 2 no events that only a leader has, no
/// instances and no members, 3 no streams; recordings with such keyframes are still read.
constexpr std::uint64_t kFormat = 4;
constexpr std::uint64_t kOldestFormat = 1;

using Activity = WorkerState::Activity;

/// Times are stored as the time before the world's: mostly small.
void writeTime(ByteWriter& out, const World& world, SimTime t) {
    out.signedInt(static_cast<std::int64_t>(static_cast<std::uint64_t>(world.t.us) -
                                            static_cast<std::uint64_t>(t.us)));
}

SimTime readTime(ByteReader& in, const World& world) {
    return {static_cast<std::int64_t>(static_cast<std::uint64_t>(world.t.us) -
                                      static_cast<std::uint64_t>(in.signedInt()))};
}

void writeWorker(ByteWriter& out, const World& world, const WorkerState& worker) {
    if (worker == WorkerState{}) {
        out.unsignedInt(0);
        return;
    }
    out.unsignedInt(static_cast<std::uint64_t>(worker.activity) + 1);
    out.id(worker.request);
    out.id(worker.message);
    out.id(worker.what);
    out.id(worker.peer);
    out.unsignedInt(worker.attempt);
    out.unsignedInt(worker.events);
    writeTime(out, world, worker.since);
}

WorkerState readWorker(ByteReader& in, const World& world, const Dictionary& names) {
    const std::uint64_t activity =
        in.upTo(static_cast<std::uint64_t>(Activity::WaitingForRetry) + 1);
    if (activity == 0) {
        return {};
    }
    WorkerState worker;
    worker.activity = static_cast<Activity>(activity - 1);
    worker.request = in.anyId<RequestId>();
    worker.message = in.anyId<MessageId>();
    worker.what = in.idBelow<SymbolId>(names.symbols.size());
    worker.peer = in.idBelow<NodeId>(names.nodes.size());
    worker.attempt = in.narrow<std::uint32_t>();
    worker.events = in.narrow<std::uint32_t>();
    worker.since = readTime(in, world);
    return worker;
}

void writeNode(ByteWriter& out, const World& world, const NodeState& node) {
    out.unsignedInt(node.up ? 1 : 0);
    out.unsignedInt(node.workers.size());
    for (const WorkerState& worker : node.workers) {
        writeWorker(out, world, worker);
    }
    out.unsignedInt(node.queue.size());
    for (const Waiting& waiting : node.queue) {
        out.id(waiting.message);
        out.id(waiting.request);
        out.id(waiting.what);
        writeTime(out, world, waiting.since);
    }
    out.unsignedInt(node.faults.size());
    for (const ActiveFault& fault : node.faults) {
        out.signedInt(fault.fault);
        out.id(fault.what);
        out.id(fault.peer);
        out.signedInt(fault.strength);
        writeTime(out, world, fault.since);
    }
    out.unsignedInt(node.asking);
    for (const std::uint64_t count : {node.received,
                                      node.completed,
                                      node.failed,
                                      node.refused,
                                      node.retries,
                                      node.lost,
                                      node.rowsWritten,
                                      node.accessLines,
                                      node.skipped}) {
        out.unsignedInt(count);
    }
    out.unsignedInt(node.breakers.size());
    for (const BreakerState& breaker : node.breakers) {
        out.id(breaker.target);
        out.unsignedInt(static_cast<std::uint64_t>(breaker.state));
        writeTime(out, world, breaker.since);
    }
    out.unsignedInt(node.instancesDown.size());
    for (const std::int32_t instance : node.instancesDown) {
        out.signedInt(instance);
    }
    out.unsignedInt(node.streams.size());
    for (const StoredStream& stream : node.streams) {
        out.id(stream.entity);
        out.unsignedInt(stream.version);
        out.unsignedInt(stream.snapshot);
        out.unsignedInt(stream.conflicted ? 1 : 0);
        out.unsignedInt(stream.touched);
    }
}

std::int32_t readSlot(ByteReader& in) {
    const std::int64_t value = in.signedInt();
    if (value < std::numeric_limits<std::int32_t>::min() ||
        value > std::numeric_limits<std::int32_t>::max()) {
        in.reject();
        return kNoSlot;
    }
    return static_cast<std::int32_t>(value);
}

void readQueue(ByteReader& in, const World& world, const Dictionary& names, NodeState& node) {
    for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
        Waiting waiting;
        waiting.message = in.anyId<MessageId>();
        waiting.request = in.anyId<RequestId>();
        waiting.what = in.idBelow<SymbolId>(names.symbols.size());
        waiting.since = readTime(in, world);
        node.queue.push_back(waiting);
    }
}

void readFaults(ByteReader& in, const World& world, const Dictionary& names, NodeState& node) {
    for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
        ActiveFault fault;
        fault.fault = readSlot(in);
        fault.what = in.idBelow<SymbolId>(names.symbols.size());
        fault.peer = in.idBelow<NodeId>(names.nodes.size());
        fault.strength = in.signedInt();
        fault.since = readTime(in, world);
        node.faults.push_back(fault);
    }
}

void readBreakers(ByteReader& in, const World& world, const Dictionary& names, NodeState& node) {
    for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
        BreakerState breaker;
        breaker.target = in.idBelow<NodeId>(names.nodes.size());
        breaker.state = static_cast<BreakerState::State>(
            in.upTo(static_cast<std::uint64_t>(BreakerState::State::HalfOpen)));
        breaker.since = readTime(in, world);
        node.breakers.push_back(breaker);
    }
}

void readStreams(ByteReader& in, const Dictionary& names, NodeState& node) {
    for (std::uint64_t n = in.upTo(kStreamsKept); n > 0 && in.good(); --n) {
        StoredStream stream;
        stream.entity = in.idBelow<EntityId>(names.entities.size());
        stream.version = in.narrow<std::uint32_t>();
        stream.snapshot = in.narrow<std::uint32_t>();
        stream.conflicted = in.boolean();
        stream.touched = in.unsignedInt();
        node.streams.push_back(stream);
    }
}

NodeState readNode(ByteReader& in,
                   const World& world,
                   const Dictionary& names,
                   const NodeName& name,
                   std::uint64_t format) {
    NodeState node;
    node.up = in.boolean();
    if (in.count() != name.capacity) {
        in.reject();
        return node;
    }
    node.workers.reserve(name.capacity);
    for (std::uint32_t i = 0; i < name.capacity && in.good(); ++i) {
        node.workers.push_back(readWorker(in, world, names));
    }
    readQueue(in, world, names, node);
    readFaults(in, world, names, node);
    node.asking = in.narrow<std::uint32_t>();
    for (std::uint64_t* count : {&node.received,
                                 &node.completed,
                                 &node.failed,
                                 &node.refused,
                                 &node.retries,
                                 &node.lost,
                                 &node.rowsWritten,
                                 &node.accessLines}) {
        *count = in.unsignedInt();
    }
    if (format >= 2) {
        node.skipped = in.unsignedInt();
        readBreakers(in, world, names, node);
    }
    for (std::size_t n = format >= 3 ? in.count() : 0; n > 0 && in.good(); --n) {
        node.instancesDown.push_back(readSlot(in));
    }
    if (format >= 4) {
        readStreams(in, names, node);
    }
    return node;
}

void writeFlight(ByteWriter& out, const World& world, const Flight& flight) {
    out.id(flight.message);
    out.unsignedInt(static_cast<std::uint64_t>(flight.kind));
    out.id(flight.from);
    out.id(flight.to);
    out.id(flight.request);
    out.id(flight.entity);
    out.id(flight.what);
    out.signedInt(flight.count);
    out.unsignedInt(flight.attempt);
    writeTime(out, world, flight.sentAt);
    writeTime(out, world, flight.arrivesAt);
    out.unsignedInt(flight.sent);
}

bool isSending(Kind kind) {
    return kind == Kind::RequestSent || kind == Kind::StatementSent ||
           kind == Kind::EventProduced || kind == Kind::BatchSent || kind == Kind::ReplySent;
}

Flight readFlight(ByteReader& in, const World& world, const Dictionary& names) {
    Flight flight;
    flight.message = in.anyId<MessageId>();
    flight.kind = static_cast<Kind>(in.upTo(kindInfos().size()));
    if (!isSending(flight.kind)) {
        in.reject();
    }
    flight.from = in.idBelow<NodeId>(names.nodes.size());
    flight.to = in.idBelow<NodeId>(names.nodes.size());
    flight.request = in.anyId<RequestId>();
    flight.entity = in.idBelow<EntityId>(names.entities.size());
    flight.what = in.idBelow<SymbolId>(names.symbols.size());
    flight.count = readSlot(in);
    flight.attempt = in.narrow<std::uint32_t>();
    flight.sentAt = readTime(in, world);
    flight.arrivesAt = readTime(in, world);
    flight.sent = in.unsignedInt();
    return flight;
}

void readFlights(ByteReader& in, const Dictionary& names, World& world) {
    for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
        const Flight flight = readFlight(in, world, names);
        if (!world.flights.empty() && flight.message <= (world.flights.end() - 1)->message) {
            in.reject();
        }
        world.flights.put(flight);
    }
}

template <class TotalsType>
auto totalsOf(TotalsType& totals) {
    return std::array{&totals.requests,
                      &totals.accepted,
                      &totals.refused,
                      &totals.unknown,
                      &totals.retries,
                      &totals.databaseWork,
                      &totals.eventsAppended,
                      &totals.redelivered,
                      &totals.accessLines};
}

void readPositions(ByteReader& in, const Dictionary& names, World& world, std::uint64_t format) {
    for (std::size_t i = 0; i < names.partitions.size() && in.good(); ++i) {
        world.partitions.push_back({.end = in.signedInt()});
        world.partitions.back().held = format >= 3 ? in.unsignedInt() : 0;
        world.partitions.back().first = format >= 3 ? in.signedInt() : 0;
    }
    for (std::uint32_t s = 0; s < names.subscriptions.size(); ++s) {
        for (const PartitionId partition : names.subscriptions[s].partitions) {
            CursorState cursor{.partition = partition, .subscription = s};
            cursor.delivered = in.signedInt();
            cursor.committed = in.signedInt();
            cursor.member = format >= 3 ? in.narrow<std::uint32_t>() : 0;
            cursor.parked = format >= 4 ? in.unsignedInt() : 0;
            cursor.parkedAhead = format >= 4 ? in.unsignedInt() : 0;
            world.cursors.push_back(cursor);
        }
    }
}

}  // namespace

std::string encodeWorld(const World& world) {
    ByteWriter out;
    out.unsignedInt(kFormat);
    out.unsignedInt(world.seq);
    out.signedInt(world.t.us);
    out.unsignedInt(world.ended ? 1 : 0);
    out.unsignedInt(world.nodes.size());
    for (const NodeState& node : world.nodes) {
        writeNode(out, world, node);
    }
    out.unsignedInt(world.flights.size());
    for (const Flight& flight : world.flights) {
        writeFlight(out, world, flight);
    }
    out.unsignedInt(world.partitions.size());
    out.unsignedInt(world.cursors.size());
    for (const PartitionState& partition : world.partitions) {
        out.signedInt(partition.end);
        out.unsignedInt(partition.held);
        out.signedInt(partition.first);
    }
    for (const CursorState& cursor : world.cursors) {
        out.signedInt(cursor.delivered);
        out.signedInt(cursor.committed);
        out.unsignedInt(cursor.member);
        out.unsignedInt(cursor.parked);
        out.unsignedInt(cursor.parkedAhead);
    }
    for (const std::uint64_t* count : totalsOf(world.totals)) {
        out.unsignedInt(*count);
    }
    return out.take();
}

std::optional<World> decodeWorld(std::string_view bytes, const Dictionary& dictionary) {
    std::size_t cursors = 0;
    for (const Subscription& subscription : dictionary.subscriptions) {
        cursors += subscription.partitions.size();
    }
    ByteReader in(bytes);
    World world;
    const std::uint64_t format = in.unsignedInt();
    if (format < kOldestFormat || format > kFormat) {
        return std::nullopt;
    }
    world.seq = in.unsignedInt();
    world.t = {in.signedInt()};
    world.ended = in.boolean();
    if (in.unsignedInt() != dictionary.nodes.size()) {
        return std::nullopt;
    }
    for (const NodeName& name : dictionary.nodes) {
        world.nodes.push_back(readNode(in, world, dictionary, name, format));
        if (!in.good()) {
            return std::nullopt;
        }
    }
    readFlights(in, dictionary, world);
    if (in.unsignedInt() != dictionary.partitions.size() || in.unsignedInt() != cursors) {
        return std::nullopt;
    }
    readPositions(in, dictionary, world, format);
    for (std::uint64_t* count : totalsOf(world.totals)) {
        *count = in.unsignedInt();
    }
    return in.complete() ? std::optional(std::move(world)) : std::nullopt;
}

}  // namespace foldline
