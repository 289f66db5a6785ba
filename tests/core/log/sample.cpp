#include "tests/core/log/sample.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <cstdlib>

namespace foldline::sample {
namespace {

constexpr std::uint16_t kNodes = 5;
constexpr std::uint32_t kEntities = 20;
constexpr std::int64_t kTexts = 6;

Fields randomFields(std::mt19937_64& random) {
    Fields fields;
    if (random() % 2 == 0) {
        fields.set(FieldId{0}, static_cast<std::int64_t>(random() % kTexts));
    }
    if (random() % 2 == 0) {
        fields.set(FieldId{1}, static_cast<std::int64_t>(random()) >> (random() % 64));
    }
    if (random() % 4 == 0) {
        fields.set(FieldId{2}, static_cast<std::int64_t>(random() % 2));
    }
    return fields;
}

Record randomRecord(std::mt19937_64& random, Seq seq) {
    const auto maybe = [&](auto id, auto none) { return random() % 3 == 0 ? none : id; };
    Record record;
    record.seq = seq;
    record.kind = static_cast<Kind>(2 + random() % (kindInfos().size() - 1));
    record.node = maybe(NodeId{static_cast<std::uint16_t>(random() % kNodes)}, NodeId::none());
    record.peer = maybe(NodeId{static_cast<std::uint16_t>(random() % kNodes)}, NodeId::none());
    record.message = maybe(MessageId{seq / 3}, MessageId::none());
    record.request = maybe(RequestId{seq / 8}, RequestId::none());
    record.cause = maybe(Seq{random() % seq}, Seq{0});
    record.entity =
        maybe(EntityId{static_cast<std::uint32_t>(random() % kEntities)}, EntityId::none());
    record.version = maybe(static_cast<std::uint32_t>(random() % 300), 0U);
    record.what = maybe(SymbolId{static_cast<std::uint32_t>(random() % kTexts)}, SymbolId::none());
    record.slot = maybe(static_cast<std::int32_t>(random() % 9), kNoSlot);
    record.attempt = maybe(static_cast<std::uint32_t>(random() % 4), 0U);
    record.value = static_cast<std::int64_t>(random() % 100'000) - 100;
    if (random() % 4 == 0) {
        record.data = randomFields(random);
    }
    return record;
}

int takeFirstColumn(void* out, int columns, char** values, char** /*names*/) {
    auto& text = *static_cast<std::string*>(out);
    if (text == "none" && columns > 0) {
        text = values[0] == nullptr ? "NULL" : values[0];
    }
    return 0;
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    auto name = (std::filesystem::temp_directory_path() / "foldline-log-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        std::abort();
    }
    m_path = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::permissions(m_path, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(m_path, ignored);
}

Dictionary dictionary(const std::string& system) {
    Dictionary names;
    names.system = system;
    names.title = {"Request-driven", "요청 기반"};
    names.nodes = {{"members", {"Members", "회원"}, Role::Client, 0, -1},
                   {"gateway", {"Gateway", ""}, Role::Gateway, 0, -1},
                   {"membership", {"Membership", ""}, Role::Service, 4, 32},
                   {"members-db", {"Members DB", ""}, Role::Rdb, 8, -1},
                   {"broker", {"Broker", ""}, Role::Broker, 0, -1}};
    names.symbols = {
        "ok", "changeAddress", "12 Mapo-daero", "\"quoted\" \\ and\nbroken", "서울", ""};
    names.fields = {
        {"address", ValueType::Text}, {"points", ValueType::Integer}, {"vip", ValueType::Boolean}};
    for (std::uint32_t i = 0; i < kEntities; ++i) {
        names.entities.push_back({"member", "member-" + std::to_string(i + 1)});
    }
    names.partitions = {{NodeId{4}, "membership", 0}, {NodeId{4}, "membership", 1}};
    names.links = {{NodeId{0}, NodeId{1}, LinkKind::Request},
                   {NodeId{2}, NodeId{3}, LinkKind::Statement}};
    names.subscriptions = {{.consumer = NodeId{2},
                            .broker = NodeId{4},
                            .group = SymbolId{0},
                            .handler = SymbolId{1},
                            .partitions = {PartitionId{1}, PartitionId{0}},
                            .batchMax = 100}};
    return names;
}

RecordingInfo info() {
    return {.scenarioText = "foldline: 1\nid: sample # 예\n",
            .scenarioName = "sample.scenario.yaml",
            .seed = 0xfedcba9876543210U,
            .horizon = SimTime{60 * kUsPerSecond},
            .writtenBy = "Foldline 0.1.0"};
}

std::vector<Record> records(std::mt19937_64& random, Seq first, std::size_t count, SimTime from) {
    std::vector<Record> made;
    made.reserve(count);
    for (Seq seq = first; made.size() < count; ++seq) {
        // Many records share a time, as they do in a simulation.
        from.us += random() % 4 == 0 ? static_cast<std::int64_t>(random() % 2'000) : 0;
        made.push_back(randomRecord(random, seq));
        made.back().t = from;
    }
    return made;
}

std::uint64_t freshSeed() {
    return std::random_device{}();
}

std::unique_ptr<RecordingWriter> writer(const std::filesystem::path& file) {
    auto made = RecordingWriter::create(file, info(), {dictionary()}, false);
    EXPECT_TRUE(made) << made.error().message;
    BranchInfo branch;
    branch.id = BranchId{1};
    branch.title = "as written";
    EXPECT_TRUE((*made)->addBranch(branch));
    RunInfo run;
    run.id = RunId{1};
    run.branch = BranchId{1};
    EXPECT_TRUE((*made)->addRun(run));
    return std::move(*made);
}

std::vector<Record> finishedRecording(const std::filesystem::path& file,
                                      std::uint64_t seed,
                                      std::size_t count,
                                      std::size_t batch) {
    std::mt19937_64 random(seed);
    auto all = records(random, 1, count);
    const auto out = writer(file);
    for (std::size_t i = 0; i < count; i += batch) {
        const auto some = std::span(all).subspan(i, std::min(batch, count - i));
        EXPECT_TRUE(out->append(RunId{1}, some));
        const auto& last = some.back();
        EXPECT_TRUE(out->addKeyframe(RunId{1}, {last.seq, last.t, std::to_string(last.seq)}));
        EXPECT_TRUE(out->commit(RunId{1}, last.t, i + batch >= count));
    }
    EXPECT_TRUE(out->buildIndexes());
    return all;
}

void runSql(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    // No machine fails in a test, and waiting for the disk would take most of its time.
    sqlite3_exec(database, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database) << "\n"
        << sql;
    sqlite3_close(database);
}

std::string askSql(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    std::string text = "none";
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), takeFirstColumn, &text, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database) << "\n"
        << sql;
    sqlite3_close(database);
    return text;
}

}  // namespace foldline::sample
