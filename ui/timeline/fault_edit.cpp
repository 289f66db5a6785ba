#include "ui/timeline/fault_edit.h"

#include <algorithm>

#include "core/base/check.h"

namespace foldline::ui {

SimTime snapped(SimTime t, Duration step) {
    return {(t.us + step.us / 2) / step.us * step.us};
}

void FaultEdit::grab(const Fault& fault, FaultPart part, SimTime grabbedAt, SimTime end) {
    FOLDLINE_CHECK(part != FaultPart::None);
    m_active = true;
    m_byKeys = false;
    m_part = part;
    m_original = fault;
    m_ghost = fault;
    m_grabbedAt = grabbedAt;
    m_end = end;
}

void FaultEdit::dragTo(SimTime pointer, Duration step) {
    if (!m_active) {
        return;
    }
    const Duration by = pointer - m_grabbedAt;
    m_ghost = m_original;
    if (by.us == 0) {
        return;
    }
    switch (m_part) {
        case FaultPart::Body:
            moveStartTo(snapped(std::max(m_original.at + by, SimTime{}), step));
            break;
        case FaultPart::Start:
            setStart(snapped(std::max(m_original.at + by, SimTime{}), step), step);
            break;
        case FaultPart::End:
            setStop(snapped(std::max(faultEnd(m_original, m_end) + by, SimTime{}), step), step);
            break;
        case FaultPart::None:
            break;
    }
}

void FaultEdit::nudge(const Fault& fault, FaultPart part, Duration by, SimTime end) {
    if (!m_active) {
        grab(fault, part, {}, end);
        m_byKeys = true;
    }
    if (part == FaultPart::Body) {
        moveStartTo(m_ghost.at + by);
    } else {
        setStop(faultEnd(m_ghost, m_end) + by, {std::abs(by.us)});
    }
}

std::optional<Fault> FaultEdit::commit() {
    const std::optional<Fault> result = changed() ? std::optional(m_ghost) : std::nullopt;
    cancel();
    return result;
}

void FaultEdit::cancel() {
    m_active = false;
    m_byKeys = false;
    m_part = FaultPart::None;
}

void FaultEdit::moveStartTo(SimTime at) {
    // Kept whole inside the run: pushing it against the end must not shorten it for good.
    const Duration length = m_original.length.value_or(Duration{1});
    const SimTime latest = m_end - std::min(length, m_end - SimTime{});
    m_ghost.at = std::clamp(at, SimTime{}, latest);
}

void FaultEdit::setStart(SimTime at, Duration shortest) {
    const SimTime stop = faultEnd(m_original, m_end);
    m_ghost.at = std::clamp(at, SimTime{}, std::max(stop - shortest, SimTime{}));
    if (m_original.length) {
        m_ghost.length = m_original.at + *m_original.length - m_ghost.at;
    }
}

void FaultEdit::setStop(SimTime stop, Duration shortest) {
    const SimTime clamped = std::max(stop, m_ghost.at + std::max(shortest, Duration{1}));
    if (clamped >= m_end) {
        m_ghost.length.reset();
    } else {
        m_ghost.length = clamped - m_ghost.at;
    }
}

}  // namespace foldline::ui
