// What travels along the edges at one moment. Tokens are exactly the flights of the world; nothing
// is added for effect.
#pragma once

#include <QPointF>
#include <cstdint>
#include <vector>

#include "core/fold/world.h"
#include "ui/stage/edge_route.h"
#include "ui/stage/stage_frame.h"

namespace foldline::ui {

enum class TokenShape : std::uint8_t { Command, Event, Batch, ReplyOk, ReplyFailed, Statement };

struct Token {
    std::size_t edge = 0;  ///< index of the link
    double along = 0.0;    ///< 0 at the link's start, 1 at its end; falling for what goes back
    QPointF at;
    TokenShape shape = TokenShape::Command;
    std::int32_t count = 1;   ///< events in a batch
    std::uint32_t retry = 0;  ///< 1 for the second attempt
    bool marked = false;      ///< about the selected entity, or sent by the selected record
    MessageId message;

    friend bool operator==(const Token&, const Token&) = default;
};

/// What makes a token stand out.
struct Marking {
    EntityId entity;
    Seq record = 0;
};

/// Links and symbols of one system, looked up once.
class TokenRules {
public:
    struct Way {
        std::size_t edge = 0;
        bool backwards = false;
    };

    explicit TokenRules(const Dictionary& dictionary);

    /// The edge a message between two nodes takes; nothing when no link joins them.
    std::optional<Way> way(Kind kind, NodeId from, NodeId to) const;
    TokenShape shape(Kind kind, SymbolId what) const;

private:
    std::vector<Link> m_links;
    SymbolId m_ok;
};

/// True for the kinds of record with which a message leaves.
bool isSending(Kind kind);

/// How much of its way a message has behind it at `t`: 0 … 1.
double travelled(SimTime sentAt, SimTime arrivesAt, SimTime t);

/// One token for every flight on a link, in the order of the flights. O(flights · links).
std::vector<Token> tokensAt(const StageFrame& frame,
                            const TokenRules& rules,
                            const std::vector<EdgeRoute>& edges,
                            const Marking& marking);

}  // namespace foldline::ui
