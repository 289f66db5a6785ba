#include "core/scenario/reading.h"

#include <algorithm>

#include "core/scenario/limits.h"
#include "core/scenario/suggest.h"

namespace foldline {
namespace {

template <class T>
const T* findNamed(const std::vector<T>& things, std::string_view name) {
    const auto found = std::ranges::find(things, name, &T::name);
    return found == things.end() ? nullptr : &*found;
}

std::string unreadableKey(std::string_view what, std::string_view name) {
    return std::string(what) + " " + std::string(name);
}

}  // namespace

const Pool* Reading::findPool(std::string_view name) const {
    return findNamed(scenario.pools, name);
}

const EntityType* Reading::findEntity(std::string_view name) const {
    return findNamed(scenario.entities, name);
}

const EntityType* Reading::findEntityByKey(std::string_view key) const {
    const auto found = std::ranges::find(scenario.entities, key, &EntityType::key);
    return found == scenario.entities.end() ? nullptr : &*found;
}

const EntityType* Reading::findEntityOfEvent(std::string_view event) const {
    const auto found = std::ranges::find_if(scenario.entities, [&](const EntityType& entity) {
        return findEvent(entity, event) != nullptr;
    });
    return found == scenario.entities.end() ? nullptr : &*found;
}

const Operation* Reading::findOperation(std::string_view name) const {
    return findNamed(scenario.operations, name);
}

std::vector<std::string> Reading::eventNames() const {
    std::vector<std::string> names;
    for (const EntityType& type : scenario.entities) {
        std::ranges::move(namesOf(type.events), std::back_inserter(names));
    }
    return names;
}

bool Reading::isUnreadable(std::string_view what, std::string_view name) const {
    return unreadable.contains(unreadableKey(what, name));
}

void Reading::markUnreadable(std::string_view what, std::string_view name) {
    unreadable.insert(unreadableKey(what, name));
}

bool Reading::declareType(const std::string& name, ValueType type, Mark mark) {
    const auto [known, fresh] = types.try_emplace(name, TypedName{type, mark});
    if (fresh || known->second.type == type) {
        return true;
    }
    problems.add(mark,
                 inQuotes(name) + " is " + std::string(valueTypeName(type)) + " here, but " +
                     std::string(valueTypeName(known->second.type)) + " in line " +
                     std::to_string(known->second.mark.line) +
                     "; one name has one type throughout a scenario, so rename one of them");
    return false;
}

void Reading::checkOften(Duration every,
                         std::string_view what,
                         std::string_view key,
                         Mark mark) const {
    if (static_cast<double>(scenario.duration.us) > kArrivalsMax * static_cast<double>(every.us)) {
        problems.add(mark,
                     "these are too many " + std::string(what) + " for a run of " +
                         formatDuration(scenario.duration) + "; write a longer " +
                         std::string(key) + ", or a shorter duration");
    }
}

void Reading::reportUnknown(std::string_view what,
                            std::string_view name,
                            Mark mark,
                            const std::vector<std::string>& candidates) {
    if (problems.full()) {
        return;  // to look for the nearest name takes time
    }
    problems.add(
        mark, "unknown " + std::string(what) + " " + inQuotes(name) + suggestion(name, candidates));
}

const EntityType* Reading::entityNamed(const std::string& name, Mark mark) {
    const EntityType* entity = findEntity(name);
    if (entity == nullptr && entitiesRead) {
        reportUnknown("entity", name, mark, namesOf(scenario.entities));
    }
    return entity;
}

const EventType* findEvent(const EntityType& entity, std::string_view name) {
    return findNamed(entity.events, name);
}

const FieldName* findField(const EntityType& entity, std::string_view name) {
    return findNamed(entity.fields, name);
}

std::vector<std::string> argumentsOf(const EventType& event) {
    std::vector<std::string> names;
    for (const FieldChange& change : event.changes) {
        const std::string& name = change.operand.argument;
        if (!name.empty() && std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

}  // namespace foldline
