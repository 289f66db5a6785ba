// Who gets which partitions, against what Apache Kafka documents of its assignors.
#include "core/model/assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "core/sim/random_stream.h"

namespace foldline {
namespace {

using Owners = std::vector<std::uint32_t>;

// RangeAssignor: "if the division is not even, then the first few consumers will have one extra
// partition"; its example has three partitions and two consumers.
TEST(Range, GivesNeighboursAndTheFirstMembersOneMore) {
    EXPECT_EQ(assignPartitions(Assignor::Range, 3, Owners{0, 1}, {}), (Owners{0, 0, 1}));
    EXPECT_EQ(assignPartitions(Assignor::Range, 8, Owners{0, 1, 2}, {}),
              (Owners{0, 0, 0, 1, 1, 1, 2, 2}));
    EXPECT_EQ(assignPartitions(Assignor::Range, 4, Owners{1, 3}, {}), (Owners{1, 1, 3, 3}));
}

// RoundRobinAssignor "lays out all the available partitions and all the available consumers" and
// goes around.
TEST(RoundRobin, GoesAroundTheMembers) {
    EXPECT_EQ(assignPartitions(Assignor::RoundRobin, 5, Owners{0, 1}, {}), (Owners{0, 1, 0, 1, 0}));
    EXPECT_EQ(assignPartitions(Assignor::RoundRobin, 4, Owners{1, 4, 5}, {}), (Owners{1, 4, 5, 1}));
}

// The example of StickyAssignor: of three members the second leaves; the others keep what they
// have.
TEST(Sticky, MovesOnlyWhatTheOneThatLeftHad) {
    const Owners before = assignPartitions(Assignor::Sticky, 6, Owners{0, 1, 2}, {});
    const Owners after = assignPartitions(Assignor::Sticky, 6, Owners{0, 2}, before);
    for (std::uint32_t partition = 0; partition < 6; ++partition) {
        if (before[partition] != 1) {
            EXPECT_EQ(after[partition], before[partition]) << partition;
        }
    }
}

TEST(Assignment, ManyMembersLeaveSomeWithoutAndNobodyLeavesAll) {
    for (const Assignor assignor : {Assignor::Range, Assignor::RoundRobin, Assignor::Sticky}) {
        EXPECT_EQ(assignPartitions(assignor, 2, Owners{0, 1, 2}, {}), (Owners{0, 1}));
        EXPECT_EQ(assignPartitions(assignor, 2, {}, Owners{0, 1}), (Owners{kNobody, kNobody}));
    }
    EXPECT_EQ(partitionsOf(Owners{2, 0, 2}, 2), (Owners{0, 2}));
}

bool isBalanced(const Owners& owners, const Owners& members) {
    std::map<std::uint32_t, std::uint32_t> has;
    for (const std::uint32_t member : members) {
        has[member] = 0;
    }
    for (const std::uint32_t owner : owners) {
        if (!has.contains(owner)) {
            return false;
        }
        ++has[owner];
    }
    const auto [least, most] = std::ranges::minmax_element(
        has, {}, &std::map<std::uint32_t, std::uint32_t>::value_type::second);
    return most->second - least->second <= 1;
}

std::uint32_t moves(const Owners& before, const Owners& after) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        count += before[i] != after[i] ? 1 : 0;
    }
    return count;
}

/// The fewest moves of any balanced assignment, by trying all of them.
std::uint32_t fewestMoves(const Owners& before, const Owners& members) {
    auto fewest = static_cast<std::uint32_t>(before.size());
    Owners owners(before.size(), members.front());
    std::vector<std::size_t> digits(before.size(), 0);
    for (;;) {
        for (std::size_t i = 0; i < digits.size(); ++i) {
            owners[i] = members[digits[i]];
        }
        if (isBalanced(owners, members)) {
            fewest = std::min(fewest, moves(before, owners));
        }
        std::size_t i = 0;
        while (i < digits.size() && ++digits[i] == members.size()) {
            digits[i++] = 0;
        }
        if (i == digits.size()) {
            return fewest;
        }
    }
}

TEST(Assignment, IsBalancedAndStickyMovesAsFewAsPossible) {
    constexpr std::uint64_t kSeed = 20261128;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    RandomStream random(kSeed, "assignment");
    for (int round = 0; round < 300; ++round) {
        const auto partitions = static_cast<std::uint32_t>(1 + random.below(6));
        Owners members;
        for (std::uint32_t member = 0; member < 4; ++member) {
            if (random.chance(0.6)) {
                members.push_back(member);
            }
        }
        Owners before;
        for (std::uint32_t partition = 0; partition < partitions; ++partition) {
            before.push_back(static_cast<std::uint32_t>(random.below(4)));
        }
        if (members.empty()) {
            continue;
        }
        for (const Assignor assignor : {Assignor::Range, Assignor::RoundRobin, Assignor::Sticky}) {
            EXPECT_TRUE(
                isBalanced(assignPartitions(assignor, partitions, members, before), members));
        }
        const Owners sticky = assignPartitions(Assignor::Sticky, partitions, members, before);
        EXPECT_EQ(moves(before, sticky), fewestMoves(before, members)) << "round " << round;
    }
}

}  // namespace
}  // namespace foldline
