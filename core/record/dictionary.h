// Who takes part in one system, and the names behind the ids of its records. Built once by
// compiling a scenario; equal for equal (scenario, system), and stored in every recording.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/ids.h"

namespace foldline {

/// What a personal value reads as when its key is gone.
inline constexpr std::string_view kErasedText = "(erased)";

/// A text in the languages of the program. `ko` may be empty: then `en` is shown.
struct LocalText {
    std::string en;
    std::string ko;

    friend bool operator==(const LocalText&, const LocalText&) = default;
};

enum class Role : std::uint8_t { Client, Gateway, Service, Rdb, Broker, EventStore };

std::string_view roleName(Role role);  // "client", "gateway" …

enum class ValueType : std::uint8_t { Integer, Text, Boolean };

std::string_view valueTypeName(ValueType type);  // "integer", "text", "boolean"

struct NodeName {
    std::string name;  ///< as in the scenario: "members-db"
    LocalText title;   ///< what is shown; en falls back to name
    Role role = Role::Service;
    std::uint32_t capacity = 0;    ///< workers of a service, connections of an RDB or event
                                   ///< store; 0 elsewhere
    std::int64_t queueLimit = -1;  ///< places to wait for one of them; -1: no limit

    friend bool operator==(const NodeName&, const NodeName&) = default;
};

struct FieldName {
    std::string name;
    ValueType type = ValueType::Integer;

    friend bool operator==(const FieldName&, const FieldName&) = default;
};

struct EntityName {
    std::string type;  ///< "member"
    std::string key;   ///< "member-7"

    friend bool operator==(const EntityName&, const EntityName&) = default;
};

struct PartitionName {
    NodeId broker;  ///< or event store
    std::string topic;
    std::uint32_t number = 0;  ///< within the topic, from 0

    friend bool operator==(const PartitionName&, const PartitionName&) = default;
};

enum class LinkKind : std::uint8_t { Request, Statement, Produce, Consume };

std::string_view linkKindName(LinkKind kind);  // "request", "statement", "produce", "consume"

/// Two nodes that talk, in the direction of the first message: the edges of the stage.
struct Link {
    NodeId from;
    NodeId to;
    LinkKind kind = LinkKind::Request;

    friend bool operator==(const Link&, const Link&) = default;
};

/// A consumer's claim on the partitions of one topic.
struct Subscription {
    NodeId consumer;
    NodeId broker;
    SymbolId group;
    SymbolId handler;
    std::vector<PartitionId> partitions;
    std::uint32_t batchMax = 1;

    friend bool operator==(const Subscription&, const Subscription&) = default;
};

struct Dictionary {
    std::string system;  ///< its key in the scenario
    LocalText title;
    std::vector<NodeName> nodes;
    std::vector<std::string> symbols;
    std::vector<FieldName> fields;
    std::vector<EntityName> entities;
    std::vector<PartitionName> partitions;
    std::vector<Link> links;
    std::vector<Subscription> subscriptions;

    const std::string& symbol(SymbolId id) const { return symbols.at(id.value); }

    const NodeName& node(NodeId id) const { return nodes.at(id.value); }

    const FieldName& field(FieldId id) const { return fields.at(id.value); }

    const EntityName& entity(EntityId id) const { return entities.at(id.value); }

    const PartitionName& partition(PartitionId id) const { return partitions.at(id.value); }

    /// Linear in the number of names; Id::none() when there is no such name.
    NodeId findNode(std::string_view name) const;
    SymbolId findSymbol(std::string_view text) const;
    FieldId findField(std::string_view name) const;
    EntityId findEntity(std::string_view type, std::string_view key) const;

    friend bool operator==(const Dictionary&, const Dictionary&) = default;
};

}  // namespace foldline
