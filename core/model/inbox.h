// The keys that an RDB has stored with its transactions, by which it knows what was done already:
// the idempotent receiver of G. Hohpe and B. Woolf, "Enterprise Integration Patterns" (2003), as
// Eventuate Tram's table received_messages.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/ids.h"
#include "core/scenario/scenario.h"
#include "core/sim/persistent_table.h"

namespace foldline {

/// A value, durable like the rows it belongs to. Copies are cheap; both functions are O(kinds of
/// keys), which are as many as there are steps with `once`.
class Inbox {
public:
    struct Key {
        std::uint32_t handler = 0;  ///< a key is known to the step that stored it
        std::uint32_t step = 0;
        SymbolId type;             ///< of the event that a request led to; none: of the request
        std::uint64_t number = 0;  ///< of the request or event; they are numbered without gaps
    };

    /// Whether the key was stored and has not fallen out of the window since.
    bool knows(const Key& key, std::int64_t nowUs, const InboxSpec& window) const;
    /// Stores it as the newest one.
    void store(const Key& key, std::int64_t nowUs);
    /// The keys of one handler, in all its steps.
    void forget(std::uint32_t handler);
    /// The keys stored so far, but those up to `fromUs`: they went with the rows.
    void forgetSince(std::int64_t fromUs);

private:
    struct Stored {
        std::int64_t atUs = 0;
        std::uint64_t order = 0;  // among all keys, from 1; 0: never stored
    };

    struct Book {
        std::uint32_t handler = 0;
        std::uint32_t step = 0;
        SymbolId type;
        PersistentTable<Stored> keys;  // by number
    };

    const Book* find(const Key& key) const;

    struct Gap {
        std::int64_t afterUs = 0;
        std::uint64_t order = 0;  // the last one stored within
    };

    std::vector<Book> m_books;
    std::vector<Gap> m_gaps;
    std::uint64_t m_stored = 0;
};

}  // namespace foldline
