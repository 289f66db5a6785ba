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
        checkHomes();
        for (std::size_t i = 0; i < m_reading.system.handlers.size(); ++i) {
            const auto& consume = m_reading.system.handlers[i].consume;
            if (consume && m_reading.uses[i].readable) {
                checkCircle(i, consume->topic);
                checkFed(i, consume->topic);
            }
        }
        checkOutboxes();
    }

private:
    void collect() {
        std::vector<std::size_t> consumed;
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
                consumed.emplace_back(i);
            }
        }
        for (const std::size_t consumer : consumed) {
            const ConsumeSpec& consume = *m_reading.system.handlers[consumer].consume;
            for (const HandlerUses& used : m_reading.uses) {
                for (const Produced& source : used.produced) {
                    if (source.topic == consume.topic && consume.wants(source.event)) {
                        addNext(source, m_produced[consumer]);
                    }
                }
            }
        }
    }

    void addNext(const Produced& source, const std::vector<const Produced*>& results) {
        for (const Produced* result : results) {
            m_next[placeOf(source)].insert(placeOf(*result));
        }
    }

    static std::string placeOf(const Produced& produced) {
        return produced.topic + "/" + produced.event;
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

    // What the events of one place lead to, itself only when they come back.
    const std::set<std::string>& reachable(const std::string& place) {
        const auto [known, fresh] = m_reachable.try_emplace(place);
        if (fresh) {
            std::vector<std::string> open{place};
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
        for (const Produced* produced : m_produced[index]) {
            const std::string place = placeOf(*produced);
            if (reachable(place).contains(place)) {
                m_reading.reading.problems.add(
                    produced->mark,
                    "events go round in a circle and would never end: the topic " +
                        inQuotes(topic) + " leads back to itself");
            }
        }
    }

    // The version of a stream counts all events of its entity, so they must all be in one store.
    void checkHomes() const {
        std::map<std::string, std::string> homes;  // topics of event stores, by entity
        for (const auto& [topic, entities] : m_entities) {
            if (m_reading.findStoreOf(topic) != nullptr) {
                for (const std::string& entity : entities) {
                    homes.try_emplace(entity, topic);
                }
            }
        }
        for (const HandlerUses& used : m_reading.uses) {
            for (const Produced& produced : used.produced) {
                const EntityType* entity = m_reading.reading.findEntityOfEvent(produced.event);
                const auto home = homes.find(entity == nullptr ? "" : entity->name);
                if (home != homes.end() && home->second != produced.topic) {
                    m_reading.reading.problems.add(
                        produced.mark,
                        "the events of " + inQuotes(home->first) +
                            " have their home in the event "
                            "store " +
                            inQuotes(m_reading.findStoreOf(home->second)->name) +
                            "; append them there and nowhere else");
                }
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
                    ", so this handler would never run; add " +
                    (m_reading.findStoreOf(topic) == nullptr ? "a produce" : "an append") +
                    " step");
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

    // What is stored in an outbox must be sent, and a relay must have something to send.
    void checkOutboxes() {
        for (const HandlerUses& used : m_reading.uses) {
            for (const HandlerUses::Outbox& outbox : used.outboxes) {
                checkOutbox(used, outbox);
            }
        }
    }

    void checkOutbox(const HandlerUses& used, const HandlerUses::Outbox& outbox) {
        const bool relays = !used.outboxes.empty() && isRelay(used);
        const bool met = std::ranges::any_of(m_reading.uses, [&](const HandlerUses& other) {
            return isRelay(other) != relays &&
                   std::ranges::find(other.outboxes, outbox.rdb, &HandlerUses::Outbox::rdb) !=
                       other.outboxes.end();
        });
        if (met || anyUnreadable() || outbox.rdb.empty()) {
            return;
        }
        const std::string name = "'" + outbox.rdb + "'";
        m_reading.reading.problems.add(
            outbox.mark,
            relays ? "no transaction stores events in the outbox of " + name +
                         ", so this relay would never send one; add { outbox: … } to one"
                   : "nothing relays the outbox of " + name +
                         ", so this event would never be sent; add a handler with relay: { "
                         "outbox: " +
                         outbox.rdb + ", poll: 200ms }");
    }

    bool isRelay(const HandlerUses& used) const {
        return m_reading.system.handlers[static_cast<std::size_t>(&used - m_reading.uses.data())]
            .relay.has_value();
    }

    SystemReading& m_reading;
    std::vector<std::vector<std::size_t>> m_targets;
    std::vector<std::vector<const Produced*>> m_produced;     // by handler, if it consumes
    std::map<std::string, std::set<std::string>> m_entities;  // whose events a topic carries
    std::map<std::string, std::set<std::string>> m_next;      // by "topic/event"
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
