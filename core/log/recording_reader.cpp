#include "core/log/dictionary_table.h"
#include "core/log/file_reader.h"
#include "core/log/recording_file.h"
#include "core/log/schema.h"
#include "core/log/sqlite.h"

namespace foldline {
namespace {

/// Up to this size a full check at opening costs less than anybody notices.
constexpr std::int64_t kQuickCheckBytesMax = std::int64_t{4} << 20U;

Result<void> quickCheck(sqlite::Database& database, const std::filesystem::path& path) {
    const auto pages = database.integer("PRAGMA page_count");
    const auto pageSize = database.integer("PRAGMA page_size");
    if (!pages || !pageSize) {
        return tl::unexpected(pages ? pageSize.error() : pages.error());
    }
    if (*pages > kQuickCheckBytesMax / *pageSize) {
        return {};
    }
    auto check = database.prepare("PRAGMA quick_check(1)");
    if (!check) {
        return tl::unexpected(check.error());
    }
    const auto row = check->step();
    if (!row || !*row || check->text(0) != "ok") {
        return fail(path.string() + " is damaged; foldline-cli verify says where");
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<RecordingReader>> RecordingReader::open(const std::filesystem::path& path) {
    auto database = openUntrusted(path);
    if (!database) {
        return tl::unexpected(database.error());
    }
    auto ok = quickCheck(*database, path).and_then([&] {
        return checkSchema(*database, path, SchemaCheck::ForReading);
    });
    if (!ok) {
        return tl::unexpected(ok.error());
    }
    auto preamble = readPreamble(*database);
    if (!preamble) {
        return tl::unexpected(preamble.error());
    }
    // Pages that were read are likely to be read again: keyframes and what follows them.
    if (auto set = database->execute("PRAGMA cache_size = -16384"); !set) {
        return tl::unexpected(set.error());
    }
    auto reader = std::make_unique<FileReader>(std::move(*database), std::move(*preamble));
    if (auto ready = reader->prepare(); !ready) {
        return tl::unexpected(ready.error());
    }
    return reader;
}

}  // namespace foldline
