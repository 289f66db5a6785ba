#include "core/scenario/policy_reading.h"

#include <string_view>

#include "core/scenario/limits.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

void readCount(const ObjectReader& object,
               const IntegerRange& range,
               std::uint32_t& count,
               Problems& problems) {
    if (const YamlNode* node = object.find(range.what); node != nullptr) {
        count = static_cast<std::uint32_t>(readInteger(*node, range, problems).value_or(count));
    }
}

// More than 0: a share or ratio of nothing would make the policy say nothing.
void readShare(const ObjectReader& object,
               const RealRange& range,
               double& share,
               Problems& problems) {
    const YamlNode* node = object.find(range.what);
    if (node == nullptr) {
        return;
    }
    const auto value = readReal(*node, range, problems);
    if (value && *value <= 0.0) {
        problems.add(node->mark,
                     std::string(range.what) + " must be more than 0; write 0.1, for example");
    } else {
        share = value.value_or(share);
    }
}

RetryBudget readBudget(const YamlNode& node, Problems& problems) {
    RetryBudget budget;
    const ObjectReader object(node, "budget", problems);
    if (object.isMap()) {
        readShare(object, {"ratio", 0.0, kRatioMax}, budget.ratio, problems);
        readCount(object, {"burst", 1, kTokensMax}, budget.burst, problems);
    }
    return budget;
}

BreakerSpec readBreaker(const YamlNode& node, Problems& problems) {
    BreakerSpec breaker;
    const ObjectReader object(node, "breaker", problems);
    if (!object.isMap()) {
        return breaker;
    }
    readCount(object, {"window", 1, kWindowMax}, breaker.window, problems);
    readShare(object, {"failures", 0.0, 1.0}, breaker.failures, problems);
    readCount(object, {"probes", 1, kWindowMax}, breaker.probes, problems);
    if (const YamlNode* open = object.find("open"); open != nullptr) {
        breaker.open = readDuration(*open, {"open", {1}}, problems).value_or(breaker.open);
    }
    return breaker;
}

RateLimit readLimit(const YamlNode& node, Problems& problems) {
    RateLimit limit;
    const ObjectReader object(node, "limit", problems);
    if (!object.isMap()) {
        return limit;
    }
    if (const YamlNode* rate = object.find("rate"); rate != nullptr) {
        limit.ratePerSecond = readRate(*rate, problems).value_or(limit.ratePerSecond);
    }
    readCount(object, {"burst", 1, kTokensMax}, limit.burst, problems);
    return limit;
}

// A policy that could not be read has been reported, and may have been one.
bool retriesNever(const ObjectReader& object) {
    const YamlNode* retry = object.find("retry");
    return retry == nullptr || (retry->is(YamlNode::Kind::Scalar) && retry->text == "none");
}

}  // namespace

void readPolicies(const ObjectReader& object, GatewaySpec& gateway, Problems& problems) {
    if (const YamlNode* node = object.find("budget"); node != nullptr) {
        gateway.budget = readBudget(*node, problems);
        if (retriesNever(object)) {
            problems.add(node->home,
                         "a budget limits retries, and this gateway makes none; write retry: { "
                         "attempts: 3, backoff: { exponential: 100ms } }");
        }
    }
    if (const YamlNode* node = object.find("breaker"); node != nullptr) {
        gateway.breaker = readBreaker(*node, problems);
    }
    if (const YamlNode* node = object.find("limit"); node != nullptr) {
        gateway.limit = readLimit(*node, problems);
    }
}

}  // namespace foldline
