#include "core/judge/request_ledger.h"

#include <algorithm>

namespace foldline {
namespace {

/// Requests are numbered without gaps; a number further ahead than this is damage.
constexpr std::uint64_t kRequestGapMax = 4096;
constexpr std::uint8_t kEffectsMax = 200;

}  // namespace

RequestLedger::Entry* RequestLedger::entryOf(RequestId request) {
    return request.value < m_entries.size() ? &m_entries[static_cast<std::size_t>(request.value)]
                                            : nullptr;
}

const RequestLedger::Entry* RequestLedger::entryOf(RequestId request) const {
    return request.value < m_entries.size() ? &m_entries[static_cast<std::size_t>(request.value)]
                                            : nullptr;
}

std::uint8_t& RequestLedger::rowsOf(RequestId request, std::size_t rdb) {
    return m_rows[static_cast<std::size_t>(request.value) * m_rdbs + rdb];
}

void RequestLedger::count(const Entry& entry, std::int64_t sign) {
    if (!entry.meant.exists()) {
        return;
    }
    const auto change = static_cast<std::uint64_t>(sign);
    const bool applied = entry.effects > 0;
    const bool notAccepted = entry.told == Outcome::Refused || entry.told == Outcome::Unknown;
    m_acknowledgedLost += entry.told == Outcome::Accepted && !applied ? change : 0;
    m_refusedApplied += notAccepted && applied ? change : 0;
    m_appliedTwice += entry.effects > 1 ? change : 0;
}

void RequestLedger::begin(RequestId request, const OpenRequest& asked) {
    if (request.value >= m_entries.size()) {
        if (request.value >= m_entries.size() + kRequestGapMax) {
            return;
        }
        m_entries.resize(static_cast<std::size_t>(request.value) + 1);
        m_rows.resize(m_entries.size() * m_rdbs);
        m_versions.resize(m_rows.size());
    }
    Entry& entry = *entryOf(request);
    if (entry.open != 0 || entry.told != Outcome::None) {
        return;
    }
    entry.entity = asked.entity;
    entry.meant = asked.meant;
    if (m_free.empty()) {
        m_open.push_back(asked);
        entry.open = static_cast<std::uint32_t>(m_open.size());
    } else {
        m_open[m_free.back()] = asked;
        entry.open = m_free.back() + 1;
        m_free.pop_back();
    }
}

std::optional<OpenRequest> RequestLedger::end(RequestId request, Outcome outcome) {
    Entry* entry = entryOf(request);
    if (entry == nullptr || entry->open == 0) {
        return std::nullopt;
    }
    const std::uint32_t index = entry->open - 1;
    m_free.push_back(index);
    count(*entry, -1);
    entry->open = 0;
    entry->told = outcome;
    count(*entry, 1);
    return m_open[index];
}

void RequestLedger::took(Entry& entry, Seq seq, std::uint8_t& effects) {
    entry.firstEffect = entry.firstEffect == 0 ? seq : entry.firstEffect;
    effects = std::min<std::uint8_t>(effects, kEffectsMax - 1);
    ++effects;
    if (effects > entry.effects) {
        count(entry, -1);
        entry.effects = effects;
        count(entry, 1);
    }
}

bool RequestLedger::rowWritten(const Record& record, const RowRun& run) {
    Entry* entry = entryOf(record.request);
    if (entry == nullptr || run.rdb >= m_rdbs || entry->entity != record.entity) {
        return false;
    }
    const bool named = entry->meant.value < m_named.size() && m_named[entry->meant.value];
    if ((run.ofEvent || named) && entry->meant != record.what) {
        return false;
    }
    if (record.value == 0) {
        const bool again =
            m_updated == record.request && m_updatedIn == run.rdb && m_updatedRun == run.number;
        m_updated = record.request;
        m_updatedIn = run.rdb;
        m_updatedRun = run.number;
        if (again) {
            return false;
        }
    }
    Versions& versions =
        m_versions[static_cast<std::size_t>(record.request.value) * m_rdbs + run.rdb];
    versions.first = versions.first == 0 ? record.version : versions.first;
    versions.last = record.version;
    took(*entry, record.seq, rowsOf(record.request, run.rdb));
    return true;
}

void RequestLedger::rowReset(const Record& record, std::size_t rdb) {
    m_resets[{record.entity, rdb}] = record.attempt;
}

void RequestLedger::settleResets() {
    if (m_resets.empty()) {
        return;
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        undo(RequestId{i}, m_entries[i]);
    }
    m_resets.clear();
}

void RequestLedger::undo(RequestId request, Entry& entry) {
    std::uint8_t most = entry.events;
    bool changed = false;
    for (std::size_t rdb = 0; rdb < m_rdbs; ++rdb) {
        std::uint8_t& effects = rowsOf(request, rdb);
        const auto reset = m_resets.find({entry.entity, rdb});
        Versions& versions = m_versions[static_cast<std::size_t>(request.value) * m_rdbs + rdb];
        if (effects > 0 && reset != m_resets.end() && versions.last > reset->second) {
            const bool all = versions.first > reset->second;
            effects = all ? 0 : 1;
            versions = all ? Versions{} : Versions{versions.first, versions.first};
            changed = true;
        }
        most = std::max(most, effects);
    }
    if (changed && most != entry.effects) {
        count(entry, -1);
        entry.effects = most;
        count(entry, 1);
    }
}

bool RequestLedger::eventAppended(const Record& record) {
    Entry* entry = entryOf(record.request);
    if (entry == nullptr || entry->entity != record.entity || entry->meant != record.what ||
        !entry->meant.exists()) {
        return false;
    }
    if (entry->streamVersion == 0) {
        entry->streamVersion = record.version;
    }
    took(*entry, record.seq, entry->events);
    return true;
}

void RequestLedger::undone(RequestId request) {
    Entry* entry = entryOf(request);
    if (entry == nullptr || entry->told == Outcome::Accepted) {
        return;
    }
    count(*entry, -1);
    entry->effects = 0;
    entry->events = 0;
    for (std::size_t rdb = 0; rdb < m_rdbs; ++rdb) {
        rowsOf(request, rdb) = 0;
    }
    count(*entry, 1);
}

Seq RequestLedger::firstEffect(RequestId request) const {
    const Entry* entry = entryOf(request);
    return entry == nullptr ? 0 : entry->firstEffect;
}

std::uint32_t RequestLedger::streamVersion(RequestId request) const {
    const Entry* entry = entryOf(request);
    return entry == nullptr ? 0 : entry->streamVersion;
}

bool RequestLedger::hasRow(RequestId request) const {
    const Entry* entry = entryOf(request);
    if (entry == nullptr) {
        return false;
    }
    const auto first = m_rows.begin() + static_cast<std::ptrdiff_t>(request.value * m_rdbs);
    return std::any_of(
        first, first + static_cast<std::ptrdiff_t>(m_rdbs), [](std::uint8_t n) { return n > 0; });
}

}  // namespace foldline
