#include "ui/stage/card_strips.h"

#include <algorithm>

namespace foldline::ui {
namespace {

/// Segments are told apart by their order alone, so that one word says what they all are.
QString labelOf(const CardModel& card, std::uint32_t number, const StageWords& words) {
    switch (card.look) {
        case CardLook::Rdb:
            return words.outbox();
        case CardLook::EventStore:
            return card.strips.empty() ? words.segments() : QString();
        default:
            return words.number(number);
    }
}

}  // namespace

void describeStrips(const StageFrame& frame, const StageWords& words, CardModel& card) {
    const Dictionary& dictionary = frame.dictionary;
    for (std::size_t i = 0; i < dictionary.partitions.size(); ++i) {
        const PartitionName& name = dictionary.partitions[i];
        if (name.broker != card.node) {
            continue;
        }
        PartitionStrip strip;
        strip.label = labelOf(card, name.number, words);
        strip.topic = QString::fromStdString(name.topic);
        strip.startsTopic = card.strips.empty() || card.strips.back().topic != strip.topic;
        strip.end = i < frame.world.partitions.size() ? frame.world.partitions[i].end : 0;
        strip.committed = strip.end;
        strip.delivered = strip.end;
        for (const CursorState& cursor : frame.world.cursors) {
            if (cursor.partition.value == i) {
                strip.committed = std::min(strip.committed, cursor.committed);
                strip.delivered = std::min(strip.delivered, cursor.delivered);
                strip.committedByGroup.push_back(cursor.committed);
            }
        }
        strip.delivered = std::max(strip.delivered, strip.committed);
        card.strips.push_back(std::move(strip));
    }
}

void describeStreams(const StageFrame& frame, CardModel& card) {
    for (const StoredStream& stream : frame.world.nodes[card.node.value].streams) {
        if (stream.entity.value >= frame.dictionary.entities.size()) {
            continue;
        }
        // Version 1 is a stream without events.
        card.streams.push_back(
            {.name = QString::fromStdString(frame.dictionary.entity(stream.entity).key),
             .events = std::max(stream.version, 1U) - 1,
             .inSnapshot = std::clamp(stream.snapshot, 1U, std::max(stream.version, 1U)) - 1,
             .conflicted = stream.conflicted});
    }
}

std::vector<QString> widestStreamNames(const Dictionary& dictionary) {
    std::vector<QString> names;
    for (std::size_t i = 0; i < dictionary.entities.size(); ++i) {
        const bool last = i + 1 == dictionary.entities.size() ||
                          dictionary.entities[i + 1].type != dictionary.entities[i].type;
        if (last) {
            names.push_back(QString::fromStdString(dictionary.entities[i].key));
        }
    }
    return names;
}

bool hasOutbox(const Dictionary& dictionary, NodeId node) {
    return dictionary.node(node).role == Role::Rdb &&
           std::ranges::count(dictionary.partitions, node, &PartitionName::broker) > 0;
}

}  // namespace foldline::ui
