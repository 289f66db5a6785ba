// SQLite's C interface with owners instead of handles and Results instead of codes. Nothing here
// knows what a recording is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace foldline::sqlite {

/// A prepared statement. Bound texts and blobs are borrowed until the next reset or bind; column
/// texts and blobs are valid until the next step or reset.
class Statement {
public:
    Statement() = default;

    Statement(sqlite3_stmt* handle, std::shared_ptr<const std::string> file)
        : m_handle(handle),
          m_file(std::move(file)) {}

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bindNull(int index);

    /// True: there is a row; false: done.
    Result<bool> step();
    /// Steps a statement without rows to its end and resets it.
    Result<void> run();
    void reset();

    /// Nothing unless the column's value is of exactly this type.
    std::optional<std::int64_t> integer(int column) const;
    std::optional<double> real(int column) const;
    std::optional<std::string_view> text(int column) const;
    std::optional<std::string_view> blob(int column) const;
    bool isNull(int column) const;

    sqlite3_stmt* handle() const { return m_handle.get(); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const noexcept;
    };

    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
    std::shared_ptr<const std::string> m_file;
};

/// Resets a statement at the end of a scope, so that no read transaction is left open.
class ResetAtEnd {
public:
    explicit ResetAtEnd(Statement& statement) : m_statement(statement) {}

    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

    ~ResetAtEnd() { m_statement.reset(); }

private:
    Statement& m_statement;
};

enum class OpenMode : std::uint8_t {
    Create,         ///< read and write; the file may be new
    Write,          ///< read and write an existing file
    Read,           ///< needs to write beside the file when it is in WAL mode
    ReadImmutable,  ///< takes no locks and ignores a WAL: for files nobody can write
    Memory,         ///< a private database in memory
};

/// A connection. Used by one thread at a time. Must not outlive what its statements are used for.
class Database {
public:
    static Result<Database> open(const std::filesystem::path& path, OpenMode mode);

    /// Runs one or more statements and drops their rows.
    Result<void> execute(const char* sql);
    Result<Statement> prepare(std::string_view sql);
    /// The first column of the first row, when it is an integer.
    Result<std::int64_t> integer(std::string_view sql);

    /// What SQLite said last, with the file's name and in the words of a user.
    Error lastError() const;
    bool inTransaction() const;
    bool isReadOnly() const;

    /// Fills `out` with the bytes of the file itself from `at` on, without what waits in its WAL;
    /// false when there are not that many. A database is never opened by other means: closing that
    /// would give up all locks that this process has on it
    /// (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    bool readFile(std::int64_t at, std::span<char> out) const;

    sqlite3* handle() const { return m_handle.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };

    std::unique_ptr<sqlite3, Close> m_handle;
    std::shared_ptr<const std::string> m_file;
};

}  // namespace foldline::sqlite
