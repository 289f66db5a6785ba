#include "ui/stage/stage_description.h"

#include <QStringList>
#include <algorithm>
#include <map>

namespace foldline::ui {
namespace {

QString ofWaiting(const CardModel& card, const StageWords& words) {
    const QString limit =
        words.number(static_cast<std::uint64_t>(std::max<std::int64_t>(card.waitingMax, 0)));
    const QString waiting = words.number(card.waiting);
    return card.waitingMax >= 0
               ? words.either("queue: %1 of %2 places", "대기열: %2자리 중 %1").arg(waiting, limit)
               : words.either("queue: %1, no limit", "대기열: %1, 제한 없음").arg(waiting);
}

void addStrips(QStringList& lines, const CardModel& card, const StageWords& words) {
    std::uint64_t segment = 0;
    for (const PartitionStrip& strip : card.strips) {
        if (card.look == CardLook::Rdb) {
            lines.push_back(words.outbox(strip.end, strip.end - strip.behind()));
            continue;
        }
        const QString name =
            strip.topic + QStringLiteral("/") +
            (card.look == CardLook::EventStore ? words.number(segment++) : strip.label);
        lines.push_back(name + QStringLiteral(": ") +
                        words.offsets(strip.end, strip.end - strip.behind()) +
                        words.either(" · with consumers %1", " · 소비자 처리 중 %1")
                            .arg(words.number(static_cast<std::uint64_t>(
                                strip.delivered - std::min(strip.committed, strip.delivered)))));
    }
}

void addStreams(QStringList& lines, const CardModel& card, const StageWords& words) {
    for (const StreamRow& stream : card.streams) {
        QString line = stream.name + QStringLiteral(": ") +
                       words.either("events %1", "이벤트 %1").arg(words.number(stream.events));
        if (stream.inSnapshot > 0) {
            line += words.either(" · snapshot of %1", " · 스냅샷 %1까지")
                        .arg(words.number(stream.inSnapshot));
        }
        if (stream.conflicted) {
            line += words.either(" · append refused", " · 추가 거절됨");
        }
        lines.push_back(line);
    }
}

void addFaults(QStringList& lines, const StageFrame& frame, NodeId node, const StageWords& words) {
    for (const ActiveFault& active : frame.world.nodes[node.value].faults) {
        const auto fault =
            std::ranges::find(frame.faults, static_cast<std::uint32_t>(active.fault), &Fault::id);
        if (active.what.value >= frame.dictionary.symbols.size()) {
            continue;
        }
        const auto kind = faultKindByName(frame.dictionary.symbol(active.what));
        if (!kind) {
            continue;
        }
        QString line = words.fault(*kind, active.strength);
        if (fault != frame.faults.end() && fault->length) {
            line += words.either(" · over in %1", " · %1 뒤 끝남")
                        .arg(words.seconds(active.since + *fault->length - frame.t));
        }
        lines.push_back(line);
    }
}

std::uint64_t appended(const CardModel& card) {
    std::uint64_t events = 0;
    for (const PartitionStrip& strip : card.strips) {
        events += static_cast<std::uint64_t>(strip.end);
    }
    return events;
}

void addCounts(QStringList& lines,
               const NodeState& state,
               const CardModel& card,
               const StageWords& words) {
    const auto add = [&](const char* en, const char* ko, std::uint64_t n) {
        lines.push_back(words.either(en, ko).arg(words.number(n)));
    };
    switch (card.look) {
        case CardLook::Client:
            add("accepted: %1", "수락: %1", card.ledger.accepted);
            add("refused: %1", "거절: %1", card.ledger.refused);
            add("unknown: %1", "모름: %1", card.ledger.unknown);
            break;
        case CardLook::Gateway:
            add("requests open: %1", "진행 중인 요청: %1", state.asking);
            add("retries: %1", "재시도: %1", state.retries);
            add("access log, lines to fix by hand: %1",
                "접근 로그, 손으로 맞출 줄: %1",
                state.accessLines);
            break;
        case CardLook::Rdb:
            add("transactions committed: %1", "커밋한 트랜잭션: %1", state.completed);
            add("rolled back: %1", "롤백: %1", state.failed);
            add("rows written: %1", "쓴 행: %1", state.rowsWritten);
            break;
        case CardLook::EventStore:
            add("events appended: %1", "추가한 이벤트: %1", appended(card));
            add("loads and appends done: %1", "끝난 읽기·추가: %1", state.completed);
            add("rolled back: %1", "롤백: %1", state.failed);
            break;
        case CardLook::Broker:
            add("events received: %1", "받은 이벤트: %1", state.received);
            break;
        case CardLook::Service:
        case CardLook::Consumer:
            add("handlers finished: %1", "끝난 처리: %1", state.completed);
            add("failed: %1", "실패: %1", state.failed);
            break;
    }
    if (state.refused > 0) {
        add("refused here: %1", "여기서 거절: %1", state.refused);
    }
    if (state.lost > 0) {
        add("work lost in a stop: %1", "멈추면서 잃은 작업: %1", state.lost);
    }
}

void addBreakers(QStringList& lines,
                 const StageFrame& frame,
                 const NodeState& state,
                 const StageWords& words) {
    for (const BreakerState& breaker : state.breakers) {
        const bool known = breaker.target.value < frame.dictionary.nodes.size();
        if (!known || breaker.state == BreakerState::State::Closed) {
            continue;
        }
        const bool open = breaker.state == BreakerState::State::Open;
        lines.push_back(QStringLiteral("%1: %2, %3")
                            .arg(words.title(frame.dictionary.node(breaker.target)),
                                 open ? words.breakerOpen() : words.breakerHalfOpen(),
                                 words.seconds(Duration{
                                     std::max<std::int64_t>(0, (frame.t - breaker.since).us)})));
    }
}

QString flightWord(TokenShape shape, const StageWords& words) {
    switch (shape) {
        case TokenShape::Command:
            return words.either("commands", "명령");
        case TokenShape::Event:
            return words.either("events", "이벤트");
        case TokenShape::Batch:
            return words.either("batches", "묶음");
        case TokenShape::ReplyOk:
            return words.either("replies", "응답");
        case TokenShape::ReplyFailed:
            return words.either("replies of failure", "실패 응답");
        case TokenShape::Statement:
            break;
    }
    return words.either("statements", "DB 문");
}

QString describeFlights(const StageFrame& frame, const StageWords& words) {
    const TokenRules rules(frame.dictionary);
    std::map<std::tuple<NodeId, NodeId, TokenShape>, std::uint64_t> counts;
    for (const Flight& flight : frame.world.flights) {
        ++counts[{flight.from, flight.to, rules.shape(flight.kind, flight.what)}];
    }
    QStringList parts;
    for (const auto& [key, count] : counts) {
        const auto& [from, to, shape] = key;
        if (from.value < frame.dictionary.nodes.size() &&
            to.value < frame.dictionary.nodes.size()) {
            parts.push_back(QStringLiteral("%1 → %2: %3 %4")
                                .arg(words.title(frame.dictionary.node(from)),
                                     words.title(frame.dictionary.node(to)),
                                     words.number(count),
                                     flightWord(shape, words)));
        }
    }
    return parts.isEmpty()
               ? words.either("nothing in flight", "이동 중인 메시지 없음")
               : words.either("in flight: ", "이동 중: ") + parts.join(QStringLiteral("; "));
}

}  // namespace

QString describeNode(const StageFrame& frame, NodeId node, const StageWords& words) {
    const CardModel card = describeCard(frame, node, words);
    QStringList lines{card.title, card.status};
    if (node.value < frame.world.nodes.size()) {
        const NodeState& state = frame.world.nodes[node.value];
        if (card.look == CardLook::Service || card.look == CardLook::Rdb ||
            card.look == CardLook::EventStore) {
            lines.push_back(ofWaiting(card, words));
        }
        if (card.look == CardLook::Consumer) {
            lines.push_back(words.either("events in hand: %1", "보유 이벤트: %1")
                                .arg(words.number(card.inHand)));
        }
        addCounts(lines, state, card, words);
        addStreams(lines, card, words);
        addStrips(lines, card, words);
        addFaults(lines, frame, node, words);
        addBreakers(lines, frame, state, words);
    }
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString describePanel(const StageFrame& frame, const HeaderFacts& facts, const StageWords& words) {
    const PanelHeader header = describeHeader(frame, facts, words);
    QStringList figures;
    for (const Chip& chip : header.chips) {
        figures.push_back(chip.word + QLatin1Char(' ') + chip.figure);
    }
    QStringList lines{header.title + QStringLiteral(": ") + figures.join(QStringLiteral(", "))};
    for (std::size_t i = 0; i < frame.dictionary.nodes.size(); ++i) {
        const CardModel card = describeCard(frame, NodeId{static_cast<std::uint16_t>(i)}, words);
        QStringList parts{card.status, card.badge, card.footnote};
        parts.removeAll(QString());
        lines.push_back(card.title + QStringLiteral(": ") + parts.join(QStringLiteral(", ")));
    }
    lines.push_back(describeFlights(frame, words));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace foldline::ui
