// An append-only sequence whose copies share what was written before: copying a simulator with a
// long broker log costs the tail of the log, not its length.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/check.h"

namespace foldline {

/// A value; copies may live in different threads.
template <class Item>
class PersistentLog {
public:
    std::size_t size() const { return m_sealed.size() * kChunk + m_tail.size(); }

    /// REQUIRES index < size(). Valid until the next append.
    const Item& operator[](std::size_t index) const {
        FOLDLINE_CHECK(index < size());
        const std::size_t chunk = index / kChunk;
        return chunk < m_sealed.size() ? (*m_sealed[chunk])[index % kChunk]
                                       : m_tail[index % kChunk];
    }

    void append(const Item& item) {
        m_tail.push_back(item);
        if (m_tail.size() == kChunk) {
            m_sealed.push_back(std::make_shared<const std::vector<Item>>(std::move(m_tail)));
            m_tail = {};
        }
    }

private:
    static constexpr std::size_t kChunk = 512;

    std::vector<std::shared_ptr<const std::vector<Item>>> m_sealed;
    std::vector<Item> m_tail;
};

}  // namespace foldline
