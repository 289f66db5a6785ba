// What tests of sessions need: the bundled scenario, a place for files, and runs to compare with.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/model/simulator.h"
#include "core/run/session.h"
#include "core/scenario/load.h"

namespace foldline::testing {

inline std::string bundledScenario() {
    std::ifstream in(std::filesystem::path(FOLDLINE_SOURCE_DIR) /
                     "resources/scenarios/address-change.scenario.yaml");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The same business with more of it: about `requestsPerSecond * seconds * 40` records a system.
inline std::string busyScenario(int requestsPerSecond, int seconds) {
    std::string text = bundledScenario();
    const auto replace = [&](const std::string& what, const std::string& with) {
        const auto at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        text.replace(at, what.size(), with);
    };
    replace("poisson: 4/s", "poisson: " + std::to_string(requestsPerSecond) + "/s");
    replace("duration: 60s", "duration: " + std::to_string(seconds) + "s");
    text.resize(text.find("\nlesson:") + 1);
    return text;
}

/// A folder of its own, gone afterwards.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "foldline-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

inline std::unique_ptr<Session> startSession(const std::string& text,
                                             const std::filesystem::path& file,
                                             const SessionOptions& options = {}) {
    auto session = Session::start(text, "test.scenario.yaml", file, options);
    EXPECT_TRUE(session) << session.error().message;
    return session ? std::move(*session) : nullptr;
}

inline void finish(Session& session, BranchId branch) {
    const auto done = session.wait(branch, {});
    ASSERT_TRUE(done) << done.error().message;
}

inline std::vector<Record> allRecords(Session& session, BranchId branch, std::size_t system) {
    auto records = session.records(branch, system, 1, 100'000'000);
    EXPECT_TRUE(records) << records.error().message;
    return records ? *std::move(records) : std::vector<Record>{};
}

/// What the simulator alone says of a system under these faults.
inline std::vector<Record> freshRecords(const Session& session,
                                        std::size_t system,
                                        const std::vector<Fault>& faults) {
    const auto plan = compilePlan(session.scenario(), system);
    EXPECT_TRUE(plan) << plan.error().message;
    Simulator simulator(
        *plan, {.seed = session.info().seed, .horizon = session.horizon(), .faults = faults});
    RecordVector sink;
    simulator.runUntil(session.horizon(), sink);
    return sink.records();
}

inline Fault down(std::string node, std::int64_t atMs, std::int64_t forMs) {
    Fault fault;
    fault.node = std::move(node);
    fault.at = SimTime{atMs * kUsPerMs};
    fault.length = Duration{forMs * kUsPerMs};
    return fault;
}

/// Where two runs part, as a readable failure.
inline ::testing::AssertionResult sameRecords(const std::vector<Record>& a,
                                              const std::vector<Record>& b) {
    const std::size_t both = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < both; ++i) {
        if (a[i] != b[i]) {
            return ::testing::AssertionFailure()
                   << "record " << i + 1 << " differs: " << kindName(a[i].kind) << " at "
                   << formatSeconds(a[i].t) << ", " << kindName(b[i].kind) << " at "
                   << formatSeconds(b[i].t);
        }
    }
    if (a.size() != b.size()) {
        return ::testing::AssertionFailure() << a.size() << " records, and " << b.size();
    }
    return ::testing::AssertionSuccess();
}

}  // namespace foldline::testing
