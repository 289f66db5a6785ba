#include "app/foldline_cli/command.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>

namespace foldline::cli {
namespace {

// The only state that a signal handler may touch.
volatile std::sig_atomic_t gInterrupted = 0;

extern "C" void onInterrupt(int /*signal*/) {
    gInterrupted = 1;
}

}  // namespace

int complain(const std::string& message, int code) {
    std::fprintf(stderr, "foldline-cli: %s\n", message.c_str());
    return code;
}

void catchInterrupt() {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
}

bool interrupted() {
    return gInterrupted != 0;
}

ProgressLine::ProgressLine(std::string what)
    : m_what(std::move(what)),
      m_terminal(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (m_shownPercent >= 0) {
        std::fprintf(stderr, "\r\033[K");
    }
}

bool ProgressLine::operator()(double share) {
    const int percent = static_cast<int>(std::clamp(share, 0.0, 1.0) * 100.0);
    if (m_terminal && percent != m_shownPercent) {
        m_shownPercent = percent;
        std::fprintf(stderr, "\r\033[K%s … %d %%", m_what.c_str(), percent);
        std::fflush(stderr);
    }
    return !interrupted();
}

Result<std::vector<std::size_t>> chooseSystems(const std::vector<Dictionary>& systems,
                                               const std::vector<std::string>& names) {
    std::vector<std::size_t> chosen;
    for (const std::string& name : names) {
        const auto found = std::ranges::find(systems, name, &Dictionary::system);
        if (found == systems.end()) {
            std::string known;
            for (const Dictionary& system : systems) {
                known += (known.empty() ? "" : ", ") + system.system;
            }
            return fail("there is no system '" + name + "'; there are: " + known);
        }
        chosen.push_back(static_cast<std::size_t>(found - systems.begin()));
    }
    if (names.empty()) {
        for (std::size_t i = 0; i < systems.size(); ++i) {
            chosen.push_back(i);
        }
    }
    return chosen;
}

Result<std::unique_ptr<Session>> openRecording(const std::string& file, std::uint32_t branch) {
    auto session = Session::open(file, SessionAccess::ReadOnly);
    if (!session) {
        return session;
    }
    const std::vector<BranchInfo> branches = (*session)->branches();
    if (std::ranges::find(branches, BranchId{branch}, &BranchInfo::id) == branches.end()) {
        std::string known;
        for (const BranchInfo& info : branches) {
            known += (known.empty() ? "" : ", ") + std::to_string(info.id.value) + " (" +
                     info.title + ")";
        }
        return fail("there is no branch " + std::to_string(branch) + "; there are: " + known);
    }
    return session;
}

}  // namespace foldline::cli
