// What is stored in rows on a card: the partitions of a broker, the streams and segments of an
// event store, the outbox of an RDB.
#pragma once

#include "ui/stage/card_model.h"

namespace foldline::ui {

/// Adds the strips of everything that card.node hosts. An RDB's only one is its outbox.
void describeStrips(const StageFrame& frame, const StageWords& words, CardModel& card);
/// Adds the streams that card.node, an event store, appended to last.
void describeStreams(const StageFrame& frame, CardModel& card);

/// Texts as wide as any name of a stream: the last of each type of entity.
std::vector<QString> widestStreamNames(const Dictionary& dictionary);
bool hasOutbox(const Dictionary& dictionary, NodeId node);

}  // namespace foldline::ui
