// Where one is in a lesson: which step, what was predicted, whether its answer is out. No widgets.
#pragma once

#include <optional>
#include <vector>

#include "core/scenario/scenario.h"

namespace foldline::ui {

/// A value that goes through the steps of a lesson.
class LessonCourse {
public:
    enum class Phase {
        Reading,   ///< the step is shown; it may be played (or answered, then played)
        Playing,   ///< playing towards the time of the step
        Revealed,  ///< there; the answer, if any, is out
    };

    explicit LessonCourse(const std::vector<LessonStep>& steps) : m_steps(&steps) {}

    bool empty() const { return m_steps->empty(); }

    std::size_t size() const { return m_steps->size(); }

    std::size_t index() const { return m_index; }

    Phase phase() const { return m_phase; }

    const LessonStep& step() const { return (*m_steps)[m_index]; }

    bool asks() const { return !step().answer.empty(); }

    bool isLast() const { return m_index + 1 == m_steps->size(); }

    const std::vector<double>& prediction() const { return m_prediction; }

    /// Where the step is played to; none: it needs no playing.
    std::optional<SimTime> target() const { return step().playUntil; }

    /// The prediction (empty: none wanted) is given; goes on to Playing, or at once to Revealed.
    void begin(std::vector<double> prediction) {
        m_prediction = std::move(prediction);
        m_phase = target() ? Phase::Playing : Phase::Revealed;
    }

    /// True when the playhead has just come to the target: the playing must stop there.
    bool reach(SimTime playhead) {
        if (m_phase != Phase::Playing || playhead < *target()) {
            return false;
        }
        m_phase = Phase::Revealed;
        return true;
    }

    /// What was answered before is there again, with the answer.
    void restore(std::vector<double> prediction) {
        m_prediction = std::move(prediction);
        m_phase = Phase::Revealed;
    }

    void goTo(std::size_t index) {
        m_index = index;
        m_phase = Phase::Reading;
        m_prediction.clear();
    }

private:
    const std::vector<LessonStep>* m_steps;
    std::size_t m_index = 0;
    Phase m_phase = Phase::Reading;
    std::vector<double> m_prediction;
};

}  // namespace foldline::ui
