#include <gtest/gtest.h>

#include <random>

#include "core/fold/world.h"
#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

constexpr std::string_view kBusy = R"(
    0s PartitionsAssigned projector->broker what=members-row slot=1 value=7
    1ms RequestSent members->membership m0 r0 e=member-2 what=changeAddress attempt=1 value=1000
    1ms RequestSent members->membership m1 r1 e=member-2 what=changeAddress attempt=1 value=1000
    2ms HandlerStarted membership->members m0 r0 what=changeAddress slot=0 attempt=1
    2ms RequestQueued membership->members m1 r1 what=changeAddress value=1
    3ms StatementSent membership->members-db m2 r0 slot=0 value=500
    3ms FaultStarted membership->broker what=down slot=4 value=250000
    4ms EventAppended broker->membership m3 r0 e=member-1 what=AddressChanged slot=1 value=8
    5ms BatchSent broker->projector m4 what=members-row slot=2 value=1000
    6ms RequestSent members->membership m5 r2 e=member-3 what=look attempt=1 value=1000
    7ms NodeStopped projector what=crash
    8ms BreakerOpened gateway->membership value=500000
    8ms BreakerOpened gateway->projector value=700000
    8ms BreakerHalfOpened gateway->membership
    8ms DuplicateSkipped members-db->projector m4 r0 e=member-1 what=AddressChanged value=2
)";

World busyWorld(const Dictionary& names) {
    World world = initialWorld(names);
    WorldFold{names}(world, story::records(kBusy, names));
    return world;
}

TEST(WorldBytesTest, AWorldComesBackFromItsBytesAsItWas) {
    const Dictionary names = story::dictionary();
    const WorldFold foldWorld(names);
    World world = initialWorld(names);
    for (const Record& record : story::records(kBusy, names)) {
        foldWorld(world, record);
        EXPECT_EQ(decodeWorld(encodeWorld(world), names), world) << "after " << record.seq;
    }
    EXPECT_LT(encodeWorld(world).size(), 220U);
}

TEST(WorldBytesTest, BytesThatAreCutShortOrTooLongAreRefused) {
    const Dictionary names = story::dictionary();
    const std::string bytes = encodeWorld(busyWorld(names));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(decodeWorld(std::string_view(bytes).substr(0, size), names)) << size;
    }
    EXPECT_FALSE(decodeWorld(bytes + '\0', names));
}

TEST(WorldBytesTest, AWorldOfAnotherSystemIsRefused) {
    const Dictionary names = story::dictionary();
    const std::string bytes = encodeWorld(busyWorld(names));
    const auto refusedBy = [&](const auto& change) {
        Dictionary other = names;
        change(other);
        return !decodeWorld(bytes, other).has_value();
    };
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.nodes.pop_back(); }));
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.nodes[2].capacity = 3; }));
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.partitions.pop_back(); }));
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.subscriptions[0].partitions.pop_back(); }));
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.symbols.resize(5); }));
    EXPECT_TRUE(refusedBy([](Dictionary& d) { d.entities.pop_back(); }));
}

/// Any damage ends in nothing or in a world that is like any other: it has the shape of the
/// dictionary, can be folded on and encoded.
TEST(WorldBytesTest, DamagedBytesNeverDoHarm) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Dictionary names = story::dictionary();
    const std::string good = encodeWorld(busyWorld(names));
    const WorldFold foldWorld(names);
    const std::vector<Record> more = story::records(kBusy, names);
    int decoded = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = good;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        std::optional<World> world = decodeWorld(bytes, names);
        if (!world) {
            continue;
        }
        ++decoded;
        ASSERT_EQ(world->nodes.size(), names.nodes.size());
        ASSERT_EQ(world->nodes[2].workers.size(), 2U);
        ASSERT_EQ(world->cursors.size(), 2U);
        ASSERT_EQ(decodeWorld(encodeWorld(*world), names), world);
        foldWorld(*world, more);
    }
    EXPECT_GT(decoded, 0);
}

TEST(WorldBytesTest, RandomBytesAreNoWorld) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Dictionary names = story::dictionary();
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(random() % 64, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        EXPECT_FALSE(decodeWorld(bytes, names));
    }
}

}  // namespace
}  // namespace foldline
