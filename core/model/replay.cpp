// Replays: a group reads its topic again from the first event, as a tracking processor of Axon
// whose token was reset. Its members first finish what they have in hand.
#include <algorithm>
#include <utility>

#include "core/model/engine.h"

namespace foldline {

void Engine::askForReplay(NodeId service, Seq cause) {
    for (std::uint32_t s = 0; s < m_plan.subscriptions.size(); ++s) {
        if (m_plan.subscriptions[s].consumer == service && !m_plan.subscriptions[s].relay) {
            m_state.replays[s] = cause;
            replayIfAsked(s);
        }
    }
}

// What they had in hand may be gone with a process.
void Engine::replayWhatWasAsked(NodeId service) {
    for (std::uint32_t s = 0; s < m_plan.subscriptions.size(); ++s) {
        if (m_plan.subscriptions[s].consumer == service) {
            replayIfAsked(s);
        }
    }
}

void Engine::replayIfAsked(std::uint32_t subscription) {
    if (m_state.replays[subscription] == 0) {
        return;
    }
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    const auto isMember = [&](const Member& member) { return member.subscription == subscription; };
    const bool atWork = std::ranges::any_of(m_state.members, [&](const Member& member) {
        return isMember(member) &&
               (member.state == Member::State::Ready || member.state == Member::State::Running ||
                member.state == Member::State::WaitingForRetry);
    });
    const bool keeperIsUp = !plan.tokensAt.exists() || node(plan.tokensAt).up;
    if (atWork || !node(plan.broker).up || !keeperIsUp) {
        return;
    }
    const Seq asked = std::exchange(m_state.replays[subscription], 0);
    Seq cause = asked;
    for (std::uint32_t p = 0; p < plan.partitions.size(); ++p) {
        const std::int64_t begin = m_state.cursors[subscription][p].begin;
        setBack(subscription, p, begin);
        cause = emit({.cause = asked,
                      .value = begin,
                      .what = plan.group,
                      .slot = static_cast<std::int32_t>(plan.partitions[p].value),
                      .kind = Kind::OffsetReset,
                      .node = plan.consumer,
                      .peer = plan.broker});
    }
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        Member& member = m_state.members[i];
        if (isMember(member) && member.state != Member::State::Stopped) {
            // What is under way to it comes too late; parked events will be tried another time.
            if (member.fromParked && member.state == Member::State::Fetching) {
                member.retry.insert(member.retry.begin(), member.batch.begin(), member.batch.end());
            }
            ++member.generation;
            ++member.timer;
            member.batch.clear();
            startMember(i, cause);
        }
    }
}

bool Engine::skipsStep(const Frame& frame, const StepPlan& step) const {
    if (!frame.replayed) {
        return false;
    }
    if (const auto* produce = std::get_if<ProducePlan>(&step)) {
        return produce->ask.skipOnReplay;
    }
    if (const auto* call = std::get_if<CallPlan>(&step)) {
        return call->ask.skipOnReplay;
    }
    const auto* append = std::get_if<AppendPlan>(&step);
    return append != nullptr && append->ask.skipOnReplay;
}

}  // namespace foldline
