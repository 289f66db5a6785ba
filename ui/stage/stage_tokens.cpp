#include "ui/stage/stage_tokens.h"

#include <algorithm>

namespace foldline::ui {
namespace {

LinkKind linkKindOf(Kind kind) {
    switch (kind) {
        case Kind::StatementSent:
            return LinkKind::Statement;
        case Kind::EventProduced:
            return LinkKind::Produce;
        case Kind::BatchSent:
            return LinkKind::Consume;
        default:
            return LinkKind::Request;
    }
}

}  // namespace

TokenRules::TokenRules(const Dictionary& dictionary)
    : m_links(dictionary.links),
      m_ok(dictionary.findSymbol("ok")) {}

std::optional<TokenRules::Way> TokenRules::way(Kind kind, NodeId from, NodeId to) const {
    const auto indexOf = [this](auto found) {
        return static_cast<std::size_t>(found - m_links.begin());
    };
    if (kind == Kind::ReplySent) {
        // A reply goes back on the link its request came on.
        const auto found = std::ranges::find_if(m_links, [&](const Link& link) {
            return link.from == to && link.to == from && link.kind != LinkKind::Consume;
        });
        if (found != m_links.end()) {
            return Way{indexOf(found), true};
        }
        return std::nullopt;
    }
    const auto found =
        std::ranges::find(m_links, Link{.from = from, .to = to, .kind = linkKindOf(kind)});
    if (found != m_links.end()) {
        return Way{indexOf(found), false};
    }
    return std::nullopt;
}

TokenShape TokenRules::shape(Kind kind, SymbolId what) const {
    switch (kind) {
        case Kind::StatementSent:
            return TokenShape::Statement;
        case Kind::EventProduced:
            return TokenShape::Event;
        case Kind::BatchSent:
            return TokenShape::Batch;
        case Kind::ReplySent:
            return what == m_ok ? TokenShape::ReplyOk : TokenShape::ReplyFailed;
        default:
            return TokenShape::Command;
    }
}

bool isSending(Kind kind) {
    return kind == Kind::RequestSent || kind == Kind::StatementSent ||
           kind == Kind::EventProduced || kind == Kind::BatchSent || kind == Kind::ReplySent;
}

double travelled(SimTime sentAt, SimTime arrivesAt, SimTime t) {
    const Duration whole = arrivesAt - sentAt;
    if (whole.us <= 0) {
        return t >= arrivesAt ? 1.0 : 0.0;
    }
    const double share = static_cast<double>((t - sentAt).us) / static_cast<double>(whole.us);
    return std::clamp(share, 0.0, 1.0);
}

std::vector<Token> tokensAt(const StageFrame& frame,
                            const TokenRules& rules,
                            const std::vector<EdgeRoute>& edges,
                            const Marking& marking) {
    std::vector<Token> tokens;
    tokens.reserve(frame.world.flights.size());
    for (const Flight& flight : frame.world.flights) {
        const auto way = rules.way(flight.kind, flight.from, flight.to);
        if (!way || way->edge >= edges.size()) {
            continue;
        }
        const double share = travelled(flight.sentAt, flight.arrivesAt, frame.t);
        Token token;
        token.edge = way->edge;
        token.along = way->backwards ? 1.0 - share : share;
        token.at = edges[way->edge].at(token.along);
        token.shape = rules.shape(flight.kind, flight.what);
        token.count = flight.count;
        token.retry = flight.attempt > 1 ? flight.attempt - 1 : 0;
        token.marked = (marking.entity.exists() && flight.entity == marking.entity) ||
                       (marking.record != 0 && flight.sent == marking.record);
        token.message = flight.message;
        tokens.push_back(token);
    }
    return tokens;
}

}  // namespace foldline::ui
