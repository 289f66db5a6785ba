// What only shows when the routes, calls, topics and handlers of a system are seen together.
#include <algorithm>
#include <set>
#include <utility>

#include "core/record/record.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"

namespace foldline {
namespace {

// What arrives at a handler: a request of an operation, or an event of a topic.
struct Arrival {
    std::string what;    // "the operation 'x'"
    std::string entity;  // empty: none
    std::string key;
    std::vector<std::string> arguments;
    std::vector<Reference> references;
    std::size_t carried = 0;  // values at most: who produces an event may add some of its own
    bool changes = true;      // the operation means an event

    // Whether an argument names an entity of a type.
    bool names(const std::string& argument, const std::string& type) const {
        return (argument == key && type == entity) ||
               std::ranges::find(references, Reference{argument, type}) != references.end();
    }
};

class PathChecker {
public:
    explicit PathChecker(SystemReading& reading)
        : m_reading(reading),
          m_problems(reading.reading.problems),
          m_targets(callTargets(reading)) {}

    void check(const YamlNode& routes) {
        checkOperationsHaveRoutes(routes);
        followRoutes();
        followEvents();
        checkCalls();
        checkReached();
    }

private:
    std::size_t count() const { return m_reading.system.handlers.size(); }

    const Handler& handler(std::size_t index) const { return m_reading.system.handlers[index]; }

    const HandlerUses& uses(std::size_t index) const { return m_reading.uses[index]; }

    // The names of request handlers of a service, or of all of them.
    std::vector<std::string> operationsOf(std::string_view service) const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < count(); ++i) {
            if (handler(i).service == service && handler(i).answersRequests()) {
                names.push_back(handler(i).name);
            }
        }
        return names;
    }

    void checkOperationsHaveRoutes(const YamlNode& routes) {
        for (const Operation& operation : m_reading.reading.scenario.operations) {
            const bool routed = std::ranges::any_of(
                m_reading.system.routes,
                [&](const Route& route) { return route.operation == operation.name; });
            const bool misspelt = std::ranges::any_of(routes.keys, [&](const YamlNode& key) {
                return m_reading.reading.findOperation(key.text) == nullptr;
            });
            if (!routed) {
                m_unrouted.push_back(operation.name);
            }
            if (!routed && !misspelt) {
                m_problems.add(routes.home,
                               "the system " + inQuotes(m_reading.system.name) +
                                   " has no route for " + inQuotes(operation.name) + "; add '" +
                                   operation.name + ": client -> service'");
            }
        }
    }

    // True when the handler is there, but its name is wrong in a way that has been reported.
    bool isReportedAlready(const std::string& operation) const {
        const auto& unreadable = m_reading.unreadableHandlers;
        return std::ranges::find(unreadable, operation) != unreadable.end() ||
               std::ranges::any_of(m_reading.system.handlers, [&](const Handler& other) {
                   return other.name == operation && m_reading.findNode(other.service) == nullptr;
               });
    }

    void reportMissingHandler(const std::string& service, const std::string& operation, Mark mark) {
        if (isReportedAlready(operation)) {
            return;
        }
        m_missing.push_back(service + "." + operation);
        const bool consumes =
            std::ranges::any_of(m_reading.system.handlers, [&](const Handler& other) {
                return other.service == service && other.name == operation && other.consume;
            });
        if (consumes) {
            m_problems.add(mark,
                           inQuotes(service + "." + operation) +
                               " consumes a topic; the handler of a request is a list of steps");
            return;
        }
        const std::vector<std::string> others = operationsOf(service);
        const std::string_view nearest = nearestName(operation, others);
        m_problems.add(mark,
                       "no handler answers " + inQuotes(operation) + " at " + inQuotes(service) +
                           "; add '" + service + "." + operation + ":' to handlers" +
                           (nearest.empty() ? "" : " (or is it " + inQuotes(nearest) + "?)"));
    }

    void followRoutes() {
        for (std::size_t i = 0; i < m_reading.system.routes.size(); ++i) {
            const Route& route = m_reading.system.routes[i];
            const Operation* operation = m_reading.reading.findOperation(route.operation);
            if (route.hops.empty() || operation == nullptr) {
                m_reachedUnknown = true;
                continue;
            }
            const std::size_t target =
                m_reading.findRequestHandler(route.hops.back(), route.operation);
            if (target == count()) {
                reportMissingHandler(route.hops.back(), route.operation, m_reading.routeMarks[i]);
                continue;
            }
            Arrival arrival{.what = "the operation " + inQuotes(operation->name),
                            .entity = operation->entity,
                            .key = operation->keyArgument,
                            .references = operation->references,
                            .changes = !operation->meansEvent.empty()};
            arrival.arguments = namesOf(operation->arguments);
            arrival.carried = arrival.arguments.size() + arrival.references.size();
            std::set<std::size_t> visited;
            visit(target,
                  arrival,
                  !m_reading.reading.isUnreadable("operation", operation->name),
                  visited);
        }
    }

    void followEvents() {
        for (std::size_t i = 0; i < count(); ++i) {
            if (handler(i).relay) {
                m_reached.insert(i);
            }
            if (!handler(i).consume) {
                continue;
            }
            m_reached.insert(i);
            for (const std::string& event : eventsOn(*handler(i).consume)) {
                std::set<std::size_t> visited;
                visit(i, arrivalOf(handler(i).consume->topic, event), true, visited);
            }
        }
    }

    // Those of its topic that a handler is for.
    std::set<std::string> eventsOn(const ConsumeSpec& consume) const {
        std::set<std::string> events;
        for (const HandlerUses& used : m_reading.uses) {
            for (const HandlerUses::Produced& produced : used.produced) {
                if (produced.topic == consume.topic && consume.wants(produced.event)) {
                    events.insert(produced.event);
                }
            }
        }
        return events;
    }

    // What an event of a topic carries whoever produces it.
    Arrival arrivalOf(const std::string& topic, const std::string& event) const {
        const EntityType* entity = m_reading.reading.findEntityOfEvent(event);
        Arrival arrival{
            .what = "the event " + inQuotes(event), .entity = entity->name, .key = entity->key};
        bool first = true;
        for (const HandlerUses& used : m_reading.uses) {
            for (const HandlerUses::Produced& produced : used.produced) {
                if (produced.topic == topic && produced.event == event) {
                    keepCommon(arrival.arguments, produced.payload, first);
                    keepCommon(arrival.references, produced.references, first);
                    arrival.carried = std::max(
                        arrival.carried, produced.payload.size() + produced.references.size());
                    first = false;
                }
            }
        }
        return arrival;
    }

    template <class T>
    static void keepCommon(std::vector<T>& common, const std::vector<T>& all, bool first) {
        if (first) {
            common = all;
        }
        std::erase_if(common,
                      [&](const T& one) { return std::ranges::find(all, one) == all.end(); });
    }

    // Judges a handler, and those it calls, by what arrives there.
    void visit(std::size_t index,
               const Arrival& arrival,
               bool judge,
               std::set<std::size_t>& visited) {
        if (m_work > kPathWorkMax || !visited.insert(index).second) {
            return;
        }
        m_work += 1 + uses(index).arguments.size() + uses(index).calls.size();
        m_reached.insert(index);
        if (judge) {
            judgeNames(uses(index), arrival);
        }
        for (const std::size_t target : m_targets[index]) {
            if (target < count()) {
                visit(target, arrival, judge, visited);
            }
        }
    }

    // All of them travel as the arguments of one request.
    void judgeAmount(const HandlerUses& used, const Arrival& arrival) {
        const std::size_t values = arrival.carried + used.everAssigned.size();
        if (values > kFieldsMax && !used.everAssigned.empty()) {
            m_problems.add(used.mark,
                           arrival.what + " brings " + std::to_string(arrival.carried) +
                               " and this handler reads " +
                               std::to_string(used.everAssigned.size()) + " values; at most " +
                               std::to_string(kFieldsMax) + " are possible, so read fewer");
        }
    }

    void judgeNames(const HandlerUses& used, const Arrival& arrival) {
        judgeAmount(used, arrival);
        for (const HandlerUses::Name& argument : used.arguments) {
            if (argument.name == arrival.key ||
                m_reading.reading.findEntityByKey(argument.name) != nullptr) {
                continue;  // reported where it is read
            }
            if (used.everAssigned.contains(argument.name)) {
                m_problems.add(argument.mark,
                               inQuotes(argument.name) +
                                   " is not read on the way here; it is known behind the "
                                   "transaction that reads it, so move this there");
            } else if (std::ranges::find(arrival.arguments, argument.name) ==
                       arrival.arguments.end()) {
                m_problems.add(argument.mark,
                               arrival.what + " has no argument " + inQuotes(argument.name) +
                                   suggestion(argument.name, arrival.arguments));
            }
        }
        for (const HandlerUses::Naming& naming : used.namings) {
            if (!arrival.names(naming.argument, naming.entity)) {
                m_problems.add(naming.mark,
                               inQuotes("$" + naming.argument) + " must name one " +
                                   inQuotes(naming.entity) + ", but " + arrival.what +
                                   " carries none under this name");
            }
        }
        for (const HandlerUses::Name& required : used.requiresLoaded) {
            judgeOwn(required.name, required.mark, "requires something of", arrival);
        }
        for (const HandlerUses::Name& update : used.updates) {
            judgeEntity(update.name, update.mark, "updates", arrival);
        }
        for (const HandlerUses::Name& load : used.loads) {
            if (arrival.entity.empty()) {
                m_problems.add(load.mark,
                               "this loads the stream of an entity, but " + arrival.what +
                                   " names none; give its workload the key of one");
            } else if (!isAppended(arrival.entity, load.name)) {
                m_problems.add(load.mark,
                               "no step appends events of " + inQuotes(arrival.entity) + " to " +
                                   inQuotes(load.name) +
                                   ", so there is nothing to load; add an append step");
            }
        }
        for (const HandlerUses::Produced& produced : used.produced) {
            const EntityType* entity = m_reading.reading.findEntityOfEvent(produced.event);
            if (entity == nullptr) {
                continue;
            }
            if (m_reading.findStoreOf(produced.topic) != nullptr) {
                judgeOwn(entity->name, produced.mark, "appends an event of", arrival);
            } else if (produced.key.empty()) {
                judgeEntity(entity->name, produced.mark, "produces an event of", arrival);
            } else if (!arrival.names(produced.key, entity->name)) {
                m_problems.add(produced.keyMark,
                               arrival.key.empty()
                                   ? arrival.what + " is about no entity, so nothing can be the key"
                                   : "the key must be the entity that " + arrival.what +
                                         " is about; write $" + arrival.key);
            }
        }
    }

    // A command is about one aggregate: it loads and appends to no other.
    void judgeOwn(const std::string& entity,
                  Mark mark,
                  std::string_view does,
                  const Arrival& arrival) {
        if (arrival.entity.empty() || arrival.entity == entity) {
            judgeEntity(entity, mark, does, arrival);
        } else {
            m_problems.add(mark,
                           "this " + std::string(does) + " " + inQuotes(entity) + ", but " +
                               arrival.what + " is about " + inQuotes(arrival.entity));
        }
    }

    bool isAppended(const std::string& entity, const std::string& store) const {
        return std::ranges::any_of(m_reading.uses, [&](const HandlerUses& used) {
            return !used.readable ||
                   std::ranges::any_of(used.produced, [&](const HandlerUses::Produced& produced) {
                       const NodeSpec* node = m_reading.findStoreOf(produced.topic);
                       const EntityType* type = m_reading.reading.findEntityOfEvent(produced.event);
                       return node != nullptr && node->name == store && type != nullptr &&
                              type->name == entity;
                   });
        });
    }

    void judgeEntity(const std::string& entity,
                     Mark mark,
                     std::string_view does,
                     const Arrival& arrival) {
        const bool referred = std::ranges::find(arrival.references, entity, &Reference::entity) !=
                              arrival.references.end();
        if (arrival.entity != entity && referred) {
            return;
        }
        if (arrival.entity.empty()) {
            m_problems.add(mark,
                           "this " + std::string(does) + " " + inQuotes(entity) + ", but " +
                               arrival.what + " names none; give its workload the key of one");
        } else if (arrival.entity != entity) {
            m_problems.add(mark,
                           "this " + std::string(does) + " " + inQuotes(entity) + ", but " +
                               arrival.what + " is about " + inQuotes(arrival.entity));
        } else if (!arrival.changes) {
            m_problems.add(mark,
                           "this " + std::string(does) + " " + inQuotes(entity) + ", but " +
                               arrival.what +
                               " means no event, so nobody could tell a loss; give the entity an "
                               "event that uses its arguments, or name one under operations");
        }
    }

    void checkReached() {
        if (m_work > kPathWorkMax) {
            m_problems.add(uses(0).mark,
                           "the handlers of this system call each other in too many ways; write "
                           "fewer calls or fewer events");
            return;
        }
        if (m_reachedUnknown || !m_reading.callsRead || !m_reading.reading.operationsRead) {
            return;
        }
        for (std::size_t i = 0; i < count() && !m_problems.full(); ++i) {
            const std::string name = handler(i).service + "." + handler(i).name;
            const bool known = std::ranges::find(m_unrouted, handler(i).name) != m_unrouted.end() ||
                               !nearestName(name, m_missing).empty();
            if (uses(i).readable && !m_reached.contains(i) && !known) {
                m_problems.add(uses(i).mark,
                               "no route and no call leads to " + inQuotes(name) +
                                   "; remove it or add a route");
            }
        }
    }

    void checkCalls() {
        std::vector<int> colour(count(), 0);
        std::vector<std::string> trail;
        for (std::size_t i = 0; i < count(); ++i) {
            for (std::size_t k = 0; k < m_targets[i].size() && !m_problems.full(); ++k) {
                if (m_targets[i][k] == count()) {
                    const HandlerUses::Call& call = uses(i).calls[k];
                    reportMissingHandler(call.service, call.operation, call.mark);
                }
            }
            followCalls(i, colour, trail);
        }
    }

    // Depth first; 1 marks the handlers on the way here, 2 those that are done.
    void followCalls(std::size_t index, std::vector<int>& colour, std::vector<std::string>& trail) {
        if (colour[index] != 0) {
            return;
        }
        colour[index] = 1;
        trail.push_back(handler(index).service + "." + handler(index).name);
        for (std::size_t k = 0; k < m_targets[index].size(); ++k) {
            const std::size_t target = m_targets[index][k];
            if (target == count()) {
                continue;
            }
            if (colour[target] == 1) {
                reportCircle(uses(index).calls[k], trail);
            }
            followCalls(target, colour, trail);
        }
        trail.pop_back();
        colour[index] = 2;
    }

    void reportCircle(const HandlerUses::Call& call, const std::vector<std::string>& trail) {
        if (m_problems.full()) {
            return;
        }
        const std::string name = call.service + "." + call.operation;
        std::string circle;
        for (auto at = std::ranges::find(trail, name); at != trail.end(); ++at) {
            circle += *at + " -> ";
        }
        m_problems.add(call.mark,
                       "calls go round in a circle and would never end: " + circle + name);
    }

    SystemReading& m_reading;
    Problems& m_problems;
    std::vector<std::vector<std::size_t>> m_targets;  // by handler and call
    std::size_t m_work = 0;
    std::vector<std::string> m_missing;   // handlers that a route or call needs
    std::vector<std::string> m_unrouted;  // operations without a route
    std::set<std::size_t> m_reached;
    bool m_reachedUnknown = false;
};

}  // namespace

void checkPaths(const YamlNode& routes, SystemReading& reading) {
    PathChecker(reading).check(routes);
    checkTopics(reading);
}

}  // namespace foldline
