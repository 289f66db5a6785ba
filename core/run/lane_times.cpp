#include "core/run/lane_times.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

constexpr std::size_t kNear = 32;

/// How many of the ascending `times` are smaller than `wanted`, without a branch to mispredict.
std::size_t countSmaller(std::span<const std::uint32_t> times, std::int64_t wanted) {
    const std::uint32_t* base = times.data();
    std::size_t length = times.size();
    while (length > 1) {
        const std::size_t half = length / 2;
        base += half * static_cast<std::size_t>(base[half - 1] < wanted);
        length -= half;
    }
    const auto skipped = static_cast<std::size_t>(base - times.data());
    return skipped + (length == 1 && *base < wanted ? 1 : 0);
}

void prefetchAround(const std::uint32_t* times, std::size_t place) {
    constexpr std::size_t kLine = 64 / sizeof(std::uint32_t);
    const std::uint32_t* low = times + (place > kNear ? place - kNear : 0);
    for (std::size_t offset = 0; offset <= 2 * kNear; offset += kLine) {
        __builtin_prefetch(low + offset);
    }
}

}  // namespace

LaneTimes::LaneTimes(const LaneTimes& other)
    : m_blocks(other.m_blocks),
      m_size(other.m_size),
      m_ownsLast(false) {}

LaneTimes& LaneTimes::operator=(const LaneTimes& other) {
    if (this != &other) {
        m_blocks = other.m_blocks;
        m_size = other.m_size;
        m_ownsLast = false;
    }
    return *this;
}

std::size_t LaneTimes::held(std::size_t block) const {
    const std::size_t end = block + 1 < m_blocks.size() ? m_blocks[block + 1].before : m_size;
    return end - m_blocks[block].before;
}

LaneTimes::Block LaneTimes::blockOf(std::int64_t firstUs, std::size_t before, std::size_t size) {
    auto room = std::make_shared<std::vector<std::uint32_t>>(size);
    std::uint32_t* elements = room->data();
    return {
        .firstUs = firstUs, .before = before, .room = std::move(room), .afterFirstUs = elements};
}

void LaneTimes::beginBlock(SimTime t) {
    if (!m_blocks.empty()) {
        // A block that ends early, because its times span more than four bytes hold, must not keep
        // the room of a full one.
        const std::size_t count = held(m_blocks.size() - 1);
        if (count < kBlock / 2) {
            takeLast(count);
        }
    }
    m_blocks.push_back(blockOf(t.us, m_size, kBlock));
    m_ownsLast = true;
}

/// Moves what is held of the last block to a place of its own.
void LaneTimes::takeLast(std::size_t size) {
    Block& last = m_blocks.back();
    Block own = blockOf(last.firstUs, last.before, size);
    std::copy_n(last.afterFirstUs, m_size - last.before, own.afterFirstUs);
    last = std::move(own);
}

void LaneTimes::append(SimTime t) {
    constexpr std::int64_t kSpanMaxUs = std::numeric_limits<std::uint32_t>::max();
    const bool full = m_blocks.empty() || held(m_blocks.size() - 1) == kBlock;
    if (full || t.us - m_blocks.back().firstUs > kSpanMaxUs) {
        beginBlock(t);
    } else if (!m_ownsLast) {
        takeLast(kBlock);
        m_ownsLast = true;
    }
    Block& last = m_blocks.back();
    const std::int64_t after = t.us - last.firstUs;
    FOLDLINE_CHECK(after >= 0);
    last.afterFirstUs[m_size - last.before] = static_cast<std::uint32_t>(after);
    ++m_size;
}

LaneTimes::Guess LaneTimes::guess(std::int64_t us, std::size_t block) const {
    while (block + 1 < m_blocks.size() && m_blocks[block + 1].firstUs < us) {
        ++block;
    }
    const Block& b = m_blocks[block];
    const std::size_t count = held(block);
    const std::int64_t endUs = block + 1 < m_blocks.size()
                                   ? m_blocks[block + 1].firstUs
                                   : b.firstUs + b.afterFirstUs[count - 1] + 1;
    const double share = static_cast<double>(us - b.firstUs) /
                         static_cast<double>(std::max<std::int64_t>(endUs - b.firstUs, 1));
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(count - 1);
    return {.us = us, .block = block, .place = static_cast<std::size_t>(place)};
}

std::size_t LaneTimes::settle(const Guess& guess) const {
    const Block& b = m_blocks[guess.block];
    const std::int64_t wanted = guess.us - b.firstUs;
    if (wanted <= 0) {
        return b.before;
    }
    const std::uint32_t* times = b.afterFirstUs;
    const std::size_t count = held(guess.block);
    // Times within a block are about evenly spread: nearly always they are found this near.
    const std::size_t low = guess.place > kNear ? guess.place - kNear : 0;
    const std::size_t high = std::min(guess.place + kNear, count);
    if ((low == 0 || times[low - 1] < wanted) && (high == count || times[high] >= wanted)) {
        return b.before + low + countSmaller({times + low, high - low}, wanted);
    }
    return b.before + countSmaller({times, count}, wanted);
}

std::size_t LaneTimes::countBefore(SimTime t) const {
    if (m_blocks.empty()) {
        return 0;
    }
    const auto after = std::lower_bound(
        m_blocks.begin(), m_blocks.end(), t.us, [](const Block& block, std::int64_t us) {
            return block.firstUs < us;
        });
    const auto index = static_cast<std::size_t>(after - m_blocks.begin());
    return settle(guess(t.us, index == 0 ? 0 : index - 1));
}

void LaneTimes::countColumns(SimTime from, SimTime to, std::span<std::uint32_t> columns) const {
    std::ranges::fill(columns, 0U);
    if (m_blocks.empty() || columns.empty() || to <= from) {
        return;
    }
    const auto n = static_cast<std::int64_t>(columns.size());
    const std::int64_t whole = (to - from).us / n;
    const std::int64_t part = (to - from).us % n;
    std::size_t before = countBefore(from);
    const auto firstBlock = std::upper_bound(
        m_blocks.begin(), m_blocks.end(), before, [](std::size_t place, const Block& block) {
            return place < block.before;
        });
    std::size_t block = static_cast<std::size_t>(firstBlock - m_blocks.begin()) - 1;
    std::int64_t us = from.us;
    std::int64_t carry = 0;
    // A few guesses first: their places in memory are on the way while the others are computed.
    std::array<Guess, 64> ends;
    for (std::size_t column = 0; column < columns.size(); column += ends.size()) {
        const std::size_t count = std::min(ends.size(), columns.size() - column);
        for (Guess& end : std::span(ends).first(count)) {
            us += whole;
            carry += part;
            if (carry >= n) {
                carry -= n;
                ++us;
            }
            end = guess(us, block);
            block = end.block;
            prefetchAround(m_blocks[block].afterFirstUs, end.place);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t upTo = settle(ends[i]);
            columns[column + i] = static_cast<std::uint32_t>(upTo - before);
            before = upTo;
        }
    }
}

}  // namespace foldline
