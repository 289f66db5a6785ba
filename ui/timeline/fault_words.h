// What faults and nodes are called on the timeline, in the language of the program.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>
#include <vector>

#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"
#include "ui/run/fork_titles.h"

namespace foldline::ui {

QString localText(const LocalText& text, bool korean);

/// A node, or for a cut connection two, that a kind of fault can befall.
struct FaultTarget {
    std::string node;
    std::string peer;  ///< of Cut

    friend bool operator==(const FaultTarget&, const FaultTarget&) = default;
};

/// Every target on which `kind` would have an effect, in the order of the systems, each once.
std::vector<FaultTarget> faultTargets(Fault::Kind kind, const std::vector<Dictionary>& systems);

/// A fault of `kind` with the strength it is usually wanted with; `at` and `length` are left.
Fault usualFault(Fault::Kind kind, const FaultTarget& target);

class FaultWords {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::FaultWords)

public:
    static const std::vector<Fault::Kind>& kinds();
    /// For a menu: "Goes down".
    static QString kindTitle(Fault::Kind kind);
    /// For a bar: "RDB members down", "membership 10× slower".
    static QString barText(const Fault& fault, const std::vector<Dictionary>& systems, bool korean);
    /// For a menu entry: the node's title, or both.
    static QString targetText(const FaultTarget& target,
                              const std::vector<Dictionary>& systems,
                              bool korean);
};

}  // namespace foldline::ui
