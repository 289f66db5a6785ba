// Reading how long things take and how often they are tried: distributions, networks, retries.
#pragma once

#include <optional>
#include <string_view>

#include "core/scenario/scenario.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {

/// `3ms`, `{ constant: 3ms }`, `{ exponential: 2ms }`, `{ lognormal: 3ms, sigma: 0.5 }`,
/// `{ uniform: [1ms, 5ms] }`, `{ erlang: 3ms, stages: 4 }` `{ empirical: [2ms, 3ms, 9ms], weights:
/// [6, 3, 1] }`,
/// `{ gamma: 3ms, shape: 0.5 }` or `{ pareto: 2ms, shape: 2.5 }`.
std::optional<Distribution> readDistribution(const YamlNode& node,
                                             std::string_view what,
                                             Problems& problems);

/// `{ attempts: 3, backoff: { exponential: 100ms }, cap: 5s, jitter: full }`, or `none`. What is
/// not written is taken from `defaults`.
std::optional<RetryPolicy> readRetry(const YamlNode& node,
                                     const RetryPolicy& defaults,
                                     Problems& problems);

class ObjectReader;

/// `latency:` and `loss:` of a map that may have both; what is not written stays as it is.
void readLink(const ObjectReader& object, LinkSpec& link, Problems& problems);

/// `timeout:` and `retry:` of whoever asks another node; what is not written stays as it is.
void readAsking(const ObjectReader& object,
                std::optional<Duration>& timeout,
                RetryPolicy& retry,
                Problems& problems);

}  // namespace foldline
