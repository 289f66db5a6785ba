#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "tests/ui/support/bundled_session.h"
#include "tests/ui/support/fake_session.h"
#include "ui/shell/compare_dialog.h"
#include "ui/shell/compare_model.h"
#include "ui/shell/scorecard_figures.h"

namespace foldline::ui {
namespace {

constexpr BranchId kFirst{1};

Scorecard card(std::uint64_t refused, bool holds) {
    Scorecard made;
    made.totals.requests = 200;
    made.totals.refused = refused;
    made.checks.push_back({"member.points >= 0", holds, SimTime{12'000'000}, holds ? 0U : 3U});
    return made;
}

class CompareModelTest : public ::testing::Test {
protected:
    int row(const char* name) const {
        for (int i = 0; i < model.rowCount(); ++i) {
            if (model.headerData(i, Qt::Vertical) == QString::fromLatin1(name)) {
                return i;
            }
        }
        ADD_FAILURE() << "no row " << name;
        return 0;
    }

    QString difference(const char* name) const {
        return model.index(row(name), CompareModel::Difference).data().toString();
    }

    Theme theme = makeTheme(ThemeKind::Light);
    CompareModel model{theme};
};

TEST_F(CompareModelTest, KeepsItsPromisesWhateverIsShown) {
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(QStringLiteral("a"), card(1, true), QStringLiteral("b"), card(2, false));
    model.show(QStringLiteral("a"), card(3, true), QStringLiteral("b"), card(2, true));
    model.show(QStringLiteral("a"), Scorecard{}, QStringLiteral("b"), card(2, true));
}

TEST_F(CompareModelTest, SaysHowTheSecondDiffersFromTheFirst) {
    model.show(QStringLiteral("a"), card(38, true), QStringLiteral("b"), card(14, false));
    EXPECT_EQ(difference("Requests"), QStringLiteral("same"));
    EXPECT_EQ(difference("Refused"), QStringLiteral("−24  better"));
    EXPECT_EQ(difference("member.points >= 0"), QStringLiteral("worse"));
    EXPECT_EQ(model.differences(), 2);
    model.show(QStringLiteral("b"), card(14, false), QStringLiteral("a"), card(38, true));
    EXPECT_EQ(difference("Refused"), QStringLiteral("+24  worse"));
    EXPECT_EQ(difference("member.points >= 0"), QStringLiteral("better"));
}

TEST_F(CompareModelTest, WhatDiffersIsMarkedWithMoreThanColour) {
    model.show(QStringLiteral("a"), card(38, true), QStringLiteral("b"), card(14, true));
    const QModelIndex same = model.index(row("Requests"), CompareModel::Second);
    const QModelIndex differs = model.index(row("Refused"), CompareModel::Second);
    EXPECT_FALSE(same.data(CompareModel::kDiffersRole).toBool());
    EXPECT_TRUE(differs.data(CompareModel::kDiffersRole).toBool());
    EXPECT_GT(differs.data(Qt::FontRole).value<QFont>().weight(),
              same.data(Qt::FontRole).value<QFont>().weight());
}

class CompareDialogTest : public ::testing::Test {
protected:
    CompareDialogTest() : controller(bundled.take()), theme(makeTheme(ThemeKind::Light)) {
        Session& session = controller.session();
        std::vector<Fault> faults = session.faults(kFirst);
        faults.push_back(outage("members-db", 20, 5));
        other = *session.fork(kFirst, faults, "twice down");
        EXPECT_TRUE(session.wait(other, {}));
        dialog = std::make_unique<CompareDialog>(controller, theme, nullptr);
        dialog->show();
    }

    void compareAndSearch(std::size_t system) {
        dialog->compare(kFirst, other);
        dialog->setSystem(system);
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return dialog->search()->state() == DivergenceSearch::State::Parted; },
            10'000));
    }

    QPushButton& button(const char* text) {
        for (QPushButton* found : dialog->findChildren<QPushButton*>()) {
            if (found->text().remove(u'&') == QString::fromLatin1(text)) {
                return *found;
            }
        }
        ADD_FAILURE() << "no button " << text;
        return *dialog->findChild<QPushButton*>();
    }

    BundledSession bundled;
    RunController controller;
    Theme theme;
    BranchId other;
    std::unique_ptr<CompareDialog> dialog;
};

TEST_F(CompareDialogTest, FiguresAreThoseOfTheSession) {
    for (std::size_t system = 0; system < 2; ++system) {
        compareAndSearch(system);
        const auto& figures = scorecardFigures();
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const auto text = [&](int column) {
                return dialog->model().index(static_cast<int>(i), column).data().toString();
            };
            EXPECT_EQ(text(CompareModel::First),
                      figureText(figures[i], controller.session().scorecard(kFirst, system)));
            EXPECT_EQ(text(CompareModel::Second),
                      figureText(figures[i], controller.session().scorecard(other, system)));
        }
    }
}

TEST_F(CompareDialogTest, GoesToTheRecordWhereTheyPartInEitherBranch) {
    compareAndSearch(0);
    button("Show in the second").click();
    EXPECT_EQ(controller.branch(), other);
    EXPECT_EQ(controller.selection().record, dialog->search()->second()->seq);
    EXPECT_EQ(controller.selection().system, 0U);
    EXPECT_EQ(controller.playhead(), dialog->search()->second()->t);
    button("Show in the first").click();
    EXPECT_EQ(controller.branch(), kFirst);
    EXPECT_EQ(controller.selection().record, dialog->search()->first()->seq);
}

TEST_F(CompareDialogTest, OnlyWhatDiffersCanBeShown) {
    compareAndSearch(0);
    auto* const table = dialog->findChild<QTableView*>();
    EXPECT_EQ(table->model()->rowCount(), dialog->model().rowCount());
    dialog->findChild<QCheckBox*>()->click();
    EXPECT_EQ(table->model()->rowCount(), dialog->model().differences());
    EXPECT_LT(dialog->model().differences(), dialog->model().rowCount());
}

TEST_F(CompareDialogTest, SwappingTurnsTheDifferencesAround) {
    compareAndSearch(0);
    button("Swap").click();
    EXPECT_EQ(dialog->first(), other);
    EXPECT_EQ(dialog->second(), kFirst);
}

TEST_F(CompareDialogTest, ABranchBesideItselfHasNothingToGoTo) {
    dialog->compare(kFirst, kFirst);
    EXPECT_EQ(dialog->model().differences(), 0);
    EXPECT_FALSE(button("Show in the first").isEnabled());
    EXPECT_FALSE(button("Show in the second").isEnabled());
}

TEST_F(CompareDialogTest, TheTableIsCopiedForSpreadsheets) {
    compareAndSearch(0);
    button("Copy table").click();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    EXPECT_EQ(lines.first(), QStringLiteral("\tas recorded\ttwice down\tDifference"));
    EXPECT_EQ(lines.size(), dialog->model().rowCount() + 2);
}

}  // namespace
}  // namespace foldline::ui
