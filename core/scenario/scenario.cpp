#include "core/scenario/scenario.h"

#include <algorithm>
#include <array>

namespace foldline {
namespace {

// By Fault::Kind.
constexpr std::array<std::string_view, 17> kFaultKindNames{"down",
                                                           "crash",
                                                           "slow",
                                                           "flaky",
                                                           "loseReplies",
                                                           "loss",
                                                           "cut",
                                                           "loseLeader",
                                                           "replay",
                                                           "corrupt",
                                                           "incompatible",
                                                           "rebuild",
                                                           "correct",
                                                           "retryParked",
                                                           "upgrade",
                                                           "restore",
                                                           "forget"};
static_assert(kFaultKindNames.size() == static_cast<std::size_t>(Fault::kLastKind) + 1);

}  // namespace

std::span<const std::string_view> faultKindNames() {
    return kFaultKindNames;
}

std::string_view faultKindName(Fault::Kind kind) {
    return kFaultKindNames.at(static_cast<std::size_t>(kind));
}

std::optional<Fault::Kind> faultKindByName(std::string_view name) {
    const auto* found = std::ranges::find(kFaultKindNames, name);
    if (found == kFaultKindNames.end()) {
        return std::nullopt;
    }
    return static_cast<Fault::Kind>(found - kFaultKindNames.begin());
}

}  // namespace foldline
