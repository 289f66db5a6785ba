#include "core/log/schema.h"

#include <sqlite3.h>

#include <array>
#include <map>
#include <utility>

#include "core/log/schema.sql.h"

namespace foldline {
namespace {

struct SchemaObject {
    std::string type;
    std::string table;
    std::string sql;

    friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

using SchemaObjects = std::map<std::string, SchemaObject, std::less<>>;

/// Our schema has two dozen objects; a file with very many more is not worth reading on.
constexpr std::size_t kObjectsMax = 1'000;

std::string textOf(const sqlite::Statement& row, int column) {
    return std::string(row.text(column).value_or(std::string_view{}));
}

Result<SchemaObjects> readSchema(sqlite::Database& database) {
    auto rows = database.prepare("SELECT name, type, tbl_name, sql FROM sqlite_schema");
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    SchemaObjects objects;
    for (;;) {
        const auto row = rows->step();
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (!*row) {
            return objects;
        }
        if (objects.size() == kObjectsMax) {
            return fail("the recording holds too many tables");
        }
        const SchemaObject object{textOf(*rows, 1), textOf(*rows, 2), textOf(*rows, 3)};
        if (!objects.emplace(textOf(*rows, 0), object).second) {
            return fail("the recording holds two things named " + textOf(*rows, 0));
        }
    }
}

Result<SchemaObjects> ownSchema() {
    auto memory = sqlite::Database::open({}, sqlite::OpenMode::Memory);
    if (!memory) {
        return tl::unexpected(memory.error());
    }
    if (auto created = createSchema(*memory); !created) {
        return tl::unexpected(created.error());
    }
    if (auto created = memory->execute(kEntityIndexSql); !created) {
        return tl::unexpected(created.error());
    }
    return readSchema(*memory);
}

bool mustExist(const SchemaObject& object, SchemaCheck check) {
    // The index by entity comes last, and not always.
    return object.type == "table" || (object.type == "view" && check == SchemaCheck::Everything);
}

/// True for what SQLite or a user may add without changing what our statements do.
bool isHarmless(const std::string& name, const SchemaObject& object, const SchemaObjects& own) {
    if (object.type == "table" || object.type == "view") {
        return true;
    }
    return object.type == "index" &&
           (name.starts_with("sqlite_autoindex_") || !own.contains(object.table));
}

Result<void> checkExtras(const SchemaObjects& found, const SchemaObjects& own, SchemaCheck check) {
    for (const auto& [name, object] : found) {
        const bool triggerOnly = object.type == "trigger" && check == SchemaCheck::ForReading;
        if (!own.contains(name) && !triggerOnly && !isHarmless(name, object, own)) {
            return fail("it holds the " + object.type + " " + name +
                        ", which Foldline did not make; remove it with sqlite3");
        }
    }
    return {};
}

std::uint32_t bigEndian32(const std::array<char, 100>& header, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | static_cast<unsigned char>(header.at(at + i));
    }
    return value;
}

/// True when SQLite could not set up the files beside the recording that WAL mode needs.
bool lacksFolder(sqlite::Database& database) {
    const int code = sqlite3_errcode(database.handle());
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

/// The first statement that reads is the one that finds the WAL out of reach.
Result<void> tryToRead(sqlite::Database& database) {
    if (auto ok = database.integer("SELECT count(*) FROM sqlite_schema"); !ok) {
        return tl::unexpected(ok.error());
    }
    return {};
}

}  // namespace

Result<void> createSchema(sqlite::Database& database) {
    if (auto created = database.execute(kTablesSql); !created) {
        return created;
    }
    return database.execute(kViewsSql);
}

Result<void> checkHeader(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return fail("there is no file " + path.string());
    }
    if (error) {
        return fail("cannot read " + path.string() + ": " + error.message());
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(path.string() + " is not a file");
    }
    const auto file = sqlite::Database::open(path, sqlite::OpenMode::Read);
    if (!file) {
        return fail("cannot read " + path.string() + "; check its permissions");
    }
    std::array<char, 100> header{};
    const bool isLongEnough = file->readFile(0, header);
    using namespace std::string_view_literals;
    constexpr auto kMagic = "SQLite format 3\0"sv;
    constexpr std::size_t kVersionAt = 60;
    constexpr std::size_t kApplicationAt = 68;
    if (!isLongEnough || !std::string_view(header.data(), header.size()).starts_with(kMagic) ||
        bigEndian32(header, kApplicationAt) != static_cast<std::uint32_t>(kApplicationId)) {
        return fail(path.string() + " is not a Foldline recording");
    }
    const auto version = bigEndian32(header, kVersionAt);
    if (version > static_cast<std::uint32_t>(kSchemaVersion)) {
        return fail(path.string() + " was written by a newer Foldline (format " +
                    std::to_string(version) + "; this one reads up to " +
                    std::to_string(kSchemaVersion) + "); update Foldline to open it");
    }
    if (version == 0) {
        return fail(path.string() + " is damaged (its format number is 0)");
    }
    return {};
}

Result<void> checkSchema(sqlite::Database& database,
                         const std::filesystem::path& path,
                         SchemaCheck check) {
    const auto found = readSchema(database);
    const auto own = ownSchema();
    if (!found || !own) {
        return tl::unexpected(found ? own.error() : found.error());
    }
    for (const auto& [name, object] : *own) {
        const auto there = found->find(name);
        if (there == found->end() ? mustExist(object, check)
                                  : object.type != "view" && there->second != object) {
            return fail(path.string() + " is damaged (its " + object.type + " " + name +
                        " is not as Foldline makes it)");
        }
        if (check == SchemaCheck::Everything && there != found->end() && there->second != object) {
            return fail(path.string() + " is damaged (its " + object.type + " " + name +
                        " is not as Foldline makes it)");
        }
    }
    if (auto ok = checkExtras(*found, *own, check); !ok) {
        return fail("cannot use " + path.string() + ": " + ok.error().message);
    }
    return {};
}

Result<void> distrust(sqlite::Database& database) {
    sqlite3* handle = database.handle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    constexpr std::array<std::pair<int, int>, 9> kLimits{{
        {SQLITE_LIMIT_LENGTH, static_cast<int>(kValueBytesMax + 4096)},
        {SQLITE_LIMIT_SQL_LENGTH, 100'000},
        {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 8},
        {SQLITE_LIMIT_VDBE_OP, 25'000},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
    }};
    for (const auto& [limit, value] : kLimits) {
        sqlite3_limit(handle, limit, value);
    }
    return database.execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;");
}

Result<sqlite::Database> openUntrusted(const std::filesystem::path& path) {
    if (auto ok = checkHeader(path); !ok) {
        return tl::unexpected(ok.error());
    }
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Read);
    if (!database) {
        return database;
    }
    auto readable = distrust(*database).and_then([&] { return tryToRead(*database); });
    if (readable) {
        return database;
    }
    // When nothing is waiting in the WAL, the file alone is complete.
    std::error_code error;
    const auto wal = std::filesystem::path(path) += "-wal";
    const bool waiting =
        std::filesystem::exists(wal, error) && std::filesystem::file_size(wal, error) > 0;
    if (!lacksFolder(*database) || waiting) {
        return tl::unexpected(readable.error());
    }
    auto alone = sqlite::Database::open(path, sqlite::OpenMode::ReadImmutable);
    readable = distrust(*alone).and_then([&] { return tryToRead(*alone); });
    if (!readable) {
        return tl::unexpected(readable.error());
    }
    return alone;
}

}  // namespace foldline
