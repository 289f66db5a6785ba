#include "tests/core/scenario/reference_rules.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "tests/core/scenario/reference_text.h"

namespace foldline {
namespace {

using nlohmann::ordered_json;

class Rules {
public:
    explicit Rules(PageLanguage language) : m_language(language) {}

    std::vector<std::string> of(const ordered_json& definition) const {
        std::vector<std::string> rules;
        const std::vector<Branch> branches = branchesOf(definition);
        std::vector<std::string> mains;
        for (const Branch& branch : branches) {
            if (std::ranges::find(mains, branch.main) == mains.end()) {
                mains.push_back(branch.main);
            }
        }
        if (!mains.empty()) {
            rules.push_back(say("Exactly one of ", "") + listed(mains) +
                            say(".", " 가운데 꼭 하나."));
        }
        for (const Branch& branch : branches) {
            const auto same = [&](const Branch& other) { return other.main == branch.main; };
            if (!branch.with.empty() && std::ranges::count_if(branches, same) == 1) {
                rules.push_back(needs(branch.main, branch.with));
            }
        }
        addRestrictions(definition, branches, mains, rules);
        const auto dependencies = definition.value("dependencies", ordered_json::object());
        for (const auto& [key, others] : dependencies.items()) {
            auto needed = others.get<std::vector<std::string>>();
            const std::string which = needed.size() == 1 ? manner(definition, key, needed[0]) : "";
            rules.push_back(needs(key, needed, which));
        }
        if (const auto refused = definition.find("not"); refused != definition.end() &&
                                                         refused->contains("required") &&
                                                         !refused->contains("properties")) {
            rules.push_back(say("Not together: ", "함께 쓰지 않는 것: ") +
                            listed(refused->at("required").get<std::vector<std::string>>()) + ".");
        }
        return rules;
    }

private:
    std::string say(std::string_view english, std::string_view korean) const {
        return std::string(m_language == PageLanguage::English ? english : korean);
    }

    // One of the alternatives that an object must follow: what it needs, and what it excludes.
    struct Branch {
        std::string main;
        std::vector<std::string> with;
        std::set<std::string> excluded;
    };

    static std::vector<Branch> branchesOf(const ordered_json& definition) {
        std::vector<Branch> branches;
        for (const auto& one : definition.value("oneOf", ordered_json::array())) {
            const auto needed = one.at("required").get<std::vector<std::string>>();
            Branch branch{.main = needed.front(), .with = {needed.begin() + 1, needed.end()}};
            if (const auto refused = one.find("not"); refused != one.end()) {
                const ordered_json rules = refused->value("anyOf", ordered_json::array({*refused}));
                for (const auto& rule : rules) {
                    const auto keys = rule.at("required").get<std::vector<std::string>>();
                    if (keys.size() == 1) {
                        branch.excluded.insert(keys.front());
                    }
                }
            }
            branches.push_back(std::move(branch));
        }
        return branches;
    }

    std::string needs(const std::string& key,
                      const std::vector<std::string>& others,
                      const std::string& manner = "") const {
        return coded(key) + say(" needs ", ": ") + listed(others) + say("", "도 적어야 한다") +
               manner + ".";
    }

    // How the key that `key` needs must be, as told by what is refused: " of 2 or more".
    std::string manner(const ordered_json& definition,
                       const std::string& key,
                       const std::string& needed) const {
        const ordered_json refused = definition.value("not", ordered_json::object());
        for (const auto& rule : refused.value("anyOf", ordered_json::array({refused}))) {
            const auto keys =
                rule.value("required", ordered_json::array()).get<std::set<std::string>>();
            const auto values = rule.value("properties", ordered_json::object());
            if (!keys.contains(key) || !values.contains(needed) || values.size() != 1) {
                continue;
            }
            const ordered_json& value = values.at(needed);
            if (value.contains("const") && value.at("const").is_number_integer()) {
                const std::string least = std::to_string(value.at("const").get<int>() + 1);
                return say(" of " + least + " or more", "(" + least + " 이상)");
            }
            if (value.contains("const")) {
                const std::string other = coded(constant(value.at("const")));
                return say(" other than " + other, "(" + other + "이 아닌 것)");
            }
            const ordered_json& choices =
                definition.at("properties").at(needed).value("enum", ordered_json::array());
            for (const auto& choice : choices) {
                const ordered_json wrong = value.value("enum", ordered_json::array());
                if (std::ranges::find(wrong, choice) == wrong.end()) {
                    return ": " + coded(constant(choice));
                }
            }
        }
        return "";
    }

    // `factor` only with `slow`; keys of which the same is so are told together.
    void addRestrictions(const ordered_json& definition,
                         const std::vector<Branch>& branches,
                         const std::vector<std::string>& mains,
                         std::vector<std::string>& rules) const {
        std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> groups;
        for (const auto& [key, value] : definition.at("properties").items()) {
            std::vector<std::string> with;
            for (const std::string& main : mains) {
                const bool allowed = std::ranges::any_of(branches, [&](const Branch& branch) {
                    return branch.main == main && !branch.excluded.contains(key);
                });
                if (allowed) {
                    with.push_back(main);
                }
            }
            if (with.size() == mains.size() || std::ranges::find(mains, key) != mains.end()) {
                continue;
            }
            const auto group =
                std::ranges::find(groups, with, [](const auto& one) { return one.first; });
            if (group == groups.end()) {
                groups.push_back({with, {key}});
            } else {
                group->second.push_back(key);
            }
        }
        for (const auto& [with, keys] : groups) {
            rules.push_back(listed(keys) + restriction(with, mains) + ".");
        }
    }

    std::string restriction(const std::vector<std::string>& with,
                            const std::vector<std::string>& mains) const {
        if (with.size() * 2 <= mains.size()) {
            return say(" only with ", ": ") + listed(with) + say("", "일 때만");
        }
        std::vector<std::string> without = mains;
        std::erase_if(without, [&](const std::string& main) {
            return std::ranges::find(with, main) != with.end();
        });
        return say(" not with ", ": ") + listed(without) + say("", "일 때는 쓰지 않는다");
    }

    PageLanguage m_language;
};

}  // namespace

std::vector<std::string> rulesOf(const ordered_json& definition, PageLanguage language) {
    return Rules(language).of(definition);
}

}  // namespace foldline
