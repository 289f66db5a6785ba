#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/foldline_cli/command.h"
#include "app/foldline_cli/text_table.h"
#include "app/foldline_cli/value_json.h"

namespace foldline::cli {
namespace {

using Json = nlohmann::ordered_json;

// "member/member-7", "member/7" or "member-7".
Result<EntityId> findEntity(const Dictionary& dictionary, const std::string& text) {
    const std::size_t slash = text.find('/');
    const std::string type = slash == std::string::npos ? "" : text.substr(0, slash);
    const std::string key = slash == std::string::npos ? text : text.substr(slash + 1);
    for (std::uint32_t i = 0; i < dictionary.entities.size(); ++i) {
        const EntityName& name = dictionary.entities[i];
        if ((type.empty() || name.type == type) &&
            (name.key == key || name.key == type + "-" + key)) {
            return EntityId{i};
        }
    }
    const std::string example = dictionary.entities.empty()
                                    ? "this system has none"
                                    : "for example " + dictionary.entities.front().type + "/" +
                                          dictionary.entities.front().key;
    return fail("there is no entity '" + text + "'; " + example);
}

Json toJson(const Dictionary& dictionary, const EntityState& state) {
    Json out;
    out["belief"] = {{"version", state.belief.version},
                     {"fields", fieldsJson(dictionary, state.belief.fields)}};
    out["rows"] = Json::array();
    for (const RowState& row : state.rows) {
        out["rows"].push_back({{"rdb", dictionary.node(row.rdb).name},
                               {"version", row.version},
                               {"reflects", row.reflects},
                               {"fields", fieldsJson(dictionary, row.fields)}});
    }
    if (dictionary.partitions.empty()) {
        out["fold"] = nullptr;
    } else {
        out["fold"] = {{"version", state.stream.version},
                       {"fields", fieldsJson(dictionary, state.stream.fields)}};
    }
    out["open_requests"] = Json::array();
    for (const Intention& intention : state.intentions) {
        out["open_requests"].push_back(
            {{"request", intention.request.value},
             {"operation", dictionary.symbol(intention.operation)},
             {"since_s", static_cast<double>(intention.since.us) / kUsPerSecond},
             {"unknown", intention.unknown},
             {"arguments", fieldsJson(dictionary, intention.arguments)}});
    }
    return out;
}

void print(const Dictionary& dictionary, const EntityState& state) {
    const bool hasStream = !dictionary.partitions.empty();
    TextTable table;
    std::vector<std::string> head{"", "client believes"};
    for (const RowState& row : state.rows) {
        head.push_back("row in " + dictionary.node(row.rdb).name);
    }
    if (hasStream) {
        head.emplace_back("fold of events");
    }
    table.add(std::move(head));
    for (std::size_t i = 0; i < state.belief.fields.count; ++i) {
        const FieldId id = state.belief.fields.ids[i];
        const std::int64_t believed = state.belief.fields.values[i];
        std::vector<std::string> line{dictionary.field(id).name,
                                      valueText(dictionary, id, believed)};
        const auto cell = [&](const Fields& fields) {
            const std::int64_t* value = fields.find(id);
            line.push_back(value == nullptr ? "-"
                                            : valueText(dictionary, id, *value) +
                                                  (*value == believed ? "" : " *"));
        };
        for (const RowState& row : state.rows) {
            cell(row.fields);
        }
        if (hasStream) {
            cell(state.stream.fields);
        }
        table.add(std::move(line));
    }
    std::vector<std::string> versions{"version", std::to_string(state.belief.version)};
    for (const RowState& row : state.rows) {
        versions.push_back(std::to_string(row.version));
    }
    if (hasStream) {
        versions.push_back(std::to_string(state.stream.version));
    }
    table.add(std::move(versions));
    std::fputs(table.text().c_str(), stdout);
    if (table.text().find(" *") != std::string::npos) {
        std::puts("* differs from what the client believes");
    }
    for (const Intention& intention : state.intentions) {
        std::printf("request %llu (%s) since %s s: %s\n",
                    static_cast<unsigned long long>(intention.request.value),
                    dictionary.symbol(intention.operation).c_str(),
                    formatSeconds(intention.since).c_str(),
                    intention.unknown ? "the client does not know what became of it" : "under way");
    }
}

}  // namespace

int state(const StateArguments& arguments) {
    const auto at = parseDuration(arguments.at);
    if (!at) {
        return complain("--at " + arguments.at + ": write a time such as 14.28s", kUsage);
    }
    auto session = openRecording(arguments.file, arguments.branch);
    if (!session) {
        return complain(session.error().message);
    }
    const std::vector<Dictionary>& systems = (*session)->systems();
    const auto chosen = chooseSystems(systems, arguments.systems);
    if (!chosen) {
        return complain(chosen.error().message);
    }
    const SimTime t{std::min(at->us, (*session)->horizon().us)};
    Json out{{"at_s", static_cast<double>(t.us) / kUsPerSecond}, {"entity", arguments.entity}};
    out["systems"] = Json::array();
    for (const std::size_t system : *chosen) {
        const Dictionary& dictionary = systems[system];
        const auto entity = findEntity(dictionary, arguments.entity);
        if (!entity) {
            return complain(entity.error().message);
        }
        const auto found = (*session)->entityAt(BranchId{arguments.branch}, system, *entity, t);
        if (!found) {
            return complain(found.error().message);
        }
        if (arguments.json) {
            Json one{{"name", dictionary.system}};
            one.update(toJson(dictionary, *found));
            out["systems"].push_back(std::move(one));
        } else {
            const EntityName& name = dictionary.entity(*entity);
            std::printf("%s%s: %s/%s at %s s\n",
                        system == chosen->front() ? "" : "\n",
                        dictionary.system.c_str(),
                        name.type.c_str(),
                        name.key.c_str(),
                        formatSeconds(t).c_str());
            print(dictionary, *found);
        }
    }
    if (arguments.json) {
        std::puts(out.dump(2).c_str());
    }
    return kGood;
}

}  // namespace foldline::cli
