// What can be said of a node, a record and a system, as lists of facts.
#pragma once

#include <QCoreApplication>
#include <span>
#include <vector>

#include "core/fold/node_statistics.h"
#include "core/fold/world.h"
#include "core/judge/scorecard.h"
#include "core/judge/verdict.h"
#include "ui/inspector/facts_model.h"

namespace foldline::ui {

/// Pure functions over folded values; texts in the language of the program.
class Facts {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::Facts)

public:
    /// The node as of `world`, and over the whole run when `summary` is given.
    static std::vector<Fact> ofNode(const Dictionary& dictionary,
                                    const World& world,
                                    NodeId node,
                                    const NodeSummary* summary);
    static std::vector<Fact> ofRecord(const Dictionary& dictionary, const Record& record);
    /// Anomalies and the author's checks, of the run as far as it is recorded.
    static std::vector<Fact> ofChecks(const Scorecard& card);
    /// What the scenario expects of a run that has come to its end, and whether it is so; nothing
    /// when it expects nothing. REQUIRES one verdict for each expectation.
    static std::vector<Fact> ofExpectations(std::span<const Expectation> expectations,
                                            std::span<const Verdict> verdicts);
    /// How many of the checks are bad: for the tab.
    static int badChecks(const Scorecard& card);

private:
    static void addWorkers(std::vector<Fact>& facts,
                           const Dictionary& dictionary,
                           const World& world,
                           NodeId node);
    static void addBroker(std::vector<Fact>& facts,
                          const Dictionary& dictionary,
                          const World& world,
                          NodeId node);
    static void addBreakers(std::vector<Fact>& facts,
                            const Dictionary& dictionary,
                            const World& world,
                            const NodeState& state);
    static void addCounts(std::vector<Fact>& facts, const NodeState& state, Role role);
    static void addSummary(std::vector<Fact>& facts, const NodeSummary& summary, Role role);
    static QString faultText(const QString& kind);
    static QString workerText(const Dictionary& dictionary, const WorkerState& worker, SimTime now);
};

}  // namespace foldline::ui
