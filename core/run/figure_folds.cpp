#include "core/run/figure_folds.h"

#include <algorithm>
#include <utility>

namespace foldline {

FigureFolds::FigureFolds(std::shared_ptr<const FoldTables> tables, SimTime horizon)
    : m_tables(std::move(tables)),
      m_assessment(*m_tables->scenario, m_tables->dictionary),
      m_density(m_tables->dictionary, horizon) {}

void FigureFolds::fold(const Record& record) {
    m_assessment.fold(record);
    m_density.fold(record);
    m_lastSeq = record.seq;
    m_lastT = record.t;
}

std::shared_ptr<const RunFigures> FigureFolds::figures(SimTime at) const {
    const SimTime until = std::max(at, m_lastT);
    return std::make_shared<const RunFigures>(RunFigures{.density = m_density.publish(until),
                                                         .scorecard = m_assessment.scorecard(until),
                                                         .nodes = m_assessment.nodes(until),
                                                         .answers = m_assessment.answers(until)});
}

}  // namespace foldline
