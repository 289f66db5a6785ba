// What foldline-cli does, apart from reading its command line: results go to `out`, diagnostics to
// `err`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/sim_time.h"
#include "core/log/recording_file.h"

namespace foldline::cli {

enum class ExitCode : std::uint8_t {
    Good = 0,
    Wrong = 1,  ///< the input or the result is wrong
    Usage = 2,  ///< what was asked makes no sense
};

/// Where a command writes, and how it is told to stop.
struct Surroundings {
    std::ostream& out;
    std::ostream& err;
    bool showsProgress = false;           ///< `err` is a terminal
    std::function<bool()> isInterrupted;  ///< Ctrl+C was pressed
};

struct ValidateRequest {
    std::vector<std::filesystem::path> files;
};

struct RunRequest {
    std::filesystem::path file;
    std::optional<std::filesystem::path> recording;
    bool replace = false;
    std::vector<std::string> systems;
    std::optional<std::uint64_t> seed;
    std::optional<Duration> until;
    std::vector<std::string> faults;  ///< "at=10s for=5s down=members-db"
    bool json = false;
};

struct StateRequest {
    std::filesystem::path recording;
    SimTime at;
    std::string entity;  ///< "member/member-7"
    std::string system;  ///< empty: all
    BranchId branch{1};
    bool json = false;
};

struct LogRequest {
    std::filesystem::path recording;
    std::string system;  ///< empty: all, one after another
    SimTime from;
    SimTime to{kDurationMax.us};     ///< included
    std::vector<std::string> kinds;  ///< empty: all
    BranchId branch{1};
    bool json = false;
};

struct TestRequest {
    std::vector<std::filesystem::path> files;  ///< scenario files, and folders of them
    std::optional<std::uint64_t> seed;         ///< the first; instead of each scenario's
    std::uint64_t seeds = 1;
    bool json = false;
};

struct NewRequest {
    std::filesystem::path file;
};

struct VerifyRequest {
    std::filesystem::path recording;
};

ExitCode validate(const ValidateRequest& request, const Surroundings& surroundings);
ExitCode run(const RunRequest& request, const Surroundings& surroundings);
ExitCode state(const StateRequest& request, const Surroundings& surroundings);
ExitCode log(const LogRequest& request, const Surroundings& surroundings);
ExitCode test(const TestRequest& request, const Surroundings& surroundings);
ExitCode writeNew(const NewRequest& request, const Surroundings& surroundings);
ExitCode verify(const VerifyRequest& request, const Surroundings& surroundings);

/// "foldline-cli: message" on `err`.
ExitCode complain(const Surroundings& surroundings, ExitCode code, const std::string& message);

}  // namespace foldline::cli
