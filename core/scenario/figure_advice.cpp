#include "core/scenario/figure_advice.h"

#include <algorithm>
#include <span>
#include <vector>

#include "core/scenario/figures.h"
#include "core/scenario/problems.h"
#include "core/scenario/suggest.h"

namespace foldline {
namespace {

std::string_view stemOf(std::string_view figure) {
    return figure.substr(0, figure.find('.'));
}

// ".mean, .max": what may follow the stem.
std::string partsOf(std::string_view stem) {
    std::string parts;
    for (const std::string_view figure : nodeFigures()) {
        if (stemOf(figure) == stem && figure != stem) {
            parts += (parts.empty() ? "" : ", ") + std::string(figure);
        }
    }
    return parts;
}

// Each once, without its parts.
std::string stemsOf(std::span<const std::string_view> figures) {
    std::vector<std::string_view> stems;
    std::string list;
    for (const std::string_view figure : figures) {
        if (std::ranges::find(stems, stemOf(figure)) == stems.end()) {
            stems.push_back(stemOf(figure));
            list += (list.empty() ? "" : ", ") + std::string(stemOf(figure));
            list += stemOf(figure) == figure ? "" : ".…";
        }
    }
    return list;
}

}  // namespace

std::string unknownFigure(std::string_view name, bool ofNode) {
    if (const std::string parts = partsOf(name); !parts.empty()) {
        return inQuotes(name) + " is a figure of a node, of which a part is asked; write one of " +
               parts;
    }
    const auto known = ofNode ? nodeFigures() : lessonFigures();
    const std::vector<std::string> names(known.begin(), known.end());
    if (!nearestName(name, names).empty()) {
        return "unknown figure " + inQuotes(name) + suggestion(name, names);
    }
    return "unknown figure " + inQuotes(name) + "; the figures of a " +
           (ofNode ? "node" : "system") + " are " + stemsOf(known);
}

}  // namespace foldline
