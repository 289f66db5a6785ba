#include "tests/ui/timeline/timeline_session.h"

#include <algorithm>
#include <cmath>

#include "tests/ui/support/scenario_of.h"

namespace foldline::ui {
namespace {

constexpr SimTime kHorizon{60 * kUsPerSecond};
constexpr double kDownFrom = 10.0;
constexpr double kDownTo = 15.0;

Dictionary requestDriven() {
    Dictionary d;
    d.system = "request-driven";
    d.title = {"Request-driven", "요청 기반"};
    d.nodes = {{"members", {"Members", "회원"}, Role::Client, 0, -1},
               {"gateway", {"Gateway", "게이트웨이"}, Role::Gateway, 0, -1},
               {"membership", {"membership", ""}, Role::Service, 4, 32},
               {"members-db", {"RDB members", "RDB 회원"}, Role::Rdb, 8, -1}};
    d.links = {{NodeId{0}, NodeId{1}, LinkKind::Request},
               {NodeId{1}, NodeId{2}, LinkKind::Request},
               {NodeId{2}, NodeId{3}, LinkKind::Statement}};
    return d;
}

Dictionary eventDriven() {
    Dictionary d;
    d.system = "event-driven";
    d.title = {"Event-driven", "이벤트 기반"};
    d.nodes = {{"members", {"Members", "회원"}, Role::Client, 0, -1},
               {"membership", {"membership", ""}, Role::Service, 4, 32},
               {"broker", {"Broker", "브로커"}, Role::Broker, 0, -1},
               {"projector", {"membership consumer", "membership 소비자"}, Role::Service, 1, -1},
               {"members-db", {"RDB members", "RDB 회원"}, Role::Rdb, 8, -1}};
    d.links = {{NodeId{0}, NodeId{1}, LinkKind::Request},
               {NodeId{1}, NodeId{2}, LinkKind::Produce},
               {NodeId{2}, NodeId{3}, LinkKind::Consume},
               {NodeId{3}, NodeId{4}, LinkKind::Statement}};
    d.subscriptions = {{NodeId{3}, NodeId{2}, {}, {}, {}, 100}};
    return d;
}

// A fixed sequence that looks irregular: 0 … 1.
class Wobble {
public:
    double next() {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<double>(m_state >> 8) / static_cast<double>(1U << 24);
    }

private:
    std::uint32_t m_state = 7;
};

std::vector<double> arrivals() {
    Wobble wobble;
    std::vector<double> times;
    for (double t = 0.2; t < 60.0; t += -std::log(1.0 - 0.999 * wobble.next()) / 4.0) {
        times.push_back(t);
    }
    for (int i = 0; i < 100; ++i) {
        times.push_back(30.0 + 0.0004 * i);
    }
    std::sort(times.begin(), times.end());
    return times;
}

bool isDown(double t) {
    return t >= kDownFrom && t < kDownTo;
}

class Times {
public:
    void add(double s) {
        if (s < 60.0) {
            m_us.push_back(seconds(s).us);
        }
    }

    void addSeveral(double s, int count, double apart) {
        for (int i = 0; i < count; ++i) {
            add(s + apart * i);
        }
    }

    std::vector<std::int64_t> take() { return std::move(m_us); }

private:
    std::vector<std::int64_t> m_us;
};

std::vector<SeriesPoint> curve(double stepSeconds, const std::function<double(double)>& value) {
    std::vector<SeriesPoint> points;
    for (double t = 0.0; t < 60.0; t += stepSeconds) {
        const double v = value(t);
        if (!std::isnan(v)) {
            points.push_back({seconds(t), v, v, v});
        }
    }
    return points;
}

double errorsPerSecond(double t) {
    if (t < kDownFrom + 0.3 || t > kDownTo + 1.0) {
        return 0.0;
    }
    return std::round(3.5 + 1.5 * std::sin(t * 5.0) + std::sin(t * 13.0));
}

double eventsBehind(double t) {
    if (t < kDownFrom) {
        return std::fmod(t * 4.0, 2.0) > 1.0 ? 1.0 : 0.0;
    }
    if (t < kDownTo) {
        return std::floor((t - kDownFrom) * 4.2);
    }
    if (t < kDownTo + 1.2) {
        return std::floor(21.0 * (1.0 - (t - kDownTo) / 1.2));
    }
    return t >= 30.0 && t < 30.6 ? std::floor(100.0 * (30.6 - t) / 0.6) : 0.0;
}

std::shared_ptr<const ListedDensity> requestDrivenDensity() {
    std::vector<Times> active(4);
    std::vector<Times> failed(4);
    for (const double t : arrivals()) {
        active[0].addSeveral(t, 2, 0.004);
        if (!isDown(t)) {
            active[1].addSeveral(t + 0.001, 3, 0.003);
            active[2].addSeveral(t + 0.002, 4, 0.001);
            active[3].addSeveral(t + 0.003, 3, 0.001);
            continue;
        }
        for (int attempt = 0; attempt < 3; ++attempt) {
            const double at = t + 0.15 * attempt * attempt;
            active[1].addSeveral(at, 3, 0.02);
            failed[1].addSeveral(at, 3, 0.02);
            active[2].addSeveral(at + 0.002, 4, 0.001);
            failed[2].addSeveral(at + 0.002, 2, 0.001);
        }
        active[0].add(t + 0.8);
        failed[0].add(t + 0.8);
    }
    auto density = std::make_shared<ListedDensity>(kHorizon);
    for (std::uint16_t n = 0; n < 4; ++n) {
        density->addLane({LaneKind::NodeActivity, NodeId{n}}, active[n].take());
        density->addLane({LaneKind::NodeFailures, NodeId{n}}, failed[n].take());
    }
    density->addSeries(SeriesKind::ErrorsPerSecond, curve(0.1, errorsPerSecond));
    density->addSeries(SeriesKind::RequestsWaiting, curve(0.1, [](double t) {
                           if (t >= 30.0 && t < 31.2) {
                               return std::floor(60.0 * (31.2 - t) / 1.2);
                           }
                           return isDown(t) ? 5.0 + std::round(3.0 * std::sin(t * 3.0)) : 0.0;
                       }));
    density->addSeries(SeriesKind::LatencyMs, curve(0.25, [](double t) {
                           return isDown(t) ? std::nan("") : 9.0 + 4.0 * std::sin(t * 3.0);
                       }));
    return density;
}

std::shared_ptr<const ListedDensity> eventDrivenDensity() {
    std::vector<Times> active(5);
    Times events;
    Times failures;
    for (const double t : arrivals()) {
        active[0].addSeveral(t, 2, 0.003);
        active[1].addSeveral(t + 0.001, 4, 0.001);
        active[2].addSeveral(t + 0.003, 2, 0.001);
        events.add(t + 0.004);
    }
    for (double t = 0.3; t < 60.0; t += 0.4) {
        if (isDown(t)) {
            active[3].addSeveral(t, 2, 0.01);
            failures.addSeveral(t, 2, 0.01);
            continue;
        }
        active[3].addSeveral(t, 3, 0.01);
        active[4].addSeveral(t + 0.01, 2, 0.004);
    }
    active[4].addSeveral(kDownTo + 0.1, 40, 0.02);
    auto density = std::make_shared<ListedDensity>(kHorizon);
    for (std::uint16_t n = 0; n < 5; ++n) {
        density->addLane({LaneKind::NodeActivity, NodeId{n}}, active[n].take());
    }
    density->addLane({LaneKind::NodeFailures, NodeId{3}}, failures.take());
    density->addLane({LaneKind::Events, NodeId::none()}, events.take());
    density->addSeries(SeriesKind::EventsBehind, curve(0.1, eventsBehind));
    density->addSeries(SeriesKind::ErrorsPerSecond, curve(0.1, [](double) { return 0.0; }));
    density->addSeries(SeriesKind::RequestsWaiting, curve(0.1, [](double t) {
                           return t >= 30.0 && t < 30.3 ? std::floor(30.0 * (30.3 - t) / 0.3) : 0.0;
                       }));
    density->addSeries(SeriesKind::LatencyMs,
                       curve(0.25, [](double t) { return 4.0 + std::sin(t * 5.0); }));
    return density;
}

}  // namespace

void ListedDensity::addLane(LaneKey key, std::vector<std::int64_t> times) {
    std::sort(times.begin(), times.end());
    m_keys.push_back(key);
    m_times.push_back(std::move(times));
}

void ListedDensity::addSeries(SeriesKind kind, std::vector<SeriesPoint> points) {
    Duration shortest{points.size() < 2 ? 1 : (points.back().t - points.front().t).us};
    for (std::size_t i = 1; i < points.size(); ++i) {
        shortest = std::min(shortest, points[i].t - points[i - 1].t);
    }
    for (SeriesPoint& point : points) {
        point.until = point.until == point.t ? point.t + shortest : point.until;
    }
    m_series[kind] = std::move(points);
}

void ListedDensity::counts(std::size_t lane,
                           SimTime from,
                           SimTime to,
                           std::span<std::uint32_t> columns) const {
    ++m_asked;
    const std::vector<std::int64_t>& times = m_times.at(lane);
    const auto n = static_cast<std::int64_t>(columns.size());
    const auto before = [&times](std::int64_t us) {
        return std::lower_bound(times.begin(), times.end(), us) - times.begin();
    };
    for (std::int64_t i = 0; i < n; ++i) {
        const auto start = before(from.us + (to - from).us * i / n);
        const auto stop = before(from.us + (to - from).us * (i + 1) / n);
        columns[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(stop - start);
    }
}

std::vector<SeriesPoint> ListedDensity::series(SeriesKind kind,
                                               SimTime from,
                                               SimTime to,
                                               std::size_t pointsMax) const {
    ++m_asked;
    const auto found = m_series.find(kind);
    std::vector<SeriesPoint> out;
    if (found == m_series.end()) {
        return out;
    }
    std::vector<SeriesPoint> inside;
    for (const SeriesPoint& point : found->second) {
        if (point.t >= from && point.t < to) {
            inside.push_back(point);
        }
    }
    const std::size_t group = std::max<std::size_t>(1, (inside.size() + pointsMax - 1) / pointsMax);
    for (std::size_t i = 0; i < inside.size(); i += group) {
        SeriesPoint merged = inside[i];
        for (std::size_t k = i; k < std::min(i + group, inside.size()); ++k) {
            merged.min = std::min(merged.min, inside[k].min);
            merged.max = std::max(merged.max, inside[k].max);
            merged.last = inside[k].last;
            merged.until = inside[k].until;
        }
        out.push_back(merged);
    }
    return out;
}

TimelineSession::TimelineSession() {
    m_info = {"", "address-change.scenario.yaml", 42, kHorizon, "test"};
    m_systems = {requestDriven(), eventDriven()};
    m_scenario = scenarioOf(m_systems);
    m_listed = {requestDrivenDensity(), eventDrivenDensity()};
    m_densities.assign(m_listed.begin(), m_listed.end());
    m_recordedUntil = kHorizon;
    m_branches = {{BranchId{1}, {}, {}, "as recorded", "", false}};
    Fault down;
    down.id = 1;
    down.kind = Fault::Kind::Down;
    down.node = "members-db";
    down.at = seconds(kDownFrom);
    down.length = seconds(kDownTo) - seconds(kDownFrom);
    Fault crash;
    crash.id = 2;
    crash.kind = Fault::Kind::Crash;
    crash.node = "membership";
    crash.at = seconds(31);
    crash.length = Duration{4 * kUsPerSecond};
    m_faults[BranchId{1}] = {down, crash};
}

void TimelineSession::setRecordedUntil(SimTime until) {
    m_recordedUntil = until;
    if (m_listener) {
        m_listener();
    }
}

int TimelineSession::asked() const {
    int sum = 0;
    for (const auto& density : m_listed) {
        sum += density->asked();
    }
    return sum;
}

void TimelineSession::replaceRun(std::vector<Dictionary> systems,
                                 std::vector<std::shared_ptr<const DensityIndex>> densities,
                                 SimTime horizon) {
    m_systems = std::move(systems);
    m_scenario = scenarioOf(m_systems);
    m_densities = std::move(densities);
    m_listed.clear();
    m_info.horizon = horizon;
    m_recordedUntil = horizon;
    for (auto& [branch, faults] : m_faults) {
        faults.clear();
    }
}

void TimelineSession::addBranch(BranchId parent,
                                SimTime forkAt,
                                const std::string& title,
                                bool hidden) {
    const BranchId id{static_cast<std::uint32_t>(m_branches.size() + 1)};
    m_branches.push_back({id, parent, forkAt, title, "", hidden});
    m_faults[id] = m_faults.at(parent);
}

Progress TimelineSession::progress(BranchId branch) const {
    const bool finished = m_recordedUntil >= m_info.horizon;
    return {branch, m_recordedUntil, finished, 0, "", finished};
}

Result<void> TimelineSession::wait(BranchId, const std::function<bool(const Progress&)>&) {
    return {};
}

Result<BranchId> TimelineSession::fork(BranchId parent,
                                       std::vector<Fault> faults,
                                       const std::string& title) {
    std::uint32_t next = 100;
    for (Fault& fault : faults) {
        if (fault.id == 0) {
            fault.id = next++;
        }
    }
    addBranch(parent, faults.empty() ? SimTime{} : faults.front().at, title);
    m_faults[m_branches.back().id] = std::move(faults);
    return m_branches.back().id;
}

Result<void> TimelineSession::setHidden(BranchId branch, bool hidden) {
    m_branches.at(branch.value - 1).hidden = hidden;
    return {};
}

Result<void> TimelineSession::rename(BranchId branch, const std::string& title) {
    m_branches.at(branch.value - 1).title = title;
    return {};
}

Result<void> TimelineSession::saveCopy(const std::filesystem::path&) {
    return {};
}

Result<World> TimelineSession::worldAt(BranchId, std::size_t system, SimTime) {
    World world;
    world.nodes.resize(m_systems.at(system).nodes.size());
    return world;
}

Result<World> TimelineSession::worldAtSeq(BranchId branch, std::size_t system, Seq) {
    return worldAt(branch, system, {});
}

Result<EntityState> TimelineSession::entityAt(BranchId, std::size_t, EntityId, SimTime) {
    return EntityState{};
}

Result<std::vector<Record>> TimelineSession::entityRecords(
    BranchId, std::size_t, EntityId, SimTime, SimTime, std::size_t) {
    return std::vector<Record>{};
}

Result<std::vector<Record>> TimelineSession::records(BranchId, std::size_t, Seq, std::size_t) {
    return std::vector<Record>{};
}

Result<Seq> TimelineSession::lastSeqAt(BranchId, std::size_t, SimTime) {
    return Seq{0};
}

std::shared_ptr<const DensityIndex> TimelineSession::density(BranchId, std::size_t system) const {
    return m_densities.at(system);
}

Scorecard TimelineSession::scorecard(BranchId, std::size_t system) const {
    Scorecard card;
    card.system = m_systems.at(system).system;
    return card;
}

std::vector<NodeSummary> TimelineSession::nodeSummaries(BranchId, std::size_t) const {
    return {};
}

}  // namespace foldline::ui
