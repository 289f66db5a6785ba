// Making the tables of a recording, and making sure that a file has exactly these and nothing that
// would act behind our back.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/log/sqlite.h"

namespace foldline {

/// Creates all tables and views in an empty database.
Result<void> createSchema(sqlite::Database& database);

/// Reads the file's header before SQLite does: a clear word for what is no recording, or one of a
/// newer Foldline.
Result<void> checkHeader(const std::filesystem::path& path);

enum class SchemaCheck {
    ForReading,  ///< our tables are what they should be; views are never asked
    ForWriting,  ///< and nothing else is there that runs when a row is written
    Everything,  ///< and the views are ours too
};

/// Compares the definitions in the file with ours, word by word.
Result<void> checkSchema(sqlite::Database& database,
                         const std::filesystem::path& path,
                         SchemaCheck check);

/// Settings for a file somebody else may have written: no functions with side effects, no writing
/// to SQLite's own tables, small limits, cells checked before use.
Result<void> distrust(sqlite::Database& database);

/// Opens for reading with these settings. Falls back to a connection that ignores locks when the
/// folder cannot be written.
Result<sqlite::Database> openUntrusted(const std::filesystem::path& path);

/// The largest text or blob in a recording, in bytes.
inline constexpr std::size_t kValueBytesMax = std::size_t{64} << 20U;

}  // namespace foldline
