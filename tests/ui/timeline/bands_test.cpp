#include "ui/timeline/bands.h"

#include <gtest/gtest.h>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

// One line a row: "system", "system/node" or "system/*" for events.
std::vector<std::string> pictureOf(const std::vector<Dictionary>& systems,
                                   const std::vector<LaneRow>& rows) {
    std::vector<std::string> lines;
    for (const LaneRow& row : rows) {
        const Dictionary& system = systems[row.system];
        std::string line = system.system;
        if (row.kind == RowKind::Node) {
            line += "/" + system.node(row.node).name;
        } else if (row.kind == RowKind::Events) {
            line += "/*";
        }
        lines.push_back(line);
    }
    return lines;
}

TEST(LaneRows, EventsFollowTheBrokerAndSystemsKeepTheirOrder) {
    const TimelineSession session;
    EXPECT_EQ(pictureOf(session.systems(), laneRows(session.systems(), {false, false})),
              (std::vector<std::string>{"request-driven",
                                        "request-driven/members",
                                        "request-driven/gateway",
                                        "request-driven/membership",
                                        "request-driven/members-db",
                                        "event-driven",
                                        "event-driven/members",
                                        "event-driven/membership",
                                        "event-driven/broker",
                                        "event-driven/*",
                                        "event-driven/projector",
                                        "event-driven/members-db"}));
}

TEST(LaneRows, ACollapsedSystemKeepsItsHeader) {
    const TimelineSession session;
    const auto rows = pictureOf(session.systems(), laneRows(session.systems(), {true, true}));
    EXPECT_EQ(rows, (std::vector<std::string>{"request-driven", "event-driven"}));
}

TEST(ShareHeight, BandsFollowEachOtherAndFillTheHeight) {
    for (const double scale : {1.0, 1.35}) {
        for (int rows = 1; rows <= 40; rows += 3) {
            for (int height = smallestHeight(scale); height < 1200; height += 7) {
                const Bands bands = shareHeight({height, scale, 2, 1, rows, 3, true});
                EXPECT_EQ(bands.branches.top, bands.ruler.bottom());
                EXPECT_EQ(bands.faults.top, bands.branches.bottom());
                EXPECT_EQ(bands.lanes.top, bands.faults.bottom());
                EXPECT_EQ(bands.chartsHeader.top, bands.lanes.bottom());
                EXPECT_LE(bands.chartsHeader.bottom(), std::max(height, bands.lanes.bottom()));
                EXPECT_EQ(bands.lanes.height, bands.rowsVisible * bands.rowHeight);
                EXPECT_LE(bands.rowsVisible, rows);
                int y = bands.chartsHeader.bottom();
                for (const Band& panel : bands.panels) {
                    EXPECT_EQ(panel.top, y);
                    y = panel.bottom();
                }
                if (!bands.panels.empty()) {
                    EXPECT_EQ(y, height);
                }
            }
        }
    }
}

TEST(ShareHeight, EveryLaneOfTwoSystemsIsInSightAtFourHundredPixels) {
    const Bands bands = shareHeight({400, 1.0, 2, 1, 12, 3, true});
    EXPECT_EQ(bands.rowsVisible, 12);
    EXPECT_EQ(bands.panels.size(), 3U);
}

TEST(ShareHeight, ChartsKeepTheirShareBeforeAllLanesAreInSight) {
    bool scrolled = false;
    for (const double scale : {1.0, 1.35}) {
        const auto px = [scale](double logical) { return static_cast<int>(logical * scale); };
        for (int height = px(280); height < px(900); height += 3) {
            const Bands bands = shareHeight({height, scale, 2, 1, 12, 3, true});
            const int charts = height - bands.lanes.bottom();
            const double share = 0.4 * (height - bands.faults.bottom());
            for (const Band& panel : bands.panels) {
                ASSERT_GE(panel.height, px(31)) << height;
            }
            if (bands.panels.size() < 3) {
                ASSERT_GT(charts + px(31) + 1, share) << height << ": one more was due to them";
            }
            if (bands.rowsVisible < 12) {
                scrolled = true;
                // Rows that did not fit whole are left to the charts.
                ASSERT_LT(charts, share + bands.rowHeight) << height;
            }
        }
    }
    EXPECT_TRUE(scrolled);
}

TEST(ShareHeight, AllChartsHaveRoomInTheTimelineOfACommonWindow) {
    const Bands bands = shareHeight({360, 1.0, 1, 1, 12, 3, true});
    EXPECT_EQ(bands.panels.size(), 3U);
    EXPECT_GE(bands.rowsVisible, 10);
}

TEST(ShareHeight, ClosedChartsGiveTheirRoomToTheLanes) {
    for (const double scale : {1.0, 1.35}) {
        for (int height = 300; height < 900; height += 13) {
            const Bands open = shareHeight({height, scale, 2, 1, 12, 3, true});
            const Bands closed = shareHeight({height, scale, 2, 1, 12, 3, false});
            ASSERT_TRUE(closed.panels.empty());
            ASSERT_GT(closed.chartsHeader.height, 0) << "they must be opened again";
            ASSERT_GE(closed.lanes.height, open.lanes.height);
            const int unused = height - closed.chartsHeader.bottom();
            const bool asHighAsUseful = closed.rowHeight >= static_cast<int>(56 * scale);
            ASSERT_TRUE(unused < closed.rowHeight || asHighAsUseful) << height;
        }
    }
    EXPECT_GT(shareHeight({600, 1.0, 2, 1, 12, 3, false}).rowHeight,
              shareHeight({600, 1.0, 2, 1, 12, 3, true}).rowHeight);
}

TEST(ShareHeight, RowsAreFoundWhereTheyAreDrawn) {
    const Bands bands = shareHeight({300, 1.0, 2, 1, 20, 3, true});
    ASSERT_LT(bands.rowsVisible, 20);
    constexpr int kFirst = 4;
    for (int i = kFirst; i < kFirst + bands.rowsVisible; ++i) {
        const Band row = bands.row(i, kFirst);
        EXPECT_EQ(bands.rowAt(row.top, kFirst), i);
        EXPECT_EQ(bands.rowAt(row.bottom() - 1, kFirst), i);
    }
    EXPECT_EQ(bands.rowAt(bands.lanes.top - 1, kFirst), -1);
    EXPECT_EQ(bands.rowAt(bands.lanes.bottom(), kFirst), -1);
}

}  // namespace
}  // namespace foldline::ui
