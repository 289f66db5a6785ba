#include "core/judge/staleness.h"

#include <algorithm>

namespace foldline {

std::uint32_t Staleness::indexOf(RequestId request) const {
    return request.value < m_ofRequest.size() ? m_ofRequest[static_cast<std::size_t>(request.value)]
                                              : kNone;
}

std::uint32_t Staleness::take() {
    if (m_free.empty()) {
        m_missing.emplace_back();
        return static_cast<std::uint32_t>(m_missing.size());
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    at(index) = {};
    return index;
}

void Staleness::told(RequestId request, EntityId entity, std::uint32_t version, SimTime t) {
    if (indexOf(request) != kNone) {
        return;
    }
    if (request.value >= m_ofRequest.size()) {
        m_ofRequest.resize(static_cast<std::size_t>(request.value) + 1, kNone);
    }
    if (entity.value >= m_ofEntity.size()) {
        m_ofEntity.resize(std::size_t{entity.value} + 1);
    }
    const std::uint32_t index = take();
    m_ofRequest[static_cast<std::size_t>(request.value)] = index;
    Missing& missing = at(index);
    missing.toldAt = t;
    missing.request = request;
    missing.entity = entity;
    missing.version = version;
    missing.told.before = m_told.last;
    if (m_told.last != kNone) {
        at(m_told.last).told.after = index;
    } else {
        m_told.first = index;
    }
    m_told.last = index;
    if (version != 0) {
        linkToEntity(index);
    }
    ++m_count;
    ++m_missingCount;
    m_toldSumUs += t.us;
}

void Staleness::versionKnown(RequestId request, std::uint32_t version) {
    const std::uint32_t index = indexOf(request);
    if (index != kNone && at(index).version == 0 && version != 0) {
        at(index).version = version;
        linkToEntity(index);
    }
}

/// Changes are told nearly in the order of their versions, so the place is found from the end.
void Staleness::linkToEntity(std::uint32_t index) {
    Missing& missing = at(index);
    Ends& ends = m_ofEntity[missing.entity.value];
    std::uint32_t before = ends.last;
    while (before != kNone && at(before).version > missing.version) {
        before = at(before).ofEntity.before;
    }
    const std::uint32_t after = before == kNone ? ends.first : at(before).ofEntity.after;
    missing.ofEntity = {.before = before, .after = after};
    (before == kNone ? ends.first : at(before).ofEntity.after) = index;
    (after == kNone ? ends.last : at(after).ofEntity.before) = index;
}

void Staleness::unlink(Ends& ends, Link Missing::*link, std::uint32_t index) {
    const Link links = at(index).*link;
    (links.before == kNone ? ends.first : (at(links.before).*link).after) = links.after;
    (links.after == kNone ? ends.last : (at(links.after).*link).before) = links.before;
}

void Staleness::end(std::uint32_t index, SimTime t) {
    const Missing missing = at(index);
    unlink(m_told, &Missing::told, index);
    if (missing.version != 0) {
        unlink(m_ofEntity[missing.entity.value], &Missing::ofEntity, index);
    }
    m_ofRequest[static_cast<std::size_t>(missing.request.value)] = kNone;
    m_free.push_back(index);
    --m_missingCount;
    m_toldSumUs -= missing.toldAt.us;
    const std::int64_t us = (t - missing.toldAt).us;
    m_sumUs += us;
    m_maxUs = std::max(m_maxUs, us);
}

void Staleness::shown(RequestId request, SimTime t) {
    if (const std::uint32_t index = indexOf(request); index != kNone) {
        end(index, t);
    }
}

void Staleness::shownUpTo(EntityId entity, std::uint32_t version, SimTime t) {
    if (entity.value >= m_ofEntity.size()) {
        return;
    }
    const Ends& ends = m_ofEntity[entity.value];
    while (ends.first != kNone && at(ends.first).version <= version) {
        end(ends.first, t);
    }
}

Staleness::Summary Staleness::summarise(SimTime at) const {
    Summary summary{.max = {m_maxUs}};
    if (m_told.first != kNone) {
        summary.max = std::max(summary.max, at - m_missing[m_told.first - 1].toldAt);
    }
    if (m_count > 0) {
        const Sum missing = Sum{static_cast<std::int64_t>(m_missingCount)} * at.us - m_toldSumUs;
        summary.meanUs = static_cast<double>(m_sumUs + missing) / static_cast<double>(m_count);
    }
    return summary;
}

}  // namespace foldline
