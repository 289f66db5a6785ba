// Items by a dense number, most of them default; copies share what lies still: copying a simulator
// whose databases remember a million keys costs a pointer for every few hundred of them.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace foldline {

/// A value; copies may live in different threads. Fast where neighbouring numbers are set one after
/// the other, as requests and events are: another chunk is copied when the writing moves there.
template <class Item>
class PersistentTable {
public:
    /// What was set, or a default item.
    const Item& operator[](std::size_t index) const {
        static const Item kDefault{};
        const std::size_t chunk = index / kChunk;
        if (chunk == m_openChunk) {
            return m_open[index % kChunk];
        }
        return chunk < m_sealed.size() && m_sealed[chunk] ? (*m_sealed[chunk])[index % kChunk]
                                                          : kDefault;
    }

    void set(std::size_t index, const Item& item) {
        open(index / kChunk);
        m_open[index % kChunk] = item;
    }

private:
    static constexpr std::size_t kChunk = 256;

    using Chunk = std::array<Item, kChunk>;

    void open(std::size_t chunk) {
        if (chunk == m_openChunk) {
            return;
        }
        if (m_sealed.size() <= chunk) {
            m_sealed.resize(chunk + 1);
        }
        m_sealed[m_openChunk] = std::make_shared<const Chunk>(m_open);
        m_open = m_sealed[chunk] ? *m_sealed[chunk] : Chunk{};
        m_openChunk = chunk;
    }

    std::vector<std::shared_ptr<const Chunk>> m_sealed =
        std::vector<std::shared_ptr<const Chunk>>(1);
    Chunk m_open{};
    std::size_t m_openChunk = 0;
};

}  // namespace foldline
