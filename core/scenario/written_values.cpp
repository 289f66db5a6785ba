#include "core/scenario/written_values.h"

#include <algorithm>
#include <string>

namespace foldline {
namespace {

/// Gathers the names that a service's steps write.
class WrittenNames {
public:
    explicit WrittenNames(const Scenario& scenario) : m_scenario(scenario) {}

    const std::vector<std::string>& names() const { return m_names; }

    void operator()(const TransactionStep& step) {
        for (const Statement& statement : step.statements) {
            std::visit(*this, statement);
        }
    }

    void operator()(const UpdateStatement& update) { addChanges(update.changes); }

    void operator()(const ApplyStatement& apply) {
        for (const EntityType& entity : m_scenario.entities) {
            if (entity.name == apply.entity) {
                for (const EventType& event : entity.events) {
                    addChanges(event.changes);
                }
            }
        }
    }

    void operator()(const OutboxStatement& outbox) { (*this)(outbox.event); }

    void operator()(const ProduceStep& produce) { addEvent(produce.event, produce.payload); }

    void operator()(const AppendStep& append) { addEvent(append.event, append.payload); }

    template <class Other>
    void operator()(const Other& /*writesNothing*/) {}

private:
    void add(const std::string& name) {
        if (!name.empty() && std::ranges::find(m_names, name) == m_names.end()) {
            m_names.push_back(name);
        }
    }

    void addChanges(const std::vector<FieldChange>& changes) {
        for (const FieldChange& change : changes) {
            add(change.operand.argument);
            add(change.field);
        }
    }

    void addEvent(const std::string& name, const std::vector<PayloadField>& payload) {
        for (const PayloadField& field : payload) {
            add(field.name);
        }
        if (!payload.empty()) {
            return;
        }
        for (const EntityType& entity : m_scenario.entities) {
            for (const EventType& event : entity.events) {
                if (event.name != name) {
                    continue;
                }
                for (const FieldChange& change : event.changes) {
                    add(change.operand.argument);
                }
            }
        }
    }

    const Scenario& m_scenario;
    std::vector<std::string> m_names;
};

}  // namespace

std::vector<FieldName> carriedValues(const Scenario& scenario) {
    std::vector<FieldName> all;
    const auto add = [&](const std::vector<FieldName>& names) {
        for (const FieldName& name : names) {
            if (std::ranges::find(all, name.name, &FieldName::name) == all.end()) {
                all.push_back(name);
            }
        }
    };
    for (const EntityType& entity : scenario.entities) {
        add(entity.fields);
    }
    for (const Operation& operation : scenario.operations) {
        add(operation.arguments);
    }
    return all;
}

std::vector<FieldName> writtenValues(const Scenario& scenario, std::string_view service) {
    WrittenNames written(scenario);
    for (const SystemSpec& system : scenario.systems) {
        for (const Handler& handler : system.handlers) {
            if (handler.service == service) {
                for (const Step& step : handler.steps) {
                    std::visit(written, step);
                }
            }
        }
    }
    std::vector<FieldName> values = carriedValues(scenario);
    std::erase_if(values, [&](const FieldName& value) {
        return std::ranges::find(written.names(), value.name) == written.names().end();
    });
    return values;
}

}  // namespace foldline
