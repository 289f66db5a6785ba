// What an author expects of a run: comparisons of arithmetic over numbers that the records give.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/compare.h"

namespace foldline {

/// One number that a run of one system is asked for.
struct Question {
    enum class Kind : std::uint8_t {
        Figure,      ///< of the scorecard: `refused(request-driven)`
        NodeFigure,  ///< a statistic of a node: `wait.mean(request-driven.gateway)`
        Records,     ///< how many of a kind: `count(RequestRefused 'queue full', plain.membership)`
        Rows,        ///< over the rows of one RDB: `sum(member.points, plain.members-db)`
    };

    Kind kind = Kind::Figure;
    std::string name;    ///< of the figure, or of the kind of record; of Rows: sum, min or max
    std::string what;    ///< of Records: only those that say this; empty: all
    std::string entity;  ///< of Rows: of all entities of this type
    std::string field;   ///< of Rows: the value of this integer field
    std::string system;
    /// Of NodeFigure. Of Records: only at this node; empty: at any. Of Rows: the RDB; empty: the
    /// only one that keeps the field.
    std::string node;
    std::optional<SimTime> after;  ///< of Records: only later ones
    std::optional<SimTime> at;     ///< as of this time, inclusive; none: the end of the run

    friend bool operator==(const Question&, const Question&) = default;
};

/// A step of an arithmetic in postfix order.
struct Term {
    enum class Kind : std::uint8_t { Number, Asked, Add, Subtract, Multiply, Divide };

    Kind kind = Kind::Number;
    double number = 0.0;  ///< durations in seconds
    Question question;

    friend bool operator==(const Term&, const Term&) = default;
};

/// Never empty, and every operator finds its two operands.
using Arithmetic = std::vector<Term>;

/// `databaseWork(event-driven) < databaseWork(request-driven) / 2`. Comparisons that a line joins
/// by `and` are an expectation each.
struct Expectation {
    std::string text;   ///< as written
    LocalText because;  ///< what it shows; may be empty
    Arithmetic left;
    Compare compare = Compare::Equal;
    Arithmetic right;
    std::uint32_t line = 0;  ///< of the file, from 1

    friend bool operator==(const Expectation&, const Expectation&) = default;
};

}  // namespace foldline
