// Correcting events: what is in the log stays there, and what is appended afterwards makes it good.
#include "core/base/saturating.h"
#include "core/model/engine.h"

namespace foldline {
const StoredEvent& Engine::eventOf(const WrongEvent& wrong) const {
    return m_state.partitions[wrong.partition.value][static_cast<std::size_t>(wrong.offset)];
}

// What the newest events say, of the entities that have wrong ones. O(events).
Engine::LatestSets Engine::latestSets(const std::vector<WrongEvent>& wrong) const {
    std::vector<bool> concerned(m_plan.dictionary.entities.size());
    for (const WrongEvent& one : wrong) {
        const StoredEvent& event = eventOf(one);
        if (event.entity.exists()) {
            concerned[event.entity.value] = true;
        }
    }
    LatestSets latest;
    for (const PersistentLog<StoredEvent>& log : m_state.partitions) {
        for (std::size_t i = 0; i < log.size(); ++i) {
            const StoredEvent& event = log[i];
            if (!event.entity.exists() || !concerned[event.entity.value]) {
                continue;
            }
            const EventPlan* plan = eventPlan(event.entity, event.type);
            for (std::size_t c = 0; plan != nullptr && c < plan->changes.size(); ++c) {
                const ChangePlan& change = plan->changes[c];
                LatestSet& set = latest[{event.entity, change.field}];
                if (change.kind == FieldChange::Kind::Set && event.version > set.version) {
                    set = {event.version, operandOf(change, event.payload)};
                }
            }
        }
    }
    return latest;
}

// The payload of an event of the same type that makes the wrong one good: what it added too much
// or too little, and what it set wrongly unless a later event has set it anew. Nothing when there
// is nothing to make good, or when the type also says a constant that would do harm.
std::optional<Fields> Engine::correction(const WrongEvent& wrong, const LatestSets& latest) const {
    const StoredEvent& event = eventOf(wrong);
    const EventPlan* plan = eventPlan(event.entity, event.type);
    if (plan == nullptr) {
        return std::nullopt;
    }
    Fields payload;
    bool needed = false;
    for (const ChangePlan& change : plan->changes) {
        const std::int64_t* right = wrong.right.find(change.argument);
        const std::int64_t* said = event.payload.find(change.argument);
        if (right == nullptr || said == nullptr) {
            // A constant would count once more, or hide what a later event has set.
            if (change.kind == FieldChange::Kind::Add ||
                latest.at({event.entity, change.field}).version > event.version) {
                return std::nullopt;
            }
            continue;
        }
        if (change.kind == FieldChange::Kind::Add) {
            payload.set(change.argument, saturatingDifference(*right, *said));
            needed = needed || *right != *said;
        } else {
            const LatestSet& set = latest.at({event.entity, change.field});
            const bool anew = set.version > event.version;
            const std::int64_t later =
                change.negative ? saturatingDifference(0, set.value) : set.value;
            payload.set(change.argument, anew ? later : *right);
            needed = needed || (!anew && *right != *said);
        }
    }
    return needed ? std::optional(payload) : std::nullopt;
}

std::int64_t Engine::correct(NodeId producer, Seq cause) {
    std::vector<WrongEvent> mine;
    std::erase_if(m_state.wrongEvents, [&](const WrongEvent& wrong) {
        if (wrong.producer == producer) {
            mine.push_back(wrong);
        }
        return wrong.producer == producer;
    });
    const LatestSets latest = latestSets(mine);
    std::int64_t sent = 0;
    for (const WrongEvent& wrong : mine) {
        const std::optional<Fields> payload = correction(wrong, latest);
        if (!payload) {
            continue;
        }
        const StoredEvent& event = eventOf(wrong);
        send({.kind = Kind::EventProduced,
              .from = producer,
              .to = m_plan.topics[wrong.topic].broker,
              .entity = event.entity,
              .what = event.type,
              .event = m_state.nextEvent++,
              .topic = wrong.topic,
              .arguments = *payload},
             {.cause = cause});
        ++sent;
    }
    return sent;
}

}  // namespace foldline
