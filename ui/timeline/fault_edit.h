// Moving and stretching one fault: what it would become, step by step, until it is committed or
// given up. Knows times only; pixels are its caller's.
#pragma once

#include "core/scenario/scenario.h"
#include "ui/timeline/fault_bars.h"

namespace foldline::ui {

/// Idle, or holding one fault that is being changed by pointer or by keys. Times stay within
/// [0, end], a fault keeps at least one step of length, and one that reaches the end of the run
/// lasts until the end.
class FaultEdit {
public:
    bool active() const { return m_active; }

    bool byKeys() const { return m_active && m_byKeys; }

    FaultPart part() const { return m_part; }

    const Fault& original() const { return m_original; }

    const Fault& ghost() const { return m_ghost; }

    bool changed() const { return m_active && !(m_ghost == m_original); }

    /// REQUIRES part is not None. `grabbedAt`: the time under the pointer.
    void grab(const Fault& fault, FaultPart part, SimTime grabbedAt, SimTime end);
    /// The pointer is at `pointer`; what moves comes to lie on a multiple of `step`.
    void dragTo(SimTime pointer, Duration step);
    /// Moves (Body) or stretches (End) by `by`, starting an edit by keys when none is active.
    void nudge(const Fault& fault, FaultPart part, Duration by, SimTime end);

    /// Ends the edit. The changed fault, or nothing when nothing was changed.
    std::optional<Fault> commit();
    void cancel();

private:
    void moveStartTo(SimTime at);
    void setStart(SimTime at, Duration shortest);
    void setStop(SimTime stop, Duration shortest);

    bool m_active = false;
    bool m_byKeys = false;
    FaultPart m_part = FaultPart::None;
    Fault m_original;
    Fault m_ghost;
    SimTime m_grabbedAt;
    SimTime m_end;
};

/// The multiple of `step` nearest to `t`.
SimTime snapped(SimTime t, Duration step);

}  // namespace foldline::ui
