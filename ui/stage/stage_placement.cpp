#include "ui/stage/stage_placement.h"

#include <algorithm>
#include <numeric>

#include "ui/stage/card_model.h"

namespace foldline::ui {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

/// The graph of a system, with links that close a circle left out.
class Layers {
public:
    Layers(const Dictionary& dictionary, DatabasePlace databases)
        : m_dictionary(dictionary),
          m_databases(databases),
          m_next(dictionary.nodes.size()),
          m_previous(dictionary.nodes.size()),
          m_above(dictionary.nodes.size(), kNobody),
          m_layer(dictionary.nodes.size(), 0) {
        gatherLinks();
        hangDatabases();
        assignLayers();
    }

    std::vector<GridPosition> positions();

private:
    enum class Visit : std::uint8_t { New, Open, Done };

    void gatherLinks();
    void dropCircles(std::size_t node, std::vector<Visit>& visits);
    void hangDatabases();
    void assignLayers();
    bool goesOn(std::size_t node) const;
    double wish(std::size_t node, const std::vector<double>& rows) const;

    const Dictionary& m_dictionary;
    DatabasePlace m_databases;
    std::vector<std::vector<std::size_t>> m_next;
    std::vector<std::vector<std::size_t>> m_previous;
    std::vector<std::size_t> m_above;  ///< the user an RDB hangs below; kNobody: it does not
    std::vector<int> m_layer;
};

void Layers::gatherLinks() {
    for (const Link& link : m_dictionary.links) {
        if (link.from.value < m_next.size() && link.to.value < m_next.size() &&
            link.from != link.to) {
            m_next[link.from.value].push_back(link.to.value);
        }
    }
    std::vector<Visit> visits(m_next.size(), Visit::New);
    // Clients first: what they send gives the direction of the whole.
    for (const bool clients : {true, false}) {
        for (std::size_t i = 0; i < m_next.size(); ++i) {
            if ((m_dictionary.nodes[i].role == Role::Client) == clients &&
                visits[i] == Visit::New) {
                dropCircles(i, visits);
            }
        }
    }
    for (std::size_t i = 0; i < m_next.size(); ++i) {
        for (const std::size_t next : m_next[i]) {
            m_previous[next].push_back(i);
        }
    }
}

void Layers::dropCircles(std::size_t node, std::vector<Visit>& visits) {
    visits[node] = Visit::Open;
    std::vector<std::size_t> kept;
    for (const std::size_t next : std::vector(m_next[node])) {
        if (visits[next] == Visit::Open || std::ranges::find(kept, next) != kept.end()) {
            continue;
        }
        kept.push_back(next);
        if (visits[next] == Visit::New) {
            dropCircles(next, visits);
        }
    }
    m_next[node] = std::move(kept);
    visits[node] = Visit::Done;
}

void Layers::hangDatabases() {
    if (m_databases == DatabasePlace::Right) {
        return;
    }
    std::vector<bool> taken(m_next.size(), false);
    for (std::size_t i = 0; i < m_next.size(); ++i) {
        if (m_dictionary.nodes[i].role != Role::Rdb || m_previous[i].size() != 1) {
            continue;
        }
        const std::size_t user = m_previous[i].front();
        const CardLook look = lookOf(m_dictionary, NodeId{static_cast<std::uint16_t>(user)});
        const bool wanted = m_databases == DatabasePlace::Below || look == CardLook::Consumer;
        if (wanted && !taken[user]) {
            m_above[i] = user;
            taken[user] = true;
        }
    }
}

void Layers::assignLayers() {
    // Without circles the longest path is found in at most as many rounds as there are nodes.
    for (std::size_t round = 0; round < m_next.size(); ++round) {
        bool changed = false;
        for (std::size_t i = 0; i < m_next.size(); ++i) {
            for (const std::size_t next : m_next[i]) {
                const int least = m_layer[i] + (m_above[next] == i ? 0 : 1);
                changed = changed || m_layer[next] < least;
                m_layer[next] = std::max(m_layer[next], least);
            }
        }
        if (!changed) {
            break;
        }
    }
}

/// The mean row of those who send to `node`, which have been placed; 0 without any.
double Layers::wish(std::size_t node, const std::vector<double>& rows) const {
    double sum = 0.0;
    for (const std::size_t previous : m_previous[node]) {
        sum += rows[previous];
    }
    return m_previous[node].empty() ? 0.0 : sum / static_cast<double>(m_previous[node].size());
}

bool Layers::goesOn(std::size_t node) const {
    return m_databases == DatabasePlace::Below ||
           std::ranges::any_of(m_next[node],
                               [&](std::size_t next) { return m_above[next] != node; });
}

std::vector<GridPosition> Layers::positions() {
    const std::size_t n = m_next.size();
    const int layers = n == 0 ? 0 : *std::ranges::max_element(m_layer) + 1;
    std::vector<double> rows(n, 0.0);
    for (int layer = 0; layer < layers; ++layer) {
        std::vector<std::size_t> column;
        for (std::size_t i = 0; i < n; ++i) {
            if (m_layer[i] == layer && m_above[i] == kNobody) {
                column.push_back(i);
            }
        }
        std::ranges::stable_sort(column, {}, [&](std::size_t node) { return wish(node, rows); });
        std::vector<std::size_t> stacked;
        double wished = 0.0;
        for (const std::size_t node : column) {
            stacked.push_back(node);
            wished += wish(node, rows);
            const auto below = std::ranges::find(m_above, node);
            if (below != m_above.end()) {
                stacked.push_back(static_cast<std::size_t>(below - m_above.begin()));
            }
        }
        const double middle = column.empty() ? 0.0 : wished / static_cast<double>(column.size());
        // What goes on to the right stays in line with what comes from the left.
        const bool inLine = column.size() == 1 && goesOn(column.front());
        const double first =
            inLine ? middle : middle - (static_cast<double>(stacked.size()) - 1.0) / 2.0;
        for (std::size_t i = 0; i < stacked.size(); ++i) {
            rows[stacked[i]] = first + static_cast<double>(i);
        }
    }
    std::vector<GridPosition> positions(n);
    for (std::size_t i = 0; i < n; ++i) {
        positions[i] = {.column = static_cast<double>(m_layer[i]), .row = rows[i]};
    }
    return positions;
}

/// Moves nodes of one column down until each has a row of its own, the author's first.
void separate(std::vector<GridPosition>& positions, const std::vector<bool>& fixed) {
    std::vector<std::size_t> order(positions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return fixed[a] > fixed[b]; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        GridPosition& mine = positions[order[i]];
        const auto taken = [&] {
            return std::any_of(order.begin(),
                               order.begin() + static_cast<std::ptrdiff_t>(i),
                               [&](std::size_t other) { return positions[other] == mine; });
        };
        while (taken()) {
            mine.row += 1.0;
        }
    }
}

}  // namespace

std::vector<GridPosition> placeNodes(const Dictionary& dictionary,
                                     const std::vector<std::optional<GridPosition>>& authored,
                                     DatabasePlace databases) {
    std::vector<GridPosition> positions = Layers(dictionary, databases).positions();
    std::vector<bool> fixed(positions.size(), false);
    for (std::size_t i = 0; i < positions.size() && i < authored.size(); ++i) {
        if (authored[i]) {
            positions[i] = *authored[i];
            fixed[i] = true;
        }
    }
    separate(positions, fixed);
    return positions;
}

std::vector<std::optional<GridPosition>> authoredPositions(const Scenario& scenario,
                                                           const Dictionary& dictionary) {
    std::vector<std::optional<GridPosition>> positions(dictionary.nodes.size());
    const auto system = std::ranges::find(scenario.systems, dictionary.system, &SystemSpec::name);
    if (system == scenario.systems.end()) {
        return positions;
    }
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto node =
            std::ranges::find(system->nodes, dictionary.nodes[i].name, &NodeSpec::name);
        if (node != system->nodes.end()) {
            positions[i] = node->at;
        }
    }
    return positions;
}

}  // namespace foldline::ui
