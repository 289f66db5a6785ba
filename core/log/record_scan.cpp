#include "core/log/record_scan.h"

#include <sqlite3.h>

#include <algorithm>

#include "core/log/record_row.h"

namespace foldline {
namespace {

/// So many at a time that a file which claims to hold more than it does costs no memory.
constexpr std::size_t kSliceMax = 4096;

}  // namespace

struct RecordScan::Calls {
    static void take(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
        auto& scan = *static_cast<RecordScan*>(sqlite3_user_data(context));
        const auto& range = scan.m_range;
        auto& record = (*scan.m_out)[scan.m_out->size() - range.count + scan.m_taken];
        std::int64_t run = 0;
        const bool sane =
            readRecord(values, *range.names.dictionary, *range.names.dataText, run, record);
        scan.m_wrong = !sane || run != range.run || record.seq != range.firstSeq + scan.m_taken ||
                       record.t < scan.m_lastT || record.t > range.lastT;
        if (scan.m_wrong) {
            sqlite3_result_error(context, "a record makes no sense", -1);
            return;
        }
        scan.m_lastT = record.t;
        ++scan.m_taken;
    }

    static void end(sqlite3_context* /*context*/) {}
};

Result<void> RecordScan::prepare(sqlite::Database& database) {
    if (sqlite3_create_function_v2(database.handle(),
                                   "foldline_take",
                                   kRecordColumnCount,
                                   SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                   this,
                                   nullptr,
                                   Calls::take,
                                   Calls::end,
                                   nullptr) != SQLITE_OK) {
        return tl::unexpected(database.lastError());
    }
    auto prepared = database.prepare(std::string("SELECT foldline_take(") + kRecordColumns +
                                     ") FROM record NOT INDEXED WHERE id BETWEEN ? AND ?");
    if (!prepared) {
        return tl::unexpected(prepared.error());
    }
    m_statement = std::move(*prepared);
    return {};
}

Result<std::size_t> RecordScan::read(const ScanRange& range, std::vector<Record>& out) {
    std::size_t all = 0;
    m_lastT = range.firstT;
    m_out = &out;
    while (all < range.count) {
        m_range = range;
        m_range.count = std::min(range.count - all, kSliceMax);
        m_range.firstId += static_cast<std::int64_t>(all);
        m_range.firstSeq += all;
        m_taken = 0;
        m_wrong = false;
        out.resize(out.size() + m_range.count);
        m_statement.bind(1, m_range.firstId);
        m_statement.bind(2, m_range.firstId + static_cast<std::int64_t>(m_range.count) - 1);
        const auto read = m_statement.run();
        out.resize(out.size() - m_range.count + m_taken);
        all += m_taken;
        if (!read && !m_wrong) {
            return tl::unexpected(read.error());
        }
        if (m_taken < m_range.count) {
            break;
        }
    }
    return all;
}

}  // namespace foldline
