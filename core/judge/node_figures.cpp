#include <algorithm>
#include <array>

#include "core/judge/assessment.h"

namespace foldline {
namespace {

template <class Summary>
struct Figure {
    std::string_view name;
    double (*of)(const Summary&);
};

double real(std::uint64_t count) {
    return static_cast<double>(count);
}

double seconds(double us) {
    return us / static_cast<double>(kUsPerSecond);
}

double seconds(std::int64_t us) {
    return seconds(static_cast<double>(us));
}

constexpr std::array kCounts{
    Figure<NodeSummary>{"arrivals", [](const NodeSummary& n) { return real(n.arrivals); }},
    Figure<NodeSummary>{"started", [](const NodeSummary& n) { return real(n.started); }},
    Figure<NodeSummary>{"completed", [](const NodeSummary& n) { return real(n.completed); }},
    Figure<NodeSummary>{"failed", [](const NodeSummary& n) { return real(n.failed); }},
    Figure<NodeSummary>{"refused", [](const NodeSummary& n) { return real(n.refused); }},
    Figure<NodeSummary>{"lost", [](const NodeSummary& n) { return real(n.lost); }},
    Figure<NodeSummary>{"timedOut", [](const NodeSummary& n) { return real(n.timedOut); }},
    Figure<NodeSummary>{"retries", [](const NodeSummary& n) { return real(n.retries); }},
    Figure<NodeSummary>{"rowsWritten", [](const NodeSummary& n) { return real(n.rowsWritten); }},
    Figure<NodeSummary>{"events", [](const NodeSummary& n) { return real(n.events); }},
    Figure<NodeSummary>{"redelivered", [](const NodeSummary& n) { return real(n.redelivered); }},
    Figure<NodeSummary>{"utilisation", [](const NodeSummary& n) { return n.utilisation; }},
    Figure<NodeSummary>{"upShare", [](const NodeSummary& n) { return n.upShare; }}};

struct Level {
    std::string_view name;
    LevelSummary NodeSummary::*member;
};

constexpr std::array kLevels{Level{"queue", &NodeSummary::queue},
                             Level{"busy", &NodeSummary::busy},
                             Level{"inSystem", &NodeSummary::inSystem}};

constexpr std::array kLevelParts{
    Figure<LevelSummary>{"mean", [](const LevelSummary& l) { return l.mean; }},
    Figure<LevelSummary>{"max", [](const LevelSummary& l) { return static_cast<double>(l.max); }}};

struct Span {
    std::string_view name;
    DurationSummary NodeSummary::*member;
};

constexpr std::array kSpans{Span{"wait", &NodeSummary::wait},
                            Span{"service", &NodeSummary::service},
                            Span{"sojourn", &NodeSummary::sojourn},
                            Span{"latency", &NodeSummary::latency}};

constexpr std::array kSpanParts{
    Figure<DurationSummary>{"count", [](const DurationSummary& d) { return real(d.count); }},
    Figure<DurationSummary>{"mean", [](const DurationSummary& d) { return seconds(d.meanUs); }},
    Figure<DurationSummary>{"deviation",
                            [](const DurationSummary& d) { return seconds(d.deviationUs); }},
    Figure<DurationSummary>{"min", [](const DurationSummary& d) { return seconds(d.minUs); }},
    Figure<DurationSummary>{"p50", [](const DurationSummary& d) { return seconds(d.p50Us); }},
    Figure<DurationSummary>{"p95", [](const DurationSummary& d) { return seconds(d.p95Us); }},
    Figure<DurationSummary>{"p99", [](const DurationSummary& d) { return seconds(d.p99Us); }},
    Figure<DurationSummary>{"max", [](const DurationSummary& d) { return seconds(d.maxUs); }}};

/// `group.part`, as in wait.mean.
template <class Groups, class Parts>
std::optional<double> partOf(const NodeSummary& node,
                             std::string_view group,
                             std::string_view part,
                             const Groups& groups,
                             const Parts& parts) {
    for (const auto& candidate : groups) {
        for (const auto& figure : parts) {
            if (candidate.name == group && figure.name == part) {
                return figure.of(node.*candidate.member);
            }
        }
    }
    return std::nullopt;
}

template <class Groups, class Parts>
void addNames(const Groups& groups, const Parts& parts, std::vector<std::string>& names) {
    for (const auto& group : groups) {
        for (const auto& part : parts) {
            names.push_back(std::string(group.name) + "." + std::string(part.name));
        }
    }
}

}  // namespace

std::optional<double> nodeFigure(const NodeSummary& node, std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) {
        const auto* found = std::ranges::find(kCounts, name, &Figure<NodeSummary>::name);
        return found == kCounts.end() ? std::nullopt : std::optional(found->of(node));
    }
    const std::string_view group = name.substr(0, dot);
    const std::string_view part = name.substr(dot + 1);
    const auto level = partOf(node, group, part, kLevels, kLevelParts);
    return level ? level : partOf(node, group, part, kSpans, kSpanParts);
}

std::vector<std::string> nodeFigureNames() {
    std::vector<std::string> names;
    for (const Figure<NodeSummary>& figure : kCounts) {
        names.emplace_back(figure.name);
    }
    addNames(kLevels, kLevelParts, names);
    addNames(kSpans, kSpanParts, names);
    return names;
}

}  // namespace foldline
