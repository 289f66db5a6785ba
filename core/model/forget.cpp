// Forgetting by crypto-shredding: events keep personal values encrypted with a key of each entity,
// and what cannot be deleted from an immutable log becomes unreadable when the key is destroyed.
// Whoever copied the values out before remembers them.
#include <algorithm>
#include <string_view>

#include "core/model/engine.h"

namespace foldline {

// How many were forgotten.
std::int64_t Engine::forget(const Fault& fault, Seq cause) {
    const std::size_t dash = fault.entity.rfind('-');
    const EntityId entity =
        m_plan.dictionary.findEntity(std::string_view(fault.entity).substr(0, dash), fault.entity);
    if (!entity.exists()) {
        return 0;
    }
    if (m_state.shredded.empty()) {
        m_state.shredded.resize(m_plan.dictionary.entities.size());
    }
    if (m_state.shredded[entity.value]) {
        return 0;
    }
    m_state.shredded[entity.value] = true;
    emit({.cause = cause, .entity = entity, .kind = Kind::KeyShredded});
    return 1;
}

// What is read from the log, or was there at the start, reads as erased.
void Engine::mask(EntityId entity, Fields& fields) const {
    if (m_state.shredded.empty() || !m_state.shredded[entity.value]) {
        return;
    }
    for (const FieldId field : m_plan.entities[m_plan.entityTypeOf[entity.value]].personal) {
        if (fields.find(field) != nullptr) {
            fields.set(field, m_plan.words.erased.value);
        }
    }
}

}  // namespace foldline
