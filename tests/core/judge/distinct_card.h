// A scorecard in which every figure has a number of its own, and how tests find out whether all of
// them are shown: so that no front end forgets a new one.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/judge/scorecard.h"

namespace foldline::testing {

/// REQUIRES, and checks, that a new figure is given a number here too.
inline Scorecard distinctCard() {
    Scorecard card{.system = "shop", .at = {60 * kUsPerSecond}};
    card.totals = {.requests = 1009,
                   .accepted = 1013,
                   .refused = 1019,
                   .unknown = 1021,
                   .retries = 1031,
                   .databaseWork = 1033,
                   .eventsAppended = 1039,
                   .redelivered = 1049,
                   .accessLines = 1051};
    card.pending = 1061;
    card.acknowledgedLost = 1063;
    card.refusedApplied = 1069;
    card.appliedTwice = 1087;
    card.behind = 1091;
    card.behindMax = 1093;
    card.inconsistentKeys = 1097;
    card.wrongRows = 1103;
    card.staleMax = {3'137'000};
    card.staleMeanUs = 2'153'000.0;
    card.latency = {.meanUs = 171'000.0, .p50Us = 173'000, .p95Us = 179'000, .p99Us = 191'000};
    card.availability = 0.71;
    card.recovery = {4'177'000};
    card.rowsWritten = 1109;
    card.parked = 1117;
    card.remembering = 1123;
    card.skipped = 1129;
    card.outOfOrder = 1151;
    card.capacity = 1153;
    return card;
}

/// The names of the figures of distinctCard() that are not among `shown`, in whatever unit: whole
/// ones, thousandths, millionths or hundredths. Checks are no numbers, and left out.
inline std::vector<std::string> figuresMissing(const std::vector<double>& shown) {
    const Scorecard card = distinctCard();
    std::vector<std::string> missing;
    std::vector<double> seen;
    for (const std::string_view name : figureNames()) {
        if (name == "checksViolated") {
            continue;
        }
        const double value = figure(card, name).value_or(0.0);
        EXPECT_GT(value, 0.0) << name << " has no number in distinctCard()";
        EXPECT_EQ(std::ranges::find(seen, value), seen.end())
            << name << " has no number of its own";
        seen.push_back(value);
        const bool found = std::ranges::any_of(shown, [&](double number) {
            return std::ranges::any_of(std::vector{1.0, 1e2, 1e3, 1e6}, [&](double unit) {
                return std::abs(number - value * unit) < 1e-9 * unit;
            });
        });
        if (!found) {
            missing.emplace_back(name);
        }
    }
    return missing;
}

}  // namespace foldline::testing
