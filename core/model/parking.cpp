// What becomes of events that a consumer cannot handle: passed over, or parked until somebody has
// them tried again (a dead-letter queue). Sequence-aware parking, as Axon's sequenced dead-letter
// queue, keeps the later events of an entity behind the one that is parked.
#include <algorithm>

#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {
namespace {

bool isBefore(const EventRange& a, const EventRange& b) {
    return a.partition != b.partition ? a.partition < b.partition : a.first < b.first;
}

}  // namespace

bool Engine::goesOneByOne(const Member& member) const {
    return member.single || m_plan.subscriptions[member.subscription].oneByOne;
}

ParkedEvent Engine::placeOf(const Member& member, std::uint32_t number) const {
    const EventRange range = eventInBatch(member, number);
    return placeAt(member.subscription, range.partition, range.first);
}

ParkedEvent Engine::placeAt(std::uint32_t subscription,
                            std::uint32_t partition,
                            std::int64_t offset) const {
    return {.entity = eventAt(m_plan.subscriptions[subscription], partition, offset).entity,
            .partition = partition,
            .offset = offset};
}

// Whether an earlier event of the same entity is parked.
bool Engine::isBehindParked(std::uint32_t subscription, const ParkedEvent& event) const {
    if (!m_plan.subscriptions[subscription].consume.parkSequence || !event.entity.exists()) {
        return false;
    }
    const std::set<ParkedEvent>& parked = m_state.parked[subscription];
    const auto first = parked.lower_bound({.entity = event.entity, .partition = 0, .offset = 0});
    return first != parked.end() && first->entity == event.entity && *first < event;
}

// What a member passes over without trying it: what stays behind a parked event, and what is
// parked already and not fetched from there.
bool Engine::mustPass(const Member& member, std::uint32_t number) const {
    const std::set<ParkedEvent>& parked = m_state.parked[member.subscription];
    if (parked.empty()) {
        return false;
    }
    const ParkedEvent event = placeOf(member, number);
    return isBehindParked(member.subscription, event) ||
           (!member.fromParked && parked.contains(event));
}

// A batch with an event that must be passed over is gone through one by one.
void Engine::splitIfNeeded(Member& member) const {
    const std::uint32_t events = countOf(member.batch);
    for (std::uint32_t i = 0; !member.single && i < events; ++i) {
        member.single = mustPass(member, i);
    }
}

Seq Engine::sayOfEvent(Kind kind,
                       std::uint32_t subscription,
                       const ParkedEvent& place,
                       Seq cause,
                       std::uint32_t tries) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    const StoredEvent& event = eventAt(plan, place.partition, place.offset);
    return emit({.cause = cause,
                 .request = event.request,
                 .value = place.offset,
                 .entity = event.entity,
                 .what = event.type,
                 .version = event.version,
                 .slot = static_cast<std::int32_t>(plan.partitions[place.partition].value),
                 .attempt = tries,
                 .kind = kind,
                 .node = plan.consumer,
                 .peer = plan.broker});
}

// One that is parked already is tried in vain once more.
void Engine::park(std::uint32_t subscription,
                  const ParkedEvent& event,
                  Seq cause,
                  std::uint32_t tries) {
    if (m_state.parked[subscription].insert(event).second) {
        sayOfEvent(Kind::EventParked, subscription, event, cause, tries);
    }
}

// An event fetched from the parked ones was handled after all.
void Engine::unparkIfDone(const Frame& frame) {
    const Member& member = m_state.members[frame.member];
    if (!member.fromParked || frame.event >= countOf(member.batch)) {
        return;
    }
    const ParkedEvent event = placeOf(member, frame.event);
    if (m_state.parked[member.subscription].erase(event) > 0) {
        sayOfEvent(Kind::EventUnparked, member.subscription, event, frame.cause, 0);
    }
}

// Those that the consumer will read anew from `offset` on.
void Engine::unparkFrom(std::uint32_t subscription,
                        std::uint32_t partition,
                        std::int64_t offset,
                        Seq cause) {
    std::set<ParkedEvent>& parked = m_state.parked[subscription];
    for (auto event = parked.begin(); event != parked.end();) {
        if (event->partition == partition && event->offset >= offset) {
            sayOfEvent(Kind::EventUnparked, subscription, *event, cause, 0);
            event = parked.erase(event);
        } else {
            ++event;
        }
    }
}

// A handler failed and has no attempts left. True when its worker goes on with the batch: event by
// event, to find the one that fails, or with the event after it.
bool Engine::setAside(Frame& frame, Seq cause) {
    Member& member = m_state.members[frame.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const ConsumeSpec::OnFailure policy = plan.consume.onFailure;
    if (policy == ConsumeSpec::OnFailure::GiveUp || isStale(member) ||
        m_state.replays[member.subscription] != 0) {
        return false;
    }
    const std::uint32_t events = countOf(member.batch);
    if (!goesOneByOne(member) && events > 1) {
        member.single = true;
        member.event = 0;
    } else {
        const ParkedEvent event = placeOf(member, member.event);
        if (isBelowToken(member.subscription, event)) {
            // Only the answer was lost: its row is written, and its token.
        } else if (policy == ConsumeSpec::OnFailure::Park) {
            park(member.subscription, event, cause, member.tries);
        } else {
            sayOfEvent(Kind::EventSkipped, member.subscription, event, cause, member.tries);
        }
        if (++member.event >= events) {
            return false;
        }
    }
    member.tries = 0;
    member.cause = waitForRetry(frame, {}, cause);
    return true;
}

// Adds the parked events of a partition to those that the member tries again. How many.
std::int64_t Engine::takeParked(Member& member, std::uint32_t partition, Seq cause) {
    std::int64_t count = 0;
    for (const ParkedEvent& event : m_state.parked[member.subscription]) {
        if (event.partition == partition) {
            member.retry.push_back({.partition = partition, .first = event.offset, .count = 1});
            ++count;
        }
    }
    member.retryCause = cause;
    std::ranges::sort(member.retry, isBefore);
    return count;
}

// How many will be tried. Those of a segment that nobody has, by its next owner.
std::int64_t Engine::retryParked(NodeId consumer, Seq cause) {
    std::int64_t count = 0;
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        if (m_plan.subscriptions[i].consumer != consumer) {
            continue;
        }
        std::vector<Claim>& claims = m_state.groups[i].claims;
        for (std::uint32_t partition = 0; partition < claims.size(); ++partition) {
            if (claims[partition].abandoned) {
                claims[partition].retryCause = cause;
                count += std::ranges::count(m_state.parked[i], partition, &ParkedEvent::partition);
            }
        }
    }
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        Member& member = m_state.members[i];
        if (m_plan.subscriptions[member.subscription].consumer != consumer) {
            continue;
        }
        member.retry.clear();
        for (const std::uint32_t partition : member.partitions) {
            count += takeParked(member, partition, cause);
        }
        considerFetch(i);
    }
    return count;
}

// What was under way when the parked events were to be tried again, and had to stay behind them, is
// tried with them.
void Engine::retryToo(Member& member, const EventRange& event) {
    if (!member.fromParked && !member.retry.empty()) {
        const auto place = std::ranges::upper_bound(member.retry, event, isBefore);
        member.retry.insert(place, event);
    }
}

// True when the member fetches from the parked events, which come before new ones.
bool Engine::fetchParked(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (member.retry.empty()) {
        return false;
    }
    auto count = std::min<std::size_t>(plan.consume.batch, member.retry.size());
    if (plan.consume.tokens) {  // a token is of one segment
        const auto other = std::ranges::find_if(member.retry, [&](const EventRange& range) {
            return range.partition != member.retry.front().partition;
        });
        count = std::min(count, static_cast<std::size_t>(other - member.retry.begin()));
    }
    const auto end = member.retry.begin() + static_cast<std::ptrdiff_t>(count);
    takeBatch(member, {member.retry.begin(), end});
    member.retry.erase(member.retry.begin(), end);
    member.fromParked = true;
    sendBatch(index, member.retryCause);
    return true;
}

// Whether the schema of the event, or of some event of the batch, is beyond the consumer.
bool Engine::cannotRead(const Frame& frame) const {
    if (frame.member == kNoIndex) {
        return false;
    }
    const Member& member = m_state.members[frame.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (plan.relay) {
        return false;  // it passes on what it need not understand
    }
    const auto unreadable = [&](const EventRange& range) {
        for (std::int64_t offset = range.first; offset < range.end(); ++offset) {
            const StoredEvent& event = eventAt(plan, range.partition, offset);
            if (plan.wants(event.type) && !reads(frame.node, event)) {
                return true;
            }
        }
        return false;
    };
    return goesOneByOne(member) ? unreadable(eventInBatch(member, frame.event))
                                : std::ranges::any_of(member.batch, unreadable);
}

}  // namespace foldline
