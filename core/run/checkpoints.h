// Moments of a simulation kept as values, from which a fork starts instead of from the beginning.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/model/simulator.h"
#include "core/run/figure_folds.h"
#include "core/run/keyframe_maker.h"

namespace foldline {

/// A simulation with everything that was folded from its records so far.
struct SimulationMoment {
    Simulator simulator;
    KeyframeMaker keyframes;
    /// Left out where keeping them would take too much memory: then they are folded again from the
    /// recording when they are needed.
    std::optional<FigureFolds> figures;
};

/// Moments of one run in order of time. A value; copies share the moments.
class Checkpoints {
public:
    /// Keeps a copy of `moment` when it is far enough from the one before. REQUIRES: everything at
    /// moment.simulator.recordedUntil() has been recorded, and it is later than all kept before.
    void consider(const SimulationMoment& moment, SimTime horizon);
    /// The newest moment before `t`; null when there is none.
    std::shared_ptr<const SimulationMoment> newestBefore(SimTime t) const;
    /// As newestBefore, of those with figures.
    std::shared_ptr<const SimulationMoment> newestWithFiguresBefore(SimTime t) const;
    /// Only those before `t`: what a branch that leaves at `t` can use.
    Checkpoints before(SimTime t) const;

    std::size_t size() const { return m_moments.size(); }

    static constexpr std::size_t kMomentsMax = 48;
    /// Simulating so many again takes a few milliseconds.
    static constexpr Seq kRecordsMin = 8192;
    static constexpr std::size_t kFigureBytesMax = std::size_t{24} << 20U;
    static constexpr std::size_t kStateBytesMax = std::size_t{48} << 20U;

private:
    void thin();

    std::vector<std::shared_ptr<const SimulationMoment>> m_moments;
    std::int64_t m_spacing = 1;  // in parts of the horizon
};

}  // namespace foldline
