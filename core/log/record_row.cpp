#include "core/log/record_row.h"

#include <sqlite3.h>

#include <array>
#include <limits>

namespace foldline {
namespace {

/// As StrictRow, for the one table whose rows come by the million: a value is looked up once.
class RecordRow {
public:
    explicit RecordRow(sqlite3_value* const* values) : m_values(values) {}

    std::int64_t integer(int column, std::int64_t min, std::int64_t max) {
        auto* const value = m_values[column];
        const auto number = sqlite3_value_int64(value);
        m_ok &= sqlite3_value_type(value) == SQLITE_INTEGER && number >= min && number <= max;
        return number;
    }

    /// `absent` for NULL.
    std::int64_t optional(int column, std::int64_t min, std::int64_t max, std::int64_t absent) {
        auto* const value = m_values[column];
        const int type = sqlite3_value_type(value);
        if (type == SQLITE_NULL) {
            return absent;
        }
        const auto number = sqlite3_value_int64(value);
        m_ok &= type == SQLITE_INTEGER && number >= min && number <= max;
        return number;
    }

    template <class IdType>
    IdType id(int column, std::size_t count) {
        using Rep = decltype(IdType::value);
        return IdType{static_cast<Rep>(optional(column,
                                                0,
                                                static_cast<std::int64_t>(count) - 1,
                                                static_cast<std::int64_t>(IdType::none().value)))};
    }

    void data(int column, const DataText& dataText, Fields& fields) {
        auto* const value = m_values[column];
        const int type = sqlite3_value_type(value);
        if (type == SQLITE_NULL) {
            return;
        }
        if (type != SQLITE_TEXT) {
            m_ok = false;
            return;
        }
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
        if (auto parsed = dataText.parse({text, size})) {
            fields = *parsed;
        } else {
            m_ok = false;
        }
    }

    void require(bool condition) { m_ok &= condition; }

    bool ok() const { return m_ok; }

private:
    sqlite3_value* const* m_values;
    bool m_ok = true;
};

constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kInt32Max = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kUint32Max = std::numeric_limits<std::uint32_t>::max();
constexpr auto kAnyCount = static_cast<std::size_t>(kInt64Max);

}  // namespace

bool readRecord(sqlite3_value* const* values,
                const Dictionary& dictionary,
                const DataText& dataText,
                std::int64_t& run,
                Record& record) {
    RecordRow row(values);
    record = Record{};
    run = row.integer(0, 0, kUint32Max);
    const auto seq = row.integer(1, 1, kInt64Max);
    record.seq = static_cast<Seq>(seq);
    record.t.us = row.integer(2, 0, kDurationMax.us);
    const auto kind = row.integer(3, 1, static_cast<std::int64_t>(kindInfos().size()));
    record.kind = static_cast<Kind>(kind);
    record.node = row.id<NodeId>(4, dictionary.nodes.size());
    record.peer = row.id<NodeId>(5, dictionary.nodes.size());
    record.message = row.id<MessageId>(6, kAnyCount);
    record.request = row.id<RequestId>(7, kAnyCount);
    record.cause = static_cast<Seq>(row.optional(8, 1, seq - 1, 0));
    record.entity = row.id<EntityId>(9, dictionary.entities.size());
    record.version = static_cast<std::uint32_t>(row.optional(10, 1, kUint32Max, 0));
    record.what = row.id<SymbolId>(11, dictionary.symbols.size());
    record.slot = static_cast<std::int32_t>(row.optional(12, 0, kInt32Max, kNoSlot));
    record.attempt = static_cast<std::uint32_t>(row.optional(13, 1, kUint32Max, 0));
    record.value = row.integer(14, std::numeric_limits<std::int64_t>::min(), kInt64Max);
    row.require(record.kind == Kind::RunStarted ||
                (record.value > -kValueMax && record.value < kValueMax));
    row.data(15, dataText, record.data);
    return row.ok();
}

bool readRecord(const sqlite::Statement& row,
                const Dictionary& dictionary,
                const DataText& dataText,
                std::int64_t& run,
                Record& record) {
    std::array<sqlite3_value*, kRecordColumnCount> values{};
    for (int i = 0; i < kRecordColumnCount; ++i) {
        values[static_cast<std::size_t>(i)] = sqlite3_column_value(row.handle(), i);
    }
    return readRecord(values.data(), dictionary, dataText, run, record);
}

}  // namespace foldline
