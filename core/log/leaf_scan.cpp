#include "core/log/leaf_scan.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace foldline {
namespace {

// https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
constexpr unsigned kInteriorTablePage = 0x05;
constexpr unsigned kLeafTablePage = 0x0d;
constexpr std::size_t kFileHeaderBytes = 100;
constexpr int kDepthMax = 20;
constexpr std::size_t kRowsMax = 100;

/// Reads big-endian numbers and varints of a page without leaving it.
class Bytes {
public:
    Bytes(std::string_view bytes, std::size_t at) : m_bytes(bytes), m_at(at) {}

    std::uint32_t number(std::size_t size) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value = value << 8U | byte();
        }
        return value;
    }

    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int i = 0; i < 8; ++i) {
            const auto next = byte();
            value = value << 7U | (next & 0x7fU);
            if (next < 0x80U) {
                return value;
            }
        }
        return value << 8U | byte();
    }

    std::size_t at() const { return m_at; }

    bool inside() const { return m_inside; }

private:
    unsigned byte() {
        if (m_at >= m_bytes.size()) {
            m_inside = false;
            return 0;
        }
        return static_cast<unsigned char>(m_bytes[m_at++]);
    }

    std::string_view m_bytes;
    std::size_t m_at;
    bool m_inside = true;
};

/// The bytes a value of this type takes; nothing for the types SQLite keeps for itself.
std::optional<std::uint64_t> bytesOfType(std::uint64_t type) {
    constexpr std::array<std::uint64_t, 10> kSizes{0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < kSizes.size()) {
        return kSizes[type];
    }
    return type < 12 ? std::nullopt : std::optional((type - 12) / 2);
}

/// True when the row that begins at `row` has `columns` values, the first NULL (it is the id), all
/// of ordinary types, and exactly the size they need.
bool isWellEncoded(Bytes row, std::uint64_t payload, std::size_t columns) {
    const auto begin = row.at();
    const auto headerBytes = row.varint();
    std::uint64_t size = headerBytes;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto type = row.varint();
        const auto bytes = bytesOfType(type);
        if (!bytes || (i == 0 && type != 0)) {
            return false;
        }
        size += *bytes;
    }
    return row.inside() && row.at() - begin == headerBytes && size == payload;
}

class TableWalk {
public:
    TableWalk(const sqlite::Database& file, const PageLayout& layout, std::size_t columns)
        : m_file(file),
          m_layout(layout),
          m_columns(columns) {}

    std::vector<std::int64_t> run() {
        visit(m_layout.rootPage, 0);
        return std::move(m_rows);
    }

private:
    std::string read(std::uint32_t page) {
        std::string bytes(m_layout.pageBytes, '\0');
        const auto at = static_cast<std::int64_t>(page - 1) * m_layout.pageBytes;
        return m_file.readFile(at, bytes) ? bytes : std::string();
    }

    void visit(std::uint32_t page, int depth) {
        const bool sane = page >= 1 && page <= m_layout.pages && depth <= kDepthMax;
        // More visits than pages: the pages point in circles.
        if (!sane || ++m_visits > m_layout.pages || m_rows.size() >= kRowsMax) {
            return;
        }
        const auto bytes = read(page);
        Bytes header(bytes, page == 1 ? kFileHeaderBytes : 0);
        const auto type = header.number(1);
        header.number(2);
        const auto cells = header.number(2);
        header.number(3);
        if (type == kInteriorTablePage) {
            const auto rightmost = header.number(4);
            for (std::uint32_t i = 0; i < cells && header.inside(); ++i) {
                visit(Bytes(bytes, header.number(2)).number(4), depth + 1);
            }
            visit(rightmost, depth + 1);
        } else if (type == kLeafTablePage) {
            for (std::uint32_t i = 0; i < cells && header.inside(); ++i) {
                checkCell(Bytes(bytes, header.number(2)));
            }
        }
    }

    void checkCell(Bytes cell) {
        const auto payload = cell.varint();
        const auto id = static_cast<std::int64_t>(cell.varint());
        if (!isWellEncoded(cell, payload, m_columns) && m_rows.size() < kRowsMax) {
            m_rows.push_back(id);
        }
    }

    const sqlite::Database& m_file;
    PageLayout m_layout;
    std::size_t m_columns;
    std::uint32_t m_visits = 0;
    std::vector<std::int64_t> m_rows;
};

}  // namespace

std::vector<std::int64_t> findMisencodedRows(const sqlite::Database& file,
                                             const PageLayout& layout,
                                             std::size_t columns) {
    return TableWalk(file, layout, columns).run();
}

}  // namespace foldline
