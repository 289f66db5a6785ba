#include "tests/ui/support/fake_session.h"

#include <algorithm>

#include "tests/ui/support/scenario_of.h"

namespace foldline::ui {
namespace {

Dictionary makeDictionary(const char* system, const char* title, const char* korean, bool events) {
    Dictionary d;
    d.system = system;
    d.title = {title, korean};
    d.symbols = {"changeAddress", "ok"};
    if (events) {
        d.nodes = {{"membership", {"membership", ""}, Role::Service, 4, 32},
                   {"members-db", {"RDB members", "RDB 회원"}, Role::Rdb, 8, -1},
                   {"broker", {"Broker", "브로커"}, Role::Broker, 0, -1}};
    } else {
        d.nodes = {{"gateway", {"Gateway", "게이트웨이"}, Role::Gateway, 0, -1},
                   {"members-db", {"RDB members", "RDB 회원"}, Role::Rdb, 8, -1},
                   {"membership", {"membership", ""}, Role::Service, 4, 32}};
    }
    return d;
}

}  // namespace

Fault outage(const std::string& node, std::int64_t fromSeconds, std::int64_t seconds) {
    Fault fault;
    fault.node = node;
    fault.at = SimTime{fromSeconds * kUsPerSecond};
    fault.length = Duration{seconds * kUsPerSecond};
    return fault;
}

FakeSession::FakeSession(std::vector<std::vector<Event>> records, SimTime horizon) {
    m_info = {"", "address-change.scenario.yaml", 42, horizon, "test"};
    m_scenario.id = "address-change";
    m_scenario.title = {"The database fails", "DB가 멈춘다"};
    m_systems = {makeDictionary("request-driven", "Request-driven", "요청 기반", false),
                 makeDictionary("event-driven", "Event-driven", "이벤트 기반", true)};
    m_recordedUntil = horizon;
    for (const std::vector<Event>& events : records) {
        std::vector<Record>& made = m_records.emplace_back();
        for (const Event& event : events) {
            Record record;
            record.seq = made.size() + 1;
            record.t = SimTime{event.us};
            record.node = NodeId{event.node};
            record.cause = event.cause;
            record.kind = Kind::RequestReceived;
            made.push_back(record);
        }
    }
    m_scenario.systems = scenarioOf(m_systems).systems;
    m_records.resize(m_systems.size());
    m_branches.push_back({BranchId{1}, {}, {}, "as recorded", "", false});
    Fault first = outage("members-db", 10, 5);
    first.id = 1;
    m_faults[BranchId{1}] = {first};
}

void FakeSession::record(SimTime until, bool isFinished) {
    m_recordedUntil = until;
    m_finished = isFinished;
    if (m_listener) {
        m_listener();
    }
}

Progress FakeSession::progress(BranchId branch) const {
    return {.branch = branch,
            .recordedUntil = m_recordedUntil,
            .finished = m_finished,
            .figuresComplete = m_finished,
            .paused = m_paused};
}

Result<void> FakeSession::wait(BranchId, const std::function<bool(const Progress&)>&) {
    return {};
}

Result<BranchId> FakeSession::fork(BranchId parent,
                                   std::vector<Fault> faults,
                                   const std::string& title) {
    if (!m_failure.empty()) {
        return fail(m_failure);
    }
    const BranchId made{static_cast<std::uint32_t>(m_branches.size() + 1)};
    std::uint32_t next = 100;
    for (Fault& fault : faults) {
        if (fault.id == 0) {
            fault.id = next++;
        }
    }
    m_branches.push_back(
        {made, parent, faults.empty() ? SimTime{} : faults.back().at, title, "", false});
    m_faults[made] = std::move(faults);
    return made;
}

Result<void> FakeSession::setHidden(BranchId branch, bool hidden) {
    m_branches.at(branch.value - 1).hidden = hidden;
    return {};
}

Result<void> FakeSession::rename(BranchId branch, const std::string& title) {
    m_branches.at(branch.value - 1).title = title;
    return {};
}

Result<void> FakeSession::saveCopy(const std::filesystem::path&) {
    return {};
}

Result<World> FakeSession::worldAt(BranchId branch, std::size_t system, SimTime t) {
    const Result<Seq> last = lastSeqAt(branch, system, t);
    return worldAtSeq(branch, system, *last);
}

Result<World> FakeSession::worldAtSeq(BranchId, std::size_t system, Seq seq) {
    ++m_worldsAsked;
    if (!m_failure.empty()) {
        return fail(m_failure);
    }
    World world;
    world.seq = seq;
    world.nodes.resize(m_systems.at(system).nodes.size());
    return world;
}

Result<EntityState> FakeSession::entityAt(BranchId, std::size_t, EntityId, SimTime) {
    return EntityState{};
}

Result<std::vector<Record>> FakeSession::entityRecords(
    BranchId, std::size_t, EntityId, SimTime, SimTime, std::size_t) {
    return std::vector<Record>{};
}

Result<std::vector<Record>> FakeSession::records(BranchId,
                                                 std::size_t system,
                                                 Seq first,
                                                 std::size_t count) {
    const std::vector<Record>& all = m_records.at(system);
    std::vector<Record> out;
    for (Seq seq = first; seq < first + count && seq <= all.size(); ++seq) {
        if (all[seq - 1].t <= m_recordedUntil) {
            out.push_back(all[seq - 1]);
        }
    }
    return out;
}

Result<Seq> FakeSession::lastSeqAt(BranchId, std::size_t system, SimTime t) {
    const std::vector<Record>& all = m_records.at(system);
    const SimTime until = std::min(t, m_recordedUntil);
    return static_cast<Seq>(
        std::count_if(all.begin(), all.end(), [until](const Record& r) { return r.t <= until; }));
}

std::shared_ptr<const DensityIndex> FakeSession::density(BranchId, std::size_t) const {
    return nullptr;
}

std::vector<Verdict> FakeSession::verdicts(BranchId /*branch*/) const {
    return judge(m_scenario.expectations, {});
}

Scorecard FakeSession::scorecard(BranchId branch, std::size_t system) const {
    Scorecard card;
    card.system = m_systems.at(system).system;
    card.at = m_recordedUntil;
    card.totals.requests = 200;
    card.totals.accepted = 131 + 38 * system;
    card.totals.refused = system == 0 ? 38 : 0;
    card.totals.databaseWork = (system == 0 ? 226 : 14) + branch.value - 1;
    card.latency.count = 131;
    card.latency.p50Us = 4'200;
    card.latency.p95Us = 61'000;
    card.latency.p99Us = 402'000;
    card.checks.push_back({"member.points >= 0", system == 0, SimTime{12'000'000}, 3});
    return card;
}

std::vector<NodeSummary> FakeSession::nodeSummaries(BranchId, std::size_t) const {
    return {};
}

}  // namespace foldline::ui
