#include "core/judge/scorecard_table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace foldline {
namespace {

struct TextRow {
    std::string label;
    std::vector<std::string> cells;
};

/// Unicode's wide blocks, as far as names are written in them.
bool isWide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFF60);
}

std::size_t widthOf(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = bytes == 1 ? lead : lead & (0x7FU >> bytes);
        for (std::size_t k = 1; k < bytes && i + k < text.size(); ++k) {
            c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        width += isWide(c) ? 2 : 1;
        i += bytes;
    }
    return width;
}

std::string formatted(const char* format, double number) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, number);
    return text.data();
}

std::string count(std::uint64_t n) {
    return std::to_string(n);
}

std::string time(double us) {
    constexpr auto kSecond = static_cast<double>(kUsPerSecond);
    constexpr auto kMs = static_cast<double>(kUsPerMs);
    return us < kSecond ? formatted("%.1f ms", us / kMs) : formatted("%.2f s", us / kSecond);
}

std::string time(std::int64_t us) {
    return time(static_cast<double>(us));
}

std::string share(double part) {
    return formatted("%.2f %%", part * 100.0);
}

using Card = Scorecard;

struct Line {
    const char* label;
    std::string (*cell)(const Card&);
};

constexpr std::array kLines{
    Line{"requests", [](const Card& c) { return count(c.totals.requests); }},
    Line{"accepted", [](const Card& c) { return count(c.totals.accepted); }},
    Line{"refused", [](const Card& c) { return count(c.totals.refused); }},
    Line{"unknown", [](const Card& c) { return count(c.totals.unknown); }},
    Line{"still waiting", [](const Card& c) { return count(c.pending); }},
    Line{"availability", [](const Card& c) { return share(c.availability); }},
    Line{"acknowledged but lost", [](const Card& c) { return count(c.acknowledgedLost); }},
    Line{"refused but applied", [](const Card& c) { return count(c.refusedApplied); }},
    Line{"applied twice", [](const Card& c) { return count(c.appliedTwice); }},
    Line{"inconsistent keys", [](const Card& c) { return count(c.inconsistentKeys); }},
    Line{"events behind", [](const Card& c) { return count(c.behind); }},
    Line{"events behind, at most", [](const Card& c) { return count(c.behindMax); }},
    Line{"staleness, at most", [](const Card& c) { return time(c.staleMax.us); }},
    Line{"staleness, mean", [](const Card& c) { return time(c.staleMeanUs); }},
    Line{"latency, mean", [](const Card& c) { return time(c.latency.meanUs); }},
    Line{"latency, p50", [](const Card& c) { return time(c.latency.p50Us); }},
    Line{"latency, p95", [](const Card& c) { return time(c.latency.p95Us); }},
    Line{"latency, p99", [](const Card& c) { return time(c.latency.p99Us); }},
    Line{"recovery", [](const Card& c) { return time(c.recovery.us); }},
    Line{"retries", [](const Card& c) { return count(c.totals.retries); }},
    Line{"pieces of database work", [](const Card& c) { return count(c.totals.databaseWork); }},
    Line{"rows written", [](const Card& c) { return count(c.rowsWritten); }},
    Line{"events appended", [](const Card& c) { return count(c.totals.eventsAppended); }},
    Line{"redelivered", [](const Card& c) { return count(c.totals.redelivered); }},
    Line{"lines to reconcile", [](const Card& c) { return count(c.totals.accessLines); }},
    Line{"workers and connections", [](const Card& c) { return count(c.capacity); }},
};

std::string checkCell(const Scorecard& card, std::size_t check) {
    if (check >= card.checks.size()) {
        return "-";
    }
    const CheckResult& result = card.checks[check];
    return result.holds ? "holds"
                        : "violated " + std::to_string(result.violations) + "x from " +
                              formatDuration(result.firstViolation - SimTime{});
}

std::vector<TextRow> rowsOf(std::span<const Scorecard> cards) {
    std::vector<TextRow> rows(1);
    for (const Scorecard& card : cards) {
        rows[0].cells.push_back(card.system);
    }
    for (const Line& line : kLines) {
        TextRow& row = rows.emplace_back(TextRow{line.label, {}});
        for (const Scorecard& card : cards) {
            row.cells.push_back(line.cell(card));
        }
    }
    for (std::size_t i = 0; !cards.empty() && i < cards.front().checks.size(); ++i) {
        TextRow& row = rows.emplace_back(TextRow{cards.front().checks[i].text, {}});
        for (const Scorecard& card : cards) {
            row.cells.push_back(checkCell(card, i));
        }
    }
    return rows;
}

}  // namespace

std::string formatScorecards(std::span<const Scorecard> cards) {
    const std::vector<TextRow> rows = rowsOf(cards);
    std::size_t labelWidth = 0;
    std::vector<std::size_t> widths(cards.size());
    for (const TextRow& row : rows) {
        labelWidth = std::max(labelWidth, widthOf(row.label));
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            widths[i] = std::max(widths[i], widthOf(row.cells[i]));
        }
    }
    std::string text;
    for (const TextRow& row : rows) {
        text += row.label;
        text.append(labelWidth - widthOf(row.label), ' ');
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            text.append(3 + widths[i] - widthOf(row.cells[i]), ' ');
            text += row.cells[i];
        }
        text += '\n';
    }
    return text;
}

}  // namespace foldline
