// The recording on disk: how fast it takes what a simulator says, beside bare SQLite that inserts
// the same rows, and how fast it gives it back.
#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <tuple>

#include "core/log/chain.h"
#include "core/log/data_text.h"
#include "core/log/recording_file.h"
#include "core/model/plan.h"
#include "core/model/simulator.h"
#include "core/run/recorder.h"
#include "core/scenario/load.h"
#include "tests/bench/bench_report.h"

namespace {

using namespace foldline;
using bench::reportFigure;

constexpr std::size_t kRecords = 1'000'000;
/// As Session does it: records come in batches of 4096 and are committed four at a time.
constexpr std::size_t kBatch = Simulator::kBatchMax;
constexpr std::size_t kCommit = 4 * kBatch;
constexpr int kPairs = 7;
/// Of bare SQLite; more at once is not faster.
constexpr std::size_t kRowsAtOnce = 64;
static_assert(kCommit % kRowsAtOnce == 0 && kRecords % kRowsAtOnce == 0);

template <class T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

void must(bool condition, const char* what) {
    if (!condition) {
        throw std::runtime_error(what);
    }
}

class TemporaryDirectory {
public:
    TemporaryDirectory() {
        auto name = (std::filesystem::temp_directory_path() / "foldline-bench-XXXXXX").string();
        must(mkdtemp(name.data()) != nullptr, "cannot make a temporary folder");
        m_path = name;
    }

    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    std::filesystem::path file(const char* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// The bundled scenario's event-driven system, run for as long as kRecords take.
struct Story {
    RecordingInfo info;
    std::shared_ptr<const Plan> plan;
    std::vector<Record> records;

    RunInputs inputs() const { return {.seed = 1, .horizon = info.horizon, .faults = {}}; }
};

Story tellStory() {
    const auto loaded =
        loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/address-change.scenario.yaml");
    must(loaded.scenario.has_value(), "the bundled scenario cannot be read");
    Story story;
    story.plan = must(compilePlan(*loaded.scenario, 1));
    story.info.scenarioText = loaded.text;
    story.info.horizon = SimTime{kDurationMax.us / 10};
    RecordVector all;
    Simulator simulator(story.plan, story.inputs());
    simulator.runSome(story.info.horizon, kRecords, all);
    story.records = all.records();
    must(story.records.size() >= kRecords, "the story is too short");
    story.records.resize(kRecords);
    story.info.horizon = simulator.recordedUntil();
    return story;
}

std::unique_ptr<RecordingWriter> newRecording(const std::filesystem::path& file,
                                              const Story& story) {
    auto out = must(RecordingWriter::create(file, story.info, {story.plan->dictionary}, true));
    BranchInfo branch;
    branch.id = BranchId{1};
    must(out->addBranch(branch));
    RunInfo run;
    run.id = RunId{1};
    run.branch = branch.id;
    must(out->addRun(run));
    return out;
}

/// Appends what it takes, and commits now and then.
class WriterSink final : public RecordSink {
public:
    explicit WriterSink(RecordingWriter& out) : m_out(out) {}

    void take(std::span<const Record> records) override {
        must(m_out.append(RunId{1}, records));
        m_waiting += records.size();
        if (m_waiting >= kCommit) {
            commit(records.back().t);
        }
    }

    void commit(SimTime until) {
        must(m_out.commit(RunId{1}, until, false));
        m_waiting = 0;
    }

private:
    RecordingWriter& m_out;
    std::size_t m_waiting = 0;
};

double secondsToAppend(const std::filesystem::path& file, const Story& story) {
    const auto out = newRecording(file, story);
    return bench::secondsOf([&] {
        WriterSink sink(*out);
        for (std::size_t i = 0; i < story.records.size(); i += kBatch) {
            sink.take(
                std::span(story.records).subspan(i, std::min(kBatch, story.records.size() - i)));
        }
        sink.commit(story.records.back().t);
    });
}

double secondsToSimulateAndAppend(const std::filesystem::path& file, const Story& story) {
    const auto out = newRecording(file, story);
    return bench::secondsOf([&] {
        WriterSink sink(*out);
        Simulator simulator(story.plan, story.inputs());
        simulator.runUntil(story.info.horizon, sink);
        sink.commit(story.info.horizon);
    });
}

/// Takes everything into a batch.
class BatchSink final : public RecordSink {
public:
    explicit BatchSink(RecordBatch& batch) : m_batch(batch) {}

    void take(std::span<const Record> records) override {
        m_batch.records.insert(m_batch.records.end(), records.begin(), records.end());
    }

private:
    RecordBatch& m_batch;
};

/// As a session does it: one thread simulates, another writes.
double secondsToRecord(const std::filesystem::path& file, const Story& story) {
    RunBoard board;
    board.add(RunId{1}, {.stored = true});
    Recorder recorder(newRecording(file, story), board);
    return bench::secondsOf([&] {
        Simulator simulator(story.plan, story.inputs());
        while (!simulator.finished()) {
            RecordBatch batch;
            batch.run = RunId{1};
            BatchSink sink(batch);
            simulator.runSome(story.info.horizon, 2 * kBatch, sink);
            batch.recordedUntil = simulator.recordedUntil();
            batch.lastSeq = simulator.lastSeq();
            batch.finished = simulator.finished();
            must(recorder.put(std::move(batch)), "cannot write");
        }
        recorder.drain();
        must(board.state(RunId{1}).finished, "not everything was written");
    });
}

/// The same rows, ready to be bound: SQLite alone is measured.
struct Row {
    std::array<std::int64_t, 17> values{};
    std::array<bool, 17> present{};
    std::string data;
};

constexpr std::size_t kDataColumn = 15;

template <class IdType>
std::pair<std::int64_t, bool> column(IdType id) {
    return {static_cast<std::int64_t>(id.value), id.exists()};
}

std::vector<Row> rowsOf(const Story& story) {
    const DataText dataText(story.plan->dictionary);
    std::vector<Row> rows;
    std::uint64_t chain = 0;
    for (const auto& record : story.records) {
        chain = chainHash(chain, record, story.plan->dictionary);
        Row row;
        const std::array<std::pair<std::int64_t, bool>, 17> columns{{
            {1, true},
            {static_cast<std::int64_t>(record.seq), true},
            {record.t.us, true},
            {static_cast<std::int64_t>(record.kind), true},
            column(record.node),
            column(record.peer),
            column(record.message),
            column(record.request),
            {static_cast<std::int64_t>(record.cause), record.cause != 0},
            column(record.entity),
            {record.version, record.version != 0},
            column(record.what),
            {record.slot, record.slot != kNoSlot},
            {record.attempt, record.attempt != 0},
            {record.value, true},
            {0, record.data.count > 0},
            {static_cast<std::int64_t>(chain), true},
        }};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::tie(row.values[i], row.present[i]) = columns[i];
        }
        if (record.data.count > 0) {
            dataText.append(record.data, row.data);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// `place`: which of the rows that the statement inserts.
void bindRow(sqlite3_stmt* insert, std::size_t place, const Row& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const int at = static_cast<int>(place * row.values.size() + i) + 1;
        if (!row.present[i]) {
            sqlite3_bind_null(insert, at);
        } else if (i == kDataColumn) {
            sqlite3_bind_text(
                insert, at, row.data.data(), static_cast<int>(row.data.size()), SQLITE_STATIC);
        } else {
            sqlite3_bind_int64(insert, at, row.values[i]);
        }
    }
}

sqlite3_stmt* prepareInsert(sqlite3* database, std::size_t rowsAtOnce) {
    std::string sql = "INSERT INTO record VALUES";
    for (std::size_t i = 0; i < rowsAtOnce; ++i) {
        sql += i == 0 ? "" : ",";
        sql += "(NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    }
    sqlite3_stmt* insert = nullptr;
    must(sqlite3_prepare_v3(
             database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &insert, nullptr) == SQLITE_OK,
         "cannot prepare to insert");
    return insert;
}

/// What a careful program gets from SQLite: one prepared statement for `rowsAtOnce` rows, large
/// transactions, a WAL that is seldom copied back, no indexes.
double secondsOfBareSqlite(const std::filesystem::path& file,
                           const std::vector<Row>& rows,
                           std::size_t rowsAtOnce) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(std::filesystem::path(file) += suffix);
    }
    sqlite3* database = nullptr;
    must(sqlite3_open_v2(file.c_str(),
                         &database,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                         nullptr) == SQLITE_OK,
         "cannot open a database");
    const auto run = [&](const char* sql) {
        must(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    };
    run("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
        "PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -65536; "
        "CREATE TABLE record(id INTEGER PRIMARY KEY, run INTEGER, seq INTEGER, t INTEGER, kind "
        "INTEGER, node INTEGER, peer INTEGER, message INTEGER, request INTEGER, cause INTEGER, "
        "entity INTEGER, version INTEGER, what INTEGER, slot INTEGER, attempt INTEGER, value "
        "INTEGER, data TEXT, hash INTEGER)");
    sqlite3_stmt* insert = prepareInsert(database, rowsAtOnce);
    const double seconds = bench::secondsOf([&] {
        for (std::size_t i = 0; i < rows.size(); i += rowsAtOnce) {
            if (i % kCommit == 0) {
                run(i == 0 ? "BEGIN" : "COMMIT; BEGIN");
            }
            for (std::size_t place = 0; place < rowsAtOnce; ++place) {
                bindRow(insert, place, rows[i + place]);
            }
            must(sqlite3_step(insert) == SQLITE_DONE, "cannot insert");
            sqlite3_reset(insert);
        }
        run("COMMIT");
    });
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return seconds;
}

void measureWriting(const TemporaryDirectory& directory, const Story& story) {
    const auto rows = rowsOf(story);
    const auto count = static_cast<double>(rows.size());
    const auto bareBy = [&](std::size_t rowsAtOnce) {
        return [&, rowsAtOnce] {
            return secondsOfBareSqlite(directory.file("bare.db"), rows, rowsAtOnce);
        };
    };
    const auto oneByOne = bench::interleavedPairs(kPairs, bareBy(1), bareBy(kRowsAtOnce));
    reportFigure("log/bare-sqlite/1-row", count / oneByOne.subject, "rows/s", oneByOne.speedup);
    // The fastest way is the baseline.
    const auto bare = bareBy(kRowsAtOnce);
    const auto append = bench::interleavedPairs(
        kPairs, [&] { return secondsToAppend(directory.file("a.foldline"), story); }, bare);
    reportFigure("log/bare-sqlite/64-rows", count / append.baseline, "rows/s");
    reportFigure("log/append", count / append.subject, "records/s", append.speedup);
    const auto both = bench::interleavedPairs(
        kPairs,
        [&] { return secondsToSimulateAndAppend(directory.file("a.foldline"), story); },
        bare);
    reportFigure("log/simulate-and-append", count / both.subject, "records/s", both.speedup);
    const auto recorded = bench::interleavedPairs(
        kPairs, [&] { return secondsToRecord(directory.file("a.foldline"), story); }, bare);
    reportFigure(
        "log/simulate-and-record", count / recorded.subject, "records/s", recorded.speedup);
}

void measureReading(const TemporaryDirectory& directory, const Story& story) {
    const auto file = directory.file("read.foldline");
    const auto count = static_cast<double>(story.records.size());
    secondsToAppend(file, story);
    {
        const auto out = must(RecordingWriter::openExisting(file));
        must(out->addKeyframe(
            RunId{1},
            {story.records.back().seq, story.records.back().t, std::string(20'000, 'k')}));
        must(out->commit(RunId{1}, story.info.horizon, true));
        const double seconds = bench::secondsOf([&] { must(out->buildIndexes()); });
        reportFigure("log/build-indexes", count / seconds, "records/s");
    }
    const auto reader = must(RecordingReader::open(file));
    const double all = bench::medianSeconds(5, [&] {
        for (Seq first = 1; first <= story.records.size(); first += kBatch) {
            benchmark::DoNotOptimize(must(reader->read(RunId{1}, first, kBatch)));
        }
    });
    reportFigure("log/read", count / all, "records/s");
    std::mt19937_64 random(1);
    const auto microseconds = [&](auto ask) {
        std::vector<double> times;
        for (int i = 0; i < 2'000; ++i) {
            times.push_back(bench::secondsOf([&] { ask(random()); }) * 1e6);
        }
        return bench::quantile(std::move(times), 0.99);
    };
    const auto end = static_cast<std::uint64_t>(story.info.horizon.us);
    const auto entities = static_cast<std::uint32_t>(story.plan->dictionary.entities.size());
    reportFigure("log/last-seq-at/p99",
                 microseconds([&](std::uint64_t number) {
                     const SimTime t{static_cast<std::int64_t>(number % end)};
                     benchmark::DoNotOptimize(must(reader->lastSeqAt(RunId{1}, t)));
                 }),
                 "us");
    reportFigure(
        "log/read-keyframe-20k/p99",
        microseconds([&](std::uint64_t /*number*/) {
            benchmark::DoNotOptimize(must(reader->keyframeAt(RunId{1}, story.records.back().seq)));
        }),
        "us");
    reportFigure("log/read-entity-100/p99",
                 microseconds([&](std::uint64_t number) {
                     const EntityId entity{static_cast<std::uint32_t>(number % entities)};
                     const Seq after = number % story.records.size();
                     benchmark::DoNotOptimize(
                         must(reader->readEntity(RunId{1}, entity, after, UINT64_MAX, 100)));
                 }),
                 "us");
    const double check = bench::secondsOf(
        [&] { must(must(findDamage(file, {})).empty(), "the recording is damaged"); });
    reportFigure("log/find-damage", count / check, "records/s");
    reportFigure("log/bytes-per-record",
                 static_cast<double>(std::filesystem::file_size(file)) / count,
                 "bytes");
}

}  // namespace

int main() {
    try {
        const TemporaryDirectory directory;
        const auto story = tellStory();
        measureWriting(directory, story);
        measureReading(directory, story);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "log_bench: %s\n", problem.what());
        return 1;
    }
    return 0;
}
