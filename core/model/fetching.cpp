// How members of consumer groups come by their batches: full, or when they have waited for long.
#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>

#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {

// A batch is due when it is full, or when its first event has waited for `linger`.
void Engine::considerFetch(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (plan.relay) {
        return considerRelay(index);
    }
    if (member.state != Member::State::Idle || !node(plan.consumer).up || !node(plan.broker).up ||
        m_state.replays[member.subscription] != 0) {
        return;
    }
    passExpired(member);
    if (fetchParked(index)) {
        return;
    }
    if (plan.consume.tokens) {
        return considerSegments(index);
    }
    std::int64_t available = 0;
    std::int64_t oldest = m_state.now;
    for (const std::uint32_t p : member.partitions) {
        const std::int64_t position = m_state.cursors[member.subscription][p].position;
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        if (position < end) {
            available += end - position;
            oldest = std::min(oldest, eventAt(plan, p, position).t);
        }
    }
    if (available == 0) {
        return;
    }
    const std::int64_t due = oldest + plan.consume.linger.us;
    if (available >= plan.consume.batch || due <= m_state.now) {
        fetch(index);
    } else {
        schedule(Pending::Kind::FetchDue, due, index, ++member.timer);
    }
}

// With tokens a batch is of one segment: the next in turn that is full, or has waited for long.
void Engine::considerSegments(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const std::vector<std::uint32_t>& mine = member.partitions;
    const auto start = static_cast<std::size_t>(
        std::ranges::lower_bound(mine, member.nextPartition) - mine.begin());
    std::optional<std::int64_t> due;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const std::uint32_t p = mine[(start + i) % mine.size()];
        const std::int64_t position = m_state.cursors[member.subscription][p].position;
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        if (position >= end) {
            continue;
        }
        const std::int64_t then = eventAt(plan, p, position).t + plan.consume.linger.us;
        if (end - position >= plan.consume.batch || then <= m_state.now) {
            member.nextPartition = p;
            return fetch(index);
        }
        due = std::min(due.value_or(then), then);
    }
    if (due) {
        schedule(Pending::Kind::FetchDue, *due, index, ++member.timer);
    }
}

void Engine::fetch(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const auto partitions = static_cast<std::uint32_t>(plan.partitions.size());
    FOLDLINE_CHECK(partitions > 0);
    std::uint32_t room = plan.consume.batch;
    std::vector<EventRange> batch;
    Seq newest = 0;
    const auto mine = static_cast<std::uint32_t>(member.partitions.size());
    const auto start = static_cast<std::uint32_t>(
        std::ranges::lower_bound(member.partitions, member.nextPartition) -
        member.partitions.begin());
    const std::uint32_t atOnce = plan.consume.tokens ? 1 : mine;  // a token is of one segment
    for (std::uint32_t i = 0, taken = 0; i < mine && room > 0 && taken < atOnce; ++i) {
        const std::uint32_t p = member.partitions[(start + i) % mine];
        Cursor& cursor = m_state.cursors[member.subscription][p];
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        taken += cursor.position < end ? 1 : 0;
        // Compaction leaves gaps: a range for each piece between them.
        while (room > 0 && cursor.position < end) {
            const std::int64_t first = cursor.position;
            const std::uint32_t partition = plan.partitions[p].value;
            while (room > 0 && cursor.position < end &&
                   nextKept(partition, cursor.position) == cursor.position) {
                ++cursor.position;
                --room;
            }
            batch.push_back({.partition = p,
                             .first = first,
                             .count = static_cast<std::uint32_t>(cursor.position - first)});
            newest = std::max(newest, eventAt(plan, p, cursor.position - 1).seq);
            cursor.position = nextKept(partition, cursor.position);
        }
    }
    member.nextPartition = (member.nextPartition + 1) % partitions;
    member.fromParked = false;
    takeBatch(member, std::move(batch));
    sendBatch(index, newest);
}

void Engine::sendBatch(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    member.state = Member::State::Fetching;
    member.epoch = epochOf(member);
    ++member.timer;
    const Seq sent = send({.kind = Kind::BatchSent,
                           .from = plan.broker,
                           .to = plan.consumer,
                           .replyTo = {.generation = member.generation},
                           .what = plan.group,
                           .subscription = member.subscription,
                           .member = index,
                           .events = member.batch},
                          {.cause = cause});
    if (plan.consume.tokens) {
        extendClaims(member.subscription, member.number, sent);
    }
}

void Engine::batchLost(const Message& message) {
    Member& member = m_state.members[message.member];
    // One that polls waits for an answer until its time is out.
    if (message.replyTo.call != kNoIndex || member.generation != message.replyTo.generation) {
        return;
    }
    if (member.fromParked) {
        member.retry.insert(member.retry.begin(), member.batch.begin(), member.batch.end());
    } else {
        // The first range of a partition last: compaction may have left several.
        for (const EventRange& range : member.batch | std::views::reverse) {
            m_state.cursors[member.subscription][range.partition].position = range.first;
        }
    }
    member.state = Member::State::Idle;
    // The consumer asks again when its poll has found nothing for a moment.
    schedule(Pending::Kind::FetchDue, m_state.now + kPollAgainUs, message.member, ++member.timer);
}

}  // namespace foldline
