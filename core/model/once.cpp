// What an RDB does only once: the key of a request or event is stored in the same transaction, and
// what is known already is skipped.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

Inbox::Key keyOfRequest(const Message& message) {
    return {.handler = message.handler,
            .step = message.step,
            .type = SymbolId::none(),
            .number = message.request.value};
}

// A request may lead to events of several types; each is done once.
Inbox::Key keyOfEvent(const Message& message, Once once, const StoredEvent& event) {
    if (once == Once::Request) {
        return {.handler = message.handler,
                .step = message.step,
                .type = event.type,
                .number = event.request.value};
    }
    return {.handler = message.handler,
            .step = message.step,
            .type = SymbolId::none(),
            .number = event.id};
}

}  // namespace

bool Engine::isKnown(NodeId rdb, const Inbox::Key& key) const {
    return m_state.nodes[rdb.value].inbox.knows(
        key, m_state.now, std::get<RdbSpec>(m_plan.nodes[rdb.value].spec).inbox);
}

bool Engine::isDone(const Message& message,
                    Once once,
                    std::uint32_t partition,
                    std::int64_t offset) const {
    const StoredEvent& event =
        eventAt(m_plan.subscriptions[message.subscription], partition, offset);
    const bool below =
        stepOf(message).storesToken &&
        isBelowToken(message.subscription, placeAt(message.subscription, partition, offset));
    return below || (once != Once::No && isKnown(message.to, keyOfEvent(message, once, event)));
}

// A request counts as one.
std::uint32_t Engine::freshEvents(const Message& message) const {
    if (message.subscription == kNoIndex) {
        return isKnown(message.to, keyOfRequest(message)) ? 0 : 1;
    }
    const Once once = stepOf(message).once;
    std::uint32_t fresh = 0;
    for (const EventRange& range : message.events) {
        for (std::int64_t offset = range.first; offset < range.end(); ++offset) {
            fresh += isDone(message, once, range.partition, offset) ? 0 : 1;
        }
    }
    return fresh;
}

Engine::Admission Engine::admit(const Message& message) {
    const Once once = stepOf(message).once;
    if (once == Once::No && !stepOf(message).storesToken) {
        return {.nothing = false, .fresh = message.events, .skipped = {}};
    }
    Admission admission;
    Inbox& inbox = node(message.to).inbox;
    if (message.subscription == kNoIndex) {
        const Inbox::Key key = keyOfRequest(message);
        admission.nothing = isKnown(message.to, key);
        if (!admission.nothing) {
            inbox.store(key, m_state.now);
        }
        return admission;
    }
    const SubscriptionPlan& subscription = m_plan.subscriptions[message.subscription];
    for (const EventRange& range : message.events) {
        for (std::int64_t offset = range.first; offset < range.end(); ++offset) {
            const bool known = isDone(message, once, range.partition, offset);
            if (!known && once != Once::No) {
                const StoredEvent& event = eventAt(subscription, range.partition, offset);
                inbox.store(keyOfEvent(message, once, event), m_state.now);
            }
            (known ? admission.skipped : admission.fresh)
                .push_back({.partition = range.partition, .first = offset, .count = 1});
        }
    }
    admission.nothing = admission.fresh.empty();
    return admission;
}

void Engine::saySkipped(const Transaction& transaction, const Admission& admission, Seq cause) {
    const Message& message = transaction.message;
    const std::vector<Row>& rows = node(transaction.rdb).rows;
    const auto say = [&](Record record) {
        record.cause = cause;
        record.message = message.id;
        record.version = record.entity.exists() ? rows[record.entity.value].version : 0;
        record.kind = Kind::DuplicateSkipped;
        record.node = transaction.rdb;
        record.peer = message.from;
        emit(record);
    };
    if (message.subscription == kNoIndex) {
        if (admission.nothing) {
            say({.request = message.request, .entity = message.entity, .what = message.what});
        }
        return;
    }
    const SubscriptionPlan& subscription = m_plan.subscriptions[message.subscription];
    for (const EventRange& range : admission.skipped) {
        const StoredEvent& event = eventAt(subscription, range.partition, range.first);
        say({.request = event.request,
             .value = event.version,
             .entity = event.entity,
             .what = event.type,
             .slot = static_cast<std::int32_t>(subscription.partitions[range.partition].value)});
    }
}

}  // namespace foldline
