// Rebuilding what a consumer has written: it is stopped, its rows are emptied, its progress is put
// back to the first event, and it is started again.
#include <algorithm>
#include <utility>
#include <variant>

#include "core/model/engine.h"

namespace foldline {
namespace {

bool writes(const StatementPlan& statement, std::uint32_t entityType) {
    if (const auto* update = std::get_if<UpdatePlan>(&statement)) {
        return update->entity.entityType == entityType;
    }
    const auto* apply = std::get_if<ApplyPlan>(&statement);
    return apply != nullptr && apply->entityType == entityType;
}

}  // namespace

// Those in which its consuming handlers write rows of the entity type.
bool Engine::writesRowsOf(NodeId consumer, NodeId rdb, std::uint32_t entityType) const {
    return std::ranges::any_of(m_plan.subscriptions, [&](const SubscriptionPlan& subscription) {
        const std::vector<StepPlan>& steps = m_plan.handlers[subscription.handler].steps;
        return subscription.consumer == consumer &&
               std::ranges::any_of(steps, [&](const StepPlan& step) {
                   const auto* transaction = std::get_if<TransactionPlan>(&step);
                   return transaction != nullptr && transaction->ask.to == rdb &&
                          std::ranges::any_of(transaction->statements,
                                              [&](const StatementPlan& statement) {
                                                  return writes(statement, entityType);
                                              });
               });
    });
}

std::vector<NodeId> Engine::rdbsOf(NodeId consumer) const {
    std::vector<NodeId> rdbs;
    for (std::size_t i = 0; i < m_plan.nodes.size(); ++i) {
        const NodeId rdb{static_cast<std::uint16_t>(i)};
        for (std::uint32_t type = 0; type < m_plan.entities.size(); ++type) {
            if (role(rdb) == Role::Rdb && writesRowsOf(consumer, rdb, type)) {
                rdbs.push_back(rdb);
                break;
            }
        }
    }
    return rdbs;
}

std::int64_t Engine::rebuild(NodeId consumer, SymbolId what, Seq cause) {
    const std::vector<NodeId> rdbs = rdbsOf(consumer);
    if (rdbs.empty()) {
        return 0;
    }
    const bool wasUp = node(consumer).up;
    if (wasUp) {
        node(consumer).up = false;
        releaseClaims(consumer);
        stopNode(consumer, what, cause);
    }
    ++node(consumer).process;
    std::int64_t rows = 0;
    for (const NodeId rdb : rdbs) {
        endConnections(consumer, rdb, cause);
        rows += emptyRows(consumer, rdb, what, cause);
    }
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        const SubscriptionPlan& subscription = m_plan.subscriptions[i];
        if (subscription.consumer != consumer || subscription.relay) {
            continue;
        }
        for (NodeRuntime& runtime : m_state.nodes) {
            runtime.inbox.forget(subscription.handler);
        }
        for (std::uint32_t p = 0; p < subscription.partitions.size(); ++p) {
            resetOffset(i, p, 0, cause);
        }
    }
    if (wasUp) {
        node(consumer).up = true;
        startNode(consumer, cause);
    }
    return rows;
}

// As they were when the entities were created; those never written are left alone.
std::int64_t Engine::emptyRows(NodeId consumer, NodeId rdb, SymbolId what, Seq cause) {
    std::int64_t emptied = 0;
    std::vector<Row>& rows = node(rdb).rows;
    for (std::uint32_t entity = 0; entity < rows.size(); ++entity) {
        Row& row = rows[entity];
        Fields start = (*m_state.initial)[entity];
        mask(EntityId{entity}, start);
        const bool isEmpty = row.version == row.emptied && row.fields == start;
        if (isEmpty || !writesRowsOf(consumer, rdb, m_plan.entityTypeOf[entity])) {
            continue;
        }
        row.fields = start;
        row.reflects = 1;
        emit({.cause = cause,
              .value = 1,
              .entity = EntityId{entity},
              .what = what,
              .version = ++row.version,
              .attempt = 1,
              .kind = Kind::RowReset,
              .node = rdb,
              .data = row.fields});
        row.emptied = row.version;
        noteImage(rdb, EntityId{entity}, 1);
        ++emptied;
    }
    return emptied;
}

// What was done before counts as done again when it comes again. Whoever still works on it comes
// too late.
void Engine::setBack(std::uint32_t subscription, std::uint32_t partition, std::int64_t to) {
    Cursor& cursor = m_state.cursors[subscription][partition];
    cursor.replayUntil = std::max(cursor.replayUntil, cursor.committed);
    cursor.committed = cursor.done = cursor.position = to;
    cursor.everCommitted = true;
    cursor.deliveries.clear();
    cursor.firstDelivery = to;
    if (std::vector<Claim>& claims = m_state.groups[subscription].claims; !claims.empty()) {
        ++claims[partition].epoch;
    }
    noteReset(subscription, partition, to);
}

void Engine::resetOffset(std::uint32_t subscription,
                         std::uint32_t partition,
                         std::int64_t to,
                         Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Cursor& cursor = m_state.cursors[subscription][partition];
    to = std::max(to, cursor.begin);
    unparkFrom(subscription, partition, to, cause);
    if (cursor.committed <= to) {
        return;
    }
    setBack(subscription, partition, to);
    emit({.cause = cause,
          .value = to,
          .what = plan.group,
          .slot = static_cast<std::int32_t>(plan.partitions[partition].value),
          .kind = Kind::OffsetReset,
          .node = plan.consumer,
          .peer = plan.broker});
}

// A transaction of the time before must not write into the emptied rows.
void Engine::endConnections(NodeId service, NodeId rdb, Seq cause) {
    NodeRuntime& runtime = node(rdb);
    const std::uint32_t capacity = m_plan.dictionary.nodes[rdb.value].capacity;
    for (std::uint32_t i = runtime.first; i < runtime.first + capacity; ++i) {
        if (m_state.transactions[i].active && m_state.transactions[i].message.from == service) {
            rollBack(m_state.transactions[i], m_plan.words.connectionLost, cause);
        }
    }
    std::deque<std::uint32_t> queue = std::exchange(runtime.queue, {});
    for (const std::uint32_t index : queue) {
        if (m_state.messages[index].from == service) {
            refuse(takeKept(index), m_plan.words.connectionLost);
        } else {
            runtime.queue.push_back(index);
        }
    }
    giveConnection(rdb);
}

bool Engine::isDisconnected(const Message& message) const {
    return message.process != m_state.nodes[message.from.value].process;
}

}  // namespace foldline
