// Two systems and moments of them, made by hand: what the stage draws without simulating.
#pragma once

#include <cstdint>
#include <vector>

#include "core/fold/world.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

/// members → gateway → membership → members-db.
Dictionary requestDriven();
/// members → membership → broker → projector → members-db, one topic of three partitions.
Dictionary eventDriven();
/// `services` services in a row, each with an RDB, behind one gateway; for tests of room.
Dictionary longChain(std::size_t services);
/// Several topics of many partitions, several groups and a link that goes back.
Dictionary crowdedBroker();

NodeId nodeNamed(const Dictionary& dictionary, std::string_view name);
SymbolId symbolNamed(const Dictionary& dictionary, std::string_view text);

/// members-db is down from 10 s to 15 s.
std::vector<Fault> databaseFault();

/// 14.28 s: the database is down, workers are stuck, requests queue.
World requestDrivenInOutage(const Dictionary& dictionary);
/// 14.28 s: events pile up at the broker, the consumer holds a batch it cannot write.
World eventDrivenInOutage(const Dictionary& dictionary);
inline constexpr SimTime kOutageMoment{14'280'000};

/// A world of random marks, counts and faults that `dictionary` allows; the same for the same seed.
World randomWorld(const Dictionary& dictionary, std::uint64_t seed);

/// A flight of `kind` from `from` to `to`, from `sentUs` to `arrivesUs`.
Flight flightOf(Kind kind, NodeId from, NodeId to, std::int64_t sentUs, std::int64_t arrivesUs);

}  // namespace foldline::ui
