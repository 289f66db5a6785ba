#include <gtest/gtest.h>

#include "core/fold/world.h"
#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

/// The broker of the stories keeps streams.
class WorldStreamsTest : public testing::Test {
protected:
    static Dictionary withStore() {
        Dictionary names = story::dictionary();
        names.nodes[names.findNode("broker").value].role = Role::EventStore;
        while (names.entities.size() < kStreamsKept + 2) {
            names.entities.push_back(
                {"member", "member-" + std::to_string(names.entities.size() + 1)});
        }
        return names;
    }

    void tell(std::string_view text) {
        WorldFold{m_names}(m_world, story::records(text, m_names, m_world.seq + 1));
    }

    const std::vector<StoredStream>& streams() const {
        return m_world.nodes[m_names.findNode("broker").value].streams;
    }

    const Dictionary m_names = withStore();
    World m_world = initialWorld(m_names);
};

TEST_F(WorldStreamsTest, AStreamIsAsLongAsItsLastEventSays) {
    tell(R"(
        1ms EventAppended broker->membership m0 e=member-2 what=AddressChanged version=2 slot=0
        2ms EventAppended broker->membership m1 e=member-2 what=AddressChanged version=3 slot=0
    )");
    ASSERT_EQ(streams().size(), 1U);
    EXPECT_EQ(streams()[0].version, 3U);
    EXPECT_EQ(streams()[0].snapshot, 1U) << "there is none";
}

TEST_F(WorldStreamsTest, ASnapshotIsKnownFromItsTakingAndFromWhatALoadHadToRead) {
    tell("1ms SnapshotTaken broker e=member-1 version=50 value=49");
    EXPECT_EQ(streams()[0].snapshot, 50U);
    tell("2ms StreamLoaded broker->membership m1 e=member-1 version=113 value=12 slot=0");
    EXPECT_EQ(streams()[0].snapshot, 101U);
    EXPECT_EQ(streams()[0].version, 50U) << "what was read need not be the newest";
    tell("3ms StreamLoaded broker->membership m2 e=member-3 version=9 value=8 slot=0");
    EXPECT_EQ(streams().size(), 1U) << "who only reads takes no place";
}

TEST_F(WorldStreamsTest, AConflictLastsUntilTheNextAppend) {
    tell("1ms AppendConflicted broker->membership m0 e=member-1 version=5 value=4");
    EXPECT_TRUE(streams()[0].conflicted);
    EXPECT_EQ(streams()[0].version, 5U);
    tell("2ms EventAppended broker->membership m1 e=member-1 what=AddressChanged version=6 slot=0");
    EXPECT_FALSE(streams()[0].conflicted);
}

TEST_F(WorldStreamsTest, TheStreamTouchedLongestAgoMakesRoomAndTheOthersStay) {
    for (std::size_t i = 1; i <= kStreamsKept; ++i) {
        tell("1ms EventAppended broker->membership e=member-" + std::to_string(i) +
             " version=2 slot=0");
    }
    tell("2ms StreamLoaded broker->membership e=member-1 version=2 value=1 slot=0");
    tell("3ms EventAppended broker->membership e=member-" + std::to_string(kStreamsKept + 1) +
         " version=2 slot=0");
    ASSERT_EQ(streams().size(), kStreamsKept);
    EXPECT_EQ(streams()[0].entity, EntityId{0});
    EXPECT_EQ(streams()[1].entity, EntityId{static_cast<std::uint32_t>(kStreamsKept)})
        << "in the place of member-2";
    EXPECT_EQ(streams()[2].entity, EntityId{2});
}

TEST_F(WorldStreamsTest, StreamsComeBackFromTheirBytes) {
    tell(R"(
        1ms SnapshotTaken broker e=member-1 version=50 value=49
        2ms AppendConflicted broker->membership m0 e=member-2 version=5 value=4
    )");
    EXPECT_EQ(decodeWorld(encodeWorld(m_world), m_names), m_world);
}

TEST_F(WorldStreamsTest, ABrokerHasNoStreams) {
    const Dictionary names = story::dictionary();
    World world = initialWorld(names);
    WorldFold{names}(world,
                     story::records("1ms EventAppended broker->membership m0 e=member-2 "
                                    "what=AddressChanged version=2 slot=0",
                                    names));
    EXPECT_TRUE(world.nodes[names.findNode("broker").value].streams.empty());
}

}  // namespace
}  // namespace foldline
