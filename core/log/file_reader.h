// The reader of one SQLite file, which is not trusted.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/log/dictionary_table.h"
#include "core/log/record_scan.h"
#include "core/log/recording_file.h"
#include "core/log/run_map.h"
#include "core/log/sqlite.h"

namespace foldline {

struct ReaderStatements {
    sqlite::Statement begin;
    sqlite::Statement end;
    sqlite::Statement dataVersion;
    sqlite::Statement timeOf;
    sqlite::Statement keyframe;
    sqlite::Statement entityKeyframe;
    sqlite::Statement entityScan;
    sqlite::Statement entityIndex;  ///< without a handle while there is no index
};

class FileReader final : public RecordingReader {
public:
    FileReader(sqlite::Database database, Preamble preamble);

    /// To be called first, and once.
    Result<void> prepare();

    const RecordingInfo& info() const override { return m_info; }

    const std::vector<Dictionary>& systems() const override { return m_systems; }

    Result<std::vector<BranchInfo>> branches() override;
    Result<std::vector<RunInfo>> runs() override;
    Result<std::vector<Record>> read(RunId run, Seq first, std::size_t count) override;
    Result<Seq> lastSeqAt(RunId run, SimTime t) override;
    Result<std::optional<Keyframe>> keyframeAt(RunId run, Seq seq) override;
    Result<std::optional<EntityKeyframe>> entityKeyframeAt(RunId run,
                                                           EntityId entity,
                                                           Seq seq) override;
    Result<std::vector<Record>> readEntity(
        RunId run, EntityId entity, Seq after, Seq upTo, std::size_t limit) override;
    Result<std::vector<Note>> notes() override;
    Result<std::vector<LessonAnswer>> lessonAnswers() override;

private:
    struct Stretch;

    Result<void> refresh();
    Result<void> refreshEntityIndex();
    Result<const RunMap::Entry*> entryOf(RunId run) const;
    static Error damagedRecord(RunId run, Seq seq);
    /// Reads all records of `stretch` to the end of `out`.
    Result<void> readStretch(const Stretch& stretch, std::vector<Record>& out);
    /// Reads the rows `statement` gives, which are of `owner` and about `entity`.
    Result<void> readRows(sqlite::Statement& statement,
                          const RunMap::Entry& owner,
                          EntityId entity,
                          std::vector<Record>& out);
    Result<void> readEntityPart(const LineagePart& part,
                                EntityId entity,
                                std::size_t limit,
                                std::vector<Record>& out);
    Result<Seq> lastSeqAtIn(const LineagePart& part, SimTime t);
    Result<SimTime> timeOf(const Chunk& chunk, RunId owner, Seq seq);

    sqlite::Database m_database;
    RecordingInfo m_info;
    std::vector<Dictionary> m_systems;
    std::vector<std::unique_ptr<DataText>> m_dataTexts;
    ReaderStatements m_statements;
    RecordScan m_scan;
    RunMap m_runs;
    std::optional<std::int64_t> m_dataVersion;
};

}  // namespace foldline
