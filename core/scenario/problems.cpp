#include "core/scenario/problems.h"

#include "core/scenario/limits.h"
#include "core/scenario/source_text.h"

namespace foldline {

void Problems::add(Mark mark, std::string message) {
    if (!full()) {
        m_problems.insert({mark, std::move(message)});
    } else {
        m_leftOut = true;
    }
}

bool Problems::full() const {
    return m_problems.size() >= kProblemsMax;
}

std::vector<Problem> Problems::sorted() const {
    std::vector<Problem> all(m_problems.begin(), m_problems.end());
    if (m_leftOut) {
        all.push_back({all.back().mark, "there are more errors; correct these first"});
    }
    return all;
}

std::string inQuotes(std::string_view text) {
    constexpr std::size_t kShownMax = 40;
    std::string shown = "'";
    std::size_t characters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (startsCodePoint(byte) && ++characters > kShownMax) {
            return shown + "…'";
        }
        shown += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    return shown + "'";
}

}  // namespace foldline
