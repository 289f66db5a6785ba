#include "ui/run/record_walk.h"

#include <algorithm>

namespace foldline::ui {
namespace {

constexpr std::size_t kBlock = 4096;

/// The first of `block`, or the last when going back.
std::optional<Record> nearest(const std::vector<Record>& block,
                              int direction,
                              const std::function<bool(const Record&)>& wanted) {
    if (direction > 0) {
        const auto found = std::find_if(block.begin(), block.end(), wanted);
        return found == block.end() ? std::nullopt : std::optional(*found);
    }
    const auto found = std::find_if(block.rbegin(), block.rend(), wanted);
    return found == block.rend() ? std::nullopt : std::optional(*found);
}

}  // namespace

Result<void> RecordWalk::toTime(BranchId branch, SimTime t) {
    std::vector<Seq> cursors(m_session.systems().size());
    for (std::size_t i = 0; i < cursors.size(); ++i) {
        const Result<Seq> last = m_session.lastSeqAt(branch, i, t);
        if (!last) {
            return tl::unexpected(last.error());
        }
        cursors[i] = *last;
    }
    m_cursors = std::move(cursors);
    return {};
}

Result<RecordPosition> RecordWalk::toRecord(BranchId branch, std::size_t system, Seq seq) {
    const Result<std::optional<Record>> record = recordAt(branch, system, seq);
    if (!record) {
        return tl::unexpected(record.error());
    }
    if (!*record) {
        return fail("record " + std::to_string(seq) + " is not in this branch");
    }
    const SimTime t = (*record)->t;
    std::vector<Seq> cursors(m_session.systems().size());
    for (std::size_t i = 0; i < cursors.size(); ++i) {
        // Of the systems after this one, records of the same moment come later.
        const SimTime until = i < system ? t : t - Duration{1};
        const Result<Seq> last =
            until < SimTime{} ? Result<Seq>{Seq{0}} : m_session.lastSeqAt(branch, i, until);
        if (!last) {
            return tl::unexpected(last.error());
        }
        cursors[i] = *last;
    }
    cursors[system] = seq;
    m_cursors = std::move(cursors);
    return RecordPosition{system, **record};
}

Result<std::optional<RecordPosition>> RecordWalk::step(BranchId branch, int direction) {
    if (direction < 0) {
        Result<std::optional<RecordPosition>> shown = latest(branch);
        if (!shown || !*shown) {
            return shown;
        }
        --m_cursors[(*shown)->system];
        return latest(branch);
    }
    std::optional<RecordPosition> next;
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        const Result<std::optional<Record>> record = recordAt(branch, i, m_cursors[i] + 1);
        if (!record) {
            return tl::unexpected(record.error());
        }
        if (*record && (!next || (*record)->t < next->record.t)) {
            next = RecordPosition{i, **record};
        }
    }
    if (next) {
        m_cursors[next->system] = next->record.seq;
    }
    return next;
}

Result<std::optional<Record>> RecordWalk::search(BranchId branch,
                                                 std::size_t system,
                                                 Seq from,
                                                 int direction,
                                                 const std::function<bool(const Record&)>& wanted) {
    std::size_t read = 0;
    Seq edge = from;
    while (read < kSearchMax) {
        const std::size_t count =
            direction > 0 ? kBlock : std::min<Seq>(kBlock, edge > 0 ? edge - 1 : 0);
        if (count == 0) {
            break;
        }
        const Seq first = direction > 0 ? edge + 1 : edge - count;
        const Result<std::vector<Record>> block = m_session.records(branch, system, first, count);
        if (!block) {
            return tl::unexpected(block.error());
        }
        if (block->empty()) {
            break;
        }
        if (auto found = nearest(*block, direction, wanted)) {
            return found;
        }
        edge = direction > 0 ? block->back().seq : first;
        read += block->size();
    }
    return std::optional<Record>();
}

Result<std::optional<Record>> RecordWalk::recordAt(BranchId branch, std::size_t system, Seq seq) {
    if (seq == 0) {
        return std::optional<Record>();
    }
    const Result<std::vector<Record>> block = m_session.records(branch, system, seq, 1);
    if (!block) {
        return tl::unexpected(block.error());
    }
    return block->empty() ? std::optional<Record>() : std::optional<Record>(block->front());
}

Result<std::optional<RecordPosition>> RecordWalk::latest(BranchId branch) {
    std::optional<RecordPosition> found;
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        const Result<std::optional<Record>> record = recordAt(branch, i, m_cursors[i]);
        if (!record) {
            return tl::unexpected(record.error());
        }
        if (*record && (!found || (*record)->t >= found->record.t)) {
            found = RecordPosition{i, **record};
        }
    }
    return found;
}

}  // namespace foldline::ui
