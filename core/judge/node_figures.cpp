#include <algorithm>
#include <array>

#include "core/judge/assessment.h"
#include "core/judge/figure_entry.h"

namespace foldline {
namespace {

constexpr std::array kCounts{
    FigureEntry<NodeSummary>{"arrivals", [](const NodeSummary& n) { return real(n.arrivals); }},
    FigureEntry<NodeSummary>{"started", [](const NodeSummary& n) { return real(n.started); }},
    FigureEntry<NodeSummary>{"completed", [](const NodeSummary& n) { return real(n.completed); }},
    FigureEntry<NodeSummary>{"failed", [](const NodeSummary& n) { return real(n.failed); }},
    FigureEntry<NodeSummary>{"refused", [](const NodeSummary& n) { return real(n.refused); }},
    FigureEntry<NodeSummary>{"lost", [](const NodeSummary& n) { return real(n.lost); }},
    FigureEntry<NodeSummary>{"timedOut", [](const NodeSummary& n) { return real(n.timedOut); }},
    FigureEntry<NodeSummary>{"retries", [](const NodeSummary& n) { return real(n.retries); }},
    FigureEntry<NodeSummary>{"rowsWritten",
                             [](const NodeSummary& n) { return real(n.rowsWritten); }},
    FigureEntry<NodeSummary>{"events", [](const NodeSummary& n) { return real(n.events); }},
    FigureEntry<NodeSummary>{"redelivered",
                             [](const NodeSummary& n) { return real(n.redelivered); }},
    FigureEntry<NodeSummary>{"utilisation", [](const NodeSummary& n) { return n.utilisation; }},
    FigureEntry<NodeSummary>{"upShare", [](const NodeSummary& n) { return n.upShare; }}};

struct Level {
    std::string_view name;
    LevelSummary NodeSummary::*member;
};

constexpr std::array kLevels{Level{"queue", &NodeSummary::queue},
                             Level{"busy", &NodeSummary::busy},
                             Level{"inSystem", &NodeSummary::inSystem}};

constexpr std::array kLevelParts{
    FigureEntry<LevelSummary>{"mean", [](const LevelSummary& l) { return l.mean; }},
    FigureEntry<LevelSummary>{"max",
                              [](const LevelSummary& l) { return static_cast<double>(l.max); }}};

struct Span {
    std::string_view name;
    DurationSummary NodeSummary::*member;
};

constexpr std::array kSpans{Span{"wait", &NodeSummary::wait},
                            Span{"service", &NodeSummary::service},
                            Span{"sojourn", &NodeSummary::sojourn},
                            Span{"latency", &NodeSummary::latency}};

constexpr std::array kSpanParts{
    FigureEntry<DurationSummary>{"count", [](const DurationSummary& d) { return real(d.count); }},
    FigureEntry<DurationSummary>{"mean",
                                 [](const DurationSummary& d) { return seconds(d.meanUs); }},
    FigureEntry<DurationSummary>{"deviation",
                                 [](const DurationSummary& d) { return seconds(d.deviationUs); }},
    FigureEntry<DurationSummary>{"min", [](const DurationSummary& d) { return seconds(d.minUs); }},
    FigureEntry<DurationSummary>{"p50", [](const DurationSummary& d) { return seconds(d.p50Us); }},
    FigureEntry<DurationSummary>{"p95", [](const DurationSummary& d) { return seconds(d.p95Us); }},
    FigureEntry<DurationSummary>{"p99", [](const DurationSummary& d) { return seconds(d.p99Us); }},
    FigureEntry<DurationSummary>{"max", [](const DurationSummary& d) { return seconds(d.maxUs); }}};

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
        const auto* found = std::ranges::find(kCounts, name, &FigureEntry<NodeSummary>::name);
        return found == kCounts.end() ? std::nullopt : std::optional(found->of(node));
    }
    const std::string_view group = name.substr(0, dot);
    const std::string_view part = name.substr(dot + 1);
    const auto level = partOf(node, group, part, kLevels, kLevelParts);
    return level ? level : partOf(node, group, part, kSpans, kSpanParts);
}

std::vector<std::string> nodeFigureNames() {
    std::vector<std::string> names;
    for (const FigureEntry<NodeSummary>& figure : kCounts) {
        names.emplace_back(figure.name);
    }
    addNames(kLevels, kLevelParts, names);
    addNames(kSpans, kSpanParts, names);
    return names;
}

}  // namespace foldline
