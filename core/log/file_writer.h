// The writer of one SQLite file.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/log/batch_table.h"
#include "core/log/dictionary_table.h"
#include "core/log/recording_file.h"
#include "core/log/run_map.h"
#include "core/log/sqlite.h"
#include "core/log/writer_lock.h"

namespace foldline {

struct WriterStatements {
    sqlite::Statement begin;
    sqlite::Statement commit;
    sqlite::Statement dataVersion;
    sqlite::Statement insertBatch;
    sqlite::Statement insertChunk;
    sqlite::Statement updateHead;
    sqlite::Statement insertKeyframe;
    sqlite::Statement insertEntityKeyframe;
};

class FileWriter final : public RecordingWriter {
public:
    FileWriter(WriterLock lock, sqlite::Database database, Preamble preamble);
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    ~FileWriter() override;

    /// To be called first, and once. Reads where the runs have come to.
    Result<void> prepare();

    Result<void> addBranch(const BranchInfo& branch) override;
    Result<void> updateBranch(const BranchInfo& branch) override;
    Result<void> addRun(const RunInfo& run) override;
    Result<void> append(RunId run, std::span<const Record> records) override;
    Result<void> addKeyframe(RunId run, const Keyframe& keyframe) override;
    Result<void> addEntityKeyframe(RunId run, const EntityKeyframe& keyframe) override;
    Result<void> commit(RunId run, SimTime recordedUntil, bool finished) override;
    Result<void> putNote(const Note& note) override;
    Result<void> removeNote(NoteId note) override;
    Result<void> putLessonAnswer(const LessonAnswer& answer) override;
    Result<void> buildIndexes() override;

private:
    struct Head {
        RunInfo info;
        SimTime lastT;
        bool changed = false;
    };

    Head& headOf(RunId run);
    Result<void> begin();
    /// Notes a failure: nothing is written afterwards, so that the file stays a prefix.
    Result<void> noted(Result<void> result);
    Result<void> flushChunk();
    Result<void> storeBranch(const BranchInfo& branch, const char* sql);
    Result<void> storeRun(const RunInfo& run);
    Result<void> storeBatch(Head& head, std::span<const Record> records);
    Result<void> storeHead(const Head& head);
    Result<std::uint64_t> chainAt(RunId run, Seq seq);

    WriterLock m_lock;
    // The batch is read by the connection, and so must go after it.
    Batch m_batch;
    sqlite::Database m_database;
    Preamble m_preamble;
    std::vector<std::unique_ptr<DataText>> m_dataTexts;
    WriterStatements m_statements;
    std::map<RunId, Head> m_heads;
    RunId m_chunkRun;  ///< none: no chunk is open
    Chunk m_chunk;
    std::int64_t m_dataVersion = 0;
    std::optional<Error> m_failed;
};

}  // namespace foldline
