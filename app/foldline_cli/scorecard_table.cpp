#include "app/foldline_cli/scorecard_table.h"

#include <array>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

#include "app/foldline_cli/text_table.h"

namespace foldline::cli {
namespace {

std::string decimals(double value, int digits) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string seconds(double us) {
    return decimals(us / static_cast<double>(kUsPerSecond), 3) + " s";
}

std::string milliseconds(double us) {
    return decimals(us / static_cast<double>(kUsPerMs), 1) + " ms";
}

std::string count(std::uint64_t value) {
    return std::to_string(value);
}

struct Line {
    const char* label;
    std::string (*cell)(const Scorecard&);
};

using Card = Scorecard;

constexpr auto kLines = std::to_array<Line>({
    {"requests", [](const Card& c) { return count(c.totals.requests); }},
    {"  accepted", [](const Card& c) { return count(c.totals.accepted); }},
    {"  refused", [](const Card& c) { return count(c.totals.refused); }},
    {"  unknown", [](const Card& c) { return count(c.totals.unknown); }},
    {"  pending", [](const Card& c) { return count(c.pending); }},
    {"availability", [](const Card& c) { return decimals(c.availability * 100.0, 2) + " %"; }},
    {"acknowledged, but lost", [](const Card& c) { return count(c.acknowledgedLost); }},
    {"refused, but applied", [](const Card& c) { return count(c.refusedApplied); }},
    {"applied twice", [](const Card& c) { return count(c.appliedTwice); }},
    {"inconsistent keys", [](const Card& c) { return count(c.inconsistentKeys); }},
    {"rows that are wrong", [](const Card& c) { return count(c.wrongRows); }},
    {"events parked", [](const Card& c) { return count(c.parked); }},
    {"forgotten, but remembered", [](const Card& c) { return count(c.remembering); }},
    {"events behind, at the end", [](const Card& c) { return count(c.behind); }},
    {"events behind, at most", [](const Card& c) { return count(c.behindMax); }},
    {"rows stale, at most",
     [](const Card& c) { return seconds(static_cast<double>(c.staleMax.us)); }},
    {"rows stale, mean", [](const Card& c) { return seconds(c.staleMeanUs); }},
    {"latency, mean", [](const Card& c) { return milliseconds(c.latency.meanUs); }},
    {"latency, p50",
     [](const Card& c) { return milliseconds(static_cast<double>(c.latency.p50Us)); }},
    {"latency, p95",
     [](const Card& c) { return milliseconds(static_cast<double>(c.latency.p95Us)); }},
    {"latency, p99",
     [](const Card& c) { return milliseconds(static_cast<double>(c.latency.p99Us)); }},
    {"recovery after the last fault",
     [](const Card& c) { return seconds(static_cast<double>(c.recovery.us)); }},
    {"retries", [](const Card& c) { return count(c.totals.retries); }},
    {"pieces of database work", [](const Card& c) { return count(c.totals.databaseWork); }},
    {"rows written", [](const Card& c) { return count(c.rowsWritten); }},
    {"duplicates skipped", [](const Card& c) { return count(c.skipped); }},
    {"applied out of order", [](const Card& c) { return count(c.outOfOrder); }},
    {"events appended", [](const Card& c) { return count(c.totals.eventsAppended); }},
    {"events redelivered", [](const Card& c) { return count(c.totals.redelivered); }},
    {"lines to reconcile by hand", [](const Card& c) { return count(c.totals.accessLines); }},
    {"capacity paid for", [](const Card& c) { return count(c.capacity); }},
});

std::string verdict(const Scorecard::CheckResult& check) {
    return check.holds ? "holds"
                       : "violated from " + formatSeconds(check.firstViolation) + " s, " +
                             count(check.violations) + " times";
}

}  // namespace

void printScorecards(const std::vector<Scorecard>& cards, std::ostream& out) {
    std::vector<TextTable::Align> columns(cards.size() + 1, TextTable::Align::Right);
    columns.front() = TextTable::Align::Left;
    TextTable table(std::move(columns));
    const auto addRow = [&](const std::string& label,
                            const std::function<std::string(const Scorecard&)>& cell) {
        std::vector<std::string> row{label};
        for (const Scorecard& card : cards) {
            row.push_back(cell(card));
        }
        table.addRow(std::move(row));
    };
    addRow("", [](const Scorecard& card) { return card.system; });
    for (const Line& line : kLines) {
        addRow(line.label, line.cell);
    }
    if (!cards.empty()) {
        for (std::size_t i = 0; i < cards.front().checks.size(); ++i) {
            addRow("check " + cards.front().checks[i].text,
                   [&](const Scorecard& card) { return verdict(card.checks.at(i)); });
        }
    }
    table.print(out);
}

}  // namespace foldline::cli
