#include "core/scenario/timing.h"

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr Duration kOneUs{1};

std::optional<Distribution> readUniform(const YamlNode& node,
                                        std::string_view what,
                                        Problems& problems) {
    if (!checkList(node, "a list of two durations such as [1ms, 5ms]", 2, problems)) {
        return std::nullopt;
    }
    if (node.values.size() != 2) {
        problems.add(node.mark, "uniform needs two durations; write [1ms, 5ms]");
        return std::nullopt;
    }
    const auto low = readDuration(node.values[0], {.what = what}, problems);
    const auto high = readDuration(node.values[1], {.what = what}, problems);
    if (!low || !high) {
        return std::nullopt;
    }
    if (*high < *low) {
        problems.add(node.mark,
                     "the second duration of uniform must not be shorter than the first; write [" +
                         formatDuration(*high) + ", " + formatDuration(*low) + "]");
        return std::nullopt;
    }
    return Distribution{.shape = Distribution::Shape::Uniform, .a = *low, .b = *high};
}

std::vector<double> readWeights(const YamlNode& node, std::size_t count, Problems& problems) {
    std::vector<double> cumulative;
    if (!checkList(node, "a list of weights such as [6, 3, 1]", kSamplesMax, problems)) {
        return cumulative;
    }
    double sum = 0.0;
    for (const YamlNode& item : node.values) {
        sum += readReal(item, {"a weight", 0.0, kWeightMax}, problems).value_or(1.0);
        cumulative.push_back(sum);
    }
    if (cumulative.size() != count) {
        problems.add(node.mark,
                     "there must be one weight for each duration: " +
                         formatCount(static_cast<std::int64_t>(count)) + ", not " +
                         formatCount(static_cast<std::int64_t>(cumulative.size())));
    } else if (sum <= 0.0) {
        problems.add(node.mark, "at least one weight must be more than 0");
    }
    return cumulative;
}

std::optional<Distribution> readEmpirical(const ObjectReader& object,
                                          std::string_view what,
                                          Problems& problems) {
    const YamlNode& node = *object.find("empirical");
    if (!checkList(node, "a list of durations such as [2ms, 3ms, 9ms]", kSamplesMax, problems)) {
        return std::nullopt;
    }
    Distribution distribution{.shape = Distribution::Shape::Empirical};
    for (const YamlNode& item : node.values) {
        if (const auto sample = readDuration(item, {.what = what}, problems)) {
            distribution.samples.push_back(*sample);
        }
    }
    if (node.values.empty()) {
        problems.add(node.mark, "empirical needs at least one duration; write [2ms, 3ms, 9ms]");
    }
    if (const YamlNode* weights = object.find("weights"); weights != nullptr) {
        distribution.cumulative = readWeights(*weights, node.values.size(), problems);
    }
    return distribution.samples.empty() ? std::nullopt : std::optional(distribution);
}

std::optional<Distribution> readLognormal(const ObjectReader& object,
                                          std::string_view what,
                                          Problems& problems) {
    const auto median = readDuration(*object.find("lognormal"), {what, kOneUs}, problems);
    const YamlNode* sigmaNode = object.find("sigma");
    if (sigmaNode == nullptr) {
        problems.add(object.node().home,
                     "lognormal needs the key 'sigma'; write { lognormal: 3ms, sigma: 0.5 }");
        return std::nullopt;
    }
    const auto sigma = readReal(*sigmaNode, {"sigma", 0.0, kSigmaMax}, problems);
    if (!median || !sigma) {
        return std::nullopt;
    }
    return Distribution{.shape = Distribution::Shape::Lognormal, .a = *median, .sigma = *sigma};
}

std::optional<Distribution> readErlang(const ObjectReader& object,
                                       std::string_view what,
                                       Problems& problems) {
    const auto mean = readDuration(*object.find("erlang"), {what, kOneUs}, problems);
    const YamlNode* stagesNode = object.find("stages");
    if (stagesNode == nullptr) {
        problems.add(object.node().home,
                     "erlang needs the key 'stages'; write { erlang: 3ms, stages: 4 }");
        return std::nullopt;
    }
    const auto stages = readInteger(*stagesNode, {"stages", 1, kStagesMax}, problems);
    if (!mean || !stages) {
        return std::nullopt;
    }
    return Distribution{.shape = Distribution::Shape::Erlang,
                        .a = *mean,
                        .stages = static_cast<std::uint32_t>(*stages)};
}

std::optional<Distribution> readShaped(const ObjectReader& object,
                                       std::string_view kind,
                                       std::string_view what,
                                       Problems& problems) {
    const auto a = readDuration(*object.find(kind), {what, kOneUs}, problems);
    const YamlNode* shapeNode = object.find("shape");
    if (shapeNode == nullptr) {
        const std::string name(kind);
        problems.add(object.node().home,
                     name + " needs the key 'shape'; write { " + name + ": 3ms, shape: 2.5 }");
        return std::nullopt;
    }
    const auto exponent = readReal(*shapeNode, {"shape", kShapeMin, kShapeMax}, problems);
    if (!a || !exponent) {
        return std::nullopt;
    }
    return Distribution{
        .shape = kind == "gamma" ? Distribution::Shape::Gamma : Distribution::Shape::Pareto,
        .a = *a,
        .exponent = *exponent};
}

// Each of the keys that only one shape, or two, may have.
void refuseForeignKeys(const ObjectReader& object, std::string_view shape) {
    if (shape != "lognormal") {
        object.refuse({"sigma"}, "lognormal");
    }
    if (shape != "erlang") {
        object.refuse({"stages"}, "erlang");
    }
    if (shape != "empirical") {
        object.refuse({"weights"}, "empirical");
    }
    if (shape != "gamma" && shape != "pareto") {
        object.refuse({"shape"}, "gamma and pareto");
    }
}

void readBackoff(const YamlNode& node, RetryPolicy& retry, Problems& problems) {
    if (node.is(YamlNode::Kind::Scalar) && node.text == "none") {
        retry.backoff = RetryPolicy::Backoff::None;
        retry.base = {};
        return;
    }
    const ObjectReader object(node, "backoff", problems);
    retry.backoff = RetryPolicy::Backoff::Fixed;  // whatever was meant, it is a wait
    if (!object.isMap()) {
        return;
    }
    const std::string_view kind = object.oneOf({"fixed", "exponential"});
    if (kind.empty()) {
        return;
    }
    const auto base = readDuration(*object.find(kind), {"the backoff", kOneUs}, problems);
    retry.backoff =
        kind == "fixed" ? RetryPolicy::Backoff::Fixed : RetryPolicy::Backoff::Exponential;
    retry.base = base.value_or(kOneUs);
}

void readJitter(const YamlNode& node, RetryPolicy& retry, Problems& problems) {
    static const std::vector<std::string> kNames{"none", "full", "equal", "decorrelated"};
    const auto name = readText(node, "jitter", problems);
    if (!name) {
        return;
    }
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == *name) {
            retry.jitter = static_cast<RetryPolicy::Jitter>(i);
            return;
        }
    }
    problems.add(node.mark, inQuotes(*name) + " is no jitter" + suggestion(*name, kNames));
}

void readAttempts(const YamlNode& node, RetryPolicy& retry, Problems& problems) {
    if (node.is(YamlNode::Kind::Scalar) && node.text == "unlimited") {
        retry.attempts = 0;
        return;
    }
    if (node.is(YamlNode::Kind::Scalar) && node.text == "0") {
        problems.add(node.mark,
                     "attempts count the first one too; write 1 for no retry, or 'unlimited'");
        return;
    }
    if (const auto attempts = readInteger(node, {"attempts", 1, kAttemptsMax}, problems)) {
        retry.attempts = static_cast<std::uint32_t>(*attempts);
    }
}

}  // namespace

std::optional<Distribution> readDistribution(const YamlNode& node,
                                             std::string_view what,
                                             Problems& problems) {
    if (!node.is(YamlNode::Kind::Map)) {
        const auto constant = readDuration(node, {.what = what}, problems);
        return constant ? std::optional(Distribution::constant(*constant)) : std::nullopt;
    }
    const ObjectReader object(node, "distribution", problems);
    const std::string_view shape = object.oneOf({"constant",
                                                 "exponential",
                                                 "lognormal",
                                                 "uniform",
                                                 "erlang",
                                                 "empirical",
                                                 "gamma",
                                                 "pareto"});
    if (shape.empty()) {
        return std::nullopt;
    }
    refuseForeignKeys(object, shape);
    if (shape == "lognormal") {
        return readLognormal(object, what, problems);
    }
    if (shape == "erlang") {
        return readErlang(object, what, problems);
    }
    if (shape == "empirical") {
        return readEmpirical(object, what, problems);
    }
    if (shape == "gamma" || shape == "pareto") {
        return readShaped(object, shape, what, problems);
    }
    const YamlNode& value = *object.find(shape);
    if (shape == "uniform") {
        return readUniform(value, what, problems);
    }
    const bool constant = shape == "constant";
    const auto a = readDuration(value, {what, constant ? Duration{} : kOneUs}, problems);
    if (!a) {
        return std::nullopt;
    }
    return constant ? Distribution::constant(*a) : Distribution::exponential(*a);
}

std::optional<RetryPolicy> readRetry(const YamlNode& node,
                                     const RetryPolicy& defaults,
                                     Problems& problems) {
    if (node.is(YamlNode::Kind::Scalar) && node.text == "none") {
        return RetryPolicy{};
    }
    const ObjectReader object(node, "retry", problems);
    if (!object.isMap()) {
        return std::nullopt;
    }
    RetryPolicy retry = defaults;
    if (const YamlNode* attempts = object.find("attempts"); attempts != nullptr) {
        readAttempts(*attempts, retry, problems);
    }
    if (const YamlNode* backoff = object.find("backoff"); backoff != nullptr) {
        readBackoff(*backoff, retry, problems);
    }
    if (const YamlNode* cap = object.find("cap"); cap != nullptr) {
        retry.cap = readDuration(*cap, {"cap", kOneUs}, problems).value_or(retry.cap);
    }
    if (const YamlNode* jitter = object.find("jitter"); jitter != nullptr) {
        readJitter(*jitter, retry, problems);
        if (retry.backoff == RetryPolicy::Backoff::None &&
            retry.jitter != RetryPolicy::Jitter::None) {
            problems.add(jitter->home,
                         "jitter needs a wait to vary; add backoff: { exponential: 100ms }");
        }
    }
    if (retry.attempts == 0 && retry.backoff == RetryPolicy::Backoff::None) {
        problems.add(
            node.home,
            "unlimited attempts need a wait between them; add backoff: { exponential: 100ms }");
    }
    return retry;
}

void readLink(const ObjectReader& object, LinkSpec& link, Problems& problems) {
    if (const YamlNode* latency = object.find("latency"); latency != nullptr) {
        link.latency = readDistribution(*latency, "latency", problems).value_or(link.latency);
    }
    if (const YamlNode* loss = object.find("loss"); loss != nullptr) {
        link.loss = readProbability(*loss, "loss", problems).value_or(link.loss);
    }
}

void readAsking(const ObjectReader& object,
                std::optional<Duration>& timeout,
                RetryPolicy& retry,
                Problems& problems) {
    if (const YamlNode* node = object.find("timeout"); node != nullptr) {
        timeout = readDuration(*node, {"timeout", kOneUs}, problems);
    }
    if (const YamlNode* node = object.find("retry"); node != nullptr) {
        retry = readRetry(*node, retry, problems).value_or(retry);
    }
}

}  // namespace foldline
