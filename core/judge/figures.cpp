#include <algorithm>
#include <array>

#include "core/judge/figure_entry.h"
#include "core/judge/scorecard.h"

namespace foldline {
namespace {

using Card = Scorecard;

constexpr std::array kFigures{
    FigureEntry<Card>{"requests", [](const Card& c) { return real(c.totals.requests); }},
    FigureEntry<Card>{"accepted", [](const Card& c) { return real(c.totals.accepted); }},
    FigureEntry<Card>{"refused", [](const Card& c) { return real(c.totals.refused); }},
    FigureEntry<Card>{"unknown", [](const Card& c) { return real(c.totals.unknown); }},
    FigureEntry<Card>{"pending", [](const Card& c) { return real(c.pending); }},
    FigureEntry<Card>{"availability", [](const Card& c) { return c.availability; }},
    FigureEntry<Card>{"lost", [](const Card& c) { return real(c.acknowledgedLost); }},
    FigureEntry<Card>{"refusedApplied", [](const Card& c) { return real(c.refusedApplied); }},
    FigureEntry<Card>{"duplicated", [](const Card& c) { return real(c.appliedTwice); }},
    FigureEntry<Card>{"inconsistent", [](const Card& c) { return real(c.inconsistentKeys); }},
    FigureEntry<Card>{"wrongRows", [](const Card& c) { return real(c.wrongRows); }},
    FigureEntry<Card>{"parked", [](const Card& c) { return real(c.parked); }},
    FigureEntry<Card>{"remembering", [](const Card& c) { return real(c.remembering); }},
    FigureEntry<Card>{"behind", [](const Card& c) { return real(c.behind); }},
    FigureEntry<Card>{"behindMax", [](const Card& c) { return real(c.behindMax); }},
    FigureEntry<Card>{"staleMax", [](const Card& c) { return seconds(c.staleMax.us); }},
    FigureEntry<Card>{"staleMean", [](const Card& c) { return seconds(c.staleMeanUs); }},
    FigureEntry<Card>{"latencyMean", [](const Card& c) { return seconds(c.latency.meanUs); }},
    FigureEntry<Card>{"latencyP50", [](const Card& c) { return seconds(c.latency.p50Us); }},
    FigureEntry<Card>{"latencyP95", [](const Card& c) { return seconds(c.latency.p95Us); }},
    FigureEntry<Card>{"latencyP99", [](const Card& c) { return seconds(c.latency.p99Us); }},
    FigureEntry<Card>{"recovery", [](const Card& c) { return seconds(c.recovery.us); }},
    FigureEntry<Card>{"retries", [](const Card& c) { return real(c.totals.retries); }},
    FigureEntry<Card>{"databaseWork", [](const Card& c) { return real(c.totals.databaseWork); }},
    FigureEntry<Card>{"rowsWritten", [](const Card& c) { return real(c.rowsWritten); }},
    FigureEntry<Card>{"skipped", [](const Card& c) { return real(c.skipped); }},
    FigureEntry<Card>{"outOfOrder", [](const Card& c) { return real(c.outOfOrder); }},
    FigureEntry<Card>{"eventsAppended",
                      [](const Card& c) { return real(c.totals.eventsAppended); }},
    FigureEntry<Card>{"redelivered", [](const Card& c) { return real(c.totals.redelivered); }},
    FigureEntry<Card>{"toReconcile", [](const Card& c) { return real(c.totals.accessLines); }},
    FigureEntry<Card>{"capacity", [](const Card& c) { return real(c.capacity); }},
    FigureEntry<Card>{"checksViolated",
                      [](const Card& c) {
                          return real(static_cast<std::uint64_t>(
                              std::ranges::count(c.checks, false, &CheckResult::holds)));
                      }},
};

}  // namespace

std::optional<double> figure(const Scorecard& card, std::string_view name) {
    const auto* found = std::ranges::find(kFigures, name, &FigureEntry<Card>::name);
    return found == kFigures.end() ? std::nullopt : std::optional(found->of(card));
}

std::vector<std::string_view> figureNames() {
    std::vector<std::string_view> names;
    for (const FigureEntry<Card>& figure : kFigures) {
        names.push_back(figure.name);
    }
    return names;
}

}  // namespace foldline
