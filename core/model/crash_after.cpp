// Crashes that wait for a step: between any two steps of a handler.
#include <algorithm>

#include "core/model/engine.h"
#include "core/model/pending_faults.h"

namespace foldline {

// The crash is a pending fault of this very moment, and faults come first: so nothing of the
// handler happens between the step and the crash, and the worker is left as it is.
bool Engine::crashesAfter(std::uint32_t handler, std::uint32_t step) {
    bool crashes = false;
    std::erase_if(m_state.armed, [&](const ArmedCrash& armed) {
        const Fault& fault = m_inputs.faults[armed.fault];
        if (armed.handler != handler || armed.step != step || fault.at.us > m_state.now) {
            return false;
        }
        m_state.met.push_back({.id = fault.id, .at = m_state.now});
        pushFault(m_state, fault, armed.fault, m_state.now, m_state.now - 1);
        crashes = true;
        return true;
    });
    return crashes;
}

}  // namespace foldline
