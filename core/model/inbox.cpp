#include "core/model/inbox.h"

#include <algorithm>

namespace foldline {

const Inbox::Book* Inbox::find(const Key& key) const {
    const auto found = std::ranges::find_if(m_books, [&](const Book& book) {
        return book.handler == key.handler && book.step == key.step && book.type == key.type;
    });
    return found == m_books.end() ? nullptr : &*found;
}

bool Inbox::knows(const Key& key, std::int64_t nowUs, const InboxSpec& window) const {
    const Book* book = find(key);
    if (book == nullptr) {
        return false;
    }
    const Stored& stored = book->keys[static_cast<std::size_t>(key.number)];
    if (stored.order == 0) {
        return false;
    }
    const bool gone = std::ranges::any_of(m_gaps, [&](const Gap& gap) {
        return stored.atUs > gap.afterUs && stored.order <= gap.order;
    });
    if (gone) {
        return false;
    }
    const bool tooOld = window.keep && nowUs - stored.atUs > window.keep->us;
    const bool pushedOut = window.rows && m_stored - stored.order >= *window.rows;
    return !tooOld && !pushedOut;
}

void Inbox::store(const Key& key, std::int64_t nowUs) {
    if (find(key) == nullptr) {
        m_books.push_back({.handler = key.handler, .step = key.step, .type = key.type, .keys = {}});
    }
    const auto book = m_books.begin() + (find(key) - m_books.data());
    book->keys.set(static_cast<std::size_t>(key.number), {.atUs = nowUs, .order = ++m_stored});
}

void Inbox::forgetSince(std::int64_t fromUs) {
    m_gaps.push_back({.afterUs = fromUs, .order = m_stored});
}

void Inbox::forget(std::uint32_t handler) {
    std::erase_if(m_books, [&](const Book& book) { return book.handler == handler; });
}

}  // namespace foldline
