#include "core/run/copy_recording.h"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <system_error>

#include "core/log/schema.h"
#include "core/log/sqlite.h"
#include "core/log/writer_lock.h"

namespace foldline {
namespace {

struct FinishBackup {
    void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

Result<void> copyPages(sqlite::Database& from, sqlite::Database& to) {
    std::unique_ptr<sqlite3_backup, FinishBackup> backup(
        sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
    if (!backup) {
        return tl::unexpected(to.lastError());
    }
    // In one step: all pages are of one moment, and who writes meanwhile is not kept waiting.
    if (sqlite3_backup_step(backup.get(), -1) != SQLITE_DONE) {
        backup.reset();
        return tl::unexpected(to.lastError());
    }
    return {};
}

/// What a killed program left beside the file that is to be replaced would be taken for a part of
/// the copy.
void removeLeftovers(const std::filesystem::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        std::filesystem::remove(std::filesystem::path(file) += suffix, ignored);
    }
}

Result<void> copyInto(sqlite::Database& from, const std::filesystem::path& file) {
    auto to = sqlite::Database::open(file, sqlite::OpenMode::Create);
    if (!to) {
        return tl::unexpected(to.error());
    }
    auto copied = copyPages(from, *to);
    return copied ? to->execute("PRAGMA journal_mode = DELETE") : copied;
}

}  // namespace

Result<void> copyRecording(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code error;
    if (std::filesystem::equivalent(from, to, error)) {
        return fail("a recording cannot be copied onto itself; choose another name");
    }
    const auto lock = WriterLock::take(to);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto source = openUntrusted(from);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const auto part = std::filesystem::path(to) += ".part";
    std::filesystem::remove(part, error);
    if (auto copied = copyInto(*source, part); !copied) {
        std::filesystem::remove(part, error);
        return copied;
    }
    removeLeftovers(to);
    std::filesystem::rename(part, to, error);
    if (error) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return fail("cannot write " + to.string() + ": " + error.message());
    }
    return {};
}

}  // namespace foldline
