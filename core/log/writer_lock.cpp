#include "core/log/writer_lock.h"

#include <sqlite3.h>

#include <utility>

namespace foldline {
namespace {

/// How often a lock is tried again whose file its last holder removed meanwhile.
constexpr int kTriesMax = 100;

std::filesystem::path lockFileOf(const std::filesystem::path& recording) {
    // Whatever the ways to it, a recording has one lock.
    std::error_code error;
    const auto absolute = std::filesystem::absolute(recording, error);
    auto file = std::filesystem::weakly_canonical(absolute, error);
    if (error) {
        file = absolute;
    }
    return file += "-lock";
}

/// True when the file is not any more where it was opened: the lock on it keeps nobody out.
bool wasRemoved(sqlite::Database& database) {
    int moved = 0;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

}  // namespace

WriterLock::WriterLock(sqlite::Database database, std::filesystem::path file)
    : m_database(std::move(database)),
      m_file(std::move(file)) {}

WriterLock::~WriterLock() {
    if (m_database.handle() != nullptr) {
        // First removed, then given back: who finds it in between holds a lock on nothing, and
        // sees that.
        std::error_code ignored;
        std::filesystem::remove(m_file, ignored);
    }
}

Result<WriterLock> WriterLock::take(const std::filesystem::path& recording) {
    const auto file = lockFileOf(recording);
    for (int i = 0; i < kTriesMax; ++i) {
        auto database = sqlite::Database::open(file, sqlite::OpenMode::Create);
        if (!database || database->isReadOnly()) {
            return fail(recording.string() +
                        " cannot be written: its folder is missing or not writable; use another "
                        "folder");
        }
        sqlite3_busy_timeout(database->handle(), 0);
        const auto taken = database->execute("BEGIN EXCLUSIVE");
        if (!taken && sqlite3_errcode(database->handle()) == SQLITE_BUSY) {
            return fail(recording.string() +
                        " is being written by another program or window; close it there and try "
                        "again, or choose another file");
        }
        if (!taken) {
            return tl::unexpected(taken.error());
        }
        if (!wasRemoved(*database)) {
            return WriterLock(*std::move(database), file);
        }
    }
    return fail("cannot lock " + recording.string() + ": its lock keeps disappearing; try again");
}

}  // namespace foldline
