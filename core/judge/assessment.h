// Everything that is asked of one run of one system: its scorecard, its nodes, and the answers to
// the questions of the scenario's expectations, each as of its own time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/node_statistics.h"
#include "core/judge/row_figures.h"
#include "core/judge/scorecard.h"
#include "core/judge/verdict.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// Folds one run; a value. Cost per record: that of Judge and NodeStatistics, and O(questions about
/// its kind). Every time that a question names costs one scorecard or summary.
class Assessment {
public:
    Assessment(const Scenario& scenario, const Dictionary& dictionary);

    /// Records in order of seq.
    void fold(const Record& record);

    /// As of `at`, which must not be before the last record folded.
    Scorecard scorecard(SimTime at) const { return m_judge.scorecard(at); }

    std::vector<NodeSummary> nodes(SimTime at) const { return m_statistics.summarise(at); }

    /// The answers to the questions of the scenario about this system, when the run ends at `end`,
    /// which must not be before the last record folded. An error for what is asked as of a time
    /// after `end`, and for records that say what no record of the system can say.
    SystemAnswers answers(SimTime end) const;

private:
    struct Asked {
        Question question;
        std::optional<Kind> kind;  // of records
        NodeId node;               // none: any
        SymbolId what;             // none: whatever it says
        RowsAsked rows;            // of rows
        std::string problem;       // why it has no answer
        double answer = 0.0;
    };

    void ask(const Question& question, const Dictionary& dictionary);
    void answerUntil(SimTime next);
    void count(const Record& record);
    Result<double> answer(std::size_t index, SimTime end) const;
    double read(const Asked& asked, SimTime at) const;

    Judge m_judge;
    NodeStatistics m_statistics;
    std::string m_system;
    std::vector<Asked> m_asked;          // those with a time first, in order of it
    std::size_t m_timed = 0;             // how many have a time
    std::size_t m_answered = 0;          // of these
    std::vector<std::size_t> m_counted;  // those that count records
};

/// The figure of a node by name, durations in seconds. Nothing for a name that is no figure.
std::optional<double> nodeFigure(const NodeSummary& node, std::string_view name);
/// All names of figures of nodes.
std::vector<std::string> nodeFigureNames();

}  // namespace foldline
