#include "core/model/assignment.h"

#include <algorithm>

namespace foldline {
namespace {

using Owners = std::vector<std::uint32_t>;

Owners byRange(std::uint32_t partitions, std::span<const std::uint32_t> members) {
    Owners owners;
    const auto count = static_cast<std::uint32_t>(members.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        owners.insert(
            owners.end(), partitions / count + (i < partitions % count ? 1 : 0), members[i]);
    }
    return owners;
}

Owners byRoundRobin(std::uint32_t partitions, std::span<const std::uint32_t> members) {
    Owners owners;
    for (std::uint32_t partition = 0; partition < partitions; ++partition) {
        owners.push_back(members[partition % members.size()]);
    }
    return owners;
}

Owners bySticking(std::uint32_t partitions,
                  std::span<const std::uint32_t> members,
                  std::span<const std::uint32_t> before) {
    Owners owners(partitions, kNobody);
    const auto count = static_cast<std::uint32_t>(members.size());
    const std::uint32_t least = partitions / count;
    std::uint32_t withOneMore = partitions % count;
    std::vector<std::uint32_t> has(count, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
        const Owners had = partitionsOf(before, members[i]);
        const bool oneMore = had.size() > least && withOneMore > 0;
        withOneMore -= oneMore ? 1 : 0;
        for (const std::uint32_t partition : had) {
            if (has[i] < least + (oneMore ? 1 : 0) && partition < partitions) {
                owners[partition] = members[i];
                ++has[i];
            }
        }
    }
    for (std::uint32_t& owner : owners) {
        if (owner == kNobody) {
            const auto poorest = std::ranges::min_element(has);
            owner = members[static_cast<std::size_t>(poorest - has.begin())];
            ++*poorest;
        }
    }
    return owners;
}

}  // namespace

Owners assignPartitions(Assignor assignor,
                        std::uint32_t partitions,
                        std::span<const std::uint32_t> members,
                        std::span<const std::uint32_t> before) {
    if (members.empty()) {
        return Owners(partitions, kNobody);
    }
    switch (assignor) {
        case Assignor::Range:
            return byRange(partitions, members);
        case Assignor::Sticky:
            return bySticking(partitions, members, before);
        case Assignor::RoundRobin:
            break;
    }
    return byRoundRobin(partitions, members);
}

Owners partitionsOf(std::span<const std::uint32_t> owners, std::uint32_t member) {
    Owners partitions;
    for (std::uint32_t partition = 0; partition < owners.size(); ++partition) {
        if (owners[partition] == member) {
            partitions.push_back(partition);
        }
    }
    return partitions;
}

}  // namespace foldline
