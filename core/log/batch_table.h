// A batch of records as a table of SQLite's, so that one INSERT ... SELECT stores it. Binding the
// columns of one row after another would take one and a half times as long.
#pragma once

#include <span>

#include "core/log/data_text.h"
#include "core/log/recording_file.h"
#include "core/log/sqlite.h"

namespace foldline {

/// What the table foldline_batch shows, with the columns of `record` but id, in their order. The
/// rows can be read once, from the first to the last.
struct Batch {
    RunId run;
    std::span<const Record> records;
    const DataText* dataText = nullptr;
    std::uint64_t chain = 0;  ///< before the first record; when all are read, after the last
};

/// Makes foldline_batch known to `database`. `batch` must outlive the connection.
Result<void> registerBatchTable(sqlite::Database& database, Batch& batch);

inline constexpr const char* kInsertBatchSql =
    "INSERT INTO record(run, seq, t, kind, node, peer, message, request, cause, entity, version, "
    "what, slot, attempt, value, data, hash) SELECT * FROM foldline_batch";

}  // namespace foldline
