#include "core/scenario/suggest.h"

#include <algorithm>

#include "core/scenario/problems.h"

namespace foldline {
namespace {

constexpr std::size_t kComparedMax = 32;
constexpr std::size_t kListedMax = 8;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> rows(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t k = 0; k <= b.size(); ++k) {
            if (i == 0 || k == 0) {
                rows[i][k] = i + k;
                continue;
            }
            const std::size_t replaced =
                rows[i - 1][k - 1] + (lower(a[i - 1]) == lower(b[k - 1]) ? 0U : 1U);
            rows[i][k] = std::min({rows[i - 1][k] + 1, rows[i][k - 1] + 1, replaced});
            if (i > 1 && k > 1 && lower(a[i - 1]) == lower(b[k - 2]) &&
                lower(a[i - 2]) == lower(b[k - 1])) {
                rows[i][k] = std::min(rows[i][k], rows[i - 2][k - 2] + 1);
            }
        }
    }
    return rows[a.size()][b.size()];
}

}  // namespace

std::string_view nearestName(std::string_view name, std::span<const std::string> candidates) {
    if (name.empty() || name.size() > kComparedMax) {
        return {};
    }
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t longer = std::max(name.size(), candidate.size());
        if (candidate.size() > kComparedMax ||
            longer - std::min(name.size(), candidate.size()) >= least) {
            continue;
        }
        if (const std::size_t d = distance(name, candidate); d < least) {
            least = d;
            best = candidate;
        }
    }
    return best;
}

std::string suggestion(std::string_view name, std::span<const std::string> candidates) {
    if (const std::string_view nearest = nearestName(name, candidates); !nearest.empty()) {
        return "; did you mean " + inQuotes(nearest) + "?";
    }
    if (candidates.empty() || candidates.size() > kListedMax) {
        return {};
    }
    std::string list;
    for (const std::string& candidate : candidates) {
        list += (list.empty() ? "" : ", ") + inQuotes(candidate);
    }
    return (candidates.size() == 1 ? "; write " : "; write one of ") + list;
}

std::string unaskedRemedy(std::string_view operation,
                          std::span<const std::string> asked,
                          std::string_view removal) {
    if (!nearestName(operation, asked).empty()) {
        return suggestion(operation, asked);
    }
    return "; add an entry with operation: " + std::string(operation) + " to workload, or " +
           std::string(removal);
}

}  // namespace foldline
