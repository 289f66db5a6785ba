#include "ui/shell/scorecard_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "tests/core/judge/distinct_card.h"
#include "tests/ui/support/fake_session.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/scorecard_figures.h"

namespace foldline::ui {
namespace {

class ScorecardModelTest : public ::testing::Test {
protected:
    ScorecardModelTest()
        : controller(std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                   SimTime{60'000'000})),
          model(makeTheme(ThemeKind::Light)) {}

    int rowOf(const char* name) const {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.headerData(row, Qt::Vertical).toString() == QString::fromLatin1(name)) {
                return row;
            }
        }
        return -1;
    }

    RunController controller;
    ScorecardModel model;
};

TEST_F(ScorecardModelTest, KeepsItsPromisesAsColumnsComeAndGo) {
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setColumns(scorecardColumns(controller, BranchId{1}, {}));
    controller.injectFault(outage("broker", 20, 5));
    model.setColumns(scorecardColumns(controller, BranchId{2}, BranchId{1}));
    model.setColumns(scorecardColumns(controller, BranchId{2}, BranchId{1}));
    model.retranslate();
    model.setColumns({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(ScorecardModelTest, HasAColumnForEverySystemAndARowForEveryFigureAndCheck) {
    model.setColumns(scorecardColumns(controller, BranchId{1}, {}));
    EXPECT_EQ(model.columnCount(), 2);
    EXPECT_EQ(model.rowCount(), static_cast<int>(scorecardFigures().size()) + 1);
    EXPECT_EQ(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Request-driven"));
}

TEST_F(ScorecardModelTest, NoFigureThatJudgesKnowIsForgotten) {
    const Scorecard card = testing::distinctCard();
    std::vector<double> shown;
    for (const ScorecardFigure& figure : scorecardFigures()) {
        shown.push_back(figureNumber(figure, card).toDouble());
    }
    EXPECT_EQ(testing::figuresMissing(shown), std::vector<std::string>{});
}

TEST_F(ScorecardModelTest, TellsHowManyDuplicatesWereSkipped) {
    Scorecard card;
    card.skipped = 17;
    const auto figures = scorecardFigures();
    const auto skipped = std::ranges::find_if(figures, [](const ScorecardFigure& figure) {
        return figureName(figure) == QStringLiteral("Duplicates skipped");
    });
    ASSERT_NE(skipped, figures.end());
    EXPECT_EQ(figureText(*skipped, card), QStringLiteral("17"));
    EXPECT_FALSE(isBad(*skipped, card));
}

TEST_F(ScorecardModelTest, WhatShouldBeNoughtAndIsNotIsRed) {
    model.setColumns(scorecardColumns(controller, BranchId{1}, {}));
    const QColor red = makeTheme(ThemeKind::Light).failureText;
    const int refused = rowOf("Refused");
    EXPECT_EQ(model.index(refused, 0).data().toString(), QStringLiteral("38"));
    EXPECT_EQ(model.index(refused, 0).data(Qt::ForegroundRole).value<QColor>(), red);
    EXPECT_FALSE(model.index(refused, 1).data(Qt::ForegroundRole).isValid());
    EXPECT_FALSE(model.index(rowOf("Accepted"), 0).data(Qt::ForegroundRole).isValid());
}

TEST_F(ScorecardModelTest, ChecksSayWhenTheyWereFirstBroken) {
    model.setColumns(scorecardColumns(controller, BranchId{1}, {}));
    const int check = rowOf("member.points >= 0");
    EXPECT_EQ(model.index(check, 0).data().toString(), QStringLiteral("holds"));
    EXPECT_EQ(model.index(check, 1).data().toString(), QStringLiteral("broken at 00:12.000"));
}

TEST_F(ScorecardModelTest, ComparingPutsTheSameSystemOfBothBranchesSideBySide) {
    controller.injectFault(outage("broker", 20, 5));
    model.setColumns(scorecardColumns(controller, BranchId{2}, BranchId{1}));
    ASSERT_EQ(model.columnCount(), 4);
    const int work = rowOf("Pieces of database work");
    EXPECT_EQ(model.index(work, 0).data().toString(), QStringLiteral("227"));
    EXPECT_EQ(model.index(work, 1).data().toString(), QStringLiteral("226"));
    EXPECT_TRUE(
        model.headerData(1, Qt::Horizontal).toString().contains(QStringLiteral("as recorded")));
}

TEST_F(ScorecardModelTest, CsvHoldsPlainNumbersAndQuotesWhatNeedsIt) {
    model.setColumns(scorecardColumns(controller, BranchId{1}, {}));
    const QByteArray csv = toCsv(model);
    EXPECT_TRUE(csv.startsWith(",Request-driven,Event-driven\r\n")) << csv.constData();
    EXPECT_TRUE(csv.contains("\r\nRefused,38,0\r\n"));
    EXPECT_TRUE(csv.contains("\r\n\"Latency, median\",0.004200,0.004200\r\n"));
    EXPECT_TRUE(csv.contains("\r\nmember.points >= 0,0,3\r\n"));
}

}  // namespace
}  // namespace foldline::ui
