// What the readers of one system share, while its nodes, routes and handlers are read in this
// order.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/scenario/reading.h"

namespace foldline {

/// What a handler takes for granted about the request or event it handles, with the place to
/// complain when it is not so.
struct HandlerUses {
    struct Name {
        std::string name;
        Mark mark;
    };

    struct Produced {
        std::string topic;
        std::string event;
        std::vector<std::string> payload;   ///< names of the values that the event will carry
        std::vector<Reference> references;  ///< and of other entities that it will name
        std::string key;                    ///< the argument that names its entity; empty: none
        Mark mark;
        Mark keyMark;
    };

    /// An argument that must name an entity of a type.
    struct Naming {
        std::string argument;
        std::string entity;
        Mark mark;
    };

    /// A transaction that stores events, or the relay that sends them.
    struct Outbox {
        std::string rdb;
        Mark mark;
    };

    struct Call {
        std::string service;
        std::string operation;
        Mark mark;
    };

    Mark mark;                           ///< of the handler's name
    bool readable = true;                ///< false: judge nothing about its steps
    std::vector<Name> arguments;         ///< "$address" as "address"
    std::set<std::string> assigned;      ///< by reading a row, on the way to the step being read
    std::set<std::string> everAssigned;  ///< anywhere in the handler
    std::vector<std::size_t> way;        ///< the steps done before the one being read
    std::vector<Naming> namings;
    std::vector<Name> requiresLoaded;  ///< entity types of which something loaded is required
    std::vector<Name> updates;         ///< entity types whose row is used, named by what arrives
    std::vector<Name> applies;         ///< entity types whose events are applied
    std::vector<Name> loads;           ///< event stores whose stream of the entity is read
    std::vector<Produced> produced;
    std::vector<Outbox> outboxes;
    std::vector<Call> calls;

    void useArgument(const std::string& name, Mark at) {
        if (!assigned.contains(name)) {
            arguments.push_back({name, at});
        }
    }
};

struct SystemReading {
    explicit SystemReading(Reading& r) : reading(r) {}

    Reading& reading;
    SystemSpec system;
    bool nodesRead = true;
    std::set<std::string> unreadableNodes;
    std::vector<HandlerUses> uses;                ///< by handler
    std::vector<Mark> routeMarks;                 ///< by route, of its last hop
    std::vector<std::string> unreadableHandlers;  ///< keys that name no service
    bool callsRead = true;                        ///< every call says whom it asks for what

    const NodeSpec* findNode(std::string_view name) const;
    /// Of a broker or an event store.
    const TopicSpec* findTopic(std::string_view name) const;
    /// The event store whose topic it is, or null.
    const NodeSpec* findStoreOf(std::string_view topic) const;
    std::vector<std::string> topicNames() const;
    /// The index of the request handler of an operation, or handlers.size() when there is none.
    std::size_t findRequestHandler(std::string_view service, std::string_view operation) const;
    /// True when `name` names a node of one of `roles`; else it is reported, unless the author
    /// knows already.
    bool checkNode(const std::string& name, const std::vector<Role>& roles, Mark mark) const;
};

/// "a client", "an rdb" …
std::string roleWithArticle(Role role);

/// REQUIRES that the node's name is known, since it is the default name of the topic.
EventStoreSpec readEventStore(const ObjectReader& object,
                              const std::string& name,
                              const SystemReading& reading);

void readHandlers(const YamlNode& node, SystemReading& reading);

/// For each handler and each of its calls, the handler that answers it, as by findRequestHandler.
std::vector<std::vector<std::size_t>> callTargets(const SystemReading& reading);

/// Reports topics whose consumers lead back to them, and consumers that nothing is produced for.
void checkTopics(SystemReading& reading);

/// Reports what only shows when routes, calls, topics and handlers are seen together: operations
/// without a route, routes and calls without a handler, handlers that nothing reaches, arguments
/// that nobody provides, and circles.
void checkPaths(const YamlNode& routes, SystemReading& reading);

}  // namespace foldline
