// What a scenario file says, as plain data: one business, its workload and faults, and the systems
// to put under them. Names are still text here; core/model compiles them to ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/expectation.h"
#include "core/scenario/fault.h"
#include "core/scenario/handler_spec.h"
#include "core/scenario/node_spec.h"
#include "core/scenario/operand.h"

namespace foldline {

/// Makes the value of an argument or of an initial field.
struct Generator {
    enum class Kind : std::uint8_t {
        Constant,  ///< `literal`
        Pick,      ///< pick(names): one of the named pool, each equally likely
        Any,       ///< any(member): one entity of the type, each equally likely
        Each,      ///< each(member): the entities in turn
        Between,   ///< between(1, 10): an integer, both ends included
    };

    Kind kind = Kind::Constant;
    Literal literal;
    std::string name;       ///< pool or entity type
    std::int64_t low = 0;   ///< of Between
    std::int64_t high = 0;  ///< of Between

    friend bool operator==(const Generator&, const Generator&) = default;
};

/// A list of texts for pick(): built-in `names` and `addresses`, or the author's own.
struct Pool {
    std::string name;
    std::vector<std::string> texts;

    friend bool operator==(const Pool&, const Pool&) = default;
};

struct EventType {
    std::string name;
    std::vector<FieldChange> changes;  ///< how the event folds into the entity

    friend bool operator==(const EventType&, const EventType&) = default;
};

struct InitialField {
    std::string field;
    Generator generator;

    friend bool operator==(const InitialField&, const InitialField&) = default;
};

struct EntityType {
    std::string name;  ///< "member"
    std::string key;   ///< "memberId": the argument that names one of them
    std::uint32_t population = 0;
    std::vector<FieldName> fields;      ///< at most kFieldsMax
    std::vector<InitialField> initial;  ///< one for every field, in the order of `fields`
    std::vector<EventType> events;
    std::vector<std::string> personal;  ///< fields whose values can be forgotten

    friend bool operator==(const EntityType&, const EntityType&) = default;
};

/// An argument that names another entity than the one a request or event is about. Its value is
/// the text of that entity's key.
struct Reference {
    std::string name;    ///< "customerId"
    std::string entity;  ///< entity type

    friend bool operator==(const Reference&, const Reference&) = default;
};

/// What a client means by an operation, whatever the architecture: on which entity, with which
/// event as its effect. It is what the client believes to be true once it was told "ok".
struct Operation {
    std::string name;
    std::string entity;                ///< entity type; empty: it concerns none
    std::string keyArgument;           ///< the argument that names the entity
    std::string meansEvent;            ///< event type of `entity`; empty: it changes nothing
    std::vector<FieldName> arguments;  ///< the key is not among them
    std::vector<Reference> references;

    friend bool operator==(const Operation&, const Operation&) = default;
};

struct Arrivals {
    enum class Kind : std::uint8_t {
        Poisson,  ///< exponential gaps with mean 1 / ratePerSecond
        Every,    ///< one each `interval`, the first after one interval
        Burst,    ///< `count` at once, at `from`
        Times,    ///< at the listed times
    };

    Kind kind = Kind::Poisson;
    double ratePerSecond = 0.0;
    Duration interval;
    std::uint32_t count = 0;
    std::vector<Duration> times;
    Duration from;                  ///< none arrive before
    std::optional<Duration> until;  ///< none arrive from here on

    friend bool operator==(const Arrivals&, const Arrivals&) = default;
};

struct Argument {
    std::string name;
    Generator generator;

    friend bool operator==(const Argument&, const Argument&) = default;
};

struct Workload {
    std::string operation;
    Arrivals arrivals;
    std::vector<Argument> with;

    friend bool operator==(const Workload&, const Workload&) = default;
};

/// The way a request takes from the client to the service that handles it.
struct Route {
    std::string operation;
    std::vector<std::string> hops;  ///< client first, service last, gateways between

    friend bool operator==(const Route&, const Route&) = default;
};

struct SystemSpec {
    std::string name;  ///< "request-driven"
    LocalText title;
    LocalText subtitle;
    LinkSpec network;
    std::vector<LinkOverride> links;
    std::vector<NodeSpec> nodes;
    std::vector<Route> routes;
    std::vector<Handler> handlers;

    friend bool operator==(const SystemSpec&, const SystemSpec&) = default;
};

/// `member.points >= 0` or `sum(member.points) == 100`: must hold of the rows at all times.
struct Check {
    using Compare = foldline::Compare;

    std::string text;  ///< as written
    bool sum = false;
    std::string entity;
    std::string field;
    Compare compare = Compare::Equal;
    Literal literal;

    friend bool operator==(const Check&, const Check&) = default;
};

/// One figure of the scorecard: `refused(request-driven)`.
struct FigureRef {
    std::string figure;
    std::string system;

    friend bool operator==(const FigureRef&, const FigureRef&) = default;
};

struct LessonStep {
    LocalText say;
    LocalText ask;
    std::vector<FigureRef> answer;
    std::optional<SimTime> playUntil;

    friend bool operator==(const LessonStep&, const LessonStep&) = default;
};

struct Scenario {
    std::string id;
    LocalText title;
    std::uint64_t seed = 1;
    Duration duration{60 * kUsPerSecond};
    Duration warmup;  ///< what arrived before does not enter the statistics of nodes
    std::vector<Pool> pools;
    std::vector<EntityType> entities;
    std::vector<Operation> operations;
    std::vector<Workload> workload;
    std::vector<SystemSpec> systems;
    std::vector<Fault> faults;  ///< and repairs
    std::vector<RandomFault> randomFaults;
    std::vector<Check> checks;
    std::vector<LessonStep> lesson;
    std::vector<Expectation> expectations;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace foldline
