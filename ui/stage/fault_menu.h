// The menu of a node: what can be broken there, at the playhead, with lengths that show something,
// and how it can be mended.
#pragma once

#include <QCoreApplication>
#include <QMenu>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"
#include "ui/run/run_controller.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

/// What the menu of `node` offers, with the usual strength and length, starting at `at`. Only what
/// has something to do there. `scenario` is of the node's system alone, `system` its dictionary.
std::vector<Fault> offeredFaults(const std::string& node,
                                 const Scenario& scenario,
                                 const Dictionary& system,
                                 SimTime at);

/// The words of the menu, in the language of the program.
class FaultMenu {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::FaultMenu)

public:
    /// "Goes down for 5 s". For a cut, said of `node`, one of its two ends.
    static QString offer(const Fault& fault, const std::string& node, const Dictionary& system);
    /// "after step 2: transaction in RDB members"; REQUIRES: fault.after is of a handler there.
    static QString gap(const Fault& fault, const Scenario& scenario, const Dictionary& system);

    static QString cuts();
    static QString wrongValues();
    static QString instances();
    static QString gaps();
    static QString repairs();
    static QString takeAway(const QString& what);
    static QString readOnly();
};

/// Fills `menu` for the node `node` of system `system`; choosing forks at the playhead.
void fillFaultMenu(QMenu& menu,
                   RunController& controller,
                   std::size_t system,
                   NodeId node,
                   const StageWords& words);

}  // namespace foldline::ui
