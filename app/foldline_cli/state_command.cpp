#include <algorithm>
#include <memory>
#include <utility>

#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/json_output.h"
#include "app/foldline_cli/text_table.h"
#include "core/run/session.h"
#include "core/scenario/suggest.h"

namespace foldline::cli {
namespace {

/// One of the columns in which an entity is shown.
struct Column {
    std::string title;
    const Fields* fields = nullptr;
    std::uint32_t version = 0;
    std::vector<FieldId> comparable;  ///< the fields that should be as the clients believe
};

struct EntityView {
    const Dictionary& names;
    const EntityRules& rules;
    EntityId entity;
    const EntityState& state;
};

bool hasEvents(const Dictionary& names) {
    return !names.partitions.empty();
}

std::vector<FieldId> allFields(const Fields& fields) {
    return {fields.ids.begin(), fields.ids.begin() + fields.count};
}

std::vector<Column> columnsOf(const EntityView& view) {
    const EntityState& state = view.state;
    std::vector<Column> columns{
        {"client believes", &state.belief.fields, state.belief.version, {}}};
    for (const EntityRules::Keeper& keeper : view.rules.keepersOf(view.entity)) {
        const RowState& row = state.rows.at(keeper.rdb);
        columns.push_back(
            {"row in " + view.names.node(row.rdb).name, &row.fields, row.version, keeper.fields});
    }
    if (hasEvents(view.names)) {
        columns.push_back({"fold of events",
                           &state.stream.fields,
                           state.stream.version,
                           allFields(state.stream.fields)});
    }
    return columns;
}

bool differs(const Column& column, const Fields& belief, FieldId field) {
    const std::int64_t* is = column.fields->find(field);
    const std::int64_t* believed = belief.find(field);
    return std::ranges::count(column.comparable, field) > 0 && is != nullptr &&
           believed != nullptr && *is != *believed;
}

std::string valueText(const Dictionary& names, FieldId field, std::int64_t value) {
    const Json json = valueJson(names, field, value);
    return json.is_string() ? json.get<std::string>() : json.dump();
}

std::string fieldsText(const Dictionary& names, const Fields& fields) {
    std::string text;
    for (std::size_t i = 0; i < fields.count; ++i) {
        text += (text.empty() ? "" : ", ") + names.field(fields.ids[i]).name + ": " +
                valueText(names, fields.ids[i], fields.values[i]);
    }
    return text;
}

void printTable(const EntityView& view, std::ostream& out) {
    const std::vector<Column> columns = columnsOf(view);
    TextTable table(std::vector(columns.size() + 1, TextTable::Align::Left));
    std::vector<std::string> row{""};
    std::vector<std::string> versions{"version"};
    for (const Column& column : columns) {
        row.push_back(column.title);
        versions.push_back(std::to_string(column.version));
    }
    table.addRow(std::move(row));
    const Fields& belief = view.state.belief.fields;
    bool anyDiffers = false;
    for (std::size_t i = 0; i < belief.count; ++i) {
        row = {view.names.field(belief.ids[i]).name};
        for (const Column& column : columns) {
            const std::int64_t* value = column.fields->find(belief.ids[i]);
            const bool marked = differs(column, belief, belief.ids[i]);
            anyDiffers = anyDiffers || marked;
            row.push_back((value == nullptr ? "-" : valueText(view.names, belief.ids[i], *value)) +
                          (marked ? " *" : ""));
        }
        table.addRow(row);
    }
    table.addRow(std::move(versions));
    table.print(out);
    if (anyDiffers) {
        out << "* differs from what the clients believe\n";
    }
    for (const Intention& intention : view.state.intentions) {
        out << "request " << intention.request.value << ' '
            << view.names.symbol(intention.operation) << " since " << formatSeconds(intention.since)
            << " s, " << (intention.unknown ? "unknown" : "pending") << " ("
            << fieldsText(view.names, intention.arguments) << ")\n";
    }
}

Json columnJson(const EntityView& view, const Column& column) {
    Json json{{"version", column.version}, {"fields", fieldsJson(view.names, *column.fields)}};
    Json marked = Json::array();
    for (const FieldId field : column.comparable) {
        if (differs(column, view.state.belief.fields, field)) {
            marked.push_back(view.names.field(field).name);
        }
    }
    json["differs"] = std::move(marked);
    return json;
}

Json stateJson(const EntityView& view, SimTime at) {
    const EntityName& name = view.names.entity(view.entity);
    Json json{{"system", view.names.system},
              {"entity", name.type + "/" + name.key},
              {"atUs", at.us},
              {"seq", view.state.seq}};
    const std::vector<Column> columns = columnsOf(view);
    json["belief"] = columnJson(view, columns.front());
    json["belief"].erase("differs");
    json["rows"] = Json::array();
    const auto keepers = view.rules.keepersOf(view.entity);
    for (std::size_t i = 0; i < keepers.size(); ++i) {
        const RowState& row = view.state.rows.at(keepers[i].rdb);
        Json one{{"rdb", view.names.node(row.rdb).name}, {"reflects", row.reflects}};
        one.update(columnJson(view, columns[i + 1]));
        json["rows"].push_back(std::move(one));
    }
    if (hasEvents(view.names)) {
        json["events"] = columnJson(view, columns.back());
    }
    json["requests"] = Json::array();
    for (const Intention& intention : view.state.intentions) {
        json["requests"].push_back({{"request", intention.request.value},
                                    {"operation", view.names.symbol(intention.operation)},
                                    {"sinceUs", intention.since.us},
                                    {"unknown", intention.unknown},
                                    {"arguments", fieldsJson(view.names, intention.arguments)}});
    }
    return json;
}

Result<EntityId> findEntity(const Dictionary& names, const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) {
        return fail("--entity: write type/key, such as member/member-7");
    }
    const EntityId found = names.findEntity(text.substr(0, slash), text.substr(slash + 1));
    if (found.exists()) {
        return found;
    }
    std::vector<std::string> known;
    for (const EntityName& entity : names.entities) {
        known.push_back(entity.type + "/" + entity.key);
    }
    const std::string_view near = nearestName(text, known);
    return fail("--entity: there is no " + text +
                (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
}

Result<std::vector<std::size_t>> chosenSystems(const Session& session, const std::string& name) {
    std::vector<std::size_t> chosen;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < session.systems().size(); ++i) {
        known.push_back(session.systems()[i].system);
        if (name.empty() || name == known.back()) {
            chosen.push_back(i);
        }
    }
    if (chosen.empty()) {
        return fail("--system: the recording has no " + name + suggestion(name, known));
    }
    return chosen;
}

}  // namespace

ExitCode state(const StateRequest& request, const Surroundings& surroundings) {
    auto session = Session::open(request.recording, SessionAccess::ReadOnly);
    if (!session) {
        return complain(surroundings, ExitCode::Wrong, session.error().message);
    }
    const auto branches = (*session)->branches();
    if (std::ranges::find(branches, request.branch, &BranchInfo::id) == branches.end()) {
        return complain(
            surroundings, ExitCode::Usage, "--branch: the recording has no such branch");
    }
    const auto systems = chosenSystems(**session, request.system);
    if (!systems) {
        return complain(surroundings, ExitCode::Usage, systems.error().message);
    }
    const SimTime recorded = (*session)->progress(request.branch).recordedUntil;
    if (request.at > recorded) {
        return complain(surroundings,
                        ExitCode::Wrong,
                        "--at: the recording ends at " + formatDuration(Duration{recorded.us}));
    }
    Json all = Json::array();
    for (const std::size_t system : *systems) {
        const Dictionary& names = (*session)->systems()[system];
        const auto entity = findEntity(names, request.entity);
        if (!entity) {
            return complain(surroundings, ExitCode::Usage, entity.error().message);
        }
        const auto found = (*session)->entityAt(request.branch, system, *entity, request.at);
        if (!found) {
            return complain(surroundings, ExitCode::Wrong, found.error().message);
        }
        const EntityRules rules((*session)->scenario(), names);
        const EntityView view{names, rules, *entity, *found};
        if (request.json) {
            all.push_back(stateJson(view, request.at));
            continue;
        }
        surroundings.out << (system == systems->front() ? "" : "\n") << request.entity << " in "
                         << names.system << " at " << formatSeconds(request.at) << " s\n";
        printTable(view, surroundings.out);
    }
    if (request.json) {
        surroundings.out << all.dump(2) << '\n';
    }
    return ExitCode::Good;
}

}  // namespace foldline::cli
