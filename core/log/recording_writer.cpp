#include "core/log/dictionary_table.h"
#include "core/log/file_writer.h"
#include "core/log/recording_file.h"
#include "core/log/schema.h"
#include "core/log/schema.sql.h"
#include "core/log/sqlite.h"

namespace foldline {
namespace {

Result<void> removeFile(const std::filesystem::path& path) {
    std::error_code error;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        const auto file = std::filesystem::path(path) += suffix;
        if (!std::filesystem::remove(file, error) && error) {
            return fail("cannot replace " + file.string() + ": " + error.message());
        }
    }
    return {};
}

Result<void> prepareFile(const std::filesystem::path& path, bool replace) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        return {};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(path.string() + " is not a file; choose another name");
    }
    if (!replace) {
        return fail(path.string() + " exists already; choose another name or remove it first");
    }
    return removeFile(path);
}

Result<void> createTables(sqlite::Database& database,
                          const RecordingInfo& info,
                          const std::vector<Dictionary>& systems) {
    // All of it in the rollback journal, so that the header is in the file itself from the start.
    const auto header =
        "PRAGMA page_size = 8192; PRAGMA application_id = " + std::to_string(kApplicationId) +
        "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + ";";
    return database.execute(header.c_str())
        .and_then([&] { return database.execute("BEGIN IMMEDIATE"); })
        .and_then([&] { return createSchema(database); })
        .and_then([&] { return writePreamble(database, info, systems); })
        .and_then([&] { return database.execute("COMMIT"); });
}

Result<std::unique_ptr<RecordingWriter>> openWriter(WriterLock lock, sqlite::Database database) {
    auto preamble = readPreamble(database);
    if (!preamble) {
        return tl::unexpected(preamble.error());
    }
    auto writer =
        std::make_unique<FileWriter>(std::move(lock), std::move(database), std::move(*preamble));
    if (auto ready = writer->prepare(); !ready) {
        return tl::unexpected(ready.error());
    }
    return writer;
}

}  // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(
    const std::filesystem::path& path,
    const RecordingInfo& info,
    const std::vector<Dictionary>& systems,
    bool replace) {
    auto lock = WriterLock::take(path);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (auto free = prepareFile(path, replace); !free) {
        return tl::unexpected(free.error());
    }
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Create);
    if (!database) {
        return tl::unexpected(database.error());
    }
    if (auto created = createTables(*database, info, systems); !created) {
        return tl::unexpected(created.error());
    }
    return openWriter(*std::move(lock), *std::move(database));
}

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::openExisting(
    const std::filesystem::path& path) {
    if (auto ok = checkHeader(path); !ok) {
        return tl::unexpected(ok.error());
    }
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Write);
    if (!database) {
        return tl::unexpected(database.error());
    }
    if (database->isReadOnly()) {
        return fail(path.string() + " cannot be written; save a copy and go on in that");
    }
    auto lock = WriterLock::take(path);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto ok = distrust(*database).and_then(
        [&] { return checkSchema(*database, path, SchemaCheck::ForWriting); });
    if (!ok) {
        return tl::unexpected(ok.error());
    }
    return openWriter(*std::move(lock), *std::move(database));
}

}  // namespace foldline
