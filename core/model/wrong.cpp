// Services that have gone wrong: they write other values than they should, and nobody notices.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {

Fields Engine::wrongOf(NodeId service) const {
    Fields wrong;
    for (const FaultInForce& inForce : m_state.faults) {
        if (inForce.fault.kind == Fault::Kind::Corrupt && inForce.node == service &&
            inForce.field.exists()) {
            wrong.set(inForce.field, inForce.value);
        }
    }
    return wrong;
}

bool Engine::isInForce(Fault::Kind kind, NodeId where) const {
    return std::ranges::any_of(m_state.faults, [&](const FaultInForce& inForce) {
        return inForce.fault.kind == kind && inForce.node == where;
    });
}

Fields Engine::withWrong(Fields values, const Fields& wrong) {
    for (std::size_t i = 0; i < wrong.count; ++i) {
        if (values.find(wrong.ids[i]) != nullptr) {
            values.set(wrong.ids[i], wrong.values[i]);
        }
    }
    return values;
}

void Engine::noteIfWrong(const Message& message,
                         const Fields& payload,
                         PartitionId partition,
                         std::int64_t offset) {
    if (payload != message.arguments) {
        m_state.wrongEvents.push_back({.producer = message.from,
                                       .topic = message.topic,
                                       .partition = partition,
                                       .offset = offset,
                                       .right = message.arguments});
    }
}

}  // namespace foldline
