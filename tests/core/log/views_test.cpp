// The views, asked as anybody with a copy of sqlite3 would.
#include <gtest/gtest.h>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

constexpr NodeId kMembers{0};
constexpr NodeId kGateway{1};
constexpr NodeId kService{2};
constexpr NodeId kDatabase{3};
constexpr NodeId kBroker{4};
constexpr SymbolId kOk{0};
constexpr SymbolId kChangeAddress{1};
constexpr SymbolId kRefusal{4};

/// A short story, told in records: request 0 is answered ok after 8 ms, request 1 times out,
/// request 2 is refused on the branch and open on the first run.
class Views : public testing::Test {
protected:
    void SetUp() override {
        const auto out = sample::writer(m_file);
        tellOfSuccess();
        tellOfTrouble();
        const auto forkSeq = m_records.back().seq;
        tell({.t = {22'000},
              .what = SymbolId{4},
              .slot = 3,
              .kind = Kind::FaultEnded,
              .node = kDatabase});
        ASSERT_TRUE(out->append(RunId{1}, m_records));
        ASSERT_TRUE(out->commit(RunId{1}, m_records.back().t, true));
        branch(*out, forkSeq);
    }

    void tellOfSuccess() {
        tell({.kind = Kind::RunStarted});
        tell({.t = {1'000},
              .request = RequestId{0},
              .entity = EntityId{6},
              .what = kChangeAddress,
              .attempt = 1,
              .kind = Kind::RequestSent,
              .node = kMembers,
              .peer = kGateway,
              .data = address(2)});
        tell({.t = {2'000},
              .value = 1'000'000,
              .what = SymbolId{4},
              .slot = 3,
              .kind = Kind::FaultStarted,
              .node = kDatabase});
        tell({.t = {5'000},
              .request = RequestId{0},
              .value = 2,
              .entity = EntityId{6},
              .what = kChangeAddress,
              .version = 3,
              .kind = Kind::RowWritten,
              .node = kDatabase,
              .data = address(2)});
        tell({.t = {6'000},
              .request = RequestId{0},
              .value = 17,
              .entity = EntityId{6},
              .what = kChangeAddress,
              .version = 2,
              .slot = 1,
              .kind = Kind::EventAppended,
              .node = kBroker,
              .peer = kService,
              .data = address(2)});
        tell({.t = {9'000},
              .request = RequestId{0},
              .value = 8'000,
              .entity = EntityId{6},
              .what = kOk,
              .kind = Kind::ReplyReceived,
              .node = kMembers,
              .peer = kGateway});
    }

    void tellOfTrouble() {
        send(RequestId{1}, 10'000);
        tell({.t = {20'000},
              .request = RequestId{1},
              .attempt = 1,
              .kind = Kind::TimedOut,
              .node = kMembers,
              .peer = kGateway});
        tell({.t = {20'000},
              .request = RequestId{1},
              .attempt = 1,
              .kind = Kind::TimedOut,
              .node = kGateway,
              .peer = kService});
        send(RequestId{2}, 21'000);
    }

    void branch(RecordingWriter& out, Seq forkSeq) {
        BranchInfo branch;
        branch.id = BranchId{2};
        branch.parent = BranchId{1};
        branch.forkAt = {21'500};
        ASSERT_TRUE(out.addBranch(branch));
        RunInfo run;
        run.id = RunId{2};
        run.branch = branch.id;
        run.parent = RunId{1};
        run.forkSeq = forkSeq;
        ASSERT_TRUE(out.addRun(run));
        m_records.clear();
        m_seq = forkSeq;
        tell({.t = {23'000},
              .request = RequestId{2},
              .what = kRefusal,
              .kind = Kind::ReplyReceived,
              .node = kMembers,
              .peer = kGateway});
        ASSERT_TRUE(out.append(RunId{2}, m_records));
        ASSERT_TRUE(out.commit(RunId{2}, m_records.back().t, true));
    }

    void send(RequestId request, std::int64_t us) {
        tell({.t = {us},
              .request = request,
              .entity = EntityId{0},
              .what = kChangeAddress,
              .attempt = 1,
              .kind = Kind::RequestSent,
              .node = kMembers,
              .peer = kGateway});
    }

    void tell(Record record) {
        record.seq = ++m_seq;
        m_records.push_back(record);
    }

    static Fields address(std::int64_t symbol) {
        Fields fields;
        fields.set(FieldId{0}, symbol);
        return fields;
    }

    std::string ask(const std::string& sql) const { return sample::askSql(m_file, sql); }

    const sample::TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
    std::vector<Record> m_records;
    Seq m_seq = 0;
};

TEST_F(Views, RecordsShowTheWholeHistoryOfEveryRunWithNames) {
    EXPECT_EQ(ask("SELECT count(*) FROM records WHERE run = 1"), "11");
    EXPECT_EQ(
        ask("SELECT group_concat(seq) FROM (SELECT seq FROM records WHERE run = 2 ORDER BY seq)"),
        "1,2,3,4,5,6,7,8,9,10,11");
    EXPECT_EQ(ask("SELECT group_concat(kind || '@' || t_s) FROM (SELECT * FROM records WHERE seq = "
                  "11 ORDER BY run)"),
              "FaultEnded@0.022,ReplyReceived@0.023");
    EXPECT_EQ(
        ask("SELECT system || '|' || branch || '|' || node || '|' || peer || '|' || request "
            "|| '|' || entity || '|' || what || '|' || attempt || '|' || data FROM records "
            "WHERE run = 2 AND seq = 2"),
        R"(request-driven|2|members|gateway|0|member-7|changeAddress|1|{"address":"12 Mapo-daero"})");
    EXPECT_EQ(ask("SELECT node IS NULL AND what IS NULL FROM records WHERE run = 1 AND seq = 1"),
              "1");
}

TEST_F(Views, RequestsSayWhatClientsWereTold) {
    EXPECT_EQ(ask("SELECT sent_s || '|' || client || '|' || operation || '|' || entity || '|' || "
                  "arguments || '|' || attempts || '|' || outcome || '|' || answered_s || '|' || "
                  "latency_ms FROM requests WHERE run = 1 AND request = 0"),
              R"(0.001|members|changeAddress|member-7|{"address":"12 Mapo-daero"}|1|ok|0.009|8.0)");
    EXPECT_EQ(ask("SELECT group_concat(outcome) FROM requests WHERE run = 1"), "ok,unknown,open");
    EXPECT_EQ(ask("SELECT group_concat(outcome) FROM requests WHERE run = 2"), "ok,unknown,서울");
}

TEST_F(Views, EventsSayWhereTheyAre) {
    EXPECT_EQ(ask("SELECT topic || '|' || partition || '|' || position || '|' || entity || '|' || "
                  "version || '|' || event || '|' || producer || '|' || data FROM events WHERE "
                  "run = 2"),
              R"(membership|1|17|member-7|2|changeAddress|membership|{"address":"12 Mapo-daero"})");
}

TEST_F(Views, RowHistoryHasEveryVersion) {
    EXPECT_EQ(ask("SELECT rdb || '|' || entity || '|' || version || '|' || written_by || '|' || "
                  "reflects || '|' || data FROM row_history WHERE run = 1"),
              R"(members-db|member-7|3|changeAddress|2|{"address":"12 Mapo-daero"})");
}

TEST_F(Views, FaultsHaveABeginningAndPerhapsAnEnd) {
    EXPECT_EQ(ask("SELECT fault || '|' || kind || '|' || node || '|' || strength || '|' || "
                  "started_s || '|' || ended_s FROM faults WHERE run = 1"),
              "3|서울|members-db|1.0|0.002|0.022");
    EXPECT_EQ(ask("SELECT ended_s FROM faults WHERE run = 2"), "NULL");
}

TEST_F(Views, EveryKindHasItsMeaningInTheFile) {
    EXPECT_EQ(ask("SELECT count(*) FROM kind WHERE length(meaning) > 10"),
              std::to_string(kindInfos().size()));
}

}  // namespace
}  // namespace foldline
