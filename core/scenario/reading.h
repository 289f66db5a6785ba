// What the readers of a scenario's sections share: the scenario so far, and what later sections may
// refer to. Sections are read in the order pools, entities, workload, operations, systems, faults,
// checks, lesson, expect, so that a reference is judged where it is read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {

class ObjectReader;

struct Reading {
    explicit Reading(Problems& p) : problems(p) {}

    Problems& problems;
    Scenario scenario;
    LinkSpec network;  ///< of the scenario; what a system does not say

    // Names whose definition could not be read: a reference to them is not reported, since the
    // author knows already.
    std::set<std::string> unreadable;  ///< "entity member", "operation x", "system y"
    bool cutShort = false;             ///< a syntax error kept later sections from being read
    bool poolsRead = true;
    bool entitiesRead = true;  ///< the section could be read at all
    bool operationsRead = true;
    bool systemsRead = true;
    bool systemsSound = true;  ///< nothing was wrong up to the systems, and with them

    /// One name has one type throughout a scenario, be it a field or an argument.
    struct TypedName {
        ValueType type = ValueType::Integer;
        Mark mark;
    };

    std::map<std::string, TypedName> types;

    const Pool* findPool(std::string_view name) const;
    const EntityType* findEntity(std::string_view name) const;
    const EntityType* findEntityByKey(std::string_view key) const;
    const EntityType* findEntityOfEvent(std::string_view event) const;
    const Operation* findOperation(std::string_view name) const;

    /// Of all entities.
    std::vector<std::string> eventNames() const;

    bool isUnreadable(std::string_view what, std::string_view name) const;
    void markUnreadable(std::string_view what, std::string_view name);

    /// Reports a second type for the same name. True when the type is right.
    bool declareType(const std::string& name, ValueType type, Mark mark);
    /// Reports what would happen too often in a run: "these are too many `what` …; write a longer
    /// `key`".
    void checkOften(Duration every, std::string_view what, std::string_view key, Mark mark) const;
    /// "unknown entity 'x'; did you mean …" at `mark`.
    void reportUnknown(std::string_view what,
                       std::string_view name,
                       Mark mark,
                       const std::vector<std::string>& candidates);
    /// The entity type that `name` names, or null after having reported it.
    const EntityType* entityNamed(const std::string& name, Mark mark);
};

template <class T>
std::vector<std::string> namesOf(const std::vector<T>& things) {
    std::vector<std::string> names;
    for (const T& thing : things) {
        names.push_back(thing.name);
    }
    return names;
}

const EventType* findEvent(const EntityType& entity, std::string_view name);
const FieldName* findField(const EntityType& entity, std::string_view name);
/// The arguments that the fold of an event uses, each once.
std::vector<std::string> argumentsOf(const EventType& event);

// The sections, each reporting into reading.problems and writing into reading.scenario.

void readPools(const YamlNode& node, Reading& reading);
void readEntities(const YamlNode& node, Reading& reading);
/// `operations` may be null: then all are inferred.
void readWorkload(const YamlNode& workload, const YamlNode* operations, Reading& reading);
void readSystems(const YamlNode& node, Reading& reading);
void readFaults(const YamlNode& node, Reading& reading);
void readRepairs(const YamlNode& node, Reading& reading);
void readChecks(const YamlNode& node, Reading& reading);
void readLesson(const YamlNode& node, Reading& reading);
void readExpectations(const YamlNode& node, Reading& reading);

/// A constant, pick(pool), between(1, 10), any(member) or each(member), and the type of what it
/// makes. `entities` tells whether any() and each() make sense here.
struct TypedGenerator {
    Generator generator;
    ValueType type = ValueType::Text;
};

std::optional<TypedGenerator> readGenerator(const YamlNode& node, bool entities, Reading& reading);

/// `set: { … }` and `add: { … }` of an event or of an update statement of `entity`. Fields and
/// types are checked; whether the arguments exist is the caller's to know.
std::vector<FieldChange> readChanges(const ObjectReader& object,
                                     const EntityType& entity,
                                     Reading& reading);

}  // namespace foldline
