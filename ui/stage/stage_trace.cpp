#include "ui/stage/stage_trace.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace foldline::ui {
namespace {

/// In a dense stream, at most this many echoes walk an edge at once. They stand for equal slices of
/// time, so that they march on evenly instead of flickering as messages come and go.
constexpr std::int64_t kEchoesMax = 8;

std::optional<TokenRules::Way> wayOfMishap(const TokenRules& rules, NodeId asker, NodeId asked) {
    constexpr std::array kSendings{Kind::RequestSent,
                                   Kind::StatementSent,
                                   Kind::EventProduced,
                                   Kind::BatchSent,
                                   Kind::ReplySent};
    for (const Kind kind : kSendings) {
        if (const auto way = rules.way(kind, asker, asked)) {
            return way;
        }
    }
    return std::nullopt;
}

/// Collects echoes from records in falling order of time.
class EchoBoard {
public:
    EchoBoard(Trace& trace, Duration window)
        : m_trace(trace),
          m_slice(std::max<std::int64_t>(1, window.us / kEchoesMax)) {}

    void add(const Echo& echo, SimTime sentAt) {
        const std::int64_t slice = sentAt.us / m_slice;
        for (std::size_t i = 0; i < m_trace.echoes.size(); ++i) {
            Echo& other = m_trace.echoes[i];
            if (other.edge == echo.edge && other.shape == echo.shape && m_slices[i] == slice) {
                // The first of a slice gives the place: it stays when more follow.
                other.along = echo.along;
                other.age = echo.age;
                other.count += echo.count;
                other.retry = std::max(other.retry, echo.retry);
                return;
            }
        }
        m_trace.echoes.push_back(echo);
        m_slices.push_back(slice);
    }

private:
    Trace& m_trace;
    std::int64_t m_slice;
    std::vector<std::int64_t> m_slices;  ///< of each echo
};

void addMishap(Trace& trace, const MishapEcho& mishap) {
    for (MishapEcho& other : trace.mishaps) {
        if (other.edge == mishap.edge && other.what == mishap.what) {
            other.count += mishap.count;
            other.age = std::min(other.age, mishap.age);
            return;
        }
    }
    trace.mishaps.push_back(mishap);
}

void traceSending(
    EchoBoard& board, const Record& record, const TokenRules& rules, SimTime t, double age) {
    const auto way = rules.way(record.kind, record.node, record.peer);
    if (!way || record.t + Duration{record.value} >= t) {
        return;
    }
    board.add({.edge = way->edge,
               .along = way->backwards ? 1.0 - age : age,
               .shape = rules.shape(record.kind, record.what),
               .age = age,
               .count = record.kind == Kind::BatchSent ? std::max(record.slot, 1) : 1,
               .retry = record.attempt > 1 ? record.attempt - 1 : 0},
              record.t);
}

void traceMishap(Trace& trace, const Record& record, const TokenRules& rules, double age) {
    // Where it went wrong: at the one who refused, half-way when it was lost, at the one who waits.
    constexpr double kAtAsked = 0.86;
    constexpr double kHalfWay = 0.5;
    const bool refused = record.kind == Kind::RequestRefused;
    const auto way = refused ? wayOfMishap(rules, record.peer, record.node)
                             : wayOfMishap(rules, record.node, record.peer);
    if (!way) {
        return;
    }
    const double along = refused ? kAtAsked : kHalfWay;
    addMishap(trace,
              {.edge = way->edge,
               .along = way->backwards ? 1.0 - along : along,
               .what = refused                            ? Mishap::Refused
                       : record.kind == Kind::MessageLost ? Mishap::Lost
                                                          : Mishap::TimedOut,
               .age = age});
}

}  // namespace

Trace traceAt(std::span<const Record> records,
              const TokenRules& rules,
              SimTime t,
              Duration window) {
    Trace trace;
    EchoBoard board(trace, window);
    // The newest first: they give a shared place its age.
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        const Duration since = t - record->t;
        if (since.us < 0) {
            continue;
        }
        if (since >= window) {
            break;
        }
        const double age = static_cast<double>(since.us) / static_cast<double>(window.us);
        if (isSending(record->kind)) {
            traceSending(board, *record, rules, t, age);
        } else if (record->kind == Kind::RequestRefused || record->kind == Kind::MessageLost ||
                   record->kind == Kind::TimedOut) {
            traceMishap(trace, *record, rules, age);
        }
    }
    return trace;
}

void RecentRecords::moveTo(Seq last, SimTime from, const Read& read) {
    const bool forwards = !m_records.empty() && last >= m_records.back().seq &&
                          last - m_records.back().seq < kRecordsMax && from >= m_records.front().t;
    if (!forwards) {
        readBackwards(last, from, read);
        return;
    }
    const Seq known = m_records.back().seq;
    if (last > known) {
        const std::vector<Record> more = read(known + 1, static_cast<std::size_t>(last - known));
        m_records.insert(m_records.end(), more.begin(), more.end());
    }
    const auto older =
        std::ranges::find_if(m_records, [from](const Record& record) { return record.t >= from; });
    const auto surplus = static_cast<std::ptrdiff_t>(
        m_records.size() > kRecordsMax ? m_records.size() - kRecordsMax : 0);
    auto first = std::max(older, m_records.begin() + surplus);
    // The last one stays, to tell where to go on.
    if (first == m_records.end() && !m_records.empty()) {
        --first;
    }
    m_records.erase(m_records.begin(), first);
}

void RecentRecords::readBackwards(Seq last, SimTime from, const Read& read) {
    constexpr std::size_t kBlock = 256;
    m_records.clear();
    Seq before = last + 1;
    while (before > 1 && m_records.size() < kRecordsMax) {
        const Seq first = before > kBlock ? before - kBlock : 1;
        std::vector<Record> block = read(first, static_cast<std::size_t>(before - first));
        if (block.empty()) {
            break;
        }
        const bool enough = block.front().t < from;
        m_records.insert(m_records.begin(), block.begin(), block.end());
        before = first;
        if (enough) {
            break;
        }
    }
}

Duration RecentRecords::covered(SimTime t, Duration window) const {
    if (m_records.size() < kRecordsMax) {
        return window;
    }
    return std::clamp(t - m_records.front().t, Duration{1}, window);
}

}  // namespace foldline::ui
