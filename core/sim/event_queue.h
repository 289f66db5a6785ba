// The pending events of a simulation: a 4-ary heap of plain structs.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/check.h"

namespace foldline {

/// Gives back items in order of `item < other`, which must be total over the items in it. A value.
template <class Item>
class EventQueue {
public:
    bool empty() const { return m_heap.empty(); }

    std::size_t size() const { return m_heap.size(); }

    const Item& top() const {
        FOLDLINE_CHECK(!m_heap.empty());
        return m_heap.front();
    }

    void push(const Item& item) {
        m_heap.push_back(item);
        siftUp(m_heap.size() - 1);
    }

    Item pop() {
        const Item first = top();
        const Item last = m_heap.back();
        m_heap.pop_back();
        if (!m_heap.empty()) {
            m_heap.front() = last;
            siftDown();
        }
        return first;
    }

    /// Removes every item for which `unwanted` holds. O(n).
    template <class Unwanted>
    void removeIf(Unwanted unwanted) {
        std::vector<Item> old = std::exchange(m_heap, {});
        for (const Item& item : old) {
            if (!unwanted(item)) {
                push(item);
            }
        }
    }

private:
    static constexpr std::size_t kArity = 4;

    void siftUp(std::size_t i) {
        const Item item = m_heap[i];
        while (i > 0) {
            const std::size_t parent = (i - 1) / kArity;
            if (!(item < m_heap[parent])) {
                break;
            }
            m_heap[i] = m_heap[parent];
            i = parent;
        }
        m_heap[i] = item;
    }

    void siftDown() {
        const Item item = m_heap.front();
        const std::size_t size = m_heap.size();
        std::size_t i = 0;
        for (;;) {
            const std::size_t firstChild = kArity * i + 1;
            if (firstChild >= size) {
                break;
            }
            const std::size_t end = firstChild + kArity < size ? firstChild + kArity : size;
            std::size_t least = firstChild;
            for (std::size_t k = firstChild + 1; k < end; ++k) {
                if (m_heap[k] < m_heap[least]) {
                    least = k;
                }
            }
            if (!(m_heap[least] < item)) {
                break;
            }
            m_heap[i] = m_heap[least];
            i = least;
        }
        m_heap[i] = item;
    }

    std::vector<Item> m_heap;
};

}  // namespace foldline
