#include "ui/timeline/branch_tree.h"

#include <algorithm>
#include <cmath>

#include "ui/run/branch_title.h"

namespace foldline::ui {
namespace {

const BranchInfo* find(const std::vector<BranchInfo>& branches, BranchId id) {
    const auto at = std::find_if(
        branches.begin(), branches.end(), [id](const BranchInfo& b) { return b.id == id; });
    return at == branches.end() ? nullptr : &*at;
}

struct Chosen {
    const BranchInfo* info = nullptr;
    const BranchInfo* parent = nullptr;  // nearest that may be drawn
    SimTime forkAt;
};

bool drawable(const BranchInfo& branch, BranchId shown) {
    return !branch.hidden || branch.id == shown;
}

// Steps over hidden ancestors. The number of steps is bounded: a damaged file may hold a cycle.
Chosen resolve(const std::vector<BranchInfo>& branches, const BranchInfo& branch, BranchId shown) {
    Chosen chosen{&branch, nullptr, branch.forkAt};
    const BranchInfo* parent = find(branches, branch.parent);
    for (std::size_t steps = 0; parent != nullptr && steps < branches.size(); ++steps) {
        if (drawable(*parent, shown)) {
            chosen.parent = parent;
            return chosen;
        }
        chosen.forkAt = std::min(chosen.forkAt, parent->forkAt);
        parent = find(branches, parent->parent);
    }
    return chosen;
}

std::vector<Chosen> chooseLines(const std::vector<Chosen>& all, BranchId shown, int rowsMax) {
    std::vector<Chosen> chosen;
    const auto byId = [&all](BranchId id) {
        return std::find_if(
            all.begin(), all.end(), [id](const Chosen& c) { return c.info->id == id; });
    };
    const auto isChosen = [&chosen](const Chosen& c) {
        return std::any_of(chosen.begin(), chosen.end(), [&c](const Chosen& other) {
            return other.info == c.info;
        });
    };
    const auto full = [&chosen, rowsMax] { return static_cast<int>(chosen.size()) >= rowsMax; };
    for (auto at = byId(shown); at != all.end() && !full() && !isChosen(*at);) {
        chosen.push_back(*at);
        at = at->parent == nullptr ? all.end() : byId(at->parent->id);
    }
    for (auto at = all.rbegin(); at != all.rend() && !full(); ++at) {
        if (!isChosen(*at)) {
            chosen.push_back(*at);
        }
    }
    return chosen;
}

// Depth first, children by id, so that a child lies below its parent.
void place(const std::vector<Chosen>& chosen,
           const BranchInfo* parent,
           int parentRow,
           BranchTree& tree) {
    for (const Chosen& c : chosen) {
        if (c.parent != parent || tree.lines.size() >= chosen.size()) {
            continue;
        }
        BranchLine line;
        line.id = c.info->id;
        line.parentRow = parentRow;
        line.forkAt = parentRow < 0 ? SimTime{} : c.forkAt;
        line.title = branchTitle(*c.info);
        tree.lines.push_back(line);
        place(chosen, c.info, static_cast<int>(tree.lines.size()) - 1, tree);
    }
}

void markPath(BranchTree& tree, BranchId shown, SimTime end) {
    auto row = static_cast<int>(tree.lines.size()) - 1;
    while (row >= 0 && tree.lines[static_cast<std::size_t>(row)].id != shown) {
        --row;
    }
    SimTime until = end;
    bool first = true;
    while (row >= 0) {
        BranchLine& line = tree.lines[static_cast<std::size_t>(row)];
        line.shown = first;
        line.onPath = true;
        line.pathUntil = until;
        until = std::min(until, line.forkAt);
        first = false;
        row = line.parentRow;
    }
}

double distanceToLine(
    const BranchTree& tree, std::size_t row, const Band& band, const TimeAxis& axis, QPointF at) {
    const BranchLine& line = tree.lines[row];
    const auto rows = static_cast<int>(tree.lines.size());
    const double y = branchY(band, rows, static_cast<int>(row));
    if (line.parentRow < 0) {
        return std::abs(at.y() - y);
    }
    const double forkX = axis.xAt(line.forkAt);
    const double parentY = branchY(band, rows, line.parentRow);
    const double dot = std::hypot(at.x() - forkX, at.y() - parentY);
    const double ownFrom = forkX + forkReach(y - parentY) / 2.0;
    const double own = at.x() >= ownFrom ? std::abs(at.y() - y) : dot;
    // The child gives way to its parent's line on equal distance, but owns its fork point.
    return std::min(own, dot * 0.9);
}

}  // namespace

BranchTree layOutBranches(const std::vector<BranchInfo>& branches,
                          BranchId shown,
                          SimTime end,
                          int rowsMax) {
    std::vector<Chosen> all;
    for (const BranchInfo& branch : branches) {
        if (drawable(branch, shown)) {
            all.push_back(resolve(branches, branch, shown));
        }
    }
    std::vector<Chosen> chosen = chooseLines(all, shown, std::max(rowsMax, 1));
    std::sort(chosen.begin(), chosen.end(), [](const Chosen& a, const Chosen& b) {
        return a.info->id < b.info->id;
    });
    // A parent without a row passes its children on to its own parent.
    for (Chosen& c : chosen) {
        for (std::size_t steps = 0; c.parent != nullptr && steps < all.size(); ++steps) {
            const auto isParent = [&c](const Chosen& other) { return other.info == c.parent; };
            if (std::any_of(chosen.begin(), chosen.end(), isParent)) {
                break;
            }
            const auto parent = std::find_if(all.begin(), all.end(), isParent);
            c.forkAt = std::min(c.forkAt, parent->forkAt);
            c.parent = parent->parent;
        }
    }
    BranchTree tree;
    tree.left = static_cast<int>(all.size() - chosen.size());
    place(chosen, nullptr, -1, tree);
    markPath(tree, shown, end);
    return tree;
}

double branchY(const Band& band, int rows, int row) {
    const double pitch = static_cast<double>(band.height) / std::max(rows, 1);
    return std::floor(band.top + pitch * (row + 0.5)) + 0.5;
}

double forkReach(double drop) {
    return std::clamp(std::abs(drop) * 1.6, 14.0, 40.0);
}

int branchAt(
    const BranchTree& tree, const Band& band, const TimeAxis& axis, QPointF at, double reach) {
    int best = -1;
    double bestDistance = reach;
    for (std::size_t row = 0; row < tree.lines.size(); ++row) {
        const double distance = distanceToLine(tree, row, band, axis, at);
        if (distance <= bestDistance) {
            bestDistance = distance;
            best = static_cast<int>(row);
        }
    }
    return best;
}

}  // namespace foldline::ui
