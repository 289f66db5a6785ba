// Outboxes: events that a transaction stores with its rows, and what a relay asks the RDB for.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

bool isPoll(const TransactionPlan& step) {
    return !step.statements.empty() && std::holds_alternative<PollPlan>(step.statements.front());
}

}  // namespace

std::vector<OutboxEntry> Engine::outboxOf(const TransactionPlan& step, const Frame& frame) {
    std::vector<OutboxEntry> entries;
    for (const StatementPlan& statement : step.statements) {
        if (const auto* outbox = std::get_if<OutboxPlan>(&statement)) {
            const ProducePlan& event = outbox->event;
            entries.push_back({.id = m_state.nextEvent++,
                               .entity = chosenEntity(event.entity, frame.entity, frame.arguments),
                               .payload = payloadOf(event.payload, frame)});
        }
    }
    return entries;
}

void Engine::storeEvent(const Transaction& transaction,
                        const OutboxPlan& plan,
                        const OutboxEntry& entry,
                        Seq cause) {
    const Message& message = transaction.message;
    const PartitionId outbox = m_plan.nodes[transaction.rdb.value].outbox;
    PersistentLog<StoredEvent>& log = m_state.partitions[outbox.value];
    StoredEvent event{.type = plan.event.event,
                      .entity = entry.entity,
                      .topic = plan.event.topic,
                      .request = message.request,
                      .id = entry.id,
                      .t = m_state.now,
                      .unreadable = message.unreadable,
                      .payload = withWrong(entry.payload, message.wrong)};
    event.seq = emit({.cause = cause,
                      .message = message.id,
                      .request = event.request,
                      .value = static_cast<std::int64_t>(log.size()),
                      .entity = event.entity,
                      .what = event.type,
                      .slot = static_cast<std::int32_t>(outbox.value),
                      .kind = Kind::OutboxWritten,
                      .node = transaction.rdb,
                      .peer = message.from,
                      .data = event.payload});
    log.append(event);
}

void Engine::markEvents(const Message& message, Seq cause) {
    for (const EventRange& range : message.events) {
        Cursor& cursor = m_state.cursors[message.subscription][range.partition];
        cursor.done = std::max(cursor.done, range.end());
        commitOffsets(message.subscription, range.partition, cause);
    }
}

void Engine::answer(const Transaction& transaction, Seq cause, const Fields& read) {
    const Message& message = transaction.message;
    if (isPoll(stepOf(message))) {
        answerPoll(transaction, cause);
    } else {
        reply(transaction.rdb,
              message.replyTo,
              message,
              m_plan.words.ok,
              {.cause = cause, .carried = &read});
    }
}

void Engine::answerPoll(const Transaction& transaction, Seq cause) {
    const Message& message = transaction.message;
    const SubscriptionPlan& plan = m_plan.subscriptions[message.subscription];
    Cursor& cursor = m_state.cursors[message.subscription].front();
    const auto end =
        static_cast<std::int64_t>(m_state.partitions[plan.partitions.front().value].size());
    const auto count = static_cast<std::uint32_t>(
        std::min<std::int64_t>(plan.consume.batch, end - cursor.committed));
    if (count == 0) {
        reply(transaction.rdb, message.replyTo, message, m_plan.words.ok, {.cause = cause});
        return;
    }
    forgetDeliveries(cursor, cursor.committed);
    send({.kind = Kind::BatchSent,
          .from = transaction.rdb,
          .to = message.from,
          .replyTo = message.replyTo,
          .what = plan.group,
          .subscription = message.subscription,
          .member = message.member,
          .events = {{.partition = 0, .first = cursor.committed, .count = count}}},
         {.cause = cause});
}

// Those that read the log; one that polls comes by itself.
void Engine::wakeRelays(NodeId rdb) {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        const SubscriptionPlan& plan = m_plan.subscriptions[i];
        if (plan.relay && plan.broker == rdb && !plan.relay->poll) {
            considerFetch(m_state.groups[i].firstMember);
        }
    }
}

}  // namespace foldline
