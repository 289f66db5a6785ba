#include "ui/shell/fuzzy.h"

#include <algorithm>
#include <vector>

namespace foldline::ui {
namespace {

constexpr int kLetter = 1;
constexpr int kRun = 4;
constexpr int kWordStart = 8;
constexpr int kTextStart = 4;
constexpr int kNone = -1;

bool startsWord(QStringView text, qsizetype at) {
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

}  // namespace

std::optional<int> fuzzyScore(QStringView pattern, QStringView text) {
    // best[j]: the best score of a fit whose last letter so far lies at j.
    std::vector<int> best(static_cast<std::size_t>(text.size()), kNone);
    bool first = true;
    for (const QChar letter : pattern) {
        if (letter.isSpace()) {
            continue;
        }
        std::vector<int> next(best.size(), kNone);
        int reach = kNone;  // the best of best[0 … j-2]
        for (std::size_t j = 0; j < next.size(); ++j) {
            const auto at = static_cast<qsizetype>(j);
            if (j >= 2) {
                reach = std::max(reach, best[j - 2]);
            }
            if (text[at].toCaseFolded() != letter.toCaseFolded()) {
                continue;
            }
            const int here =
                kLetter + (startsWord(text, at) ? kWordStart : 0) + (at == 0 ? kTextStart : 0);
            const int run = j > 0 && best[j - 1] != kNone ? best[j - 1] + kRun : kNone;
            const int before = first ? 0 : std::max(reach, run);
            if (before != kNone) {
                next[j] = before + here;
            }
        }
        best = std::move(next);
        first = false;
    }
    if (first) {
        return 0;
    }
    const int score = best.empty() ? kNone : *std::max_element(best.begin(), best.end());
    return score == kNone ? std::nullopt : std::optional<int>(score);
}

}  // namespace foldline::ui
