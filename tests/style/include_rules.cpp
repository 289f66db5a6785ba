#include "tests/style/include_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace foldline::style {

namespace {

struct Room {
    std::string_view name;
    std::vector<std::string_view> mayInclude;  ///< directly; what those may include, it may too
};

const std::vector<Room>& rooms() {
    static const std::vector<Room> kRooms = {
        {"core/base", {}},
        {"core/sim", {"core/base"}},
        {"core/record", {"core/base"}},
        {"core/scenario", {"core/sim", "core/record"}},
        {"core/model", {"core/scenario"}},
        {"core/log", {"core/record"}},
        {"core/fold", {"core/log", "core/scenario"}},
        {"core/judge", {"core/fold"}},
        {"core/run", {"core/judge", "core/model"}},
        {"core/exchange", {"core/judge"}},
        {"ui/theme", {"core/run"}},
        {"ui/run", {"core/run", "core/exchange"}},
        {"ui/stage", {"ui/run", "ui/theme"}},
        {"ui/charts", {"ui/run", "ui/theme"}},
        {"ui/timeline", {"ui/charts"}},
        {"ui/inspector", {"ui/run", "ui/theme"}},
        {"ui/lesson", {"ui/run", "ui/theme"}},
        {"ui/shell", {"ui/stage", "ui/timeline", "ui/inspector", "ui/lesson"}},
        {"app", {"ui/shell"}},
    };
    return kRooms;
}

struct Include {
    std::string target;
    bool angled = false;
};

std::optional<Include> includeOn(std::string_view line) {
    const auto skipBlanks = [&line] {
        const std::size_t start = line.find_first_not_of(" \t");
        line = start == std::string_view::npos ? std::string_view{} : line.substr(start);
    };
    skipBlanks();
    if (!line.starts_with('#')) {
        return std::nullopt;
    }
    line.remove_prefix(1);
    skipBlanks();
    constexpr std::string_view kInclude = "include";
    if (!line.starts_with(kInclude)) {
        return std::nullopt;
    }
    line.remove_prefix(kInclude.size());
    skipBlanks();
    if (!line.starts_with('<') && !line.starts_with('"')) {
        return std::nullopt;
    }
    const bool angled = line.front() == '<';
    const std::size_t end = line.find(angled ? '>' : '"', 1);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    return Include{.target = std::string(line.substr(1, end - 1)), .angled = angled};
}

bool isQt(std::string_view target) {
    const std::size_t slash = target.find_last_of('/');
    const std::string_view name =
        slash == std::string_view::npos ? target : target.substr(slash + 1);
    const bool isClass =
        name.size() > 1 && name[0] == 'Q' && std::isupper(static_cast<unsigned char>(name[1])) != 0;
    return target.starts_with("Qt") || isClass ||
           (name.starts_with('q') && name.ends_with(".h") && target.starts_with("qt6/"));
}

bool isWithoutQt(std::string_view path) {
    return path.starts_with("core/") || path.starts_with("tests/core/");
}

std::optional<std::string> objectionTo(const std::string& path, const Include& include) {
    if (isWithoutQt(path) && isQt(include.target)) {
        return "core is built without Qt; move what needs " + include.target + " to ui";
    }
    const std::string from = roomOf(path);
    const std::string to = roomOf(include.target);
    if (from.empty() || to.empty() || mayInclude(from, to)) {
        return std::nullopt;
    }
    return from + " may not include " + include.target + ": the arrows point from " + from +
           " down, and " + to + " is not below it";
}

}  // namespace

std::string roomOf(std::string_view path) {
    for (const std::string_view top : {"core/", "ui/"}) {
        if (path.starts_with(top)) {
            const std::size_t end = path.find('/', top.size());
            return end == std::string_view::npos ? std::string() : std::string(path.substr(0, end));
        }
    }
    return path.starts_with("app/") ? "app" : "";
}

std::vector<std::string> knownRooms() {
    std::vector<std::string> names;
    for (const Room& room : rooms()) {
        names.emplace_back(room.name);
    }
    return names;
}

bool mayInclude(const std::string& from, const std::string& to) {
    if (from == to) {
        return true;
    }
    const auto room = std::find_if(rooms().begin(), rooms().end(), [&](const Room& candidate) {
        return candidate.name == from;
    });
    return room != rooms().end() &&
           std::any_of(room->mayInclude.begin(),
                       room->mayInclude.end(),
                       [&](std::string_view next) { return mayInclude(std::string(next), to); });
}

std::vector<Violation> includeViolations(const SourceFile& file) {
    std::vector<Violation> violations;
    const std::string room = roomOf(file.path);
    const std::vector<std::string> known = knownRooms();
    if (!room.empty() && std::find(known.begin(), known.end(), room) == known.end()) {
        violations.push_back({.path = file.path,
                              .line = 0,
                              .message = "there is no rule what " + room +
                                         " may include; add it to tests/style/include_rules.cpp"});
        return violations;
    }
    int line = 0;
    for (const std::string_view text : linesOf(file.text)) {
        ++line;
        const std::optional<Include> include = includeOn(text);
        if (!include) {
            continue;
        }
        if (const auto objection = objectionTo(file.path, *include)) {
            violations.push_back({.path = file.path, .line = line, .message = *objection});
        }
    }
    return violations;
}

}  // namespace foldline::style
