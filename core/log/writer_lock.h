// Only one writes to a recording at a time; others may read meanwhile.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/log/sqlite.h"

namespace foldline {

/// Held by who writes. Given back when it is destroyed, or by the system when the process dies.
///
/// It is SQLite's own lock on an empty file beside the recording: SQLite's locks on the recording
/// itself keep writers apart for one transaction only, or keep readers out too.
class WriterLock {
public:
    /// Fails at once, with a message for users, when another has it: in this process or in any.
    static Result<WriterLock> take(const std::filesystem::path& recording);

    WriterLock(WriterLock&&) = default;
    WriterLock& operator=(WriterLock&&) = delete;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock();

private:
    WriterLock(sqlite::Database database, std::filesystem::path file);

    sqlite::Database m_database;
    std::filesystem::path m_file;
};

}  // namespace foldline
