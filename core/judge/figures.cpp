#include <algorithm>
#include <array>

#include "core/judge/scorecard.h"

namespace foldline {
namespace {

struct Figure {
    std::string_view name;
    double (*of)(const Scorecard&);
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

using Card = Scorecard;

constexpr std::array kFigures{
    Figure{"requests", [](const Card& c) { return real(c.totals.requests); }},
    Figure{"accepted", [](const Card& c) { return real(c.totals.accepted); }},
    Figure{"refused", [](const Card& c) { return real(c.totals.refused); }},
    Figure{"unknown", [](const Card& c) { return real(c.totals.unknown); }},
    Figure{"pending", [](const Card& c) { return real(c.pending); }},
    Figure{"availability", [](const Card& c) { return c.availability; }},
    Figure{"lost", [](const Card& c) { return real(c.acknowledgedLost); }},
    Figure{"refusedApplied", [](const Card& c) { return real(c.refusedApplied); }},
    Figure{"duplicated", [](const Card& c) { return real(c.appliedTwice); }},
    Figure{"inconsistent", [](const Card& c) { return real(c.inconsistentKeys); }},
    Figure{"behind", [](const Card& c) { return real(c.behind); }},
    Figure{"behindMax", [](const Card& c) { return real(c.behindMax); }},
    Figure{"staleMax", [](const Card& c) { return seconds(c.staleMax.us); }},
    Figure{"staleMean", [](const Card& c) { return seconds(c.staleMeanUs); }},
    Figure{"latencyMean", [](const Card& c) { return seconds(c.latency.meanUs); }},
    Figure{"latencyP50", [](const Card& c) { return seconds(c.latency.p50Us); }},
    Figure{"latencyP95", [](const Card& c) { return seconds(c.latency.p95Us); }},
    Figure{"latencyP99", [](const Card& c) { return seconds(c.latency.p99Us); }},
    Figure{"recovery", [](const Card& c) { return seconds(c.recovery.us); }},
    Figure{"retries", [](const Card& c) { return real(c.totals.retries); }},
    Figure{"databaseWork", [](const Card& c) { return real(c.totals.databaseWork); }},
    Figure{"rowsWritten", [](const Card& c) { return real(c.rowsWritten); }},
    Figure{"skipped", [](const Card& c) { return real(c.skipped); }},
    Figure{"eventsAppended", [](const Card& c) { return real(c.totals.eventsAppended); }},
    Figure{"redelivered", [](const Card& c) { return real(c.totals.redelivered); }},
    Figure{"toReconcile", [](const Card& c) { return real(c.totals.accessLines); }},
    Figure{"capacity", [](const Card& c) { return real(c.capacity); }},
    Figure{"checksViolated",
           [](const Card& c) {
               return real(static_cast<std::uint64_t>(
                   std::ranges::count(c.checks, false, &CheckResult::holds)));
           }},
};

}  // namespace

std::optional<double> figure(const Scorecard& card, std::string_view name) {
    const auto* found = std::ranges::find(kFigures, name, &Figure::name);
    return found == kFigures.end() ? std::nullopt : std::optional(found->of(card));
}

std::vector<std::string_view> figureNames() {
    std::vector<std::string_view> names;
    for (const Figure& figure : kFigures) {
        names.push_back(figure.name);
    }
    return names;
}

}  // namespace foldline
