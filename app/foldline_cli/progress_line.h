// One line on a terminal that is written over and over, and gone when the work is done.
#pragma once

#include <chrono>
#include <string>

#include "app/foldline_cli/commands.h"

namespace foldline::cli {

class ProgressLine {
public:
    /// Silent unless the surroundings show progress. They must outlive it.
    ProgressLine(const Surroundings& surroundings, std::string what);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    /// `part`: 0 … 1. False when the user wants to stop.
    bool show(double part);

private:
    const Surroundings& m_surroundings;
    std::string m_what;
    std::chrono::steady_clock::time_point m_next;
    bool m_isShown = false;
};

}  // namespace foldline::cli
