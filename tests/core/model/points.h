// Members who earn points: in a row, or by events that a projector applies. Adding is not
// idempotent, so whatever is lost, repeated or wrong shows.
#pragma once

#include "core/scenario/scenario.h"

namespace foldline::testing {

inline RdbSpec quickRdb() {
    return {.connections = 8, .latency = Distribution::exponential({3 * kUsPerMs})};
}

inline SystemSpec pointsInRows() {
    SystemSpec system{.name = "rows"};
    system.nodes = {{.name = "members", .spec = ClientSpec{}},
                    {.name = "earning", .spec = ServiceSpec{.workers = 8}},
                    {.name = "points-db", .spec = quickRdb()}};
    system.routes = {{.operation = "earnPoints", .hops = {"members", "earning"}}};
    system.handlers = {{.service = "earning",
                        .name = "earnPoints",
                        .steps = {TransactionStep{.rdb = "points-db",
                                                  .statements = {UpdateStatement{
                                                      .entity = "member",
                                                      .changes = {{.kind = FieldChange::Kind::Add,
                                                                   .field = "points",
                                                                   .operand = {"amount", {}}}}}}},
                                  ReplyStep{}}}};
    return system;
}

inline SystemSpec pointsByEvents() {
    SystemSpec system{.name = "events"};
    system.nodes = {{.name = "members", .spec = ClientSpec{}},
                    {.name = "earning", .spec = ServiceSpec{.workers = 8}},
                    {.name = "broker", .spec = BrokerSpec{.topics = {{"points", 3}}}},
                    {.name = "projector", .spec = ServiceSpec{.workers = 3}},
                    {.name = "points-db", .spec = quickRdb()}};
    system.routes = {{.operation = "earnPoints", .hops = {"members", "earning"}}};
    system.handlers = {
        {.service = "earning",
         .name = "earnPoints",
         .steps = {ProduceStep{.topic = "points", .event = "PointsEarned"}, ReplyStep{}}},
        {.service = "projector",
         .name = "points",
         .consume =
             ConsumeSpec{
                 .topic = "points", .group = "rows", .batch = 20, .linger = {100 * kUsPerMs}},
         .steps = {TransactionStep{.rdb = "points-db", .statements = {ApplyStatement{"member"}}}}}};
    return system;
}

/// Twenty requests a second for 40 s of the minute; systems "rows" and "events". Nothing is lost.
inline Scenario points() {
    Scenario scenario{.id = "points", .seed = 42, .duration = {60 * kUsPerSecond}};
    scenario.entities = {
        {.name = "member",
         .key = "memberId",
         .population = 20,
         .fields = {{"points", ValueType::Integer}},
         .initial = {{"points", {}}},
         .events = {
             {"PointsEarned",
              {{.kind = FieldChange::Kind::Add, .field = "points", .operand = {"amount", {}}}}}}}};
    scenario.operations = {{.name = "earnPoints",
                            .entity = "member",
                            .keyArgument = "memberId",
                            .meansEvent = "PointsEarned",
                            .arguments = {{"amount", ValueType::Integer}}}};
    scenario.workload = {
        {.operation = "earnPoints",
         .arrivals = {.ratePerSecond = 20.0, .until = Duration{40 * kUsPerSecond}},
         .with = {{"memberId", {.kind = Generator::Kind::Any, .name = "member"}},
                  {"amount", {.kind = Generator::Kind::Between, .low = 1, .high = 10}}}}};
    scenario.systems = {pointsInRows(), pointsByEvents()};
    return scenario;
}

}  // namespace foldline::testing
