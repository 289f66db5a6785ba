#include "ui/run/divergence.h"

#include <algorithm>
#include <map>

namespace foldline::ui {
namespace {

/// The branch and its ancestors, and up to when each of them shares its records with the branch.
std::map<BranchId, std::optional<SimTime>> sharedWith(const std::vector<BranchInfo>& branches,
                                                      BranchId branch) {
    std::map<BranchId, std::optional<SimTime>> shared;
    std::optional<SimTime> until;
    while (branch.exists() && shared.emplace(branch, until).second) {
        const auto found = std::ranges::find(branches, branch, &BranchInfo::id);
        if (found == branches.end()) {
            break;
        }
        until = until ? std::min(*until, found->forkAt) : found->forkAt;
        branch = found->parent;
    }
    return shared;
}

}  // namespace

std::optional<SimTime> sharedUntil(const std::vector<BranchInfo>& branches,
                                   BranchId first,
                                   BranchId second) {
    if (first == second) {
        return std::nullopt;
    }
    std::optional<SimTime> best = SimTime{};
    const auto a = sharedWith(branches, first);
    for (const auto& [branch, untilB] : sharedWith(branches, second)) {
        const auto found = a.find(branch);
        if (found == a.end()) {
            continue;
        }
        const std::optional<SimTime>& untilA = found->second;
        const SimTime both = untilA && untilB ? std::min(*untilA, *untilB)
                                              : untilA.value_or(untilB.value_or(SimTime{}));
        best = std::max(*best, both);
    }
    return best;
}

DivergenceSearch::DivergenceSearch(Session& session,
                                   BranchId first,
                                   BranchId second,
                                   std::size_t system)
    : m_session(session),
      m_branches{first, second},
      m_system(system) {
    const std::optional<SimTime> shared = sharedUntil(session.branches(), first, second);
    if (!shared) {
        m_state = State::Same;
        return;
    }
    if (*shared <= SimTime{}) {
        return;
    }
    const SimTime last = *shared - Duration{1};
    const auto a = session.lastSeqAt(first, system, last);
    const auto b = session.lastSeqAt(second, system, last);
    if (!a || !b) {
        m_error = (a ? b : a).error().message;
        m_state = State::Failed;
        return;
    }
    m_begin = std::min(*a, *b) + 1;
    m_next = m_begin;
}

DivergenceSearch::State DivergenceSearch::step() {
    if (m_state != State::Searching && m_state != State::Waiting) {
        return m_state;
    }
    const auto a = read(m_branches[0]);
    const auto b = read(m_branches[1]);
    if (!a || !b) {
        m_error = (a ? b : a).error().message;
        m_state = State::Failed;
    } else {
        m_state = compare(*a, *b);
    }
    return m_state;
}

Result<DivergenceSearch::Stretch> DivergenceSearch::read(BranchId branch) {
    Stretch stretch;
    // Asked before: more may be recorded while this reads.
    stretch.isAll = m_session.progress(branch).finished;
    auto records = m_session.records(branch, m_system, m_next, kStretch);
    if (!records) {
        return tl::unexpected(records.error());
    }
    stretch.records = std::move(*records);
    return stretch;
}

DivergenceSearch::State DivergenceSearch::compare(const Stretch& first, const Stretch& second) {
    const auto [a, b] = std::ranges::mismatch(first.records, second.records);
    m_next += static_cast<Seq>(a - first.records.begin());
    if (a != first.records.end() && b != second.records.end()) {
        m_first = *a;
        m_second = *b;
        return State::Parted;
    }
    const bool more = first.records.size() == kStretch && second.records.size() == kStretch;
    return more ? State::Searching : ended(first, second);
}

/// At least one of the branches has no more records, and all until then were the same.
DivergenceSearch::State DivergenceSearch::ended(const Stretch& first, const Stretch& second) {
    const std::size_t a = first.records.size();
    const std::size_t b = second.records.size();
    if (a == b) {
        return first.isAll && second.isAll ? State::Same : State::Waiting;
    }
    if (!(a < b ? first.isAll : second.isAll)) {
        return State::Waiting;
    }
    if (a < b) {
        m_second = second.records[a];
    } else {
        m_first = first.records[b];
    }
    return State::Parted;
}

}  // namespace foldline::ui
