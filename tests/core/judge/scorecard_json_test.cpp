#include "core/judge/scorecard_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace foldline {
namespace {

using Json = nlohmann::ordered_json;

RunReport report() {
    SystemReport system;
    system.scorecard.system = "event-driven";
    system.scorecard.totals.accepted = 228;
    system.scorecard.staleMax = {6'512'034};
    system.scorecard.latency.p99Us = 12'345;
    system.scorecard.checks = {
        {.text = "member.points >= 0"},
        {.text = "c", .holds = false, .firstViolation = SimTime{1'500'000}, .violations = 4}};
    system.names = {{.name = "membership", .title = {}, .role = Role::Service, .capacity = 4},
                    {.name = "members-db", .title = {}, .role = Role::Rdb, .capacity = 8}};
    system.nodes.resize(2);
    system.nodes[0].wait = {.count = 2, .meanUs = 1'500.5, .maxUs = 3'000};
    system.nodes[0].queue = {.mean = 0.25, .max = 3};
    system.fingerprint = 0xAB12;
    return {.scenario = "address-change",
            .seed = 42,
            .horizon = SimTime{60'000'000},
            .systems = {system}};
}

std::vector<std::string> keysOf(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& item : object.items()) {
        keys.push_back(item.key());
    }
    return keys;
}

using Keys = std::vector<std::string>;

TEST(ScorecardJsonTest, TheReportHasItsDocumentedForm) {
    const Json json = Json::parse(runReportJson(report()));
    EXPECT_EQ(keysOf(json), (Keys{"foldline", "scenario", "seed", "horizon_s", "systems"}));
    EXPECT_EQ(json["foldline"], 1);
    EXPECT_EQ(json["seed"], 42);
    EXPECT_EQ(json["horizon_s"], 60.0);
    const Json& system = json["systems"].at(0);
    EXPECT_EQ(keysOf(system), (Keys{"name", "scorecard", "nodes", "fingerprint"}));
    EXPECT_EQ(system["fingerprint"], "000000000000ab12");
}

TEST(ScorecardJsonTest, AScorecardHasItsDocumentedForm) {
    const Json card = Json::parse(runReportJson(report()))["systems"][0]["scorecard"];
    EXPECT_EQ(keysOf(card), (Keys{"requests",          "accepted",        "refused",
                                  "unknown",           "pending",         "availability",
                                  "acknowledged_lost", "refused_applied", "applied_twice",
                                  "inconsistent_keys", "behind",          "behind_max",
                                  "stale_max_ms",      "stale_mean_ms",   "latency",
                                  "recovery_s",        "retries",         "database_work",
                                  "rows_written",      "events_appended", "redelivered",
                                  "to_reconcile",      "capacity",        "checks"}));
    EXPECT_EQ(card["accepted"], 228);
    EXPECT_EQ(card["stale_max_ms"], 6512.034);
    EXPECT_EQ(card["latency"]["p99_ms"], 12.345);
    EXPECT_EQ(keysOf(card["checks"][0]), (Keys{"check", "holds", "violations"}));
    EXPECT_EQ(card["checks"][1]["first_violation_s"], 1.5);
}

TEST(ScorecardJsonTest, ANodeHasItsDocumentedForm) {
    const Json nodes = Json::parse(runReportJson(report()))["systems"][0]["nodes"];
    EXPECT_EQ(keysOf(nodes), (Keys{"membership", "members-db"}));
    const Json& node = nodes["membership"];
    EXPECT_EQ(keysOf(node),
              (Keys{"role",      "arrivals",    "started", "completed",    "failed", "refused",
                    "lost",      "timed_out",   "retries", "rows_written", "events", "redelivered",
                    "wait",      "service",     "sojourn", "latency",      "queue",  "busy",
                    "in_system", "utilisation", "up_share"}));
    EXPECT_EQ(node["role"], "service");
    EXPECT_EQ(
        keysOf(node["wait"]),
        (Keys{"count", "mean_ms", "stddev_ms", "min_ms", "p50_ms", "p95_ms", "p99_ms", "max_ms"}));
    EXPECT_EQ(node["wait"]["mean_ms"], 1.5005);
    EXPECT_EQ(node["queue"], (Json{{"mean", 0.25}, {"max", 3}}));
}

TEST(ScorecardJsonTest, EqualReportsGiveEqualText) {
    EXPECT_EQ(runReportJson(report()), runReportJson(report()));
}

TEST(ScorecardJsonTest, TextThatIsNotUtf8IsRepaired) {
    RunReport broken = report();
    broken.scenario = "caf\xE9";
    EXPECT_EQ(Json::parse(runReportJson(broken))["scenario"], "caf\uFFFD");
}

}  // namespace
}  // namespace foldline
