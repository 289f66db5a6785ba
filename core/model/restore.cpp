// Backups of RDBs, and what is lost and won by going back to one.
#include <algorithm>
#include <map>

#include "core/model/engine.h"

namespace foldline {
namespace {

const BackupSpec* backupOf(const NodePlan& plan) {
    const auto* rdb = std::get_if<RdbSpec>(&plan.spec);
    return rdb != nullptr && rdb->backup ? &*rdb->backup : nullptr;
}

}  // namespace

void Engine::scheduleBackups() {
    for (std::uint32_t i = 0; i < m_plan.nodes.size(); ++i) {
        if (const BackupSpec* backup = backupOf(m_plan.nodes[i])) {
            m_state.nodes[i].lastBackup = m_state.lastSeq;
            schedule(Pending::Kind::BackupDue, m_state.now + backup->every.us, i, 0);
        }
    }
}

// One that is down is not backed up; the next one will be.
void Engine::backUp(std::uint32_t index) {
    NodeRuntime& runtime = m_state.nodes[index];
    const BackupSpec& spec = *backupOf(m_plan.nodes[index]);
    if (runtime.up) {
        runtime.backups.push_back(m_state.now);
        runtime.lastBackup = emit({.cause = runtime.lastBackup,
                                   .value = static_cast<std::int64_t>(runtime.backups.size()),
                                   .kind = Kind::BackupTaken,
                                   .node = NodeId{static_cast<std::uint16_t>(index)}});
    }
    schedule(Pending::Kind::BackupDue, m_state.now + spec.every.us, index, 0);
}

// Every row as it is written, and how far a consumer has come with it: what a database's own log
// holds. Only where there are backups that somebody may go back to.
void Engine::noteImage(NodeId rdb, EntityId entity, std::uint32_t asVersion) {
    if (backupOf(m_plan.nodes[rdb.value]) == nullptr) {
        return;
    }
    NodeRuntime& runtime = node(rdb);
    const Row& row = runtime.rows[entity.value];
    runtime.images.append({.entity = entity,
                           .t = m_state.now,
                           .version = row.version,
                           .asVersion = asVersion,
                           .reflects = row.reflects,
                           .fields = row.fields});
}

void Engine::noteApplied(NodeId rdb, const Message& message) {
    if (message.subscription == kNoIndex || backupOf(m_plan.nodes[rdb.value]) == nullptr ||
        m_plan.subscriptions[message.subscription].relay) {
        return;
    }
    for (const EventRange& range : message.events) {
        node(rdb).applied.append({.subscription = message.subscription,
                                  .partition = range.partition,
                                  .t = m_state.now,
                                  .end = range.end()});
    }
}

void Engine::noteReset(std::uint32_t subscription, std::uint32_t partition, std::int64_t to) {
    for (const NodeId rdb : rdbsOf(m_plan.subscriptions[subscription].consumer)) {
        if (backupOf(m_plan.nodes[rdb.value]) != nullptr) {
            node(rdb).applied.append({.subscription = subscription,
                                      .partition = partition,
                                      .t = m_state.now,
                                      .end = to,
                                      .reset = true});
        }
    }
}

// The moment to which a repair can go back: the one asked for when the database keeps a log, else
// that of the last backup before it. Nothing when there is no backup so old.
std::optional<std::int64_t> Engine::restorePoint(const Fault& fault, NodeId rdb) const {
    const BackupSpec* spec = backupOf(m_plan.nodes[rdb.value]);
    if (spec == nullptr) {
        return std::nullopt;
    }
    const std::int64_t asked = fault.asOf.value_or(fault.at).us;
    const std::vector<std::int64_t>& backups = m_state.nodes[rdb.value].backups;
    const auto later = std::ranges::upper_bound(backups, asked);
    if (later == backups.begin()) {
        return std::nullopt;
    }
    return spec->log ? asked : *(later - 1);
}

std::int64_t Engine::restoreRows(NodeId rdb, std::int64_t asOfUs, SymbolId what, Seq cause) {
    NodeRuntime& runtime = node(rdb);
    std::map<EntityId, std::size_t> wanted;  // the last image up to then
    for (std::size_t i = 0; i < runtime.images.size(); ++i) {
        if (runtime.images[i].t <= asOfUs) {
            wanted[runtime.images[i].entity] = i;
        }
    }
    std::int64_t changed = 0;
    for (std::uint32_t i = 0; i < runtime.rows.size(); ++i) {
        Row& row = runtime.rows[i];
        const auto found = wanted.find(EntityId{i});
        const RowImage image = found == wanted.end() ? RowImage{.entity = EntityId{i},
                                                                .version = 1,
                                                                .asVersion = 1,
                                                                .reflects = 1,
                                                                .fields = (*m_state.initial)[i]}
                                                     : runtime.images[found->second];
        if (row.version == image.version) {
            continue;
        }
        row.fields = image.fields;
        row.reflects = image.reflects;
        emit({.cause = cause,
              .value = image.reflects,
              .entity = image.entity,
              .what = what,
              .version = ++row.version,
              .attempt = image.asVersion,
              .kind = Kind::RowReset,
              .node = rdb,
              .data = row.fields});
        noteImage(rdb, image.entity, image.asVersion);
        ++changed;
    }
    runtime.inbox.forgetSince(asOfUs);
    return changed;
}

// A consumer's progress is part of what its database holds: it goes on from where the rows are.
void Engine::restoreOffsets(NodeId rdb, std::int64_t asOfUs, Seq cause) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> reached;
    const PersistentLog<AppliedRange>& applied = node(rdb).applied;
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const AppliedRange& one = applied[i];
        std::int64_t& end = reached[{one.subscription, one.partition}];
        if (one.t <= asOfUs) {
            end = one.reset ? one.end : std::max(end, one.end);
        }
    }
    for (const auto& [place, end] : reached) {
        resetOffset(place.first, place.second, end, cause);
    }
}

// The consumers whose progress has to go back with the rows.
std::vector<NodeId> Engine::followersOf(NodeId rdb) const {
    std::vector<NodeId> followers;
    for (const SubscriptionPlan& subscription : m_plan.subscriptions) {
        const std::vector<NodeId> rdbs = rdbsOf(subscription.consumer);
        if (std::ranges::find(rdbs, rdb) != rdbs.end() &&
            std::ranges::find(followers, subscription.consumer) == followers.end()) {
            followers.push_back(subscription.consumer);
        }
    }
    return followers;
}

// REQUIRES that the database is stopped.
std::int64_t Engine::restore(NodeId rdb, std::int64_t asOfUs, SymbolId what, Seq cause) {
    const std::int64_t rows = restoreRows(rdb, asOfUs, what, cause);
    std::vector<NodeId> stopped;
    for (const NodeId consumer : followersOf(rdb)) {
        if (node(consumer).up) {
            node(consumer).up = false;
            releaseClaims(consumer);
            stopNode(consumer, what, cause);
            stopped.push_back(consumer);
        }
        ++node(consumer).process;
    }
    restoreOffsets(rdb, asOfUs, cause);
    for (const NodeId consumer : stopped) {
        node(consumer).up = true;
        startNode(consumer, cause);
    }
    return rows;
}

}  // namespace foldline
