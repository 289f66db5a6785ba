#include "ui/lesson/figure_at.h"

#include <algorithm>

namespace foldline::ui {
namespace {

constexpr std::size_t kChunk = 4096;

}  // namespace

std::optional<double> figureAt(Session& session,
                               BranchId branch,
                               const FigureRef& reference,
                               SimTime t) {
    const std::vector<Dictionary>& systems = session.systems();
    const auto found = std::ranges::find(systems, reference.system, &Dictionary::system);
    if (found == systems.end()) {
        return std::nullopt;
    }
    const auto system = static_cast<std::size_t>(found - systems.begin());
    const auto last = session.lastSeqAt(branch, system, t);
    if (!last) {
        return std::nullopt;
    }
    Judge judge(session.scenario(), *found);
    for (Seq seq = 1; seq <= *last; seq += kChunk) {
        const auto records =
            session.records(branch, system, seq, std::min<std::size_t>(kChunk, *last - seq + 1));
        if (!records) {
            return std::nullopt;
        }
        for (const Record& record : *records) {
            judge.fold(record);
        }
    }
    return figure(judge.scorecard(t), reference.figure);
}

}  // namespace foldline::ui
