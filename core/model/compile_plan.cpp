#include <algorithm>

#include "core/model/compiler.h"
#include "core/model/plan_links.h"

namespace foldline {

std::shared_ptr<const Plan> Compiler::compile() {
    m_plan->dictionary.system = m_system.name;
    m_plan->dictionary.title =
        m_system.title.en.empty() ? LocalText{m_system.name, {}} : m_system.title;
    compileWords();
    compileNodes();
    compileNetwork();
    compileEntities();
    compileRoutes();
    compileTopics();
    compileCode();
    compileHandlers();
    if (const auto problem = unhandledRoute(*m_plan)) {
        throw CompileError{*problem};
    }
    compileWorkload();
    compilePolicyWords();
    compileEntityKeys();
    addLinks(*m_plan);
    return m_plan;
}

SymbolId Compiler::symbol(const std::string& text) {
    const auto [place, isNew] =
        m_symbols.try_emplace(text, static_cast<std::uint32_t>(dictionary().symbols.size()));
    if (isNew) {
        dictionary().symbols.push_back(text);
    }
    return SymbolId{place->second};
}

FieldId Compiler::field(const std::string& name, ValueType type) {
    const auto [place, isNew] =
        m_fields.try_emplace(name, static_cast<std::uint16_t>(dictionary().fields.size()));
    if (isNew) {
        dictionary().fields.push_back({name, type});
    }
    return FieldId{place->second};
}

FieldId Compiler::knownField(const std::string& name) const {
    const auto found = m_fields.find(name);
    if (found == m_fields.end()) {
        throw CompileError{"there is no field or argument named '" + name + "'"};
    }
    return FieldId{found->second};
}

StreamIndex Compiler::stream(const std::string& name) {
    const auto [place, isNew] =
        m_streams.try_emplace(name, static_cast<StreamIndex>(m_plan->streamNames.size()));
    if (isNew) {
        m_plan->streamNames.push_back(name);
    }
    return place->second;
}

NodeId Compiler::node(const std::string& name) const {
    const NodeId id = m_plan->dictionary.findNode(name);
    if (!id.exists()) {
        throw CompileError{"system '" + m_system.name + "' has no node named '" + name + "'"};
    }
    return id;
}

std::uint32_t Compiler::entityType(const std::string& name) const {
    const auto found = std::ranges::find(m_scenario.entities, name, &EntityType::name);
    if (found == m_scenario.entities.end()) {
        throw CompileError{"there is no entity named '" + name + "'"};
    }
    return static_cast<std::uint32_t>(found - m_scenario.entities.begin());
}

std::int64_t Compiler::literal(const Literal& value) {
    return value.type == ValueType::Text ? symbol(value.text).value : value.integer;
}

// Last, so that the ids of all other words are those of recordings from before.
void Compiler::compilePolicyWords() {
    WordPlan& words = m_plan->words;
    words.breakerOpen = symbol("breaker open");
    words.rateLimited = symbol("rate limited");
    words.noRetryBudget = symbol("no retry budget");
    words.waitedTooLong = symbol("waited too long");
    words.rejected = symbol("rejected");
    words.completed = symbol("completed");
    words.compensated = symbol("compensated");
    words.failed = symbol("failed");
    words.revoked = symbol("revoked");
    words.faultKinds.push_back(symbol(std::string(faultKindName(Fault::Kind::LoseLeader))));
    words.incompatibleSchema = symbol("incompatible schema");
    words.noBackup = symbol("no backup");
    words.erased = symbol(std::string(kErasedText));
    for (int kind = static_cast<int>(Fault::Kind::LoseLeader) + 1;
         kind <= static_cast<int>(Fault::kLastKind);
         ++kind) {
        words.faultKinds.push_back(
            symbol(std::string(faultKindName(static_cast<Fault::Kind>(kind)))));
    }
    for (const Fault& fault : m_scenario.faults) {
        if (fault.kind == Fault::Kind::Corrupt) {
            literal(fault.value);
        }
    }
    const bool hasStore = std::ranges::any_of(
        m_system.nodes, [](const NodeSpec& node) { return node.role() == Role::EventStore; });
    if (hasStore) {
        words.conflict = symbol("conflict");
        words.tokenStolen = symbol("token stolen");
    }
}

void Compiler::compileWords() {
    WordPlan& words = m_plan->words;
    words.ok = symbol("ok");
    words.queueFull = symbol("queue full");
    words.down = symbol("down");
    words.timedOut = symbol("timed out");
    words.network = symbol("network");
    words.connectionLost = symbol("connection lost");
    words.rolledBack = symbol("rolled back");
    words.queued = symbol("queued");
    words.running = symbol("running");
    symbol(m_system.name);
    for (int kind = 0; kind <= static_cast<int>(Fault::Kind::Cut); ++kind) {
        words.faultKinds.push_back(
            symbol(std::string(faultKindName(static_cast<Fault::Kind>(kind)))));
    }
}

Result<std::shared_ptr<const Plan>> compilePlan(const Scenario& scenario, std::size_t systemIndex) {
    if (systemIndex >= scenario.systems.size()) {
        return fail("there is no system number " + std::to_string(systemIndex));
    }
    try {
        return Compiler(scenario, scenario.systems[systemIndex]).compile();
    } catch (const CompileError& error) {
        return fail(error.message);
    }
}

}  // namespace foldline
