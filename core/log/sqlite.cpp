#include "core/log/sqlite.h"

#include <sqlite3.h>

namespace foldline::sqlite {
namespace {

Error describe(sqlite3* database, const std::string& file) {
    switch (sqlite3_errcode(database)) {
        case SQLITE_NOTADB:
            return {file + " is not a Foldline recording"};
        case SQLITE_CORRUPT:
            return {file + " is damaged (" + sqlite3_errmsg(database) +
                    "); foldline-cli verify says where"};
        case SQLITE_FULL:
            return {file + " cannot grow: the disk is full; free some space and try again"};
        case SQLITE_BUSY:
            return {file + " is in use by another program; close it there and try again"};
        case SQLITE_CANTOPEN:
            return {"cannot open " + file + ": " + sqlite3_errmsg(database)};
        default:
            return {file + ": " + sqlite3_errmsg(database)};
    }
}

/// An absolute path never looks like one of SQLite's URIs or special names.
std::string plainName(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto absolute = std::filesystem::absolute(path, ignored);
    return absolute.string();
}

std::string immutableUri(const std::string& absolutePath) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : absolutePath) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%' || c == '?' || c == '#' || byte <= ' ' || byte >= 127) {
            uri += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

int openFlags(OpenMode mode) {
    switch (mode) {
        case OpenMode::Create:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case OpenMode::Write:
            return SQLITE_OPEN_READWRITE;
        case OpenMode::Read:
            return SQLITE_OPEN_READONLY;
        case OpenMode::ReadImmutable:
            return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        case OpenMode::Memory:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
    }
    return SQLITE_OPEN_READONLY;
}

constexpr int kBusyWaitMs = 5'000;

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* handle) const noexcept {
    sqlite3_finalize(handle);
}

Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(m_handle.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, double value) {
    sqlite3_bind_double(m_handle.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL, which is not the empty text.
    sqlite3_bind_text64(m_handle.get(),
                        index,
                        text.empty() ? "" : text.data(),
                        text.size(),
                        SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
    sqlite3_bind_blob64(
        m_handle.get(), index, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull(int index) {
    sqlite3_bind_null(m_handle.get(), index);
    return *this;
}

Result<bool> Statement::step() {
    switch (sqlite3_step(m_handle.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            return tl::unexpected(describe(sqlite3_db_handle(m_handle.get()), *m_file));
    }
}

Result<void> Statement::run() {
    const ResetAtEnd reset(*this);
    for (;;) {
        const auto row = step();
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (!*row) {
            return {};
        }
    }
}

void Statement::reset() {
    sqlite3_reset(m_handle.get());
}

std::optional<std::int64_t> Statement::integer(int column) const {
    if (sqlite3_column_type(m_handle.get(), column) != SQLITE_INTEGER) {
        return std::nullopt;
    }
    return sqlite3_column_int64(m_handle.get(), column);
}

std::optional<double> Statement::real(int column) const {
    if (sqlite3_column_type(m_handle.get(), column) != SQLITE_FLOAT) {
        return std::nullopt;
    }
    return sqlite3_column_double(m_handle.get(), column);
}

std::optional<std::string_view> Statement::text(int column) const {
    if (sqlite3_column_type(m_handle.get(), column) != SQLITE_TEXT) {
        return std::nullopt;
    }
    const auto* bytes = sqlite3_column_text(m_handle.get(), column);
    const auto size = sqlite3_column_bytes(m_handle.get(), column);
    return std::string_view(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::optional<std::string_view> Statement::blob(int column) const {
    if (sqlite3_column_type(m_handle.get(), column) != SQLITE_BLOB) {
        return std::nullopt;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
    const auto size = sqlite3_column_bytes(m_handle.get(), column);
    return size == 0 ? std::string_view{} : std::string_view(bytes, static_cast<std::size_t>(size));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(const std::filesystem::path& path, OpenMode mode) {
    const auto absolute = mode == OpenMode::Memory ? std::string(":memory:") : plainName(path);
    const auto name = mode == OpenMode::ReadImmutable ? immutableUri(absolute) : absolute;
    sqlite3* handle = nullptr;
    // One thread at a time is the contract: SQLite's own mutexes would cost a tenth of an append.
    const int code =
        sqlite3_open_v2(name.c_str(), &handle, openFlags(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database;
    database.m_handle.reset(handle);
    database.m_file = std::make_shared<const std::string>(path.string());
    if (code != SQLITE_OK) {
        return tl::unexpected(handle == nullptr ? Error{"out of memory"} : database.lastError());
    }
    sqlite3_busy_timeout(handle, kBusyWaitMs);
    return database;
}

Result<void> Database::execute(const char* sql) {
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return tl::unexpected(lastError());
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(),
                                        sql.data(),
                                        static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT,
                                        &statement,
                                        nullptr);
    if (code != SQLITE_OK) {
        return tl::unexpected(lastError());
    }
    return Statement(statement, m_file);
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    const auto row = statement->step();
    if (!row) {
        return tl::unexpected(row.error());
    }
    const auto value = *row ? statement->integer(0) : std::nullopt;
    if (!value) {
        return fail(*m_file + " is damaged (no number where one is expected)");
    }
    return *value;
}

Error Database::lastError() const {
    return describe(m_handle.get(), *m_file);
}

bool Database::isReadOnly() const {
    return sqlite3_db_readonly(m_handle.get(), "main") != 0;
}

bool Database::readFile(std::int64_t at, std::span<char> out) const {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(m_handle.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file != nullptr && file->pMethods != nullptr &&
           file->pMethods->xRead(file, out.data(), static_cast<int>(out.size()), at) == SQLITE_OK;
}

bool Database::inTransaction() const {
    return sqlite3_get_autocommit(m_handle.get()) == 0;
}

}  // namespace foldline::sqlite
