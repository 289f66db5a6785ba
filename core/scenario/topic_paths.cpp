// What flows through the topics of a system.
#include <algorithm>
#include <map>
#include <set>

#include "core/scenario/system_reading.h"

namespace foldline {
namespace {

using Produced = HandlerUses::Produced;

class TopicChecker {
public:
    explicit TopicChecker(SystemReading& reading)
        : m_reading(reading),
          m_targets(callTargets(reading)) {}

    void check() {
        collect();
        for (std::size_t i = 0; i < m_reading.system.handlers.size(); ++i) {
            const auto& consume = m_reading.system.handlers[i].consume;
            if (consume && m_reading.uses[i].readable) {
                checkCircle(i, consume->topic);
                checkFed(i, consume->topic);
            }
        }
    }

private:
    void collect() {
        for (std::size_t i = 0; i < m_reading.system.handlers.size(); ++i) {
            for (const Produced& produced : m_reading.uses[i].produced) {
                const EntityType* entity = m_reading.reading.findEntityOfEvent(produced.event);
                m_entities[produced.topic].insert(entity == nullptr ? "" : entity->name);
            }
            const auto& consume = m_reading.system.handlers[i].consume;
            m_produced.emplace_back();
            if (consume) {
                std::set<std::size_t> visited;
                collectProduced(i, m_produced.back(), visited);
                for (const Produced* produced : m_produced.back()) {
                    m_next[consume->topic].insert(produced->topic);
                }
            }
        }
    }

    // What a consumer produces, also by way of calls.
    void collectProduced(std::size_t index,
                         std::vector<const Produced*>& all,
                         std::set<std::size_t>& visited) const {
        if (!visited.insert(index).second) {
            return;
        }
        for (const Produced& produced : m_reading.uses[index].produced) {
            all.push_back(&produced);
        }
        for (const std::size_t target : m_targets[index]) {
            if (target < m_targets.size()) {
                collectProduced(target, all, visited);
            }
        }
    }

    // The topics that events of `topic` lead to, itself only when they come back.
    const std::set<std::string>& reachable(const std::string& topic) {
        const auto [known, fresh] = m_reachable.try_emplace(topic);
        if (fresh) {
            std::vector<std::string> open{topic};
            while (!open.empty()) {
                const std::string from = std::move(open.back());
                open.pop_back();
                for (const std::string& to : m_next[from]) {
                    if (known->second.insert(to).second) {
                        open.push_back(to);
                    }
                }
            }
        }
        return known->second;
    }

    void checkCircle(std::size_t index, const std::string& topic) {
        if (!reachable(topic).contains(topic)) {
            return;
        }
        for (const Produced* produced : m_produced[index]) {
            if (produced->topic == topic || reachable(produced->topic).contains(topic)) {
                m_reading.reading.problems.add(
                    produced->mark,
                    "events go round in a circle and would never end: the topic " +
                        inQuotes(topic) + " leads back to itself");
            }
        }
    }

    bool anyUnreadable() const {
        return !m_reading.reading.unreadable.empty() ||
               std::ranges::any_of(m_reading.uses,
                                   [](const HandlerUses& used) { return !used.readable; });
    }

    void checkFed(std::size_t index, const std::string& topic) {
        if (m_reading.findTopic(topic) == nullptr || anyUnreadable()) {
            return;
        }
        const auto entities = m_entities.find(topic);
        if (entities == m_entities.end()) {
            m_reading.reading.problems.add(
                m_reading.uses[index].mark,
                "no handler produces events to the topic " + inQuotes(topic) +
                    ", so this handler would never run; add a produce step");
            return;
        }
        for (const HandlerUses::Name& apply : m_reading.uses[index].applies) {
            if (!entities->second.contains(apply.name)) {
                m_reading.reading.problems.add(apply.mark,
                                               "no event of " + inQuotes(apply.name) +
                                                   " is produced to the topic " + inQuotes(topic));
            }
        }
    }

    SystemReading& m_reading;
    std::vector<std::vector<std::size_t>> m_targets;
    std::vector<std::vector<const Produced*>> m_produced;     // by handler, if it consumes
    std::map<std::string, std::set<std::string>> m_entities;  // whose events a topic carries
    std::map<std::string, std::set<std::string>> m_next;      // where a topic's consumers produce
    std::map<std::string, std::set<std::string>> m_reachable;
};

}  // namespace

std::vector<std::vector<std::size_t>> callTargets(const SystemReading& reading) {
    std::vector<std::vector<std::size_t>> targets;
    for (const HandlerUses& used : reading.uses) {
        targets.emplace_back();
        for (const HandlerUses::Call& call : used.calls) {
            targets.back().push_back(reading.findRequestHandler(call.service, call.operation));
        }
    }
    return targets;
}

void checkTopics(SystemReading& reading) {
    TopicChecker(reading).check();
}

}  // namespace foldline
