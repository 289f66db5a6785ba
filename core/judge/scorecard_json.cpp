#include "core/judge/scorecard_json.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace foldline {
namespace {

using Json = nlohmann::ordered_json;

double ms(double us) {
    return us / static_cast<double>(kUsPerMs);
}

double ms(std::int64_t us) {
    return ms(static_cast<double>(us));
}

double seconds(std::int64_t us) {
    return static_cast<double>(us) / static_cast<double>(kUsPerSecond);
}

Json durations(const DurationSummary& summary) {
    return {{"count", summary.count},
            {"mean_ms", ms(summary.meanUs)},
            {"stddev_ms", ms(summary.deviationUs)},
            {"min_ms", ms(summary.minUs)},
            {"p50_ms", ms(summary.p50Us)},
            {"p95_ms", ms(summary.p95Us)},
            {"p99_ms", ms(summary.p99Us)},
            {"max_ms", ms(summary.maxUs)}};
}

Json level(const LevelSummary& summary) {
    return {{"mean", summary.mean}, {"max", summary.max}};
}

Json checks(const std::vector<CheckResult>& results) {
    Json list = Json::array();
    for (const CheckResult& result : results) {
        Json check = {
            {"check", result.text}, {"holds", result.holds}, {"violations", result.violations}};
        if (!result.holds) {
            check["first_violation_s"] = seconds(result.firstViolation.us);
        }
        list.push_back(std::move(check));
    }
    return list;
}

Json scorecard(const Scorecard& card) {
    return {{"requests", card.totals.requests},
            {"accepted", card.totals.accepted},
            {"refused", card.totals.refused},
            {"unknown", card.totals.unknown},
            {"pending", card.pending},
            {"availability", card.availability},
            {"acknowledged_lost", card.acknowledgedLost},
            {"refused_applied", card.refusedApplied},
            {"applied_twice", card.appliedTwice},
            {"inconsistent_keys", card.inconsistentKeys},
            {"behind", card.behind},
            {"behind_max", card.behindMax},
            {"stale_max_ms", ms(card.staleMax.us)},
            {"stale_mean_ms", ms(card.staleMeanUs)},
            {"latency", durations(card.latency)},
            {"recovery_s", seconds(card.recovery.us)},
            {"retries", card.totals.retries},
            {"database_work", card.totals.databaseWork},
            {"rows_written", card.rowsWritten},
            {"events_appended", card.totals.eventsAppended},
            {"redelivered", card.totals.redelivered},
            {"to_reconcile", card.totals.accessLines},
            {"capacity", card.capacity},
            {"checks", checks(card.checks)}};
}

Json node(const NodeName& name, const NodeSummary& summary) {
    return {{"role", roleName(name.role)},
            {"arrivals", summary.arrivals},
            {"started", summary.started},
            {"completed", summary.completed},
            {"failed", summary.failed},
            {"refused", summary.refused},
            {"lost", summary.lost},
            {"timed_out", summary.timedOut},
            {"retries", summary.retries},
            {"rows_written", summary.rowsWritten},
            {"events", summary.events},
            {"redelivered", summary.redelivered},
            {"wait", durations(summary.wait)},
            {"service", durations(summary.service)},
            {"sojourn", durations(summary.sojourn)},
            {"latency", durations(summary.latency)},
            {"queue", level(summary.queue)},
            {"busy", level(summary.busy)},
            {"in_system", level(summary.inSystem)},
            {"utilisation", summary.utilisation},
            {"up_share", summary.upShare}};
}

std::string hex(std::uint64_t number) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(number));
    return text.data();
}

Json system(const SystemReport& report) {
    Json nodes = Json::object();
    for (std::size_t i = 0; i < report.names.size() && i < report.nodes.size(); ++i) {
        nodes[report.names[i].name] = node(report.names[i], report.nodes[i]);
    }
    return {{"name", report.scorecard.system},
            {"scorecard", scorecard(report.scorecard)},
            {"nodes", std::move(nodes)},
            {"fingerprint", hex(report.fingerprint)}};
}

}  // namespace

std::string runReportJson(const RunReport& report) {
    Json systems = Json::array();
    for (const SystemReport& one : report.systems) {
        systems.push_back(system(one));
    }
    const Json json = {{"foldline", 1},
                       {"scenario", report.scenario},
                       {"seed", report.seed},
                       {"horizon_s", seconds(report.horizon.us)},
                       {"systems", std::move(systems)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace foldline
