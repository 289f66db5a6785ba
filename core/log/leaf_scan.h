// A look at the bytes of the table `record` that SQLite passes over. The header of a stored row
// names the type of each value, and some types read as the same value: a reserved one as NULL, any
// empty one as the row's id. A byte changed there changes nothing that SQL can see.
#pragma once

#include <cstdint>
#include <vector>

#include "core/log/sqlite.h"

namespace foldline {

struct PageLayout {
    std::uint32_t pageBytes = 0;
    std::uint32_t pages = 0;
    std::uint32_t rootPage = 0;  ///< of the table
};

/// The ids of the rows that are not encoded as SQLite writes them, at most 100. Follows the table's
/// pages in the file itself, without its WAL; pages that make no sense are left to SQLite's own
/// check.
std::vector<std::int64_t> findMisencodedRows(const sqlite::Database& file,
                                             const PageLayout& layout,
                                             std::size_t columns);

}  // namespace foldline
