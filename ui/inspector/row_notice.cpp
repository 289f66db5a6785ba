#include "ui/inspector/row_notice.h"

#include <algorithm>

#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

/// The event that made the stream `version`; null when it is not among `records`.
const Record* eventOf(const std::vector<Record>& records, std::uint32_t version) {
    const auto found = std::ranges::find_if(records, [&](const Record& r) {
        return r.kind == Kind::EventAppended && r.version == version;
    });
    return found == records.end() ? nullptr : &*found;
}

bool disagrees(const RowState& row, const Fields& told) {
    if (!row.compared) {
        return !(row.fields == told);
    }
    return std::ranges::any_of(*row.compared, [&](FieldId field) {
        const std::int64_t* a = row.fields.find(field);
        const std::int64_t* b = told.find(field);
        return a == nullptr || b == nullptr ? a != b : *a != *b;
    });
}

}  // namespace

QString RowNotice::cause(const Dictionary& dictionary, const RowState& row, const World& world) {
    for (std::size_t i = 0; i < world.nodes.size(); ++i) {
        const NodeId node{static_cast<std::uint16_t>(i)};
        if (!world.nodes[i].up && (node == row.rdb || dictionary.node(node).role == Role::Service ||
                                   dictionary.node(node).role == Role::Broker)) {
            const auto& faults = world.nodes[i].faults;
            const SimTime since = faults.empty() ? world.t : faults.front().since;
            return tr("%1 is down since %2 s: nobody can write the row until it is back. The "
                      "events wait in the "
                      "log; no client has to try again.")
                .arg(nodeText(dictionary, node), shortTime(since));
        }
    }
    const bool parked = std::ranges::any_of(
        world.cursors, [](const CursorState& cursor) { return cursor.parked > 0; });
    return parked ? tr("The consumer has parked events until somebody has them tried again; what "
                       "follows them waits, too.")
                  : tr("The consumer has not applied them yet; they wait in the log.");
}

Notice RowNotice::behind(std::uint32_t missing,
                         const Dictionary& dictionary,
                         const Record* first,
                         const QString& cause,
                         SimTime now) {
    const int versions = static_cast<int>(missing);
    if (first == nullptr) {
        return {.title = tr("The row is %n version(s) behind.", nullptr, versions),
                .text = cause,
                .isBad = true};
    }
    return {.title = tr("The row is %n version(s) behind, for %1.", nullptr, versions)
                         .arg(shortSpan(now - first->t)),
            .text = tr("%1 #%2 was appended at %3 s. %4")
                        .arg(symbolText(dictionary, first->what))
                        .arg(first->version)
                        .arg(shortTime(first->t), cause),
            .isBad = true,
            .about = first->seq};
}

Notice RowNotice::of(const Dictionary& dictionary,
                     const EntityState& state,
                     const World& world,
                     const std::vector<Record>& records,
                     SimTime now) {
    const bool hasStream = !dictionary.partitions.empty();
    for (const RowState& row : state.rows) {
        const std::uint32_t reflects = std::max(1U, row.reflects);
        if (hasStream && row.follows && state.stream.version > reflects) {
            return behind(state.stream.version - reflects,
                          dictionary,
                          eventOf(records, reflects + 1),
                          cause(dictionary, row, world),
                          now);
        }
    }
    const auto unknown = std::ranges::find_if(state.intentions, &Intention::unknown);
    const auto differing = std::ranges::find_if(
        state.rows, [&](const RowState& row) { return disagrees(row, state.belief.fields); });
    const bool differs = differing != state.rows.end();
    if (differs && unknown != state.intentions.end()) {
        return {.title = tr("The row and the client disagree."),
                .text = tr("A client stopped waiting for request %1 of %2 s: it cannot know "
                           "whether its change took "
                           "effect. Somebody has to reconcile it by hand.")
                            .arg(unknown->request.value)
                            .arg(shortTime(unknown->since)),
                .isBad = true,
                .about = unknown->effect};
    }
    if (differs && state.intentions.empty()) {
        return {.title = tr("The row and the client disagree."),
                .text = tr("This record wrote the row last, and no client was told ok for what it "
                           "says now."),
                .isBad = true,
                .about = differing->setBy};
    }
    if (!state.intentions.empty()) {
        return {.title = tr(
                    "%n request(s) under way.", nullptr, static_cast<int>(state.intentions.size())),
                .text = tr("The client has not been answered yet.")};
    }
    return {.title = tr("All agree."),
            .text = tr("What the client was told, the row and the events are the same.")};
}

}  // namespace foldline::ui
