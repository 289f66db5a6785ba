// The times of everything that happened in one lane of the timeline, in four bytes each, and how
// many of them lie in every column of a picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/sim_time.h"

namespace foldline {

/// An ascending list of times. A value: a copy shares all blocks with its original, even the last
/// one, of which each sees only as much as it held when it was copied. The original goes on
/// appending in place; a copy that appends takes a last block of its own first. So a copy may be
/// read in another thread while the original grows.
class LaneTimes {
public:
    LaneTimes() = default;
    LaneTimes(const LaneTimes& other);
    LaneTimes& operator=(const LaneTimes& other);
    LaneTimes(LaneTimes&& other) noexcept = default;
    LaneTimes& operator=(LaneTimes&& other) noexcept = default;
    ~LaneTimes() = default;

    std::size_t size() const { return m_size; }

    /// REQUIRES t not before the last time appended.
    void append(SimTime t);

    /// The number of times before `t`. O(log size).
    std::size_t countBefore(SimTime t) const;

    /// Counts the times in `columns.size()` slices of [from, to): slice i begins at
    /// from + (to - from) * i / n, rounded down to whole microseconds.
    void countColumns(SimTime from, SimTime to, std::span<std::uint32_t> columns) const;

    static constexpr std::size_t kBlock = 1024;

private:
    struct Block {
        std::int64_t firstUs = 0;
        std::size_t before = 0;                            ///< times in earlier blocks
        std::shared_ptr<std::vector<std::uint32_t>> room;  ///< of fixed size: elements never move
        std::uint32_t* afterFirstUs = nullptr;             ///< its elements
    };

    /// Where the search for a time starts: a block, and a guess of the place in it.
    struct Guess {
        std::int64_t us = 0;
        std::size_t block = 0;
        std::size_t place = 0;
    };

    static Block blockOf(std::int64_t firstUs, std::size_t before, std::size_t size);
    std::size_t held(std::size_t block) const;
    void beginBlock(SimTime t);
    void takeLast(std::size_t size);
    Guess guess(std::int64_t us, std::size_t block) const;
    std::size_t settle(const Guess& guess) const;

    std::vector<Block> m_blocks;
    std::size_t m_size = 0;
    bool m_ownsLast = true;
};

}  // namespace foldline
