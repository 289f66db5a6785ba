// What the commands of foldline-cli share: exit codes, how they speak, and when they stop.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/run/session.h"

namespace foldline::cli {

inline constexpr int kGood = 0;
inline constexpr int kWrong = 1;  ///< the input or the result is wrong
inline constexpr int kUsage = 2;  ///< the command line is wrong

/// Prints "foldline-cli: message" on stderr and returns `code`.
int complain(const std::string& message, int code = kWrong);

/// From here on Ctrl+C asks the running command to stop instead of killing it.
void catchInterrupt();
bool interrupted();

/// Tells on a terminal how far a long piece of work has come; silent in a pipe. False once the user
/// wants to stop.
class ProgressLine {
public:
    explicit ProgressLine(std::string what);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    bool operator()(double share);

private:
    std::string m_what;
    bool m_terminal;
    int m_shownPercent = -1;
};

/// The systems of `names` by index, or all when it is empty; an unknown name is an Error that lists
/// those there are.
Result<std::vector<std::size_t>> chooseSystems(const std::vector<Dictionary>& systems,
                                               const std::vector<std::string>& names);

/// Opens a recording to look at it.
Result<std::unique_ptr<Session>> openRecording(const std::string& file, std::uint32_t branch);

struct RunArguments {
    std::string file;
    std::string output;
    std::vector<std::string> systems;
    std::optional<std::uint64_t> seed;
    std::string until;
    std::vector<std::string> faults;
    bool json = false;
    bool force = false;
};

struct StateArguments {
    std::string file;
    std::string at;
    std::string entity;
    std::vector<std::string> systems;
    std::uint32_t branch = 1;
    bool json = false;
};

struct LogArguments {
    std::string file;
    std::vector<std::string> systems;
    std::string from;
    std::string to;
    std::vector<std::string> kinds;
    std::uint32_t branch = 1;
    bool json = false;
};

int validate(const std::vector<std::string>& files);
int run(const RunArguments& arguments);
int state(const StateArguments& arguments);
int log(const LogArguments& arguments);
int verify(const std::string& file);

}  // namespace foldline::cli
