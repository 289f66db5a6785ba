// The figures of one run: its scorecard, the summaries of its nodes, the answers to what the
// scenario expects, and its densities.
#pragma once

#include <memory>
#include <vector>

#include "core/judge/assessment.h"
#include "core/run/density.h"
#include "core/run/fold_tables.h"

namespace foldline {

/// Immutable.
struct RunFigures {
    std::shared_ptr<const DensityIndex> density;
    Scorecard scorecard;
    std::vector<NodeSummary> nodes;
    SystemAnswers answers;
};

/// A value. Costs about 10 bytes for every record folded.
class FigureFolds {
public:
    FigureFolds(std::shared_ptr<const FoldTables> tables, SimTime horizon);

    /// Records in order of seq.
    void fold(const Record& record);
    /// As of `at`, or of the last record folded if that is later.
    std::shared_ptr<const RunFigures> figures(SimTime at) const;

    Seq lastSeq() const { return m_lastSeq; }

    std::size_t bytes() const { return kBytesPerRecord * static_cast<std::size_t>(m_lastSeq); }

private:
    static constexpr std::size_t kBytesPerRecord = 10;

    std::shared_ptr<const FoldTables> m_tables;
    Assessment m_assessment;
    DensityBuilder m_density;
    Seq m_lastSeq = 0;
    SimTime m_lastT;
};

}  // namespace foldline
