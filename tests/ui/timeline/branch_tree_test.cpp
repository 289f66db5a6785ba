#include "ui/timeline/branch_tree.h"

#include <gtest/gtest.h>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};

BranchInfo branch(std::uint32_t id, std::uint32_t parent, double forkAt, bool hidden = false) {
    BranchInfo info;
    info.id = BranchId{id};
    info.parent = parent == 0 ? BranchId::none() : BranchId{parent};
    info.forkAt = seconds(forkAt);
    info.title = "b" + std::to_string(id);
    info.hidden = hidden;
    return info;
}

// "b3<b1@12" a row: who leaves whom, and when.
std::vector<std::string> pictureOf(const BranchTree& tree) {
    std::vector<std::string> rows;
    for (const BranchLine& line : tree.lines) {
        std::string row = line.title.toStdString();
        if (line.parentRow >= 0) {
            row += "<" + tree.lines[static_cast<std::size_t>(line.parentRow)].title.toStdString() +
                   "@" + std::to_string(line.forkAt.us / kUsPerSecond);
        }
        rows.push_back(row);
    }
    return rows;
}

using Rows = std::vector<std::string>;

TEST(BranchTree, ChildrenLieBelowTheirParents) {
    const auto tree =
        layOutBranches({branch(1, 0, 0), branch(2, 1, 10), branch(3, 1, 20), branch(4, 2, 30)},
                       BranchId{1},
                       kEnd,
                       6);
    EXPECT_EQ(pictureOf(tree), (Rows{"b1", "b2<b1@10", "b4<b2@30", "b3<b1@20"}));
    EXPECT_EQ(tree.left, 0);
}

TEST(BranchTree, HiddenBranchesGiveTheirChildrenToTheirParent) {
    const auto tree = layOutBranches(
        {branch(1, 0, 0), branch(2, 1, 10, true), branch(3, 2, 20)}, BranchId{1}, kEnd, 6);
    EXPECT_EQ(pictureOf(tree), (Rows{"b1", "b3<b1@10"}));
}

TEST(BranchTree, TheShownBranchHasALineEvenWhenItIsHidden) {
    const auto tree =
        layOutBranches({branch(1, 0, 0), branch(2, 1, 10, true)}, BranchId{2}, kEnd, 6);
    EXPECT_EQ(pictureOf(tree), (Rows{"b1", "b2<b1@10"}));
}

TEST(BranchTree, ThePathGoesAlongTheParentUntilTheFork) {
    const auto tree =
        layOutBranches({branch(1, 0, 0), branch(2, 1, 10), branch(3, 1, 20)}, BranchId{2}, kEnd, 6);
    ASSERT_EQ(tree.lines.size(), 3U);
    EXPECT_TRUE(tree.lines[0].onPath);
    EXPECT_EQ(tree.lines[0].pathUntil, seconds(10));
    EXPECT_TRUE(tree.lines[1].shown);
    EXPECT_EQ(tree.lines[1].pathUntil, kEnd);
    EXPECT_FALSE(tree.lines[2].onPath);
}

TEST(BranchTree, TooManyBranchesKeepThePathAndTheNewest) {
    std::vector<BranchInfo> many{branch(1, 0, 0)};
    for (std::uint32_t i = 2; i <= 20; ++i) {
        many.push_back(branch(i, 1, i));
    }
    const auto tree = layOutBranches(many, BranchId{5}, kEnd, 4);
    EXPECT_EQ(pictureOf(tree), (Rows{"b1", "b5<b1@5", "b19<b1@19", "b20<b1@20"}));
    EXPECT_EQ(tree.left, 16);
}

TEST(BranchTree, AParentWithoutARowPassesItsChildrenOn) {
    const auto tree =
        layOutBranches({branch(1, 0, 0), branch(2, 1, 10), branch(3, 2, 20), branch(4, 3, 30)},
                       BranchId{4},
                       kEnd,
                       1);
    EXPECT_EQ(pictureOf(tree), (Rows{"b4"}));
    EXPECT_EQ(tree.lines[0].pathUntil, kEnd);
}

TEST(BranchTree, ACycleInADamagedFileEnds) {
    const auto tree = layOutBranches(
        {branch(1, 2, 5, true), branch(2, 1, 5, true), branch(3, 1, 9)}, BranchId{3}, kEnd, 6);
    EXPECT_EQ(pictureOf(tree), (Rows{"b3"}));
}

TEST(BranchTree, LinesAreHitWhereTheyAreDrawn) {
    const auto tree = layOutBranches({branch(1, 0, 0), branch(2, 1, 30)}, BranchId{1}, kEnd, 6);
    TimeAxis axis(kEnd);
    axis.setPlot(100.0, 1200.0);
    const Band band{28, 40};
    const double upper = branchY(band, 2, 0);
    const double lower = branchY(band, 2, 1);
    EXPECT_EQ(branchAt(tree, band, axis, {200.0, upper + 2}, 6.0), 0);
    EXPECT_EQ(branchAt(tree, band, axis, {1000.0, lower - 2}, 6.0), 1);
    EXPECT_EQ(branchAt(tree, band, axis, {700.0, upper}, 6.0), 1)
        << "the fork point is the child's";
    EXPECT_EQ(branchAt(tree, band, axis, {200.0, lower}, 6.0), -1) << "it has not forked yet";
    EXPECT_EQ(branchAt(tree, band, axis, {1000.0, (upper + lower) / 2.0}, 6.0), -1);
}

}  // namespace
}  // namespace foldline::ui
