// The messages under way, in order of their numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// A message between two nodes, from its sending until it arrives, is refused or is lost.
struct Flight {
    MessageId message;
    Kind kind =
        Kind::RequestSent;  ///< RequestSent, StatementSent, EventProduced, BatchSent, ReplySent
    NodeId from;
    NodeId to;
    RequestId request;
    EntityId entity;
    SymbolId what;           ///< operation, event type, group, or outcome of a reply
    std::int32_t count = 1;  ///< events in a batch
    std::uint32_t attempt = 0;
    SimTime sentAt;
    SimTime arrivesAt;
    Seq sent = 0;  ///< the record of its sending

    friend bool operator==(const Flight&, const Flight&) = default;
};

/// Flights in ascending order of message, one of each, in one piece of memory. Who was sent first
/// mostly arrives first: taking a flight out moves those on its shorter side only, so that a
/// thousand under way cost little more than ten.
class Flights {
public:
    Flights() = default;

    /// REQUIRES ascending messages.
    Flights(std::initializer_list<Flight> flights) : m_all(flights) {}

    Flights(const Flights&) = default;
    Flights& operator=(const Flights&) = default;

    Flights(Flights&& other) noexcept
        : m_all(std::move(other.m_all)),
          m_first(std::exchange(other.m_first, 0)) {}

    Flights& operator=(Flights&& other) noexcept {
        m_all = std::move(other.m_all);
        m_first = std::exchange(other.m_first, 0);
        return *this;
    }

    ~Flights() = default;

    const Flight* begin() const { return m_all.data() + m_first; }

    const Flight* end() const { return m_all.data() + m_all.size(); }

    Flight* begin() { return m_all.data() + m_first; }

    Flight* end() { return m_all.data() + m_all.size(); }

    std::size_t size() const { return m_all.size() - m_first; }

    bool empty() const { return size() == 0; }

    const Flight& operator[](std::size_t i) const { return m_all[m_first + i]; }

    Flight& operator[](std::size_t i) { return m_all[m_first + i]; }

    /// Takes the place of the flight of the same message, if there is one.
    void put(const Flight& flight) {
        if (empty() || m_all.back().message < flight.message) {
            m_all.push_back(flight);
            return;
        }
        Flight* const place = placeOf(flight.message);
        if (place->message == flight.message) {
            *place = flight;
        } else {
            m_all.insert(m_all.begin() + (place - m_all.data()), flight);
        }
    }

    /// Takes the message's flight out; false when there is none.
    bool take(MessageId message) {
        Flight* const found = placeOf(message);
        if (found == end() || found->message != message) {
            return false;
        }
        if (found - begin() < end() - found) {
            std::move_backward(begin(), found, found + 1);
            ++m_first;
            dropUnused();
        } else {
            m_all.erase(m_all.begin() + (found - m_all.data()));
        }
        return true;
    }

    template <class Condition>
    void takeAll(Condition condition) {
        m_all.erase(
            std::remove_if(
                m_all.begin() + static_cast<std::ptrdiff_t>(m_first), m_all.end(), condition),
            m_all.end());
    }

    friend bool operator==(const Flights& a, const Flights& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    static constexpr std::size_t kUnusedMin = 32;

    Flight* placeOf(MessageId message) {
        return std::lower_bound(
            begin(), end(), message, [](const Flight& flight, MessageId wanted) {
                return flight.message < wanted;
            });
    }

    /// Copies should not carry much that is over.
    void dropUnused() {
        if (m_first >= kUnusedMin && m_first >= size()) {
            m_all.erase(m_all.begin(), m_all.begin() + static_cast<std::ptrdiff_t>(m_first));
            m_first = 0;
        }
    }

    std::vector<Flight> m_all;
    std::size_t m_first = 0;  ///< those before it are over
};

}  // namespace foldline
