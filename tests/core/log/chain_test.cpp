#include "core/log/chain.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

Record someRecord() {
    Record record;
    record.seq = 14;
    record.t = SimTime{12'345'678};
    record.kind = Kind::RowWritten;
    record.node = NodeId{3};
    record.entity = EntityId{6};
    record.version = 2;
    record.data.set(FieldId{1}, 5);
    return record;
}

TEST(ChainHash, IsTheSameOnEveryBuild) {
    // Recordings live longer than builds: this number may only change with the format's version.
    EXPECT_EQ(chainHash(42, someRecord(), sample::dictionary()), 3432357119816977880U);
}

TEST(ChainHash, DependsOnEveryMember) {
    const auto names = sample::dictionary();
    const auto before = chainHash(1, someRecord(), names);
    EXPECT_NE(chainHash(2, someRecord(), names), before);
    const std::function<void(Record&)> changes[] = {
        [](Record& r) { r.seq = 15; },
        [](Record& r) { r.t.us += 1; },
        [](Record& r) { r.kind = Kind::RunEnded; },
        [](Record& r) { r.node = NodeId::none(); },
        [](Record& r) { r.peer = NodeId{3}; },
        [](Record& r) { r.message = MessageId{0}; },
        [](Record& r) { r.request = RequestId{0}; },
        [](Record& r) { r.cause = 3; },
        [](Record& r) { r.entity = EntityId{7}; },
        [](Record& r) { r.version = 3; },
        [](Record& r) { r.what = SymbolId{0}; },
        [](Record& r) { r.slot = 0; },
        [](Record& r) { r.attempt = 1; },
        [](Record& r) { r.value = -1; },
        [](Record& r) { r.data.values[0] = 6; },
        [](Record& r) { r.data = Fields{}; },
    };
    for (std::size_t i = 0; i < std::size(changes); ++i) {
        auto record = someRecord();
        changes[i](record);
        EXPECT_NE(chainHash(1, record, names), before) << "change " << i;
    }
}

}  // namespace
}  // namespace foldline
