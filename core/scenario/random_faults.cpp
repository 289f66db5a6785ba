#include "core/scenario/random_faults.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/scenario/limits.h"
#include "core/sim/distribution.h"
#include "core/sim/random_stream.h"

namespace foldline {
namespace {

// Faults of the same kind on the same node are told apart by their order.
std::string streamName(const Fault& fault, std::map<std::string, std::uint32_t>& used) {
    std::string name = "fault/" + std::string(faultKindName(fault.kind)) + "/" + fault.node;
    name += fault.peer.empty() ? "" : "," + fault.peer;
    const std::uint32_t number = ++used[name];
    return number == 1 ? name : name + "/" + std::to_string(number);
}

}  // namespace

Result<std::vector<Fault>> drawFaults(const std::vector<RandomFault>& random,
                                      std::uint64_t seed,
                                      SimTime horizon,
                                      std::uint32_t firstId) {
    std::vector<Fault> faults;
    std::map<std::string, std::uint32_t> used;
    for (const RandomFault& one : random) {
        RandomStream stream(seed, streamName(one.fault, used));
        const auto draw = [&](Duration mean) {
            const Duration drawn = Distribution::exponential(mean).sample(stream);
            return std::clamp(drawn, Duration{1}, kDurationMax);
        };
        const SimTime end = std::min(horizon, one.until.value_or(horizon));
        for (SimTime at = one.from + draw(one.mtbf); at < end;) {
            if (firstId + faults.size() > kFaultsMax) {
                return fail("with those by chance there would be more than " +
                            std::to_string(kFaultsMax) +
                            " faults; give a longer mtbf, or a shorter duration");
            }
            Fault fault = one.fault;
            fault.id = firstId + static_cast<std::uint32_t>(faults.size());
            fault.at = at;
            fault.length = draw(one.mttr);
            at = at + *fault.length + draw(one.mtbf);
            faults.push_back(std::move(fault));
        }
    }
    return faults;
}

double expectedFaults(const RandomFault& random, Duration duration) {
    const std::int64_t end = std::min(duration.us, random.until.value_or(SimTime{duration.us}).us);
    const auto lasts = static_cast<double>(std::max<std::int64_t>(end - random.from.us, 0));
    return lasts / static_cast<double>(random.mtbf.us + random.mttr.us);
}

}  // namespace foldline
