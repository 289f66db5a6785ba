#include "core/fold/flights.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace foldline {
namespace {

Flight flightOf(std::uint64_t message, Seq sent) {
    Flight flight;
    flight.message = MessageId{message};
    flight.sent = sent;
    return flight;
}

/// The same flights, kept in the plainest way.
class Reference {
public:
    void put(const Flight& flight) { m_flights[flight.message] = flight; }

    bool take(MessageId message) { return m_flights.erase(message) > 0; }

    template <class Condition>
    void takeAll(Condition condition) {
        std::erase_if(m_flights, [&](const auto& entry) { return condition(entry.second); });
    }

    bool equals(const Flights& flights) const {
        return std::equal(m_flights.begin(),
                          m_flights.end(),
                          flights.begin(),
                          flights.end(),
                          [](const auto& entry, const Flight& f) { return entry.second == f; });
    }

    std::size_t size() const { return m_flights.size(); }

private:
    std::map<MessageId, Flight> m_flights;
};

TEST(Flights, AreThoseOfAMapWhateverComesAndGoes) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    for (const std::uint64_t spread : {3U, 40U, 700U}) {
        Flights flights;
        Reference reference;
        std::uint64_t newest = 0;
        for (Seq seq = 1; seq <= 6'000; ++seq) {
            const std::uint64_t some = newest - std::min(newest, random() % spread);
            const auto dice = random() % 1'000;
            if (dice < 470) {
                const auto sent = flightOf(++newest, seq);
                flights.put(sent);
                reference.put(sent);
            } else if (dice < 500) {
                flights.put(flightOf(some, seq));
                reference.put(flightOf(some, seq));
            } else if (dice < 998) {
                ASSERT_EQ(flights.take(MessageId{some}), reference.take(MessageId{some}));
            } else {
                const auto odd = [](const Flight& flight) { return flight.sent % 2 == 1; };
                flights.takeAll(odd);
                reference.takeAll(odd);
            }
            ASSERT_EQ(flights.size(), reference.size());
            ASSERT_TRUE(reference.equals(flights)) << "after " << seq << " of spread " << spread;
        }
    }
}

TEST(Flights, AreEqualHoweverTheyCameAbout) {
    Flights came;
    for (std::uint64_t message = 0; message < 100; ++message) {
        came.put(flightOf(message, message));
    }
    for (std::uint64_t message = 0; message < 97; ++message) {
        ASSERT_TRUE(came.take(MessageId{message}));
    }
    const Flights given{flightOf(97, 97), flightOf(98, 98), flightOf(99, 99)};
    EXPECT_TRUE(came == given);
    EXPECT_EQ(came[0].message, MessageId{97});
    EXPECT_FALSE(came == Flights{});
}

TEST(Flights, WhatWasMovedFromIsEmpty) {
    Flights flights;
    flights.put(flightOf(1, 1));
    flights.put(flightOf(2, 2));
    flights.put(flightOf(3, 3));
    ASSERT_TRUE(flights.take(MessageId{1}));
    Flights taken = std::move(flights);
    EXPECT_EQ(taken.size(), 2U);
    flights = std::move(taken);
    EXPECT_EQ(flights.size(), 2U);
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is promised.
    EXPECT_TRUE(taken.empty());
}

}  // namespace
}  // namespace foldline
