#include "ui/shell/scorecard_figures.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

#include "ui/inspector/value_text.h"
#include "ui/shell/clock_text.h"

namespace foldline::ui {
namespace {

constexpr const char* kContext = "foldline::ui::ScorecardFigure";

using Unit = ScorecardFigure::Unit;
using Judgement = ScorecardFigure::Judgement;

template <class Number>
double real(Number n) {
    return static_cast<double>(n);
}

const std::array kFigures{
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Requests"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "What clients intended, first attempts only"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.totals.requests); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Accepted"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Clients were told ok"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.totals.accepted); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Refused"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Clients were told that it failed"),
        Unit::Count,
        Judgement::ShouldBeNought,
        [](const Scorecard& c) { return real(c.totals.refused); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Unknown"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Clients were told nothing in time"),
        Unit::Count,
        Judgement::ShouldBeNought,
        [](const Scorecard& c) { return real(c.totals.unknown); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Still waiting"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Requests whose client still waits"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.pending); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Acknowledged but lost"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Told ok, yet neither in a row nor in the log"),
                    Unit::Count,
                    Judgement::ShouldBeNought,
                    [](const Scorecard& c) { return real(c.acknowledgedLost); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Refused but applied"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Told no, or nothing, yet it took effect"),
                    Unit::Count,
                    Judgement::ShouldBeNought,
                    [](const Scorecard& c) { return real(c.refusedApplied); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Applied twice"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Took effect two times or more"),
        Unit::Count,
        Judgement::ShouldBeNought,
        [](const Scorecard& c) { return real(c.appliedTwice); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Inconsistent keys"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Entities whose row differs from what clients were told"),
                    Unit::Count,
                    Judgement::ShouldBeNought,
                    [](const Scorecard& c) { return real(c.inconsistentKeys); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Wrong rows"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                          "Rows, over all databases, that differ from what clients were told"),
        Unit::Count,
        Judgement::ShouldBeNought,
        [](const Scorecard& c) { return real(c.wrongRows); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Events parked"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Events that consumers have put aside, now"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.parked); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Forgotten but remembered"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Entities forgotten of which some row still knows more"),
                    Unit::Count,
                    Judgement::ShouldBeNought,
                    [](const Scorecard& c) { return real(c.remembering); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Events behind"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Events appended that the rows do not reflect yet"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.behind); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Events behind, at most"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "The longest backlog so far"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.behindMax); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Staleness, at most"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                          "The longest that an acknowledged change was missing in a row"),
        Unit::Microseconds,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.staleMax.us); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Staleness, mean"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Mean time until an acknowledged change was in the row"),
                    Unit::Microseconds,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.staleMeanUs); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Latency, mean"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Mean over the answers ok, from the first send"),
                    Unit::Microseconds,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.latency.meanUs); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Latency, median"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Half of the answers ok came faster"),
        Unit::Microseconds,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.latency.p50Us); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Latency, 95th percentile"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "95 % of the answers ok came faster"),
        Unit::Microseconds,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.latency.p95Us); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Latency, 99th percentile"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "99 % of the answers ok came faster"),
        Unit::Microseconds,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.latency.p99Us); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Availability"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Accepted among all that ended"),
        Unit::Share,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.availability); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Recovery"),
        QT_TRANSLATE_NOOP(
            "foldline::ui::ScorecardFigure",
            "From the end of the last fault until nothing was behind and nobody was refused"),
        Unit::Microseconds,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.recovery.us); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Retries"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Requests sent again"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.totals.retries); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Pieces of database work"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Transactions begun"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.totals.databaseWork); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Rows written"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Rows that transactions made visible"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.rowsWritten); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Events appended"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Events that a broker stored"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.totals.eventsAppended); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Redelivered"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Events given to a handler more than once"),
                    Unit::Count,
                    Judgement::Neutral,
                    [](const Scorecard& c) { return real(c.totals.redelivered); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Duplicates skipped"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                          "Requests and events that a database knew to be done already"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.skipped); }},
    ScorecardFigure{QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Applied out of order"),
                    QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure",
                                      "Events applied after a later one of the same entity"),
                    Unit::Count,
                    Judgement::ShouldBeNought,
                    [](const Scorecard& c) { return real(c.outOfOrder); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Lines to reconcile by hand"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Failed requests in access logs"),
        Unit::Count,
        Judgement::ShouldBeNought,
        [](const Scorecard& c) { return real(c.totals.accessLines); }},
    ScorecardFigure{
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Capacity"),
        QT_TRANSLATE_NOOP("foldline::ui::ScorecardFigure", "Workers and connections paid for"),
        Unit::Count,
        Judgement::Neutral,
        [](const Scorecard& c) { return real(c.capacity); }},
};

}  // namespace

std::span<const ScorecardFigure> scorecardFigures() {
    return kFigures;
}

QString figureName(const ScorecardFigure& figure) {
    return QCoreApplication::translate(kContext, figure.name);
}

QString figureMeaning(const ScorecardFigure& figure) {
    return QCoreApplication::translate(kContext, figure.meaning);
}

QString figureText(const ScorecardFigure& figure, const Scorecard& card) {
    constexpr double kPercent = 100.0;
    const double value = figure.value(card);
    switch (figure.unit) {
        case Unit::Count:
            return QLocale().toString(std::llround(value));
        case Unit::Microseconds:
            return shortSpan(Duration{std::llround(value)});
        case Unit::Share:
            return QLocale().toString(value * kPercent, 'f', 1) % QStringLiteral(" %");
    }
    return {};
}

QString figureNumber(const ScorecardFigure& figure, const Scorecard& card) {
    const double value = figure.value(card);
    switch (figure.unit) {
        case Unit::Count:
            return QString::number(std::llround(value));
        case Unit::Microseconds:
            return QString::number(value / static_cast<double>(kUsPerSecond), 'f', 6);
        case Unit::Share:
            return QString::number(value, 'g', 9);
    }
    return {};
}

QString figureDifference(const ScorecardFigure& figure,
                         const Scorecard& before,
                         const Scorecard& after) {
    constexpr double kPoints = 100.0;
    const double by = figure.value(after) - figure.value(before);
    const double size = std::abs(by);
    const QString sign = by < 0.0 ? QStringLiteral("−") : QStringLiteral("+");
    switch (figure.unit) {
        case Unit::Count:
            return sign % QLocale().toString(std::llround(size));
        case Unit::Microseconds:
            return sign % shortSpan(Duration{std::llround(size)});
        case Unit::Share:
            return sign % QCoreApplication::translate("foldline::ui::ScorecardFigure", "%1 points")
                              .arg(QLocale().toString(size * kPoints, 'f', 1));
    }
    return {};
}

QString checkText(const Scorecard::CheckResult& check) {
    return check.holds
               ? QCoreApplication::translate("foldline::ui::ScorecardFigure", "holds")
               : QCoreApplication::translate("foldline::ui::ScorecardFigure", "broken at %1")
                     .arg(clockText(check.firstViolation));
}

bool isBad(const ScorecardFigure& figure, const Scorecard& card) {
    return figure.judgement == Judgement::ShouldBeNought && figure.value(card) > 0.0;
}

}  // namespace foldline::ui
