// What happens: handles one pending event after another on a SimulationState and says so in
// records. The declarations are grouped by the source that defines them. Sources are by actor:
// network, asking, client, gateway; service with its instances, producer and sagas; rdb with its
// rows, outbox and what it does only once; broker with its replicas and retention; event store with
// its streams; consumers with their groups, tokens, replays and parked events; relay; and what goes
// wrong and is mended: faults, repairs.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/model/plan.h"
#include "core/model/simulation_state.h"
#include "core/model/simulator.h"
#include "core/record/record_sink.h"

namespace foldline {

/// Budgets, breakers and limit of a gateway as at its start.
void forgetPolicies(SimulationState& state, const Plan& plan, NodeId gateway);

/// Borrows everything; made for one call of Simulator::runSome.
class Engine {
public:
    Engine(const Plan& plan, const RunInputs& inputs, SimulationState& state, RecordSink& sink);

    void start();
    /// Handles the next pending event. REQUIRES: there is one, not after the horizon.
    void handleNext();
    void end();
    /// Hands what is buffered to the sink.
    void flush();

    std::size_t emitted() const { return m_emitted; }

private:
    // Records.
    Seq emit(Record record);

    // Time.
    void schedule(Pending::Kind kind,
                  std::int64_t t,
                  std::uint32_t index,
                  std::uint32_t generation);
    void dispatch(const Pending& pending);
    std::int64_t drawUs(const Distribution& distribution, StreamIndex index, double factor);
    /// us x factor, rounded, at most kDurationMax.
    static std::int64_t stretchedUs(double us, double factor);

    // network.cpp
    struct Sending {
        std::int32_t slot = kNoSlot;
        Seq cause = 0;
        std::int64_t extraDelayUs = 0;
        bool withData = false;
        const Fields* carried = nullptr;  ///< by a reply, to who asked; borrowed for the call
    };

    /// The record of it.
    Seq send(Message message, const Sending& sending);
    void arrive(std::uint32_t index);
    void deliver(Message&& message);
    void refuse(const Message& message, SymbolId reason);
    void reply(NodeId from,
               const ReplyTo& to,
               const Message& about,
               SymbolId outcome,
               const Sending& sending);
    bool isLost(const Message& message);
    /// Parks a message among the state's messages; queues and pending events hold its index.
    std::uint32_t keep(Message&& message);
    Message takeKept(std::uint32_t index);
    void dropQueue(NodeId stopped, Seq cause);
    bool isCut(NodeId a, NodeId b) const;

    // asking.cpp
    std::uint32_t takeCall();
    void dropCall(std::uint32_t index);
    void attempt(std::uint32_t index, Seq cause);
    void timeOut(std::uint32_t index);
    void receiveReply(const Message& message);
    void settle(std::uint32_t index, SymbolId outcome, Seq cause, bool retry);
    /// Whether another attempt will follow; takes it from a gateway's budget.
    bool willRetry(Call& call, bool decided);
    bool isDecided(SymbolId outcome) const;
    bool isFinal(const Call& call, SymbolId outcome) const;
    std::int32_t slotOf(const Call& call) const;

    // client.cpp
    void scheduleArrival(std::uint32_t workload);
    void arrival(std::uint32_t workload);
    void request(std::uint32_t workload);
    std::int64_t draw(const ValuePlan& value);

    // gateway.cpp
    void receiveAtGateway(Message&& message);
    void settleGateway(std::uint32_t index, SymbolId outcome, Seq cause);
    void stopGateway(NodeId gateway, Seq cause);
    const GatewaySpec& gatewaySpec(NodeId gateway) const;
    bool withinLimit(NodeId gateway);
    std::uint32_t targetOf(NodeId gateway, NodeId target) const;
    CircuitBreaker::Permit askBreaker(std::uint32_t target, Seq cause);
    void noteOutcome(const Call& call, bool ok, Seq cause);
    bool takeFromBudget(Call& call);
    void retryCall(std::uint32_t index);

    // service.cpp
    void receiveAtService(Message&& message);
    void startRequest(Message&& message, std::uint32_t worker);
    void advance(std::uint32_t index);
    bool beginStep(std::uint32_t index);
    /// On to the next step; false when the node crashes first.
    bool passStep(std::uint32_t index);
    void beginTransaction(Frame& frame, const TransactionPlan& step);
    void beginCall(Frame& frame, const CallPlan& step);
    std::uint32_t prepareCall(Frame& frame, const AskPlan& plan, Message message);
    void ask(Frame& frame, const AskPlan& plan, Message message);
    void stepSettled(std::uint32_t index, SymbolId outcome, Seq cause);
    void finish(Frame& frame);
    void failHandler(Frame& frame, SymbolId reason);
    /// No step of its sequence is left.
    bool isOver(const Frame& frame) const;
    void stepOn(Frame& frame);
    bool goOtherwise(Frame& frame);
    void releaseWorker(Frame& frame);
    void giveWork(NodeId service);
    bool startWaitingBatch(NodeId service);
    bool refuseOverdue(NodeId service);
    void stopService(NodeId service, Seq cause);
    static Message aboutFrame(const Frame& frame);

    // producer.cpp
    bool beginProduce(Frame& frame, const ProducePlan& step);
    Fields payloadOf(std::span<const ChangePlan> parts, const Frame& frame) const;
    std::uint32_t partitionFor(const Message& message);
    void askInWindow(Frame& frame, const AskPlan& plan, Message message);
    void fillWindow(ProducerWindow& window);
    void leaveWindow(std::uint32_t call);
    void forgetWindows(NodeId producer, std::uint32_t instance);

    // saga.cpp
    void startSaga(std::uint32_t index);
    void sagaStepDone(Frame& frame);
    void undoNext(Frame& frame);
    bool storeSaga(std::uint32_t index);
    void sagaStored(std::uint32_t index, SymbolId outcome);
    bool sagaStepFailed(Frame& frame, SymbolId outcome);
    void finishSaga(Frame& frame);
    void endSaga(Frame& frame, SymbolId how);
    void keepSaga(const Transaction& transaction, Seq committed);
    void resumeSagas(NodeId service, Seq cause);
    void resumeSagasOf(NodeId rdb, Seq cause);
    bool goOnWithSaga(NodeId service);
    void resumeSaga(const StoredSaga& stored, std::uint32_t worker);
    void forgetSaga(std::uint64_t saga);
    bool isUnderWay(NodeId service, std::uint64_t saga) const;

    // rdb.cpp
    void receiveAtRdb(Message&& message);
    void startTransaction(Message&& message, std::uint32_t connection);
    void endTransaction(std::uint32_t index);
    void commit(Transaction& transaction);
    void rollBack(Transaction& transaction, SymbolId reason, Seq cause);
    void writeRows(const Transaction& transaction, Seq cause);
    void applyEvents(const Transaction& transaction, const ApplyPlan& apply, Seq cause);
    /// `wrong`: values that are written instead of those meant.
    void writeRow(NodeId rdb,
                  Record record,
                  std::span<const ChangePlan> changes,
                  const Fields& from,
                  const Fields& wrong);
    const TransactionPlan& stepOf(const Message& message) const;
    std::uint32_t rowsOf(const Message& message) const;
    std::int64_t transactionUs(const Transaction& transaction);
    void giveConnection(NodeId rdb);
    void stopRdb(NodeId rdb, Seq cause);

    // rows.cpp
    /// None when no entity of the type is handled or named.
    EntityId chosenEntity(const EntityChoice& choice,
                          EntityId handled,
                          const Fields& arguments) const;
    static std::int64_t operandOf(const ChangePlan& change, const Fields& arguments);
    static std::int64_t rowValue(const Row& row, FieldId field);
    bool meetsRequirements(const Transaction& transaction) const;
    Fields readRows(const Transaction& transaction) const;

    // outbox.cpp
    std::vector<OutboxEntry> outboxOf(const TransactionPlan& step, const Frame& frame);
    void storeEvent(const Transaction& transaction,
                    const OutboxPlan& plan,
                    const OutboxEntry& entry,
                    Seq cause);
    void markEvents(const Message& message, Seq cause);
    /// With what was read, when it was no query.
    void answer(const Transaction& transaction, Seq cause, const Fields& read);
    void answerPoll(const Transaction& transaction, Seq cause);
    void wakeRelays(NodeId rdb);

    // relay.cpp
    void considerRelay(std::uint32_t index);
    void poll(std::uint32_t index);
    void pollSettled(std::uint32_t index, Seq cause);
    void readLog(std::uint32_t index);
    bool awaitsBatch(const Message& message) const;
    void takePolled(const Message& message);
    void beginSend(Frame& frame, const SendPlan& step);
    bool sendsNext(Frame& frame);
    void finishRound(std::uint32_t index, Seq cause);

    // once.cpp
    bool isKnown(NodeId rdb, const Inbox::Key& key) const;
    bool isDone(const Message& message,
                Once once,
                std::uint32_t partition,
                std::int64_t offset) const;
    std::uint32_t freshEvents(const Message& message) const;

    /// Stores the keys of what a transaction does for the first time, and says what it skips.
    struct Admission {
        bool nothing = false;             ///< all of it was done already
        std::vector<EventRange> fresh;    ///< in order
        std::vector<EventRange> skipped;  ///< in order, one event each
    };

    Admission admit(const Message& message);
    void saySkipped(const Transaction& transaction, const Admission& admission, Seq cause);

    // broker.cpp
    void receiveAtBroker(Message&& message);
    Seq append(const Message& message, std::uint32_t partition, Seq cause);
    Seq appendMade(StoredEvent event, const Message& message, std::uint32_t partition, Seq cause);
    Seq appendEvent(StoredEvent event, const Message& message, std::uint32_t partition, Seq cause);
    void acknowledge(const Message& message, Seq cause);
    void wakeConsumers(NodeId broker, std::uint32_t partition);
    void startBroker(NodeId broker, Seq cause);

    // retention.cpp
    const TopicPlan& topicOf(std::uint32_t partition) const;
    void planUpkeep(std::uint32_t partition);
    void expire(std::uint32_t partition);
    void resumeExpiry(NodeId broker);
    void compact(std::uint32_t partition);
    std::int64_t nextKept(std::uint32_t partition, std::int64_t offset) const;
    void passExpired(const Member& member);
    void resumeCursor(std::uint32_t subscription, std::uint32_t partition);

    // replication.cpp
    bool isRepetition(const Message& message, std::uint32_t partition);
    void skipRepetition(Message&& message, std::uint32_t partition);
    void hold(Message&& message, std::uint32_t partition);
    void replicate(std::uint32_t partition, std::size_t place);
    void replicated(std::uint32_t partition);
    void stopBroker(NodeId broker, Seq cause);
    void loseHeld(NodeId broker, Seq cause);
    void resumeReplication(NodeId broker);

    // instances.cpp
    std::uint32_t instanceOf(const Frame& frame) const;
    bool instanceIsUp(NodeId service, std::uint32_t instance) const;
    bool anyInstanceIsUp(NodeId service) const;
    std::uint32_t takeWorker(NodeId service, std::uint32_t instance);
    void applyInstanceFaults(NodeId service, SymbolId kind, Seq cause);
    void stopInstance(NodeId service, std::uint32_t instance, SymbolId kind, Seq cause);
    void startInstance(NodeId service, std::uint32_t instance, Seq cause);
    void loseWork(std::uint32_t index, Seq cause);
    void loseBatch(std::uint32_t member, SymbolId reason, Seq cause);

    // rebalance.cpp
    void memberIsGone(std::uint32_t subscription, Seq cause);
    void memberIsBack(std::uint32_t subscription, Seq cause);
    void beginRebalance(std::uint32_t subscription);
    void finishRebalance(std::uint32_t subscription);
    void revokePartitions(std::uint32_t subscription, Seq cause);
    void catchUpGroups(NodeId broker, Seq cause);
    Seq sayPartition(Kind kind, std::uint32_t subscription, std::uint32_t partition, Seq cause);
    bool isStale(const Member& member) const;
    std::uint32_t epochOf(const Member& member) const;

    // event_store.cpp
    void beginLoad(Frame& frame, const LoadPlan& step);
    void beginAppend(Frame& frame, const AppendPlan& step);
    void beginAtStore(Transaction& transaction);
    void commitAtStore(Transaction& transaction);
    void commitLoad(Transaction& transaction);
    void commitAppend(Transaction& transaction);
    void appendToStream(const Message& message, Seq cause);
    void skipAppended(const Message& message, Seq cause);
    void answerFromStore(Transaction& transaction, Message answer, Seq cause);
    void noteStream(Frame& frame, const Message& reply);
    bool startOver(Frame& frame, Seq cause);
    static bool meetsLoaded(const Frame& frame, const RequirePlan& require);
    std::uint32_t partitionOf(const Message& message);

    // streams.cpp
    struct ReadStream {
        FoldedStream state;
        std::uint32_t events = 0;  ///< that were read
    };

    bool knowsNewSchema(NodeId service) const;
    bool reads(NodeId service, const StoredEvent& event) const;
    std::uint32_t revisionOf(NodeId service) const;
    std::uint32_t codeOf(NodeId service) const;
    const EventPlan* eventPlan(EntityId entity, SymbolId event) const;
    void foldEvent(
        NodeId reader, EntityId entity, SymbolId event, const Fields& payload, Fields& state) const;
    FoldedStream beginningOf(NodeId store, EntityId entity, NodeId reader) const;
    /// Of the entity of `message`, as the code of `reader` folds it.
    ReadStream readStream(NodeId store, const Message& message, NodeId reader);
    void takeSnapshot(const Message& message, Seq cause);

    // tokens.cpp
    void scheduleTokens();
    void tokensDue(std::uint32_t subscription);
    void lookForTokens(std::uint32_t subscription);
    /// `member`: its number in the group.
    void extendClaims(std::uint32_t subscription, std::uint32_t member, Seq cause);
    void resumeTokens(NodeId rdb, Seq cause);
    void abandonClaims(const Member& member);
    void releaseClaims(NodeId consumer);
    /// An idle member other than `holder`; kNoIndex when there is none.
    std::uint32_t thiefFor(std::uint32_t subscription, std::uint32_t holder) const;
    void stealToken(std::uint32_t subscription, std::uint32_t partition, std::uint32_t thief);
    bool tokenIsStolen(const Message& message) const;
    bool isBelowToken(std::uint32_t subscription, const ParkedEvent& event) const;
    void unparkDone(const Message& message, Seq cause);
    void storeToken(const Message& message, std::span<const EventRange> events, Seq cause);

    // replay.cpp
    void askForReplay(NodeId service, Seq cause);
    void replayWhatWasAsked(NodeId service);
    /// When the members have no batch in hand, and whoever keeps their progress is there.
    void replayIfAsked(std::uint32_t subscription);
    bool skipsStep(const Frame& frame, const StepPlan& step) const;

    // faults.cpp
    void startFault(std::uint32_t index);
    void endFault(std::uint32_t index);
    void applyFaults(NodeId id, SymbolId kind, Seq cause);
    void stopNode(NodeId id, SymbolId kind, Seq cause);
    void startNode(NodeId id, Seq cause);

    // wrong.cpp
    /// What Corrupt lets a service write instead of the right values, now.
    Fields wrongOf(NodeId service) const;
    bool isInForce(Fault::Kind kind, NodeId where) const;
    /// With those that are wrong in the place of those that are there.
    static Fields withWrong(Fields values, const Fields& wrong);
    void noteIfWrong(const Message& message,
                     const Fields& payload,
                     PartitionId partition,
                     std::int64_t offset);

    // repairs.cpp
    void startRepair(std::uint32_t index);
    NodeId neededBy(const Fault& fault, NodeId where);
    std::int64_t mend(const Fault& fault, NodeId where, Seq cause);
    void sayRepair(Kind kind, const Fault& fault, Record record);
    void finishRestore(const FaultInForce& repair);

    // rebuild.cpp
    std::vector<NodeId> rdbsOf(NodeId consumer) const;
    bool writesRowsOf(NodeId consumer, NodeId rdb, std::uint32_t entityType) const;
    std::int64_t rebuild(NodeId consumer, SymbolId what, Seq cause);
    std::int64_t emptyRows(NodeId consumer, NodeId rdb, SymbolId what, Seq cause);
    void setBack(std::uint32_t subscription, std::uint32_t partition, std::int64_t to);
    void resetOffset(std::uint32_t subscription,
                     std::uint32_t partition,
                     std::int64_t to,
                     Seq cause);
    void endConnections(NodeId service, NodeId rdb, Seq cause);
    bool isDisconnected(const Message& message) const;

    // restore.cpp
    void scheduleBackups();
    void backUp(std::uint32_t index);
    void noteImage(NodeId rdb, EntityId entity, std::uint32_t asVersion);
    void noteApplied(NodeId rdb, const Message& message);
    void noteReset(std::uint32_t subscription, std::uint32_t partition, std::int64_t to);
    std::optional<std::int64_t> restorePoint(const Fault& fault, NodeId rdb) const;
    std::int64_t restoreRows(NodeId rdb, std::int64_t asOfUs, SymbolId what, Seq cause);
    void restoreOffsets(NodeId rdb, std::int64_t asOfUs, Seq cause);
    std::vector<NodeId> followersOf(NodeId rdb) const;
    std::int64_t restore(NodeId rdb, std::int64_t asOfUs, SymbolId what, Seq cause);

    // parking.cpp
    bool goesOneByOne(const Member& member) const;
    ParkedEvent placeOf(const Member& member, std::uint32_t number) const;
    ParkedEvent placeAt(std::uint32_t subscription,
                        std::uint32_t partition,
                        std::int64_t offset) const;
    bool isBehindParked(std::uint32_t subscription, const ParkedEvent& event) const;
    bool mustPass(const Member& member, std::uint32_t number) const;
    void splitIfNeeded(Member& member) const;
    Seq sayOfEvent(Kind kind,
                   std::uint32_t subscription,
                   const ParkedEvent& place,
                   Seq cause,
                   std::uint32_t tries);
    void park(std::uint32_t subscription, const ParkedEvent& event, Seq cause, std::uint32_t tries);
    void unparkIfDone(const Frame& frame);
    void unparkFrom(std::uint32_t subscription,
                    std::uint32_t partition,
                    std::int64_t offset,
                    Seq cause);
    bool setAside(Frame& frame, Seq cause);
    std::int64_t takeParked(Member& member, std::uint32_t partition, Seq cause);
    std::int64_t retryParked(NodeId consumer, Seq cause);
    static void retryToo(Member& member, const EventRange& event);
    bool fetchParked(std::uint32_t index);
    bool cannotRead(const Frame& frame) const;

    // forget.cpp
    std::int64_t forget(const Fault& fault, Seq cause);
    /// Personal values of somebody who was forgotten become unreadable.
    void mask(EntityId entity, Fields& fields) const;

    // correct.cpp
    std::int64_t correct(NodeId producer, Seq cause);

    /// The last event that set a field, and to what; version 0: none did.
    struct LatestSet {
        std::uint32_t version = 0;
        std::int64_t value = 0;
    };

    using LatestSets = std::map<std::pair<EntityId, FieldId>, LatestSet>;

    LatestSets latestSets(const std::vector<WrongEvent>& wrong) const;
    std::optional<Fields> correction(const WrongEvent& wrong, const LatestSets& latest) const;
    const StoredEvent& eventOf(const WrongEvent& wrong) const;

    // fetching.cpp
    void considerFetch(std::uint32_t index);
    void considerSegments(std::uint32_t index);
    void fetch(std::uint32_t index);
    void sendBatch(std::uint32_t index, Seq cause);
    void batchLost(const Message& message);

    // consumer.cpp
    void receiveBatch(Message&& message);
    void startBatch(std::uint32_t index, std::uint32_t worker, Seq cause);
    void retryBatch(std::uint32_t index);
    void deliverEvents(const Member& member, Seq cause);
    bool loadWantedEvent(Frame& frame);
    bool nextEvent(Frame& frame);
    void finishBatch(std::uint32_t index, Seq cause);
    Seq waitForRetry(Frame& frame, Duration delay, Seq cause);
    /// True when the batch will be tried again: the worker stays with it.
    bool failBatch(Frame& frame, Seq cause);
    /// Of the offsets before `before`.
    static void forgetDeliveries(Cursor& cursor, std::int64_t before);
    void commitOffsets(std::uint32_t subscription, std::uint32_t partition, Seq cause);
    void commitBatch(const Member& member, Seq cause);
    void refuseCommit(const Member& member, const EventRange& range, Seq cause);
    void startMember(std::uint32_t index, Seq cause);
    void stopMember(std::uint32_t index);
    void startConsumer(NodeId consumer, Seq cause);
    static void takeBatch(Member& member, std::vector<EventRange> batch);
    static EventRange eventInBatch(const Member& member, std::uint32_t number);
    const StoredEvent& eventAt(const SubscriptionPlan& subscription,
                               std::uint32_t partition,
                               std::int64_t offset) const;

    // crash_after.cpp
    bool crashesAfter(std::uint32_t handler, std::uint32_t step);

    RandomStream& stream(StreamIndex index) { return m_state.streams[index]; }

    NodeRuntime& node(NodeId id) { return m_state.nodes[id.value]; }

    Role role(NodeId id) const { return m_plan.dictionary.nodes[id.value].role; }

    const Plan& m_plan;
    const RunInputs& m_inputs;
    SimulationState& m_state;
    RecordSink& m_sink;
    std::vector<Record> m_batch;
    std::size_t m_emitted = 0;
};

}  // namespace foldline
