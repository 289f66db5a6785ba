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

class FaultWords {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::FaultWords)

public:
    /// For a menu: "Goes down".
    static QString kindTitle(Fault::Kind kind);
    /// For a bar: "RDB members down", "membership 10× slower".
    static QString barText(const Fault& fault, const std::vector<Dictionary>& systems, bool korean);
    /// For a menu entry, whom it happens to: the node's title, or both; with what is written there
    /// wrongly, or to when it goes back.
    static QString targetText(const Fault& fault,
                              const std::vector<Dictionary>& systems,
                              bool korean);
    /// The title of the submenu of all repairs.
    static QString repairs();
};

}  // namespace foldline::ui
