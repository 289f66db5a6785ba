#include "core/run/run_board.h"

#include <chrono>
#include <utility>

#include "core/base/check.h"

namespace foldline {

void RunBoard::add(RunId run, RunState state) {
    {
        const std::lock_guard lock(m_mutex);
        m_states.insert_or_assign(run, std::move(state));
        ++m_version;
    }
    m_changed.notify_all();
}

void RunBoard::change(RunId run, const std::function<void(RunState&)>& change) {
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_states.find(run);
        FOLDLINE_CHECK(found != m_states.end());
        change(found->second);
        ++m_version;
    }
    tell();
}

void RunBoard::fail(const std::string& error) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_error.empty()) {
            m_error = error;
        }
        ++m_version;
    }
    tell();
}

void RunBoard::tell() {
    m_changed.notify_all();
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener) {
        m_listener();
    }
}

void RunBoard::setPaused(bool paused) {
    {
        const std::lock_guard lock(m_mutex);
        if (paused == m_paused) {
            return;
        }
        m_paused = paused;
    }
    tell();
}

bool RunBoard::isPaused() const {
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

RunState RunBoard::state(RunId run) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_states.find(run);
    FOLDLINE_CHECK(found != m_states.end());
    return found->second;
}

std::string RunBoard::error() const {
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void RunBoard::setListener(std::function<void()> listener) {
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

void RunBoard::waitForChange(std::uint64_t& seen) const {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, std::chrono::milliseconds(50), [&] { return m_version != seen; });
    seen = m_version;
}

}  // namespace foldline
