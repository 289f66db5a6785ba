// A row of the table `record` back as a Record.
#pragma once

#include "core/log/data_text.h"
#include "core/log/sqlite.h"

struct sqlite3_value;

namespace foldline {

/// The columns readRecord expects first in a statement, in this order.
inline constexpr const char* kRecordColumns =
    "run, seq, t, kind, node, peer, message, request, cause, entity, version, what, slot, attempt, "
    "value, data";
inline constexpr int kRecordColumnCount = 16;

/// What a value must be below, besides the value of RunStarted, which is a seed: sums with a time
/// then never overflow.
inline constexpr std::int64_t kValueMax = std::int64_t{1} << 61U;

/// Decodes the kRecordColumnCount values at `values`. False when they are not what a writer can
/// have written: a wrong type, a number out of range, an id that is not in the dictionary, a cause
/// that is not in the past. `run` gets the first column.
bool readRecord(sqlite3_value* const* values,
                const Dictionary& dictionary,
                const DataText& dataText,
                std::int64_t& run,
                Record& record);

/// The same of the row a statement stands on.
bool readRecord(const sqlite::Statement& row,
                const Dictionary& dictionary,
                const DataText& dataText,
                std::int64_t& run,
                Record& record);

}  // namespace foldline
