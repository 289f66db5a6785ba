// Tokens: how far the events of each segment of an event store have been handled, and who is at
// it, as in Axon Framework. Nobody shares the segments out: a member whose claim was not extended
// for too long loses it to whoever looks next, and may not notice before its work is done.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

bool isAtWork(const Member& member, std::uint32_t partition) {
    const bool hasBatch = member.state == Member::State::Ready ||
                          member.state == Member::State::Running ||
                          member.state == Member::State::WaitingForRetry;
    return hasBatch && !member.batch.empty() && member.batch.front().partition == partition;
}

}  // namespace

void Engine::scheduleTokens() {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        if (const auto& tokens = m_plan.subscriptions[i].consume.tokens) {
            schedule(Pending::Kind::TokensDue, m_state.now + tokens->claimInterval.us, i, 0);
        }
    }
}

void Engine::tokensDue(std::uint32_t subscription) {
    lookForTokens(subscription);
    const TokenSpec& spec = *m_plan.subscriptions[subscription].consume.tokens;
    schedule(Pending::Kind::TokensDue, m_state.now + spec.claimInterval.us, subscription, 0);
}

void Engine::extendClaim(const Member& member, std::uint32_t partition, Seq cause) {
    if (m_plan.subscriptions[member.subscription].consume.tokens) {
        Claim& claim = m_state.groups[member.subscription].claims[partition];
        claim.extendedAt = m_state.now;
        claim.cause = cause;
    }
}

// A claim that is not extended any more ends by itself. Who was idle had just extended it.
void Engine::abandonClaims(const Member& member) {
    Group& group = m_state.groups[member.subscription];
    for (const std::uint32_t partition : member.partitions) {
        Claim& claim = group.claims[partition];
        claim.abandoned = true;
        if (!isAtWork(member, partition)) {
            claim.extendedAt = m_state.now;
        }
    }
}

// Who is shut down in order gives its claims back.
void Engine::releaseClaims(NodeId consumer) {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        const SubscriptionPlan& plan = m_plan.subscriptions[i];
        if (plan.consumer == consumer && plan.consume.tokens) {
            for (Claim& claim : m_state.groups[i].claims) {
                claim.extendedAt = m_state.now - plan.consume.tokens->claimTimeout.us;
            }
        }
    }
}

// Whoever has no batch in hand extends its claims; one that is too old goes to the idle member that
// has the fewest.
void Engine::lookForTokens(std::uint32_t subscription) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Group& group = m_state.groups[subscription];
    if (!plan.consume.tokens || !node(plan.tokensAt).up) {
        return;
    }
    for (std::uint32_t partition = 0; partition < group.claims.size(); ++partition) {
        Claim& claim = group.claims[partition];
        const std::uint32_t holder = group.firstMember + group.owner[partition];
        if (!claim.abandoned && !isAtWork(m_state.members[holder], partition)) {
            claim.extendedAt = m_state.now;
        } else if (m_state.now - claim.extendedAt >= plan.consume.tokens->claimTimeout.us) {
            const std::uint32_t thief = thiefFor(subscription, claim.abandoned ? kNoIndex : holder);
            if (thief != kNoIndex) {
                stealToken(subscription, partition, thief);
            }
        }
    }
}

std::uint32_t Engine::thiefFor(std::uint32_t subscription, std::uint32_t holder) const {
    const std::uint32_t first = m_state.groups[subscription].firstMember;
    std::uint32_t best = kNoIndex;
    for (std::uint32_t i = first; i < first + m_plan.subscriptions[subscription].members; ++i) {
        const Member& member = m_state.members[i];
        const bool free =
            member.state == Member::State::Idle || member.state == Member::State::Fetching;
        if (free && i != holder &&
            (best == kNoIndex ||
             member.partitions.size() < m_state.members[best].partitions.size())) {
            best = i;
        }
    }
    return best;
}

void Engine::stealToken(std::uint32_t subscription, std::uint32_t partition, std::uint32_t thief) {
    Group& group = m_state.groups[subscription];
    Member& holder = m_state.members[group.firstMember + group.owner[partition]];
    std::erase(holder.partitions, partition);
    std::erase_if(holder.retry,
                  [&](const EventRange& range) { return range.partition == partition; });
    Claim& claim = group.claims[partition];
    const Seq stolen = sayPartition(Kind::TokenStolen, subscription, partition, claim.cause);
    Member& member = m_state.members[thief];
    group.owner[partition] = member.number;
    member.partitions.insert(std::ranges::lower_bound(member.partitions, partition), partition);
    resumeCursor(subscription, partition);
    claim = {.epoch = claim.epoch + 1,
             .extendedAt = m_state.now,
             .cause = sayPartition(Kind::PartitionsAssigned, subscription, partition, stolen)};
    considerFetch(thief);
}

// Whether a transaction stores the token of events that somebody else has claimed meanwhile.
bool Engine::tokenIsStolen(const Message& message) const {
    return stepOf(message).storesToken &&
           m_state.groups[message.subscription].claims[message.events.front().partition].epoch !=
               message.claim;
}

// What the token says is done already. A parked event was passed, and is not done.
bool Engine::isBelowToken(const Message& message,
                          std::uint32_t partition,
                          std::int64_t offset) const {
    if (message.subscription == kNoIndex || !stepOf(message).storesToken ||
        offset >= m_state.cursors[message.subscription][partition].committed) {
        return false;
    }
    const EntityId entity =
        eventAt(m_plan.subscriptions[message.subscription], partition, offset).entity;
    return !m_state.parked[message.subscription].contains(
        {.entity = entity, .partition = partition, .offset = offset});
}

// Part of the transaction: the rows and the token change together.
void Engine::storeToken(const Message& message, std::span<const EventRange> events, Seq cause) {
    for (const EventRange& range : events) {
        Cursor& cursor = m_state.cursors[message.subscription][range.partition];
        cursor.done = std::max(cursor.done, range.end());
        commitOffsets(message.subscription, range.partition, cause);
    }
}

}  // namespace foldline
