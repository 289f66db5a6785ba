// RDBs: transactions on a pool of connections; rows change at commit, all or none.
#include <utility>

#include "core/base/check.h"
#include "core/model/changes.h"
#include "core/model/engine.h"

namespace foldline {
namespace {

std::uint32_t rowsFor(const TransactionPlan& step, std::uint32_t events) {
    std::uint32_t rows = step.storesSaga || step.storesToken ? 1 : 0;
    for (const StatementPlan& statement : step.statements) {
        if (std::holds_alternative<ApplyPlan>(statement) ||
            std::holds_alternative<MarkPlan>(statement)) {
            rows += events;
        } else if (std::holds_alternative<UpdatePlan>(statement) ||
                   std::holds_alternative<OutboxPlan>(statement)) {
            ++rows;
        }
    }
    return rows;
}

}  // namespace

void Engine::receiveAtRdb(Message&& message) {
    const NodeId rdb = message.to;
    if (isDisconnected(message)) {
        refuse(message, m_plan.words.connectionLost);
        return;
    }
    NodeRuntime& runtime = node(rdb);
    const std::uint32_t connection = runtime.idle.take();
    message.queuedAt = m_state.now;
    if (connection != kNoIndex) {
        startTransaction(std::move(message), connection);
        return;
    }
    const std::int64_t limit = m_plan.dictionary.nodes[rdb.value].queueLimit;
    if (limit >= 0 && runtime.queue.size() >= static_cast<std::size_t>(limit)) {
        refuse(message, m_plan.words.queueFull);
        return;
    }
    message.cause = emit({.cause = message.cause,
                          .message = message.id,
                          .request = message.request,
                          .value = static_cast<std::int64_t>(runtime.queue.size()) + 1,
                          .what = message.what,
                          .kind = Kind::StatementQueued,
                          .node = rdb,
                          .peer = message.from});
    runtime.queue.push_back(keep(std::move(message)));
}

const TransactionPlan& Engine::stepOf(const Message& message) const {
    return std::get<TransactionPlan>(m_plan.handlers[message.handler].steps[message.step]);
}

// As far as is known by now: what a transaction skips is decided when it commits.
std::uint32_t Engine::rowsOf(const Message& message) const {
    if (role(message.to) == Role::EventStore) {
        return message.kind == Kind::EventProduced ? 1 : 0;
    }
    const TransactionPlan& step = stepOf(message);
    if (step.once == Once::No && !step.storesToken) {
        return rowsFor(step, countOf(message.events));
    }
    const std::uint32_t fresh = freshEvents(message);
    return fresh == 0 ? 0 : rowsFor(step, fresh);
}

void Engine::startTransaction(Message&& message, std::uint32_t connection) {
    const NodeId rdb = message.to;
    const std::uint32_t index = node(rdb).first + connection;
    Transaction& transaction = m_state.transactions[index];
    transaction.active = true;
    transaction.rdb = rdb;
    transaction.connection = static_cast<std::int32_t>(connection);
    transaction.cause = emit({.cause = message.cause,
                              .message = message.id,
                              .request = message.request,
                              .value = m_state.now - message.queuedAt,
                              .what = message.what,
                              .slot = transaction.connection,
                              .kind = Kind::TransactionStarted,
                              .node = rdb,
                              .peer = message.from});
    transaction.message = std::move(message);
    if (role(rdb) == Role::EventStore) {
        beginAtStore(transaction);
    }
    schedule(Pending::Kind::TransactionDone,
             m_state.now + transactionUs(transaction),
             index,
             transaction.generation);
}

std::int64_t Engine::transactionUs(const Transaction& transaction) {
    const NodePlan& plan = m_plan.nodes[transaction.rdb.value];
    const double slow = node(transaction.rdb).slow;
    if (const auto* store = std::get_if<EventStoreSpec>(&plan.spec)) {
        const double eventsUs = static_cast<double>(store->perEvent.us) * transaction.eventsRead;
        return drawUs(store->latency, plan.latencyStream, slow) + stretchedUs(eventsUs, slow);
    }
    const auto& spec = std::get<RdbSpec>(plan.spec);
    const double rowsUs = static_cast<double>(spec.perRow.us) * rowsOf(transaction.message);
    return drawUs(spec.latency, plan.latencyStream, slow) + stretchedUs(rowsUs, slow);
}

void Engine::endTransaction(std::uint32_t index) {
    Transaction& transaction = m_state.transactions[index];
    const NodeId rdb = transaction.rdb;
    const NodePlan& plan = m_plan.nodes[rdb.value];
    RandomStream& chances = stream(plan.failureStream);
    const auto* spec = std::get_if<RdbSpec>(&plan.spec);
    bool fails = chances.chance(spec != nullptr ? spec->failure : 0.0);
    fails = chances.chance(node(rdb).flaky) || fails;
    if (fails) {
        rollBack(transaction, m_plan.words.rolledBack, transaction.cause);
    } else if (spec == nullptr) {
        commitAtStore(transaction);
    } else if (tokenIsStolen(transaction.message)) {
        rollBack(transaction, m_plan.words.tokenStolen, transaction.cause);
    } else if (!meetsRequirements(transaction)) {
        rollBack(transaction, m_plan.words.rejected, transaction.cause);
    } else {
        commit(transaction);
    }
    giveConnection(rdb);
}

void Engine::commit(Transaction& transaction) {
    Message& message = transaction.message;
    const TransactionPlan& step = stepOf(message);
    const Fields read = readRows(transaction);
    const Admission admission = admit(message);
    noteApplied(transaction.rdb, message);
    const std::vector<EventRange> handled = std::exchange(message.events, admission.fresh);
    const Seq committed =
        emit({.cause = transaction.cause,
              .message = message.id,
              .request = message.request,
              .value = admission.nothing ? 0 : rowsFor(step, countOf(message.events)),
              .slot = transaction.connection,
              .kind = Kind::TransactionCommitted,
              .node = transaction.rdb,
              .peer = message.from});
    if (!admission.nothing) {
        writeRows(transaction, committed);
    }
    if (step.storesSaga) {
        keepSaga(transaction, committed);
    }
    // After the rows: one of them may be of an earlier event than what is skipped.
    saySkipped(transaction, admission, committed);
    if (step.storesToken) {
        unparkDone(message, committed);
        storeToken(message, handled, committed);
    }
    answer(transaction, committed, read);
    transaction.active = false;
    ++transaction.generation;
    node(transaction.rdb).idle.release(static_cast<std::uint32_t>(transaction.connection));
    if (!admission.nothing && !message.outbox.empty()) {
        wakeRelays(transaction.rdb);
    }
}

void Engine::writeRows(const Transaction& transaction, Seq cause) {
    const Message& message = transaction.message;
    std::size_t stored = 0;
    for (const StatementPlan& statement : stepOf(message).statements) {
        if (const auto* update = std::get_if<UpdatePlan>(&statement)) {
            writeRow(transaction.rdb,
                     {.cause = cause,
                      .request = message.request,
                      .entity = chosenEntity(update->entity, message.entity, message.arguments),
                      .what = update->event.exists() ? update->event : message.what},
                     update->changes,
                     message.arguments,
                     message.wrong);
        } else if (const auto* outbox = std::get_if<OutboxPlan>(&statement)) {
            storeEvent(transaction, *outbox, message.outbox[stored++], cause);
        } else if (const auto* apply = std::get_if<ApplyPlan>(&statement)) {
            applyEvents(transaction, *apply, cause);
        } else if (std::holds_alternative<MarkPlan>(statement)) {
            markEvents(message, cause);
        }
    }
}

void Engine::rollBack(Transaction& transaction, SymbolId reason, Seq cause) {
    const Message& message = transaction.message;
    const Seq rolledBack = emit({.cause = cause,
                                 .message = message.id,
                                 .request = message.request,
                                 .value = rowsOf(message),
                                 .what = reason,
                                 .slot = transaction.connection,
                                 .kind = Kind::TransactionRolledBack,
                                 .node = transaction.rdb,
                                 .peer = message.from});
    transaction.active = false;
    ++transaction.generation;
    node(transaction.rdb).idle.release(static_cast<std::uint32_t>(transaction.connection));
    reply(transaction.rdb, message.replyTo, message, reason, {.cause = rolledBack});
}

void Engine::applyEvents(const Transaction& transaction, const ApplyPlan& apply, Seq cause) {
    const Message& message = transaction.message;
    const SubscriptionPlan& subscription = m_plan.subscriptions[message.subscription];
    for (const EventRange& range : message.events) {
        for (std::int64_t offset = range.first; offset < range.end(); ++offset) {
            const StoredEvent& event = eventAt(subscription, range.partition, offset);
            if (!event.entity.exists() || !subscription.wants(event.type) ||
                m_plan.entityTypeOf[event.entity.value] != apply.entityType) {
                continue;
            }
            if (const EventPlan* plan = eventPlan(event.entity, event.type)) {
                writeRow(transaction.rdb,
                         {.cause = cause,
                          .request = event.request,
                          .value = event.version,
                          .entity = event.entity,
                          .what = event.type},
                         plan->changes,
                         event.payload,
                         message.wrong);
            }
        }
    }
}

void Engine::writeRow(NodeId rdb,
                      Record record,
                      std::span<const ChangePlan> changes,
                      const Fields& from,
                      const Fields& wrong) {
    if (!record.entity.exists()) {
        return;
    }
    Row& row = node(rdb).rows[record.entity.value];
    const Fields given = withWrong(from, wrong);
    for (const ChangePlan& change : changes) {
        const std::int64_t* before = row.fields.find(change.field);
        std::int64_t value =
            changedValue(change.kind, before != nullptr ? *before : 0, operandOf(change, given));
        if (const std::int64_t* instead = wrong.find(change.field); instead != nullptr) {
            value = *instead;
        }
        row.fields.set(change.field, value);
        record.data.set(change.field, value);
    }
    if (record.value > 0) {
        row.reflects = static_cast<std::uint32_t>(record.value);
        mask(record.entity, record.data);
        for (std::size_t i = 0; i < record.data.count; ++i) {
            row.fields.set(record.data.ids[i], record.data.values[i]);
        }
    }
    record.version = ++row.version;
    record.kind = Kind::RowWritten;
    record.node = rdb;
    emit(record);
    noteImage(rdb, record.entity, record.version);
}

void Engine::giveConnection(NodeId rdb) {
    NodeRuntime& runtime = node(rdb);
    while (!runtime.queue.empty()) {
        const std::uint32_t connection = runtime.idle.take();
        if (connection == kNoIndex) {
            return;
        }
        const std::uint32_t index = runtime.queue.front();
        runtime.queue.pop_front();
        startTransaction(takeKept(index), connection);
    }
}

void Engine::stopRdb(NodeId rdb, Seq cause) {
    const std::uint32_t first = node(rdb).first;
    const std::uint32_t capacity = m_plan.dictionary.nodes[rdb.value].capacity;
    for (std::uint32_t i = first; i < first + capacity; ++i) {
        if (m_state.transactions[i].active) {
            rollBack(m_state.transactions[i], m_plan.words.connectionLost, cause);
        }
    }
    dropQueue(rdb, cause);
}

}  // namespace foldline
