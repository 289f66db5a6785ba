// Compiles one system of a scenario to a Plan. The sources are by what they compile: names and
// words (compile_plan.cpp), nodes and the network, the business, and handlers with their steps.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/plan.h"

namespace foldline {

/// What a mistake in a hand-built Scenario becomes; compilePlan turns it into an Error.
struct CompileError {
    std::string message;
};

/// Used once. Ids are given in the order in which names turn up, so the order of compiling is part
/// of what a recording holds.
class Compiler {
public:
    /// Borrows both.
    Compiler(const Scenario& scenario, const SystemSpec& system)
        : m_scenario(scenario),
          m_system(system) {}

    /// Throws CompileError.
    std::shared_ptr<const Plan> compile();

private:
    // compile_plan.cpp
    SymbolId symbol(const std::string& text);
    FieldId field(const std::string& name, ValueType type);
    FieldId knownField(const std::string& name) const;
    StreamIndex stream(const std::string& name);
    NodeId node(const std::string& name) const;
    std::uint32_t entityType(const std::string& name) const;
    std::int64_t literal(const Literal& value);
    void compileWords();
    void compilePolicyWords();

    Dictionary& dictionary() { return m_plan->dictionary; }

    const Dictionary& dictionary() const { return m_plan->dictionary; }

    // compile_nodes.cpp
    void compileNodes();
    void compileNetwork();
    void compileRoutes();
    void addTarget(const TargetPlan& target);
    void compileTopics();
    void compileCode();
    std::uint32_t topic(const std::string& name) const;

    // compile_business.cpp
    ValuePlan value(const Generator& generator, const std::string& streamName);
    ChangePlan change(const FieldChange& change);
    void compileEntities();
    void addPayloadFields(const EntityType& type);
    void addNames();
    void addReadFields(const Statement& statement);
    bool isKey(const std::string& name) const;
    bool isNamedByArguments(const EntityType& type) const;
    void compileEntityKeys();
    EntityChoice entityChoice(const std::string& type, const std::string& key) const;
    void compileEntity(const EntityType& type, EntityPlan& plan);
    void compileWorkload();

    // compile_outbox.cpp
    PartitionId outboxOf(NodeId rdb);
    std::vector<StepPlan> relaySteps(const Handler& handler, const RelaySpec& relay);
    void compileRelay(const Handler& handler, const RelaySpec& relay);

    // compile_steps.cpp
    AskPlan ask(const std::string& to,
                std::optional<Duration> timeout,
                const RetryPolicy& retry,
                const std::string& step);
    StepPlan compileStep(const WorkStep& step, const Handler& /*handler*/, const std::string& name);
    StepPlan compileStep(const TransactionStep& step,
                         const Handler& handler,
                         const std::string& name);
    StepPlan compileStep(const ProduceStep& step, const Handler& handler, const std::string& name);
    /// All of it but whom to ask.
    ProducePlan eventPlan(const ProduceStep& step, const Handler& handler);
    std::vector<ChangePlan> payload(const std::vector<PayloadField>& parts,
                                    SymbolId event,
                                    const Handler& handler);
    std::vector<ChangePlan> defaultPayload(SymbolId event, const Handler& /*handler*/) const;
    StepPlan compileStep(const CallStep& step, const Handler& handler, const std::string& name);
    static StepPlan compileStep(const ReplyStep& /*step*/,
                                const Handler& /*handler*/,
                                const std::string& /*name*/);
    StatementPlan compileStatement(const UpdateStatement& update);
    StatementPlan compileStatement(const ApplyStatement& apply);
    StatementPlan compileStatement(const RequireStatement& require);
    StatementPlan compileStatement(const ReadStatement& read);
    FieldId rowField(const std::string& entity, const std::string& name) const;
    ChangePlan namedEntity(const PayloadField& part) const;
    StepPlan compileStep(const LoadStep& step, const Handler& /*handler*/, const std::string& name);
    StepPlan compileStep(const AppendStep& step, const Handler& handler, const std::string& name);
    StepPlan compileStep(const RequireStep& step,
                         const Handler& /*handler*/,
                         const std::string& /*name*/);
    void compileHandlers();
    void compileSaga(const Handler& handler, const SagaSpec& saga, HandlerPlan& plan);
    void compileSubscription(const Handler& handler, const ConsumeSpec& consume);

    const Scenario& m_scenario;
    const SystemSpec& m_system;
    std::shared_ptr<Plan> m_plan = std::make_shared<Plan>();
    std::unordered_map<std::string, std::uint32_t> m_symbols;
    std::unordered_map<std::string, std::uint16_t> m_fields;
    std::unordered_map<std::string, StreamIndex> m_streams;
    std::set<std::string> m_namedTypes;  // of entities that payloads name
};

}  // namespace foldline
