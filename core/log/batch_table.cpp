#include "core/log/batch_table.h"

#include <sqlite3.h>

#include <new>
#include <string>

#include "core/log/chain.h"

namespace foldline {
namespace {

struct BatchVtab {
    sqlite3_vtab base{};
    Batch* batch = nullptr;
};

struct BatchCursor {
    sqlite3_vtab_cursor base{};
    Batch* batch = nullptr;
    std::size_t at = 0;
    std::string bytes;  ///< what is hashed of the current record; its data text is the end of it
};

/// Encodes and hashes the record the cursor stands on.
void arrive(BatchCursor& cursor) {
    if (cursor.at == cursor.batch->records.size()) {
        return;
    }
    const Record& record = cursor.batch->records[cursor.at];
    cursor.bytes.resize(kChainHeadBytes);
    encodeChainHead(record, cursor.bytes.data());
    if (record.data.count > 0) {
        cursor.batch->dataText->append(record.data, cursor.bytes);
    }
    cursor.batch->chain = chainStep(cursor.batch->chain, cursor.bytes);
}

template <class Tag, class Rep>
void giveId(sqlite3_context* out, Id<Tag, Rep> id) {
    if (id.exists()) {
        sqlite3_result_int64(out, static_cast<sqlite3_int64>(id.value));
    }
}

/// A column whose value is NULL is not given at all.
void giveUnless(sqlite3_context* out, std::int64_t value, std::int64_t absent) {
    if (value != absent) {
        sqlite3_result_int64(out, value);
    }
}

void giveData(sqlite3_context* out, const BatchCursor& cursor) {
    const auto size = cursor.bytes.size() - kChainHeadBytes;
    if (size > 0) {
        sqlite3_result_text(
            out, cursor.bytes.data() + kChainHeadBytes, static_cast<int>(size), SQLITE_STATIC);
    }
}

int giveColumn(sqlite3_vtab_cursor* base, sqlite3_context* out, int column) {
    const auto& cursor = *reinterpret_cast<BatchCursor*>(base);
    const Record& record = cursor.batch->records[cursor.at];
    switch (column) {
        case 0:
            sqlite3_result_int64(out, cursor.batch->run.value);
            break;
        case 1:
            sqlite3_result_int64(out, static_cast<sqlite3_int64>(record.seq));
            break;
        case 2:
            sqlite3_result_int64(out, record.t.us);
            break;
        case 3:
            sqlite3_result_int64(out, static_cast<sqlite3_int64>(record.kind));
            break;
        case 4:
            giveId(out, record.node);
            break;
        case 5:
            giveId(out, record.peer);
            break;
        case 6:
            giveId(out, record.message);
            break;
        case 7:
            giveId(out, record.request);
            break;
        case 8:
            giveUnless(out, static_cast<std::int64_t>(record.cause), 0);
            break;
        case 9:
            giveId(out, record.entity);
            break;
        case 10:
            giveUnless(out, record.version, 0);
            break;
        case 11:
            giveId(out, record.what);
            break;
        case 12:
            giveUnless(out, record.slot, kNoSlot);
            break;
        case 13:
            giveUnless(out, record.attempt, 0);
            break;
        case 14:
            sqlite3_result_int64(out, record.value);
            break;
        case 15:
            giveData(out, cursor);
            break;
        default:
            sqlite3_result_int64(out, static_cast<sqlite3_int64>(cursor.batch->chain));
            break;
    }
    return SQLITE_OK;
}

// NOLINTNEXTLINE(readability-function-size): the parameters are SQLite's.
int connect(sqlite3* database,
            void* batch,
            int /*argc*/,
            const char* const* /*argv*/,
            sqlite3_vtab** out,
            char** /*error*/) {
    const int code = sqlite3_declare_vtab(
        database,
        "CREATE TABLE batch(run, seq, t, kind, node, peer, message, request, cause, entity, "
        "version, what, slot, attempt, value, data, hash)");
    if (code != SQLITE_OK) {
        return code;
    }
    auto* table = new (std::nothrow) BatchVtab;
    if (table == nullptr) {
        return SQLITE_NOMEM;
    }
    table->batch = static_cast<Batch*>(batch);
    *out = &table->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<BatchVtab*>(table);
    return SQLITE_OK;
}

int bestIndex(sqlite3_vtab* /*table*/, sqlite3_index_info* /*info*/) {
    return SQLITE_OK;
}

int openCursor(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
    auto* cursor = new (std::nothrow) BatchCursor;
    if (cursor == nullptr) {
        return SQLITE_NOMEM;
    }
    cursor->batch = reinterpret_cast<BatchVtab*>(table)->batch;
    *out = &cursor->base;
    return SQLITE_OK;
}

int closeCursor(sqlite3_vtab_cursor* base) {
    delete reinterpret_cast<BatchCursor*>(base);
    return SQLITE_OK;
}

int rewind(sqlite3_vtab_cursor* base,
           int /*index*/,
           const char* /*name*/,
           int /*argc*/,
           sqlite3_value** /*argv*/) {
    auto& cursor = *reinterpret_cast<BatchCursor*>(base);
    cursor.at = 0;
    arrive(cursor);
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base) {
    auto& cursor = *reinterpret_cast<BatchCursor*>(base);
    ++cursor.at;
    arrive(cursor);
    return SQLITE_OK;
}

int atEnd(sqlite3_vtab_cursor* base) {
    const auto& cursor = *reinterpret_cast<BatchCursor*>(base);
    return cursor.at == cursor.batch->records.size() ? 1 : 0;
}

int rowId(sqlite3_vtab_cursor* base, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(reinterpret_cast<BatchCursor*>(base)->at);
    return SQLITE_OK;
}

/// No xCreate: the table exists under its module's name and nowhere else.
constexpr sqlite3_module kModule = [] {
    sqlite3_module module{};
    module.iVersion = 1;
    module.xConnect = connect;
    module.xBestIndex = bestIndex;
    module.xDisconnect = disconnect;
    module.xOpen = openCursor;
    module.xClose = closeCursor;
    module.xFilter = rewind;
    module.xNext = next;
    module.xEof = atEnd;
    module.xColumn = giveColumn;
    module.xRowid = rowId;
    return module;
}();

}  // namespace

Result<void> registerBatchTable(sqlite::Database& database, Batch& batch) {
    if (sqlite3_create_module(database.handle(), "foldline_batch", &kModule, &batch) != SQLITE_OK) {
        return tl::unexpected(database.lastError());
    }
    return {};
}

}  // namespace foldline
