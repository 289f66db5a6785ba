#include "core/run/trials.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/check.h"
#include "core/run/measure.h"

namespace foldline {
namespace {

/// What the threads share.
struct Work {
    const Scenario& scenario;
    const std::uint64_t first;
    std::atomic<std::uint64_t> next = 0;
    std::atomic<bool> stopped = false;

    std::mutex mutex;  // guards all below
    std::condition_variable changed;
    std::vector<std::optional<Trial>> trials;
    std::uint64_t done = 0;
    std::optional<Error> error;
};

std::vector<BrokenCheck> brokenChecksOf(const MeasuredRun& run) {
    std::vector<BrokenCheck> broken;
    for (const Measurement& system : run.systems) {
        const Dictionary& names = system.dictionary;
        for (const CheckResult& check : system.scorecard.checks) {
            if (!check.holds) {
                broken.push_back(
                    {.system = system.scorecard.system,
                     .text = check.text,
                     .first = check.firstViolation,
                     .place = check.firstPlace.exists() ? names.node(check.firstPlace).name
                                                        : std::string(),
                     .entity = check.firstEntity.exists() ? names.entity(check.firstEntity).key
                                                          : std::string(),
                     .violations = check.violations});
            }
        }
    }
    return broken;
}

void work(Work& shared) {
    while (!shared.stopped) {
        const std::uint64_t number = shared.next++;
        if (number >= shared.trials.size()) {
            return;
        }
        auto run = measure(shared.scenario,
                           {.seed = shared.first + number, .extraFaults = {}},
                           [&](double) { return !shared.stopped; });
        const std::lock_guard lock(shared.mutex);
        if (!run) {
            shared.error = run.error();
            shared.stopped = true;
        } else if (!shared.stopped) {
            shared.trials[number] = Trial{.seed = run->seed,
                                          .verdicts = std::move(run->verdicts),
                                          .brokenChecks = brokenChecksOf(*run)};
            ++shared.done;
        }
        shared.changed.notify_one();
    }
}

void waitFor(Work& shared, const std::function<bool(double)>& goOn) {
    std::unique_lock lock(shared.mutex);
    while (!shared.stopped && shared.done < shared.trials.size()) {
        shared.changed.wait_for(lock, std::chrono::milliseconds(100));
        const double part =
            static_cast<double>(shared.done) / static_cast<double>(shared.trials.size());
        lock.unlock();
        if (goOn && !goOn(part)) {
            shared.stopped = true;
        }
        lock.lock();
    }
}

}  // namespace

Result<std::vector<Trial>> runTrials(const Scenario& scenario,
                                     std::uint64_t first,
                                     std::uint64_t count,
                                     std::uint32_t threads,
                                     const std::function<bool(double)>& goOn) {
    FOLDLINE_CHECK(count >= 1 && threads >= 1);
    Work shared{.scenario = scenario, .first = first};
    shared.trials.resize(count);
    {
        std::vector<std::jthread> pool;
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(threads, count); ++i) {
            pool.emplace_back([&shared] { work(shared); });
        }
        waitFor(shared, goOn);
    }
    if (shared.error) {
        return tl::unexpected(*shared.error);
    }
    std::vector<Trial> trials;
    for (std::optional<Trial>& trial : shared.trials) {
        if (!trial) {
            break;
        }
        trials.push_back(std::move(*trial));
    }
    return trials;
}

}  // namespace foldline
