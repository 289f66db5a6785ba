#include "core/judge/assessment.h"

#include <algorithm>
#include <limits>

#include "core/scenario/suggest.h"

namespace foldline {
namespace {

/// Questions without a time come last.
SimTime timeOf(const Question& question) {
    return question.at.value_or(SimTime{std::numeric_limits<std::int64_t>::max()});
}

bool counts(const Question& question) {
    return question.kind == Question::Kind::Records;
}

}  // namespace

Assessment::Assessment(const Scenario& scenario, const Dictionary& dictionary)
    : m_judge(scenario, dictionary),
      m_statistics(dictionary, SimTime{scenario.warmup.us}),
      m_system(dictionary.system) {
    for (const Expectation& expectation : scenario.expectations) {
        for (const Arithmetic* side : {&expectation.left, &expectation.right}) {
            for (const Term& term : *side) {
                const Question& question = term.question;
                if (term.kind == Term::Kind::Asked && question.system == m_system) {
                    ask(question, dictionary);
                }
            }
        }
    }
    std::ranges::stable_sort(m_asked, {}, [](const Asked& a) { return timeOf(a.question); });
    for (std::size_t i = 0; i < m_asked.size(); ++i) {
        m_timed += m_asked[i].question.at ? 1U : 0U;
        if (counts(m_asked[i].question)) {
            m_counted.push_back(i);
        }
    }
}

void Assessment::ask(const Question& question, const Dictionary& dictionary) {
    Asked asked{.question = question};
    if (question.kind == Question::Kind::Rows) {
        auto rows = rowsAsked(question, m_judge.rules(), dictionary);
        if (rows) {
            asked.rows = std::move(*rows);
        } else {
            asked.problem = rows.error().message;
        }
    } else if (!question.node.empty()) {
        asked.node = dictionary.findNode(question.node);
    }
    if (!question.what.empty()) {
        asked.what = dictionary.findSymbol(question.what);
        if (!asked.what.exists()) {
            asked.problem = "no record of '" + m_system + "' can say '" + question.what + "'" +
                            suggestion(question.what, dictionary.symbols);
        }
    }
    if (counts(question)) {
        asked.kind = kindByName(question.name);
    }
    m_asked.push_back(std::move(asked));
}

void Assessment::fold(const Record& record) {
    answerUntil(record.t);
    m_judge.fold(record);
    m_statistics.fold(record);
    count(record);
}

// Whatever is asked as of a time before `next` can be answered now.
void Assessment::answerUntil(SimTime next) {
    while (m_answered < m_timed && timeOf(m_asked[m_answered].question) < next) {
        Asked& asked = m_asked[m_answered];
        if (!counts(asked.question)) {
            asked.answer = read(asked, *asked.question.at);
        }
        ++m_answered;
    }
}

void Assessment::count(const Record& record) {
    for (const std::size_t index : m_counted) {
        Asked& asked = m_asked[index];
        const Question& question = asked.question;
        if (index >= m_answered && asked.kind == record.kind &&
            (!asked.node.exists() || record.node == asked.node) &&
            (!asked.what.exists() || record.what == asked.what) &&
            (!question.after || *question.after < record.t)) {
            asked.answer += 1.0;
        }
    }
}

double Assessment::read(const Asked& asked, SimTime at) const {
    if (asked.question.kind == Question::Kind::Figure) {
        return figure(m_judge.scorecard(at), asked.question.name).value_or(0.0);
    }
    if (asked.question.kind == Question::Kind::Rows) {
        return rowFigure(asked.question.name, asked.rows, m_judge.entities());
    }
    const auto nodes = m_statistics.summarise(at);
    const auto found = std::ranges::find(nodes, asked.node, &NodeSummary::node);
    return found == nodes.end() ? 0.0 : nodeFigure(*found, asked.question.name).value_or(0.0);
}

SystemAnswers Assessment::answers(SimTime end) const {
    SystemAnswers all{.system = m_system, .answers = {}};
    for (std::size_t i = 0; i < m_asked.size(); ++i) {
        all.answers.push_back({.question = m_asked[i].question, .answer = answer(i, end)});
    }
    return all;
}

Result<double> Assessment::answer(std::size_t index, SimTime end) const {
    const Asked& asked = m_asked[index];
    const Question& question = asked.question;
    if (!asked.problem.empty()) {
        return fail(asked.problem);
    }
    if (question.at && end < *question.at) {
        return fail("the run ends at " + formatDuration({end.us}) + " already");
    }
    if (counts(question) || index < m_answered) {
        return asked.answer;
    }
    return read(asked, question.at.value_or(end));
}

}  // namespace foldline
