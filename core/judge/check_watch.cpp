#include "core/judge/check_watch.h"

#include <algorithm>

namespace foldline {
namespace {

std::int64_t valueOf(const Fields& fields, FieldId field) {
    const std::int64_t* value = fields.find(field);
    return value == nullptr ? 0 : *value;
}

}  // namespace

CheckWatch::CheckWatch(const Scenario& scenario,
                       const Dictionary& dictionary,
                       const EntityRules& rules)
    : m_nodes(rules.rdbs()) {
    const std::size_t streams = m_nodes.size();
    m_nodes.push_back(NodeId::none());
    const std::size_t entities = dictionary.entities.size();
    for (const Check& check : scenario.checks) {
        m_results.push_back({.text = check.text});
        // A text that no row can have equals no symbol.
        Rule rule{.sum = check.sum,
                  .field = dictionary.findField(check.field),
                  .compare = check.compare,
                  .constant = check.literal.type == ValueType::Text
                                  ? dictionary.findSymbol(check.literal.text).value
                                  : check.literal.integer,
                  .concerns = std::vector<bool>(entities),
                  .places = std::vector<Place>(streams + 1)};
        for (std::uint32_t e = 0; e < entities; ++e) {
            rule.concerns[e] = dictionary.entities[e].type == check.entity;
            for (const EntityRules::Keeper& keeper : rules.keepersOf(EntityId{e})) {
                Place& place = rule.places[keeper.rdb];
                place.keeps = place.keeps || (rule.concerns[e] && keeper.keeps(rule.field));
            }
        }
        rule.places[streams].keeps = std::ranges::none_of(rule.places, &Place::keeps);
        m_streams.resize(rule.places[streams].keeps ? entities : m_streams.size());
        for (Place& place : rule.places) {
            place.values.resize(place.keeps ? entities : 0);
            place.violates.resize(place.keeps && !check.sum ? entities : 0);
        }
        m_rules.push_back(std::move(rule));
    }
}

void CheckWatch::created(EntityId entity, const Fields& fields, SimTime t) {
    for (std::size_t place = 0; place < m_nodes.size(); ++place) {
        touch(entity, place, fields, t);
    }
    if (entity.value < m_streams.size()) {
        m_streams[entity.value] = fields;
    }
}

void CheckWatch::rowWritten(EntityId entity, std::size_t rdb, const Fields& row, SimTime t) {
    touch(entity, rdb, row, t);
}

void CheckWatch::eventAppended(const Record& event, const EntityRules& rules) {
    if (event.entity.value < m_streams.size()) {
        Fields& state = m_streams[event.entity.value];
        rules.applyEvent(event.what, event.data, state);
        m_nodes.back() = event.node;
        touch(event.entity, m_nodes.size() - 1, state, event.t);
        settle();
    }
}

void CheckWatch::touch(EntityId entity, std::size_t place, const Fields& state, SimTime t) {
    m_touchedAt = t;
    for (std::size_t r = 0; r < m_rules.size(); ++r) {
        Rule& rule = m_rules[r];
        if (entity.value >= rule.concerns.size() || !rule.concerns[entity.value] ||
            !rule.places[place].keeps) {
            continue;
        }
        Place& kept = rule.places[place];
        const std::int64_t value = valueOf(state, rule.field);
        kept.sum += Sum{value} - kept.values[entity.value];
        kept.values[entity.value] = value;
        m_touched.push_back({.rule = r, .place = place, .entity = entity});
    }
}

bool CheckWatch::note(const Touched& touched, bool holds, bool violated) {
    if (!holds && !violated) {
        CheckResult& result = m_results[touched.rule];
        if (result.holds) {
            result.firstViolation = m_touchedAt;
            result.firstPlace = m_nodes[touched.place];
            result.firstEntity = m_rules[touched.rule].sum ? EntityId{} : touched.entity;
        }
        result.holds = false;
        ++result.violations;
    }
    return !holds;
}

void CheckWatch::settle() {
    for (const Touched& touched : m_touched) {
        const Rule& rule = m_rules[touched.rule];
        Place& place = m_rules[touched.rule].places[touched.place];
        if (rule.sum) {
            const bool holds = compares(rule.compare, place.sum, Sum{rule.constant});
            place.sumViolates = note(touched, holds, place.sumViolates);
        } else {
            const std::uint32_t entity = touched.entity.value;
            const bool holds = compares(rule.compare, place.values[entity], rule.constant);
            place.violates[entity] = note(touched, holds, place.violates[entity]);
        }
    }
    m_touched.clear();
}

}  // namespace foldline
