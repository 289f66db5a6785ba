// The figures of a scorecard as the table shows them.
#pragma once

#include <QString>
#include <span>

#include "core/judge/scorecard.h"

namespace foldline::ui {

struct ScorecardFigure {
    enum class Unit { Count, Microseconds, Share };
    enum class Judgement { Neutral, ShouldBeNought };

    const char* name;     ///< English source
    const char* meaning;  ///< English source, one clause
    Unit unit;
    Judgement judgement;
    double (*value)(const Scorecard&);
};

/// In the order of the table.
std::span<const ScorecardFigure> scorecardFigures();

QString figureName(const ScorecardFigure& figure);
QString figureMeaning(const ScorecardFigure& figure);
/// For reading: "1,234", "61 ms", "99.5 %".
QString figureText(const ScorecardFigure& figure, const Scorecard& card);
/// For other programs: a plain number, times in seconds, shares from 0 to 1.
QString figureNumber(const ScorecardFigure& figure, const Scorecard& card);
/// From `before` to `after`, with its sign: "+12", "−3.2 ms", "+1.5 points" (of a hundred).
QString figureDifference(const ScorecardFigure& figure,
                         const Scorecard& before,
                         const Scorecard& after);
/// "holds", "broken at 00:12.000".
QString checkText(const Scorecard::CheckResult& check);
bool isBad(const ScorecardFigure& figure, const Scorecard& card);

}  // namespace foldline::ui
