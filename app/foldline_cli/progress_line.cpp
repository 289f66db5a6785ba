#include "app/foldline_cli/progress_line.h"

#include <algorithm>
#include <utility>

namespace foldline::cli {

using Clock = std::chrono::steady_clock;

ProgressLine::ProgressLine(const Surroundings& surroundings, std::string what)
    : m_surroundings(surroundings),
      m_what(std::move(what)),
      m_next(Clock::now() + std::chrono::milliseconds(200)) {}

ProgressLine::~ProgressLine() {
    if (m_isShown) {
        m_surroundings.err << "\r\x1b[K" << std::flush;
    }
}

bool ProgressLine::show(double part) {
    const auto now = Clock::now();
    if (m_surroundings.showsProgress && now >= m_next) {
        const auto percent = static_cast<int>(std::clamp(part, 0.0, 1.0) * 100.0);
        m_surroundings.err << '\r' << m_what << ' ' << percent << " %\x1b[K" << std::flush;
        m_isShown = true;
        m_next = now + std::chrono::milliseconds(100);
    }
    return !m_surroundings.isInterrupted || !m_surroundings.isInterrupted();
}

}  // namespace foldline::cli
