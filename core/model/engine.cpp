#include "core/model/engine.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

// Among events at the same time, faults come first and arrivals second, by number, so that neither
// a changed fault nor the architecture reorders what both runs have in common.
constexpr std::uint64_t kOrdinaryOrder = std::uint64_t{1} << 62;

}  // namespace

Engine::Engine(const Plan& plan, const RunInputs& inputs, SimulationState& state, RecordSink& sink)
    : m_plan(plan),
      m_inputs(inputs),
      m_state(state),
      m_sink(sink) {
    m_batch.reserve(Simulator::kBatchMax);
}

Seq Engine::emit(Record record) {
    record.seq = ++m_state.lastSeq;
    record.t = SimTime{m_state.now};
#ifndef NDEBUG
    const std::string wrong = m_state.invariants->fold(record);
    if (!wrong.empty()) {
        failCheck(wrong.c_str(), __FILE__, __LINE__);
    }
#endif
    m_batch.push_back(record);
    ++m_emitted;
    if (m_batch.size() == Simulator::kBatchMax) {
        flush();
    }
    return record.seq;
}

void Engine::flush() {
    if (!m_batch.empty()) {
        m_sink.take(m_batch);
        m_batch.clear();
    }
}

void Engine::schedule(Pending::Kind kind,
                      std::int64_t t,
                      std::uint32_t index,
                      std::uint32_t generation) {
    m_state.pending.push({.t = t,
                          .order = kOrdinaryOrder + m_state.nextOrder++,
                          .index = index,
                          .generation = generation,
                          .kind = kind});
}

std::int64_t Engine::drawUs(const Distribution& distribution, StreamIndex index, double factor) {
    const std::int64_t us = distribution.sample(stream(index)).us;
    return factor == 1.0 ? us : stretchedUs(static_cast<double>(us), factor);
}

// Several faults that slow a node by a million each would leave 64 bits behind.
std::int64_t Engine::stretchedUs(double us, double factor) {
    return static_cast<std::int64_t>(std::min(us * factor, static_cast<double>(kDurationMax.us)) +
                                     0.5);
}

void Engine::start() {
    m_state.started = true;
    Seq cause = emit({.value = static_cast<std::int64_t>(m_inputs.seed),
                      .what = m_plan.dictionary.findSymbol(m_plan.dictionary.system),
                      .kind = Kind::RunStarted});
    std::vector<Fields> initial(m_plan.dictionary.entities.size());
    for (const EntityPlan& entities : m_plan.entities) {
        for (std::uint32_t i = 0; i < entities.population; ++i) {
            Record record{.cause = cause,
                          .entity = EntityId{entities.first.value + i},
                          .version = 1,
                          .kind = Kind::EntityCreated};
            for (const ArgumentPlan& field : entities.initial) {
                FOLDLINE_CHECK(record.data.set(field.field, draw(field.value)));
            }
            for (NodeRuntime& runtime : m_state.nodes) {
                if (!runtime.rows.empty()) {
                    runtime.rows[record.entity.value] = {.version = 1, .fields = record.data};
                }
                if (!runtime.history.empty()) {
                    runtime.history[record.entity.value].snapshot = {.version = 1,
                                                                     .fields = record.data};
                }
            }
            initial[record.entity.value] = record.data;
            emit(record);
        }
    }
    m_state.initial = std::make_shared<const std::vector<Fields>>(std::move(initial));
    for (std::uint32_t member = 0; member < m_state.members.size(); ++member) {
        startMember(member, cause);
    }
    scheduleBackups();
    scheduleTokens();
    for (std::uint32_t workload = 0; workload < m_plan.workload.size(); ++workload) {
        scheduleArrival(workload);
    }
}

void Engine::end() {
    m_state.now = m_inputs.horizon.us;
    emit({.kind = Kind::RunEnded});
    m_state.ended = true;
}

void Engine::handleNext() {
    const Pending pending = m_state.pending.pop();
    FOLDLINE_CHECK(pending.t >= m_state.now);
    m_state.now = pending.t;
    dispatch(pending);
}

void Engine::dispatch(const Pending& pending) {
    const std::uint32_t i = pending.index;
    switch (pending.kind) {
        case Pending::Kind::FaultEnds:
            return endFault(i);
        case Pending::Kind::FaultStarts:
            return startFault(i);
        case Pending::Kind::Arrival:
            return arrival(i);
        case Pending::Kind::MessageArrives:
            return arrive(i);
        case Pending::Kind::StepDone:
            if (m_state.frames[i].active && m_state.frames[i].generation == pending.generation) {
                if (passStep(i)) {
                    advance(i);
                }
            }
            return;
        case Pending::Kind::TransactionDone:
            if (m_state.transactions[i].active &&
                m_state.transactions[i].generation == pending.generation) {
                endTransaction(i);
            }
            return;
        case Pending::Kind::CallTimesOut:
            if (m_state.calls[i].waiting && m_state.calls[i].timer == pending.generation) {
                timeOut(i);
            }
            return;
        case Pending::Kind::RetryDue:
            if (m_state.calls[i].owner != Call::Owner::Free &&
                m_state.calls[i].timer == pending.generation) {
                retryCall(i);
            }
            return;
        case Pending::Kind::StartOverDue:
            if (m_state.frames[i].active && m_state.frames[i].generation == pending.generation) {
                m_state.frames[i].startsOver = false;
                advance(i);
            }
            return;
        case Pending::Kind::FetchDue:
            if (m_state.members[i].timer == pending.generation) {
                considerFetch(i);
            }
            return;
        case Pending::Kind::BackupDue:
            return backUp(i);
        case Pending::Kind::TokensDue:
            return tokensDue(i);
        case Pending::Kind::BatchRetryDue:
            if (m_state.members[i].timer == pending.generation) {
                retryBatch(i);
            }
            return;
        case Pending::Kind::SessionEnds:
            if (m_state.groups[i].timer == pending.generation) {
                beginRebalance(i);
            }
            return;
        case Pending::Kind::RebalanceDone:
            if (m_state.groups[i].rebalancing && m_state.groups[i].epoch == pending.generation) {
                finishRebalance(i);
            }
            return;
        case Pending::Kind::ExpiryDue:
            return expire(i);
        case Pending::Kind::CompactionDue:
            return compact(i);
        case Pending::Kind::Replicated:
            if (m_state.leaders[i].epoch == pending.generation) {
                replicated(i);
            }
            return;
    }
}

}  // namespace foldline
