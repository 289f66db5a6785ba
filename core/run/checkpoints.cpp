#include "core/run/checkpoints.h"

#include <functional>
#include <numeric>
#include <utility>

namespace foldline {
namespace {

std::size_t figureBytes(const std::shared_ptr<const SimulationMoment>& moment) {
    return moment->figures ? moment->figures->bytes() : 0;
}

}  // namespace

void Checkpoints::consider(const SimulationMoment& moment, SimTime horizon) {
    const Simulator& simulator = moment.simulator;
    const Simulator* before = m_moments.empty() ? nullptr : &m_moments.back()->simulator;
    const SimTime since = before == nullptr ? SimTime{} : before->recordedUntil();
    const Seq records = simulator.lastSeq() - (before == nullptr ? 0 : before->lastSeq());
    const std::int64_t spacingUs =
        m_spacing * (horizon.us / static_cast<std::int64_t>(kMomentsMax));
    if (records < kRecordsMin || (simulator.recordedUntil() - since).us < spacingUs) {
        return;
    }
    const std::size_t figuresKept = std::transform_reduce(
        m_moments.begin(), m_moments.end(), std::size_t{0}, std::plus<>{}, figureBytes);
    const bool withFigures =
        moment.figures && figuresKept + moment.figures->bytes() <= kFigureBytesMax;
    m_moments.push_back(std::make_shared<const SimulationMoment>(
        SimulationMoment{.simulator = moment.simulator,
                         .keyframes = moment.keyframes,
                         .figures = withFigures ? moment.figures : std::nullopt}));
    const std::size_t stateBytes = moment.keyframes.bytes() * m_moments.size();
    if (m_moments.size() > kMomentsMax || (stateBytes > kStateBytesMax && m_moments.size() > 2)) {
        thin();
    }
}

void Checkpoints::thin() {
    std::vector<std::shared_ptr<const SimulationMoment>> kept;
    for (std::size_t i = 1; i < m_moments.size(); i += 2) {
        kept.push_back(std::move(m_moments[i]));
    }
    m_moments = std::move(kept);
    m_spacing *= 2;
}

std::shared_ptr<const SimulationMoment> Checkpoints::newestBefore(SimTime t) const {
    std::shared_ptr<const SimulationMoment> found;
    for (const auto& moment : m_moments) {
        if (moment->simulator.recordedUntil() < t) {
            found = moment;
        }
    }
    return found;
}

std::shared_ptr<const SimulationMoment> Checkpoints::newestWithFiguresBefore(SimTime t) const {
    std::shared_ptr<const SimulationMoment> found;
    for (const auto& moment : m_moments) {
        if (moment->figures && moment->simulator.recordedUntil() < t) {
            found = moment;
        }
    }
    return found;
}

Checkpoints Checkpoints::before(SimTime t) const {
    Checkpoints result;
    result.m_spacing = m_spacing;
    for (const auto& moment : m_moments) {
        if (moment->simulator.recordedUntil() < t) {
            result.m_moments.push_back(moment);
        }
    }
    return result;
}

}  // namespace foldline
