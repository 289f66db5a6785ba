// Consumer groups: when a member is gone for too long, or one comes back, everybody gives their
// partitions up and gets new ones, as in Apache Kafka's eager rebalancing.
#include <algorithm>
#include <utility>

#include "core/model/assignment.h"
#include "core/model/engine.h"

namespace foldline {

// Its partitions have been taken from it since it fetched its batch.
bool Engine::isStale(const Member& member) const {
    return member.epoch != epochOf(member);
}

// Of the claim under which it handles its batch, or of the group.
std::uint32_t Engine::epochOf(const Member& member) const {
    const Group& group = m_state.groups[member.subscription];
    return group.claims.empty() || member.batch.empty()
               ? group.epoch
               : group.claims[member.batch.front().partition].epoch;
}

Seq Engine::sayPartition(Kind kind,
                         std::uint32_t subscription,
                         std::uint32_t partition,
                         Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    // Only where it may change is it said who has a partition.
    const std::uint32_t owner = m_state.groups[subscription].owner[partition];
    return emit({.cause = cause,
                 .value = m_state.cursors[subscription][partition].committed,
                 .what = plan.group,
                 .version = plan.session || plan.consume.tokens ? owner + 1 : 0,
                 .slot = static_cast<std::int32_t>(plan.partitions[partition].value),
                 .kind = kind,
                 .node = plan.consumer,
                 .peer = plan.broker});
}

void Engine::memberIsGone(std::uint32_t subscription, Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    if (!plan.session) {
        return;
    }
    Group& group = m_state.groups[subscription];
    group.cause = cause;
    group.sessionsEnd = m_state.now + plan.session->us;
    schedule(Pending::Kind::SessionEnds, group.sessionsEnd, subscription, ++group.timer);
}

// The group waits for the sessions of those that are gone, whoever joins meanwhile.
void Engine::memberIsBack(std::uint32_t subscription, Seq cause) {
    Group& group = m_state.groups[subscription];
    if (!m_plan.subscriptions[subscription].session) {
        return;
    }
    group.cause = cause;
    if (m_state.now >= group.sessionsEnd && !group.rebalancing) {
        beginRebalance(subscription);
    }
}

void Engine::beginRebalance(std::uint32_t subscription) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Group& group = m_state.groups[subscription];
    if (!node(plan.broker).up) {
        group.late = true;
        return;
    }
    ++group.epoch;
    group.rebalancing = true;
    revokePartitions(subscription, group.cause);
    schedule(Pending::Kind::RebalanceDone,
             m_state.now + plan.consume.rebalance.us,
             subscription,
             group.epoch);
}

// A batch that is in work goes on, and will be refused when it commits.
void Engine::revokePartitions(std::uint32_t subscription, Seq cause) {
    Group& group = m_state.groups[subscription];
    Seq revoked = cause;
    if (std::ranges::any_of(group.owner, [](std::uint32_t owner) { return owner != kNobody; })) {
        group.before = group.owner;
    }
    for (std::uint32_t partition = 0; partition < group.owner.size(); ++partition) {
        if (group.owner[partition] != kNobody) {
            revoked = sayPartition(Kind::PartitionsRevoked, subscription, partition, cause);
            group.owner[partition] = kNobody;
        }
    }
    group.cause = revoked;
    const std::uint32_t members = m_plan.subscriptions[subscription].members;
    for (std::uint32_t i = group.firstMember; i < group.firstMember + members; ++i) {
        Member& member = m_state.members[i];
        member.partitions.clear();
        member.retry.clear();
        ++member.timer;
        if (member.state == Member::State::Ready) {
            loseBatch(i, m_plan.words.revoked, revoked);
        }
        if (member.state == Member::State::Fetching || member.state == Member::State::Ready) {
            ++member.generation;
            member.batch.clear();
            member.state = Member::State::Idle;
        } else if (member.state == Member::State::WaitingForRetry) {
            schedule(Pending::Kind::BatchRetryDue, m_state.now, i, member.timer);
        }
    }
    replayIfAsked(subscription);
}

void Engine::finishRebalance(std::uint32_t subscription) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Group& group = m_state.groups[subscription];
    if (!node(plan.broker).up) {
        group.late = true;
        return;
    }
    group.rebalancing = false;
    std::vector<std::uint32_t> there;
    for (std::uint32_t number = 0; number < plan.members; ++number) {
        const Member& member = m_state.members[group.firstMember + number];
        if (member.state != Member::State::Stopped) {
            there.push_back(number);
        }
    }
    group.owner = assignPartitions(plan.consume.assignor,
                                   static_cast<std::uint32_t>(plan.partitions.size()),
                                   there,
                                   group.before);
    for (const std::uint32_t number : there) {
        Member& member = m_state.members[group.firstMember + number];
        member.partitions = partitionsOf(group.owner, number);
        for (const std::uint32_t partition : member.partitions) {
            resumeCursor(subscription, partition);
            sayPartition(Kind::PartitionsAssigned, subscription, partition, group.cause);
        }
        considerFetch(group.firstMember + number);
    }
}

// What was due while the broker was down.
void Engine::catchUpGroups(NodeId broker, Seq cause) {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        Group& group = m_state.groups[i];
        if (m_plan.subscriptions[i].broker == broker && std::exchange(group.late, false)) {
            group.cause = cause;
            if (group.rebalancing) {
                finishRebalance(i);
            } else {
                beginRebalance(i);
            }
        }
    }
}

}  // namespace foldline
