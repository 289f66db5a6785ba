#include "core/fold/entity.h"

#include <algorithm>
#include <limits>

namespace foldline {
namespace {

void create(EntityState& state, const Record& record) {
    state.belief = {.version = 1,
                    .setBy = record.seq,
                    .setAt = record.t,
                    .fields = record.data,
                    .setByEffect = {}};
    state.stream = {.version = 1, .setBy = record.seq, .setAt = record.t, .fields = record.data};
    for (RowState& row : state.rows) {
        row.version = 1;
        row.reflects = 0;
        row.setBy = record.seq;
        row.setAt = record.t;
        row.fields = record.data;
    }
}

void makeRoom(std::vector<Intention>& intentions) {
    if (intentions.size() < EntityState::kIntentionsMax) {
        return;
    }
    const auto givenUp = std::ranges::find(intentions, true, &Intention::unknown);
    intentions.erase(givenUp == intentions.end() ? intentions.begin() : givenUp);
}

void intend(EntityState& state, const Record& record) {
    makeRoom(state.intentions);
    state.intentions.push_back({.request = record.request,
                                .operation = record.what,
                                .since = record.t,
                                .unknown = false,
                                .effect = 0,
                                .arguments = record.data});
}

void noteEffect(EntityState& state, const Record& record) {
    const auto intention = std::ranges::find(state.intentions, record.request, &Intention::request);
    if (intention != state.intentions.end() && intention->effect == 0) {
        intention->effect = record.seq;
    }
}

void end(EntityState& state, const Record& record, Outcome outcome, const EntityRules& rules) {
    const auto intention = std::ranges::find(state.intentions, record.request, &Intention::request);
    if (intention == state.intentions.end()) {
        return;
    }
    if (outcome == Outcome::Unknown) {
        intention->unknown = true;
        return;
    }
    if (outcome == Outcome::Accepted && rules.changesState(intention->operation)) {
        rules.applyInOrder(intention->operation,
                           intention->arguments,
                           intention->effect,
                           state.belief.fields,
                           state.belief.setByEffect);
        ++state.belief.version;
        state.belief.setBy = record.seq;
        state.belief.setAt = record.t;
    }
    state.intentions.erase(intention);
}

void writeRow(EntityState& state, const Record& record) {
    const auto row = std::ranges::find(state.rows, record.node, &RowState::rdb);
    if (row == state.rows.end()) {
        return;
    }
    row->version = record.version;
    if (record.value > 0 && record.value <= std::numeric_limits<std::uint32_t>::max()) {
        row->reflects = static_cast<std::uint32_t>(record.value);
    }
    row->setBy = record.seq;
    row->setAt = record.t;
    for (std::size_t i = 0; i < std::min<std::size_t>(record.data.count, kFieldsMax); ++i) {
        row->fields.set(record.data.ids[i], record.data.values[i]);
    }
}

void resetRow(EntityState& state, const Record& record) {
    const auto row = std::ranges::find(state.rows, record.node, &RowState::rdb);
    if (row == state.rows.end()) {
        return;
    }
    row->reflects = 0;
    row->fields = {};
    writeRow(state, record);
}

/// The row shows what a skipped event says: it was applied before.
void skip(EntityState& state, const Record& record) {
    const auto row = std::ranges::find(state.rows, record.node, &RowState::rdb);
    if (row != state.rows.end() && record.value > row->reflects &&
        record.value <= std::numeric_limits<std::uint32_t>::max()) {
        row->reflects = static_cast<std::uint32_t>(record.value);
    }
}

void append(EntityState& state, const Record& record, const EntityRules& rules) {
    state.stream.version = record.version;
    state.stream.setBy = record.seq;
    state.stream.setAt = record.t;
    const Fields before = state.stream.fields;
    rules.applyEvent(record.what, record.data, state.stream.fields);
    // Without its key, what is appended about somebody who was forgotten cannot be read either.
    if (rules.remembers(record.entity, state.stream.fields) &&
        !rules.remembers(record.entity, before)) {
        rules.erase(record.entity, state.stream.fields);
    }
}

}  // namespace

EntityState initialEntity(const EntityRules& rules) {
    EntityState state;
    for (const NodeId rdb : rules.rdbs()) {
        state.rows.push_back({.rdb = rdb});
    }
    return state;
}

void keepRows(EntityState& state, EntityId entity, const EntityRules& rules) {
    std::vector<RowState> kept;
    for (const EntityRules::Keeper& keeper : rules.keepersOf(entity)) {
        const auto row = std::ranges::find(state.rows, rules.rdbs()[keeper.rdb], &RowState::rdb);
        if (row != state.rows.end()) {
            kept.push_back(std::move(*row));
            kept.back().follows = keeper.applies;
            kept.back().compared = keeper.compared;
        }
    }
    state.rows = std::move(kept);
}

bool concernsEntity(Kind kind) {
    switch (kind) {
        case Kind::EntityCreated:
        case Kind::RequestSent:
        case Kind::ReplyReceived:
        case Kind::TimedOut:
        case Kind::RowWritten:
        case Kind::RowReset:
        case Kind::EventAppended:
        case Kind::DuplicateSkipped:
        case Kind::KeyShredded:
            return true;
        default:
            return false;
    }
}

void fold(EntityState& state, const Record& record, const EntityRules& rules) {
    state.seq = record.seq;
    switch (record.kind) {
        case Kind::EntityCreated:
            create(state, record);
            break;
        case Kind::RequestSent:
            if (rules.begins(record)) {
                intend(state, record);
            }
            break;
        case Kind::ReplyReceived:
        case Kind::TimedOut:
            if (const Outcome outcome = rules.outcomeOf(record); outcome != Outcome::None) {
                end(state, record, outcome, rules);
            }
            break;
        case Kind::RowWritten:
            noteEffect(state, record);
            writeRow(state, record);
            break;
        case Kind::RowReset:
            resetRow(state, record);
            break;
        case Kind::KeyShredded:
            rules.erase(record.entity, state.stream.fields);
            break;
        case Kind::DuplicateSkipped:
            skip(state, record);
            break;
        case Kind::EventAppended:
            noteEffect(state, record);
            append(state, record, rules);
            break;
        default:
            break;
    }
}

}  // namespace foldline
