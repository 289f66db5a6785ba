#include "core/run/verify.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/fold/entity.h"
#include "core/fold/world.h"
#include "core/model/simulator.h"
#include "core/run/fold_tables.h"
#include "core/scenario/faults.h"
#include "core/scenario/load.h"

namespace foldline {
namespace {

constexpr std::size_t kBatchRecords = 4096;

/// A keyframe found in the file.
struct StoredKeyframe {
    Seq seq = 0;
    EntityId entity;  ///< none: of the world
    std::string bytes;
};

/// Finds the keyframes of a run's own records one by one, the newest first: `at` gives the newest
/// one up to a record.
template <class At, class Keep>
Result<void> eachKeyframe(const RunInfo& run, At at, Keep keep) {
    Seq upTo = run.lastSeq;
    while (upTo > run.forkSeq) {
        auto keyframe = at(upTo);
        if (!keyframe) {
            return tl::unexpected(keyframe.error());
        }
        if (!*keyframe || (*keyframe)->seq <= run.forkSeq) {
            break;
        }
        upTo = (*keyframe)->seq - 1;
        keep(**keyframe);
    }
    return {};
}

/// All keyframes of a run's own records, oldest first.
Result<std::vector<StoredKeyframe>> storedKeyframes(RecordingReader& reader,
                                                    const RunInfo& run,
                                                    std::size_t entities) {
    std::vector<StoredKeyframe> found;
    auto done = eachKeyframe(
        run,
        [&](Seq upTo) { return reader.keyframeAt(run.id, upTo); },
        [&](Keyframe& keyframe) {
            found.push_back({keyframe.seq, EntityId::none(), std::move(keyframe.world)});
        });
    for (std::uint32_t i = 0; i < entities && done; ++i) {
        done = eachKeyframe(
            run,
            [&](Seq upTo) { return reader.entityKeyframeAt(run.id, EntityId{i}, upTo); },
            [&](EntityKeyframe& keyframe) {
                found.push_back({keyframe.seq, EntityId{i}, std::move(keyframe.state)});
            });
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    std::ranges::sort(found, {}, &StoredKeyframe::seq);
    return found;
}

/// Compares what the simulator says with what is stored of one run, until they part.
class Comparison final : public RecordSink {
public:
    Comparison(RecordingReader& reader,
               const RunInfo& run,
               std::shared_ptr<const FoldTables> tables,
               std::vector<StoredKeyframe> keyframes)
        : m_reader(reader),
          m_run(run),
          m_tables(std::move(tables)),
          m_keyframes(std::move(keyframes)),
          m_world(initialWorld(m_tables->dictionary)),
          m_entities(m_tables->dictionary.entities.size(), initialEntity(m_tables->rules)) {}

    void take(std::span<const Record> records) override {
        for (const Record& record : records) {
            if (isOver()) {
                return;
            }
            if (record.seq > m_run.forkSeq && !matches(record)) {
                return;
            }
            fold(record);
        }
    }

    bool isOver() const { return m_damage.has_value() || m_seq >= m_run.lastSeq; }

    Seq seq() const { return m_seq; }

    const std::optional<Damage>& damage() const { return m_damage; }

private:
    void report(Seq seq, std::string what) {
        m_damage = Damage{.run = m_run.id, .seq = seq, .what = std::move(what)};
    }

    bool matches(const Record& record) {
        if (m_next == m_stored.size()) {
            auto stored = m_reader.read(m_run.id, record.seq, kBatchRecords);
            if (!stored || stored->empty()) {
                report(record.seq, stored ? "the record is missing" : stored.error().message);
                return false;
            }
            m_stored = std::move(*stored);
            m_next = 0;
        }
        const Record& recorded = m_stored[m_next++];
        if (recorded == record) {
            return true;
        }
        report(record.seq,
               "a fresh simulation says something else: " + differenceOf(recorded, record));
        return false;
    }

    void fold(const Record& record) {
        m_tables->world(m_world, record);
        if (record.entity.value < m_entities.size() && concernsEntity(record.kind)) {
            foldline::fold(m_entities[record.entity.value], record, m_tables->rules);
        }
        m_seq = record.seq;
        for (; m_keyframe < m_keyframes.size() && m_keyframes[m_keyframe].seq <= m_seq;
             ++m_keyframe) {
            checkKeyframe(m_keyframes[m_keyframe]);
        }
    }

    void checkKeyframe(const StoredKeyframe& keyframe) {
        const Dictionary& names = m_tables->dictionary;
        const bool ofWorld = !keyframe.entity.exists();
        const bool right =
            ofWorld ? decodeWorld(keyframe.bytes, names) == m_world
                    : decodeEntity(keyframe.bytes, names) == m_entities[keyframe.entity.value];
        if (!right && !m_damage) {
            report(keyframe.seq,
                   ofWorld ? "the keyframe is not what the records fold to"
                           : "the keyframe of " + names.entity(keyframe.entity).key +
                                 " is not what the records fold to");
        }
    }

    RecordingReader& m_reader;
    RunInfo m_run;
    std::shared_ptr<const FoldTables> m_tables;
    std::vector<StoredKeyframe> m_keyframes;
    std::size_t m_keyframe = 0;
    std::vector<Record> m_stored;
    std::size_t m_next = 0;
    World m_world;
    std::vector<EntityState> m_entities;
    Seq m_seq = 0;
    std::optional<Damage> m_damage;
};

class Verification {
public:
    Verification(RecordingReader& reader,
                 VerifyReport& report,
                 const std::function<bool(double)>& progress)
        : m_reader(reader),
          m_report(report),
          m_progress(progress) {}

    Result<void> run() {
        const RecordingInfo& info = m_reader.info();
        LoadedScenario loaded = loadScenario(info.scenarioText, info.scenarioName);
        if (!loaded.scenario) {
            m_report.damage.push_back(
                {RunId::none(), 0, "the scenario in it cannot be read any more"});
            return {};
        }
        m_scenario = std::make_shared<const Scenario>(*std::move(loaded.scenario));
        const auto runs = m_reader.runs();
        const auto branches = m_reader.branches();
        if (!runs || !branches) {
            return tl::unexpected(runs ? branches.error() : runs.error());
        }
        for (const RunInfo& each : *runs) {
            m_total += each.lastSeq;
        }
        for (const RunInfo& each : *runs) {
            const auto branch = std::ranges::find(*branches, each.branch, &BranchInfo::id);
            if (branch == branches->end()) {
                m_report.damage.push_back({each.id, 0, "its branch is missing"});
            } else if (auto done = verifyRun(each, *branch); !done) {
                return done;
            }
        }
        return {};
    }

private:
    Result<void> verifyRun(const RunInfo& run, const BranchInfo& branch) {
        ++m_report.runs;
        m_report.unfinishedRuns += run.finished ? 0 : 1;
        const Dictionary& names = m_reader.systems().at(run.system);
        const auto faults = parseFaults(branch.faults);
        if (!faults) {
            m_report.damage.push_back(
                {run.id, 0, "its faults cannot be read: " + faults.error().message});
            return {};
        }
        const auto spec = std::ranges::find(m_scenario->systems, names.system, &SystemSpec::name);
        const auto plan =
            spec == m_scenario->systems.end()
                ? fail("its scenario has no such system")
                : compilePlan(*m_scenario,
                              static_cast<std::size_t>(spec - m_scenario->systems.begin()));
        if (!plan || (*plan)->dictionary != names) {
            m_report.damage.push_back(
                {run.id, 0, "system " + names.system + " is not the one of its scenario"});
            return {};
        }
        auto keyframes = storedKeyframes(m_reader, run, names.entities.size());
        if (!keyframes) {
            return tl::unexpected(keyframes.error());
        }
        Comparison comparison(m_reader,
                              run,
                              std::make_shared<const FoldTables>(m_scenario, names),
                              *std::move(keyframes));
        compare(*plan, run, *faults, comparison);
        return {};
    }

    void compare(const std::shared_ptr<const Plan>& plan,
                 const RunInfo& run,
                 const std::vector<Fault>& faults,
                 Comparison& comparison) {
        const RecordingInfo& info = m_reader.info();
        Simulator simulator(plan, {.seed = info.seed, .horizon = info.horizon, .faults = faults});
        while (!comparison.isOver() && !simulator.finished() && !m_report.stopped) {
            simulator.runSome(info.horizon, kBatchRecords * 4, comparison);
            const double part = static_cast<double>(m_done + comparison.seq()) /
                                static_cast<double>(std::max<Seq>(m_total, 1));
            m_report.stopped = m_progress && !m_progress(0.5 + part / 2);
        }
        m_done += run.lastSeq;
        m_report.records += comparison.seq() - std::min(run.forkSeq, comparison.seq());
        if (comparison.damage()) {
            m_report.damage.push_back(*comparison.damage());
        } else if (simulator.finished() && comparison.seq() < run.lastSeq) {
            m_report.damage.push_back(
                {run.id, comparison.seq() + 1, "a fresh simulation ends before this record"});
        } else if (run.finished && !m_report.stopped && simulator.lastSeq() > run.lastSeq) {
            m_report.damage.push_back(
                {run.id, run.lastSeq, "a fresh simulation goes on after this record"});
        }
    }

    RecordingReader& m_reader;
    VerifyReport& m_report;
    const std::function<bool(double)>& m_progress;
    std::shared_ptr<const Scenario> m_scenario;
    std::uint64_t m_total = 0;
    std::uint64_t m_done = 0;
};

template <class Id>
std::string inWords(const Id& id) {
    return id.exists() ? std::to_string(id.value) : "none";
}

}  // namespace

std::string differenceOf(const Record& recorded, const Record& expected) {
    std::string text;
    const auto add =
        [&](const std::string& name, const std::string& is, const std::string& wanted) {
            if (is != wanted) {
                text += (text.empty() ? "" : ", ") + name + " is " + is + " instead of " + wanted;
            }
        };
    const auto number = [&](const char* name, auto is, auto wanted) {
        add(name, std::to_string(is), std::to_string(wanted));
    };
    add("kind", std::string(kindName(recorded.kind)), std::string(kindName(expected.kind)));
    add("t", formatSeconds(recorded.t), formatSeconds(expected.t));
    number("seq", recorded.seq, expected.seq);
    number("cause", recorded.cause, expected.cause);
    add("node", inWords(recorded.node), inWords(expected.node));
    add("peer", inWords(recorded.peer), inWords(expected.peer));
    add("message", inWords(recorded.message), inWords(expected.message));
    add("request", inWords(recorded.request), inWords(expected.request));
    add("entity", inWords(recorded.entity), inWords(expected.entity));
    add("what", inWords(recorded.what), inWords(expected.what));
    number("version", recorded.version, expected.version);
    number("slot", recorded.slot, expected.slot);
    number("attempt", recorded.attempt, expected.attempt);
    number("value", recorded.value, expected.value);
    if (recorded.data != expected.data) {
        text += (text.empty() ? "" : ", ") + std::string("data differs");
    }
    return text;
}

Result<VerifyReport> verifyRecording(const std::filesystem::path& path,
                                     const std::function<bool(double)>& progress) {
    VerifyReport report;
    auto damage = findDamage(path, [&](double part) {
        report.stopped = report.stopped || (progress && !progress(part / 2));
        return !report.stopped;
    });
    if (!damage) {
        return tl::unexpected(damage.error());
    }
    report.damage = std::move(*damage);
    if (!report.damage.empty() || report.stopped) {
        return report;
    }
    auto reader = RecordingReader::open(path);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    if (auto done = Verification(**reader, report, progress).run(); !done) {
        return tl::unexpected(done.error());
    }
    return report;
}

}  // namespace foldline
