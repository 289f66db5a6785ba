// What the clients of one system were told, and what it took: counts since the start of a run.
#pragma once

#include <cstdint>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// What clients were told, and what it took.
struct Totals {
    std::uint64_t requests = 0;  ///< sent by clients, first attempts
    std::uint64_t accepted = 0;  ///< told ok
    std::uint64_t refused = 0;   ///< told that it failed
    std::uint64_t unknown = 0;   ///< told nothing in time
    std::uint64_t retries = 0;
    std::uint64_t databaseWork = 0;  ///< transactions begun
    std::uint64_t eventsAppended = 0;
    std::uint64_t redelivered = 0;
    std::uint64_t accessLines = 0;

    /// Requests whose client still waits.
    std::uint64_t pending() const {
        const std::uint64_t ended = accepted + refused + unknown;
        return ended < requests ? requests - ended : 0;
    }

    friend bool operator==(const Totals&, const Totals&) = default;
};

/// How a request ended for its client.
enum class Outcome : std::uint8_t { None, Accepted, Refused, Unknown };

/// Counts. Knows from the dictionary who is a client and which symbol means "ok".
class TotalsFold {
public:
    explicit TotalsFold(const Dictionary& dictionary);

    /// O(1), no allocation.
    void operator()(Totals& totals, const Record& record) const;

    /// True when a client sends a request for the first time.
    bool begins(const Record& record) const;
    /// How the request of `record` ends by it; None when it does not end a request for a client.
    Outcome outcomeOf(const Record& record) const;

    /// REQUIRES that `node` is one of the dictionary's.
    Role roleOf(NodeId node) const { return m_roles[node.value]; }

    bool isOk(SymbolId what) const { return what == m_ok; }

private:
    bool isClient(NodeId node) const;

    std::vector<Role> m_roles;  // by NodeId
    SymbolId m_ok;
};

}  // namespace foldline
