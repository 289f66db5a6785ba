// Reading many rows of the table `record` at once. SQLite hands each row to a function of ours
// inside one step: half as fast again as stepping from row to row and asking for its columns.
#pragma once

#include <memory>
#include <vector>

#include "core/log/data_text.h"
#include "core/log/sqlite.h"

namespace foldline {

/// The names of one system, prepared for decoding.
struct SystemNames {
    const Dictionary* dictionary = nullptr;
    const DataText* dataText = nullptr;
};

/// The rows firstId … of `run`, which must hold `count` records from firstSeq on, not before
/// `firstT` and not after `lastT`.
struct ScanRange {
    std::int64_t run = 0;
    std::int64_t firstId = 0;
    Seq firstSeq = 0;
    std::size_t count = 0;
    SimTime firstT;
    SimTime lastT;
    SystemNames names;
};

class RecordScan {
public:
    /// Makes the function known to `database`. The scan must stay where it is from then on.
    Result<void> prepare(sqlite::Database& database);

    /// Appends the records of `range` to `out`. What comes back is the number that are there and
    /// right: less than `count` when one is missing or makes no sense. An error when SQLite cannot
    /// read.
    Result<std::size_t> read(const ScanRange& range, std::vector<Record>& out);

private:
    struct Calls;

    ScanRange m_range;
    std::vector<Record>* m_out = nullptr;
    std::size_t m_taken = 0;
    SimTime m_lastT;
    bool m_wrong = false;
    sqlite::Statement m_statement;
};

}  // namespace foldline
