// Reading rows of a file somebody else may have written: a value of the wrong type or out of range
// makes the row wrong, and nothing else happens.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "core/log/sqlite.h"

namespace foldline {

class StrictRow {
public:
    explicit StrictRow(const sqlite::Statement& statement) : m_statement(statement) {}

    /// The value, or `min` when it is not an integer from min to max.
    std::int64_t integer(int column, std::int64_t min, std::int64_t max) {
        const auto value = m_statement.integer(column);
        m_ok = m_ok && value && *value >= min && *value <= max;
        return m_ok ? *value : min;
    }

    /// Any integer, as the number without a sign that has the same bits.
    std::uint64_t bits(int column) {
        return static_cast<std::uint64_t>(integer(column,
                                                  std::numeric_limits<std::int64_t>::min(),
                                                  std::numeric_limits<std::int64_t>::max()));
    }

    template <class IdType>
    IdType id(int column, std::size_t count) {
        return IdType{static_cast<decltype(IdType::value)>(
            integer(column, 0, static_cast<std::int64_t>(count) - 1))};
    }

    /// The value, or 0 when it is not a finite floating-point number.
    double number(int column) {
        const auto value = m_statement.real(column);
        m_ok = m_ok && value && std::isfinite(*value);
        return m_ok ? *value : 0.0;
    }

    std::string text(int column, std::size_t bytesMax) {
        const auto value = m_statement.text(column);
        m_ok = m_ok && value && value->size() <= bytesMax;
        return m_ok ? std::string(*value) : std::string();
    }

    /// Borrowed until the next row.
    std::string_view blob(int column) {
        const auto value = m_statement.blob(column);
        m_ok = m_ok && value;
        return m_ok ? *value : std::string_view();
    }

    void require(bool condition) { m_ok = m_ok && condition; }

    bool isNull(int column) const { return m_statement.isNull(column); }

    bool ok() const { return m_ok; }

private:
    const sqlite::Statement& m_statement;
    bool m_ok = true;
};

/// Gives every row of `sql` to `take(StrictRow&)`, and fails at the first that is not ok
/// afterwards. `what` is the table, for the message.
template <class Take>
Result<void> eachRow(sqlite::Database& database, const char* what, const char* sql, Take take) {
    auto rows = database.prepare(sql);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    for (;;) {
        const auto more = rows->step();
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            return {};
        }
        StrictRow row(*rows);
        take(row);
        if (!row.ok()) {
            return fail(std::string("the recording is damaged (a row of its table ") + what +
                        " makes no sense); foldline-cli verify says more");
        }
    }
}

}  // namespace foldline
