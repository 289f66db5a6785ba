// Records written as a text picture, one a line, so that a test shows what happened:
//
//     10ms RequestSent members->membership m0 r0 e=member-1 what=changeAddress attempt=1 value=1000
//          data=address:Seoul
//
// Time, kind, node or node->peer, then any of mN (message), rN (request), e=entity, what=symbol,
// slot=, value=, version=, attempt=, cause=, data=field:value,… A line without a kind goes on with
// the one before; seq counts by itself; text values are symbols. A misspelt line throws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"
#include "core/scenario/scenario.h"

namespace foldline::story {

/// One of everything: members (client), gateway, membership (service, 2 workers, queue of 2),
/// projector (service, 1 worker; consumes both partitions of the broker as group "members-row",
/// handler "project"), members-db (RDB, 2 connections), archive-db (RDB, 1), broker; member-1 …
/// member-3 with address (text) and points (integer).
Dictionary dictionary();

/// The business behind it: changeAddress means AddressChanged { set address }, earnPoints means
/// PointsEarned { add points amount }, look means nothing. The system's membership updates
/// members-db; with `events` the projector applies events to members-db instead. archive-db keeps
/// no rows.
Scenario scenario(bool events);

/// The records of `text`, numbered from `first`.
std::vector<Record> records(std::string_view text, const Dictionary& dictionary, Seq first = 1);

/// Numbers them anew from 1, for stories put together of parts.
std::vector<Record> join(std::vector<std::vector<Record>> parts);

/// EntityCreated for all three members at 0: address Seoul, points 0.
std::vector<Record> membersCreated(const Dictionary& dictionary);

}  // namespace foldline::story
