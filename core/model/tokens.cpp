// Tokens: how far the events of each segment of an event store have been handled, and who is at
// it, as in Axon Framework. Nobody shares the segments out: a member whose claim was not extended
// for too long loses it to whoever looks next, and may not notice before its work is done.
#include <algorithm>
#include <set>

#include "core/model/engine.h"

namespace foldline {
namespace {

bool isAtWork(const Member& member) {
    return member.state == Member::State::Ready || member.state == Member::State::Running ||
           member.state == Member::State::WaitingForRetry;
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

// All that a member has and its process is there for.
void Engine::extendClaims(std::uint32_t subscription, std::uint32_t member, Seq cause) {
    Group& group = m_state.groups[subscription];
    for (std::uint32_t partition = 0; partition < group.claims.size(); ++partition) {
        Claim& claim = group.claims[partition];
        if (group.owner[partition] == member && !claim.abandoned) {
            claim.extendedAt = m_state.now;
            claim.cause = cause;
        }
    }
}

// A claim that is not extended any more ends by itself. Who was idle had just extended it. Parked
// events that were to be tried again wait for the next owner.
void Engine::abandonClaims(const Member& member) {
    Group& group = m_state.groups[member.subscription];
    for (const std::uint32_t partition : member.partitions) {
        Claim& claim = group.claims[partition];
        claim.abandoned = true;
        claim.extendedAt = isAtWork(member) ? claim.extendedAt : m_state.now;
        const bool retries = std::ranges::find(member.retry, partition, &EventRange::partition) !=
                             member.retry.end();
        claim.retryCause = retries ? member.retryCause : claim.retryCause;
    }
}

// Who is shut down in order gives its claims back. Before it stops.
void Engine::releaseClaims(NodeId consumer) {
    for (Member& member : m_state.members) {
        const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
        if (plan.consumer != consumer || !plan.consume.tokens ||
            member.state == Member::State::Stopped) {
            continue;
        }
        abandonClaims(member);
        for (const std::uint32_t partition : member.partitions) {
            Claim& claim = m_state.groups[member.subscription].claims[partition];
            claim.givenBack = true;
            claim.extendedAt = m_state.now - plan.consume.tokens->claimTimeout.us;
        }
        member.partitions.clear();
    }
}

// Whoever has no batch in hand extends its claims; one that is too old goes to the idle member that
// has the fewest.
void Engine::lookForTokens(std::uint32_t subscription) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Group& group = m_state.groups[subscription];
    if (!plan.consume.tokens || !node(plan.tokensAt).up ||
        thiefFor(subscription, kNoIndex) == kNoIndex) {
        return;  // nobody looks
    }
    for (std::uint32_t partition = 0; partition < group.claims.size(); ++partition) {
        Claim& claim = group.claims[partition];
        const std::uint32_t holder = group.firstMember + group.owner[partition];
        if (!claim.abandoned && !isAtWork(m_state.members[holder])) {
            claim.extendedAt = m_state.now;
        } else if (m_state.now - claim.extendedAt >= plan.consume.tokens->claimTimeout.us) {
            const std::uint32_t thief = thiefFor(subscription, claim.abandoned ? kNoIndex : holder);
            if (thief != kNoIndex) {
                stealToken(subscription, partition, thief);
            }
        }
    }
}

// The RDB that has them is back: what could not be stored is, and who waited looks.
void Engine::resumeTokens(NodeId rdb, Seq cause) {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        if (m_plan.subscriptions[i].tokensAt != rdb) {
            continue;
        }
        for (std::uint32_t partition = 0; partition < m_state.cursors[i].size(); ++partition) {
            commitOffsets(i, partition, cause);
        }
        lookForTokens(i);
        replayIfAsked(i);
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
    Claim& claim = group.claims[partition];
    const bool retries = std::erase_if(holder.retry, [&](const EventRange& range) {
                             return range.partition == partition;
                         }) > 0;
    const Seq retryCause = retries ? holder.retryCause : claim.retryCause;
    const Seq stolen = sayPartition(claim.givenBack ? Kind::PartitionsRevoked : Kind::TokenStolen,
                                    subscription,
                                    partition,
                                    claim.cause);
    Member& member = m_state.members[thief];
    group.owner[partition] = member.number;
    member.partitions.insert(std::ranges::lower_bound(member.partitions, partition), partition);
    resumeCursor(subscription, partition);
    claim = {.epoch = claim.epoch + 1,
             .extendedAt = m_state.now,
             .cause = sayPartition(Kind::PartitionsAssigned, subscription, partition, stolen)};
    if (retryCause != 0) {
        takeParked(member, partition, retryCause);
    }
    considerFetch(thief);
}

// Whether a transaction stores the token of events that somebody else has claimed meanwhile.
bool Engine::tokenIsStolen(const Message& message) const {
    return stepOf(message).storesToken &&
           m_state.groups[message.subscription].claims[message.events.front().partition].epoch !=
               message.claim;
}

// What the token says is done already. A parked event was passed, and is not done.
bool Engine::isBelowToken(std::uint32_t subscription, const ParkedEvent& event) const {
    const auto& tokens = m_plan.subscriptions[subscription].consume.tokens;
    return tokens && !tokens->rdb.empty() &&
           event.offset < m_state.cursors[subscription][event.partition].committed &&
           !m_state.parked[subscription].contains(event);
}

// Part of the transaction: what was parked is in its row now.
void Engine::unparkDone(const Message& message, Seq cause) {
    std::set<ParkedEvent>& parked = m_state.parked[message.subscription];
    for (const EventRange& range : message.events) {
        for (std::int64_t offset = range.first; !parked.empty() && offset < range.end(); ++offset) {
            const ParkedEvent event = placeAt(message.subscription, range.partition, offset);
            if (parked.erase(event) > 0) {
                sayOfEvent(Kind::EventUnparked, message.subscription, event, cause, 0);
            }
        }
    }
}

// Part of the transaction: the rows and the token change together. A parked event was passed
// before.
void Engine::storeToken(const Message& message, std::span<const EventRange> events, Seq cause) {
    if (message.fromParked) {
        return;
    }
    for (const EventRange& range : events) {
        Cursor& cursor = m_state.cursors[message.subscription][range.partition];
        cursor.done = std::max(cursor.done, range.end());
        commitOffsets(message.subscription, range.partition, cause);
    }
}

}  // namespace foldline
