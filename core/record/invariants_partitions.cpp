// What must hold of the partitions of brokers, and of the groups that read them.
#include <algorithm>

#include "core/record/invariants.h"

namespace foldline {
namespace {

std::string messageText(MessageId message) {
    return "message " + std::to_string(message.value);
}

}  // namespace

std::string Invariants::hold(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_held.size()) {
        return "there is no such partition";
    }
    m_held[index].push_back(record.message);
    return arrive(record);
}

std::string Invariants::loseHeld(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_held.size()) {
        return "there is no such partition";
    }
    const auto held = std::ranges::find(m_held[index], record.message);
    if (held == m_held[index].end()) {
        return "the leader holds no " + messageText(record.message);
    }
    m_held[index].erase(held);
    return "";
}

// An event arrives when it is appended, or was held before: then it is the first of those held.
std::string Invariants::append(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_partitions.size()) {
        return "there is no such partition";
    }
    if (m_hosts[index] != record.node) {
        return "the partition is not at this node";
    }
    if (!m_held[index].empty()) {
        const MessageId first = m_held[index].front();
        m_held[index].pop_front();
        if (first != record.message) {
            return messageText(first) + " was held before it";
        }
    } else {
        const bool atStore = m_nodes[record.node.value].role == Role::EventStore;
        if (std::string wrong = atStore ? arriveAtStore(record) : arrive(record); !wrong.empty()) {
            return wrong;
        }
    }
    if (record.value != m_partitions[index]++) {
        return "the partition ends at offset " + std::to_string(m_partitions[index] - 1);
    }
    if (record.entity.exists() && record.version != ++m_streams[record.entity.value]) {
        return "the stream of the entity is at version " +
               std::to_string(m_streams[record.entity.value] - 1);
    }
    return "";
}

// An outbox is a partition, too; an event in it is not yet part of its entity's stream.
std::string Invariants::store(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_partitions.size() || m_hosts[index] != record.node ||
        m_nodes[record.node.value].role != Role::Rdb) {
        return "there is no such outbox";
    }
    if (record.value != m_partitions[index]++) {
        return "the outbox ends at " + std::to_string(m_partitions[index] - 1);
    }
    return record.version == 0 ? "" : "only a broker gives an event its version";
}

std::string Invariants::deliver(const Record& record) const {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_partitions.size() || record.value < 0 ||
        record.value >= m_partitions[index]) {
        return "no such event was appended";
    }
    return "";
}

std::string Invariants::commit(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_partitions.size() || record.value > m_partitions[index]) {
        return "no such event was appended";
    }
    if (m_revoked.contains({record.node, record.what, record.slot})) {
        return "the partition has been taken from the group's members";
    }
    std::int64_t& committed = m_committed[{record.node, record.what, record.slot}];
    if (record.value <= committed) {
        return "the group has already committed offset " + std::to_string(committed);
    }
    committed = record.value;
    return "";
}

// A connection of an event store appends: what it works on arrived when it began.
std::string Invariants::arriveAtStore(const Record& record) const {
    const std::vector<Slot>& slots = m_nodes[record.node.value].workers;
    const bool known = record.message.exists() && std::ranges::any_of(slots, [&](const Slot& slot) {
                           return slot.message == record.message;
                       });
    return known ? "" : "no connection works on message " + std::to_string(record.message.value);
}

std::string Invariants::readStream(const Record& record) const {
    if (!record.node.exists() || m_nodes[record.node.value].role != Role::EventStore ||
        !record.entity.exists()) {
        return "it is not about a stream of an event store";
    }
    const std::uint32_t version = m_streams[record.entity.value];
    const std::string at = "the stream is at version " + std::to_string(version);
    if (record.kind == Kind::SnapshotTaken) {
        return record.version == version ? "" : at;
    }
    if (std::string wrong = arriveAtStore(record); !wrong.empty()) {
        return wrong;
    }
    if (record.kind == Kind::StreamLoaded) {
        return record.version >= 1 && record.version <= version && record.value >= 0 &&
                       record.value < record.version
                   ? ""
                   : at + ", and has no such events";
    }
    return record.version == version && record.value != version ? ""
                                                                : at + ", which is no conflict";
}

std::string Invariants::park(const Record& record) {
    std::string wrong = deliver(record);
    std::uint32_t& parked = m_parked[{record.node, record.slot, record.value}];
    if (wrong.empty() && record.kind == Kind::EventUnparked && parked == 0) {
        wrong = "it was not parked";
    }
    parked += record.kind == Kind::EventParked ? 1 : 0;
    parked -= record.kind == Kind::EventUnparked && parked > 0 ? 1 : 0;
    return wrong;
}

std::string Invariants::reset(const Record& record) {
    std::int64_t& committed = m_committed[{record.node, record.what, record.slot}];
    if (record.value < 0 || record.value > committed) {
        return "the group has only committed offset " + std::to_string(committed);
    }
    committed = record.value;
    return "";
}

// Who has nothing can neither be robbed nor, without that, be given something twice.
std::string Invariants::revoke(const Record& record) {
    const std::tuple key{record.node, record.what, record.slot};
    if (record.kind == Kind::PartitionsAssigned) {
        m_revoked.erase(key);
        // Where owners never change, it is said again whenever the consumer starts.
        const bool fresh =
            record.version == 0 ||
            m_owners.try_emplace(key, record.version).first->second == record.version;
        return fresh ? "" : "another member has the partition";
    }
    m_owners.erase(key);
    return m_revoked.insert(key).second ? "" : "the partition has been taken already";
}

// Nothing goes before it was appended, and what is gone stays so.
std::string Invariants::expire(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= m_partitions.size() || record.value > m_partitions[index]) {
        return "no such event was appended";
    }
    if (record.kind == Kind::EventsMissed) {
        return record.value < m_firstKept[index] ? "that event has expired, too" : "";
    }
    if (record.kind == Kind::EventsExpired && record.value <= m_firstKept[index]) {
        return "these events had expired already";
    }
    m_firstKept[index] = record.kind == Kind::EventsExpired ? record.value : m_firstKept[index];
    return "";
}

}  // namespace foldline
