#include "core/record/dictionary.h"

namespace foldline {
namespace {

template <class IdType, class Items, class Matches>
IdType findIf(const Items& items, Matches matches) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (matches(items[i])) {
            return IdType{static_cast<decltype(IdType::value)>(i)};
        }
    }
    return IdType::none();
}

}  // namespace

std::string_view roleName(Role role) {
    switch (role) {
        case Role::Client:
            return "client";
        case Role::Gateway:
            return "gateway";
        case Role::Service:
            return "service";
        case Role::Rdb:
            return "rdb";
        case Role::Broker:
            return "broker";
        case Role::EventStore:
            return "eventStore";
    }
    return "?";
}

std::string_view valueTypeName(ValueType type) {
    switch (type) {
        case ValueType::Integer:
            return "integer";
        case ValueType::Text:
            return "text";
        case ValueType::Boolean:
            return "boolean";
    }
    return "?";
}

std::string_view linkKindName(LinkKind kind) {
    switch (kind) {
        case LinkKind::Request:
            return "request";
        case LinkKind::Statement:
            return "statement";
        case LinkKind::Produce:
            return "produce";
        case LinkKind::Consume:
            return "consume";
    }
    return "?";
}

NodeId Dictionary::findNode(std::string_view name) const {
    return findIf<NodeId>(nodes, [&](const NodeName& n) { return n.name == name; });
}

SymbolId Dictionary::findSymbol(std::string_view text) const {
    return findIf<SymbolId>(symbols, [&](const std::string& s) { return s == text; });
}

FieldId Dictionary::findField(std::string_view name) const {
    return findIf<FieldId>(fields, [&](const FieldName& f) { return f.name == name; });
}

EntityId Dictionary::findEntity(std::string_view type, std::string_view key) const {
    return findIf<EntityId>(entities,
                            [&](const EntityName& e) { return e.type == type && e.key == key; });
}

}  // namespace foldline
