#include "ui/stage/stage_words.h"

#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

QString plural(std::uint64_t n, const char* one, const char* many) {
    return QString::fromUtf8(n == 1 ? one : many);
}

}  // namespace

QString StageWords::either(const char* english, const char* korean) const {
    return QString::fromUtf8(m_korean ? korean : english);
}

QString StageWords::text(const LocalText& text) const {
    return QString::fromStdString(m_korean && !text.ko.empty() ? text.ko : text.en);
}

QString StageWords::title(const NodeName& node) const {
    const QString title = text(node.title);
    return title.isEmpty() ? QString::fromStdString(node.name) : title;
}

QString StageWords::number(std::uint64_t n) const {
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(n));
}

QString StageWords::shortNumber(std::uint64_t n) const {
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    const auto scaled = [](double value, const char* unit) -> QString {
        // Cut, not rounded: 9,999 must not become 10.0k.
        const bool tenths = value < 10.0;
        const double cut = tenths ? std::floor(value * 10.0) / 10.0 : std::floor(value);
        return QString::number(cut, 'f', tenths ? 1 : 0) + QLatin1String(unit);
    };
    const auto value = static_cast<double>(n);
    if (value < kThousand) {
        return QString::number(n);
    }
    return value < kMillion ? scaled(value / kThousand, "k") : scaled(value / kMillion, "M");
}

QString StageWords::seconds(Duration d) const {
    constexpr double kWholeFrom = 100.0;
    const double s = static_cast<double>(d.us) / static_cast<double>(kUsPerSecond);
    return either("%1 s", "%1초").arg(s, 0, 'f', s < kWholeFrom ? 1 : 0);
}

QString StageWords::down(std::optional<Duration> backIn) const {
    if (!backIn) {
        return either("DOWN until the end", "정지 · 끝까지");
    }
    return either("DOWN · back in %1", "정지 · %1 뒤 복구").arg(seconds(*backIn));
}

QString StageWords::waitedFor(WaitsFor what) const {
    switch (what) {
        case WaitsFor::Database:
            return either("DB", "DB");
        case WaitsFor::Broker:
            return either("broker", "브로커");
        case WaitsFor::EventStore:
            return either("event store", "이벤트 저장소");
        case WaitsFor::Reply:
            break;
    }
    return either("reply", "응답");
}

QString StageWords::workersIdle(std::size_t workers) const {
    const QString count = number(workers);
    return m_korean
               ? QStringLiteral("작업자 %1 · 쉬는 중").arg(count)
               : QStringLiteral("%1 %2 · idle").arg(count, plural(workers, "worker", "workers"));
}

QString StageWords::workersBusy(std::size_t workers, std::size_t busy) const {
    return either("%2 of %1 busy", "작업자 %1 · %2 작업 중").arg(number(workers), number(busy));
}

QString StageWords::workersWaiting(std::size_t workers, std::size_t waiting, WaitsFor what) const {
    return either("%2 of %1 wait for %3", "작업자 %1 · %2 %3 대기")
        .arg(number(workers), number(waiting), waitedFor(what));
}

QString StageWords::workersStuck(std::size_t workers, std::size_t stuck, WaitsFor what) const {
    return either("%2 of %1 stuck on %3", "작업자 %1 · %2 %3에 막힘")
        .arg(number(workers), number(stuck), waitedFor(what));
}

QString StageWords::workersRetrying(std::size_t workers, std::size_t retrying) const {
    return either("%2 of %1 will retry", "작업자 %1 · %2 재시도 대기")
        .arg(number(workers), number(retrying));
}

QString StageWords::consumerWaits(std::uint32_t batchMax) const {
    return either("waits · batch ≤ %1", "대기 · 묶음 ≤ %1").arg(number(batchMax));
}

QString StageWords::consumerApplies(std::uint64_t events) const {
    return m_korean ? QStringLiteral("이벤트 %1건 반영 중").arg(number(events))
                    : QStringLiteral("applies %1 %2")
                          .arg(number(events), plural(events, "event", "events"));
}

QString StageWords::consumerStuck(std::uint64_t events, WaitsFor what) const {
    return m_korean ? QStringLiteral("%1건 보유 · %2에 막힘").arg(number(events), waitedFor(what))
                    : QStringLiteral("holds %1 · stuck on %2").arg(number(events), waitedFor(what));
}

QString StageWords::consumerRetries(std::uint64_t events, std::uint32_t retry) const {
    return either("holds %1 · retry %2", "%1건 보유 · 재시도 %2")
        .arg(number(events), number(retry));
}

QString StageWords::databaseIdle(std::uint64_t rowsWritten) const {
    return either("idle · %1", "쉬는 중 · %1").arg(rows(rowsWritten));
}

QString StageWords::databaseBusy(std::size_t busy, std::uint64_t rowsWritten) const {
    return either("%1 busy · %2", "%1 사용 중 · %2").arg(number(busy), rows(rowsWritten));
}

QString StageWords::storeStatus(std::size_t busy, std::uint64_t events) const {
    const QString stored =
        m_korean ? QStringLiteral("이벤트 %1건").arg(number(events))
                 : QStringLiteral("%1 %2").arg(number(events), plural(events, "event", "events"));
    return busy == 0 ? either("idle · %1", "쉬는 중 · %1").arg(stored)
                     : either("%1 busy · %2", "%1 사용 중 · %2").arg(number(busy), stored);
}

QString StageWords::client(std::uint64_t requests, std::uint64_t open) const {
    return either("%1 sent · %2 open", "요청 %1 · 대기 %2").arg(number(requests), number(open));
}

QString StageWords::gateway(std::uint64_t retries, std::uint64_t open) const {
    return m_korean ? QStringLiteral("재시도 %1 · 대기 %2").arg(number(retries), number(open))
                    : QStringLiteral("%1 %2 · %3 open")
                          .arg(number(retries), plural(retries, "retry", "retries"), number(open));
}

QString StageWords::topic(const std::string& topic, std::size_t partitions) const {
    const QString name = QString::fromStdString(topic);
    return m_korean
               ? QStringLiteral("토픽 %1 · 파티션 %2개").arg(name, number(partitions))
               : QStringLiteral("topic %1 · %2 %3")
                     .arg(name, number(partitions), plural(partitions, "partition", "partitions"));
}

QString StageWords::topics(std::size_t topics, std::size_t partitions) const {
    return either("%1 topics · %2 partitions", "토픽 %1개 · 파티션 %2개")
        .arg(number(topics), number(partitions));
}

QString StageWords::rows(std::uint64_t rows) const {
    return m_korean ? QStringLiteral("%1행").arg(number(rows))
                    : QStringLiteral("%1 %2").arg(number(rows), plural(rows, "row", "rows"));
}

QString StageWords::accessLog(std::uint64_t lines) const {
    if (lines == 0) {
        return either("access log is clean", "접근 로그 이상 없음");
    }
    return m_korean ? QStringLiteral("손으로 맞출 %1줄").arg(number(lines))
                    : QStringLiteral("%1 %2 to fix by hand")
                          .arg(number(lines), plural(lines, "line", "lines"));
}

QString StageWords::offsets(std::int64_t end, std::int64_t committed) const {
    const auto of = [this](std::int64_t n) { return number(static_cast<std::uint64_t>(n)); };
    return either("end %1 · committed %2 · behind %3", "끝 %1 · 커밋 %2 · 밀림 %3")
        .arg(of(end), of(committed), of(end - committed));
}

QString StageWords::segments() const {
    return either("segments", "세그먼트");
}

QString StageWords::outbox() const {
    return either("outbox", "아웃박스");
}

QString StageWords::outbox(std::int64_t end, std::int64_t marked) const {
    return either("outbox: %1 stored · %2 not yet relayed",
                  "아웃박스: %1건 저장 · %2건 아직 안 보냄")
        .arg(number(static_cast<std::uint64_t>(end)),
             number(static_cast<std::uint64_t>(std::max<std::int64_t>(end - marked, 0))));
}

QString StageWords::moreWaiting(std::uint64_t more) const {
    return QStringLiteral("+%1").arg(number(more));
}

QString StageWords::morePartitions(std::size_t more) const {
    return either("and %1 more partitions", "그 밖의 파티션 %1개").arg(number(more));
}

QString StageWords::breakerOpen() const {
    return either("breaker open", "차단기 열림");
}

QString StageWords::breakerHalfOpen() const {
    return either("breaker half-open", "차단기 반쯤 열림");
}

QString StageWords::fault(Fault::Kind kind, std::int64_t strength) const {
    constexpr double kMillion = 1e6;
    const double value = static_cast<double>(strength) / kMillion;
    const QString percent = QString::number(std::lround(value * 100.0));
    switch (kind) {
        case Fault::Kind::Down:
            return either("down", "정지");
        case Fault::Kind::Crash:
            return either("crashed", "중단");
        case Fault::Kind::Slow:
            return either("slow ×%1", "%1배 느림").arg(QString::number(value, 'g', 3));
        case Fault::Kind::Flaky:
            return either("flaky %1 %", "%1% 실패").arg(percent);
        case Fault::Kind::LoseReplies:
            return strength >= static_cast<std::int64_t>(kMillion)
                       ? either("loses replies", "응답 유실")
                       : either("loses %1 % of replies", "응답 %1% 유실").arg(percent);
        case Fault::Kind::Loss:
            return either("loses %1 %", "%1% 유실").arg(percent);
        case Fault::Kind::Cut:
            return either("link cut", "연결 끊김");
        case Fault::Kind::LoseLeader:
            return either("leader lost", "리더 유실");
        case Fault::Kind::Replay:
            return either("replay", "재처리");
        case Fault::Kind::Corrupt:
            return either("writes wrong values", "잘못된 값을 씀");
        case Fault::Kind::Rebuild:
            return either("rebuilding", "다시 만드는 중");
        case Fault::Kind::Correct:
            return either("correcting", "바로잡는 중");
        case Fault::Kind::Incompatible:
            return either("new schema", "새 스키마");
        case Fault::Kind::RetryParked:
            return either("retrying parked events", "보관한 이벤트 재시도");
        case Fault::Kind::Upgrade:
            return either("upgraded", "업그레이드");
        case Fault::Kind::Restore:
            return either("restoring", "복원 중");
        case Fault::Kind::Forget:
            return either("forgetting", "잊는 중");
    }
    return {};
}

QString StageWords::retry(std::uint32_t number) const {
    return either("retry %1", "재시도 %1").arg(this->number(number));
}

QString StageWords::timeout() const {
    return either("timeout", "시간 초과");
}

QString StageWords::refused() const {
    return either("refused", "거절");
}

QString StageWords::lost() const {
    return either("lost", "유실");
}

QString StageWords::cut() const {
    return either("cut", "끊김");
}

QString StageWords::accepted() const {
    return either("accepted", "수락");
}

QString StageWords::refusedChip() const {
    return either("refused", "거절");
}

QString StageWords::unknown() const {
    return either("unknown", "모름");
}

QString StageWords::retries() const {
    return either("retries", "재시도");
}

QString StageWords::databaseWork() const {
    return either("DB work", "DB 작업");
}

QString StageWords::behind() const {
    return either("behind", "지연");
}

QString StageWords::parked() const {
    return either("parked", "보관됨");
}

QString StageWords::behindFor(std::uint64_t events, std::optional<Duration> since) const {
    QString text =
        m_korean ? QStringLiteral("%1건").arg(number(events))
                 : QStringLiteral("%1 %2").arg(number(events), plural(events, "event", "events"));
    if (events > 0 && since) {
        text += QStringLiteral(" · ") + seconds(*since);
    }
    return text;
}

}  // namespace foldline::ui
