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

/// Scores by place: the best of a fit of the pattern so far whose last letter lies there.
using Fits = std::vector<int>;

/// How the fits go on with `letter`; `isFirst`: there are none before it.
Fits goOn(const Fits& before, QStringView text, QChar letter, bool isFirst) {
    Fits after(before.size(), kNone);
    int reach = kNone;  // the best that leaves a letter out
    for (std::size_t j = 0; j < after.size(); ++j) {
        const auto at = static_cast<qsizetype>(j);
        if (j >= 2) {
            reach = std::max(reach, before[j - 2]);
        }
        if (text[at].toCaseFolded() != letter.toCaseFolded()) {
            continue;
        }
        const int run = j > 0 && before[j - 1] != kNone ? before[j - 1] + kRun : kNone;
        const int base = isFirst ? 0 : std::max(reach, run);
        if (base != kNone) {
            after[j] = base + kLetter + (startsWord(text, at) ? kWordStart : 0) +
                       (at == 0 ? kTextStart : 0);
        }
    }
    return after;
}

}  // namespace

std::optional<int> fuzzyScore(QStringView pattern, QStringView text) {
    Fits fits(static_cast<std::size_t>(text.size()), kNone);
    bool isFirst = true;
    for (const QChar letter : pattern) {
        if (!letter.isSpace()) {
            fits = goOn(fits, text, letter, isFirst);
            isFirst = false;
        }
    }
    if (isFirst) {
        return 0;
    }
    const int score = fits.empty() ? kNone : *std::max_element(fits.begin(), fits.end());
    return score == kNone ? std::nullopt : std::optional<int>(score);
}

}  // namespace foldline::ui
