// The traffic of the last moments. Most messages fly for less time than a frame lasts, so the stage
// shows faint echoes of them: each walks its edge once, slowed down, while it fades. Echoes are
// made from records only and never look like tokens.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/record/record.h"
#include "ui/stage/stage_tokens.h"

namespace foldline::ui {

struct Echo {
    std::size_t edge = 0;
    double along = 0.0;  ///< as Token::along
    TokenShape shape = TokenShape::Command;
    double age = 0.0;         ///< 0: just sent; 1: gone
    std::int32_t count = 1;   ///< messages at this place
    std::uint32_t retry = 0;  ///< the highest among them

    friend bool operator==(const Echo&, const Echo&) = default;
};

enum class Mishap : std::uint8_t { Refused, Lost, TimedOut };

struct MishapEcho {
    std::size_t edge = 0;
    double along = 0.0;
    Mishap what = Mishap::Refused;
    double age = 0.0;  ///< of the latest
    std::int32_t count = 1;

    friend bool operator==(const MishapEcho&, const MishapEcho&) = default;
};

struct Trace {
    std::vector<Echo> echoes;
    std::vector<MishapEcho> mishaps;
};

/// Echoes at `t` of `records` not older than `window` (> 0). Messages still in flight have none:
/// they are tokens. Messages of one kind that left one node at nearly the same time are one echo
/// with their count.
Trace traceAt(std::span<const Record> records, const TokenRules& rules, SimTime t, Duration window);

/// Keeps the records of the last moments before the playhead, reading only what is new.
class RecentRecords {
public:
    /// Returns records first … first + count - 1, or fewer.
    using Read = std::function<std::vector<Record>(Seq first, std::size_t count)>;

    static constexpr std::size_t kRecordsMax = 2048;

    void clear() { m_records.clear(); }

    /// Afterwards: the records up to `last`, back to `from`, but no more than kRecordsMax.
    void moveTo(Seq last, SimTime from, const Read& read);

    std::span<const Record> records() const { return m_records; }

    /// `window`, or less when it holds more records than are kept.
    Duration covered(SimTime t, Duration window) const;

private:
    void readBackwards(Seq last, SimTime from, const Read& read);

    std::vector<Record> m_records;
};

}  // namespace foldline::ui
