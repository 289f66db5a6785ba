// Every word the stage says, in English and in Korean. Both are kept side by side, because cards
// are sized for both and must not move when the language changes.
#pragma once

#include <QLocale>
#include <QString>
#include <cstdint>
#include <optional>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

/// What a node waits for, as far as the stage has a word for it.
enum class WaitsFor { Database, Broker, EventStore, Reply };

class StageWords {
public:
    /// Any language but Korean is spoken to in English.
    explicit StageWords(QLocale::Language language) : m_korean(language == QLocale::Korean) {}

    bool korean() const { return m_korean; }

    QString text(const LocalText& text) const;
    /// The title of a node, or its name when it has none.
    QString title(const NodeName& node) const;
    QString number(std::uint64_t n) const;
    /// At most four characters: "999", "5.4k", "54k", "2.1M".
    QString shortNumber(std::uint64_t n) const;
    /// "4.2 s", with one decimal below 100 s.
    QString seconds(Duration d) const;

    // Status lines of cards.
    QString down(std::optional<Duration> backIn) const;
    QString workersIdle(std::size_t workers) const;
    QString workersBusy(std::size_t workers, std::size_t busy) const;
    QString workersWaiting(std::size_t workers, std::size_t waiting, WaitsFor what) const;
    QString workersStuck(std::size_t workers, std::size_t stuck, WaitsFor what) const;
    QString workersRetrying(std::size_t workers, std::size_t retrying) const;
    QString consumerWaits(std::uint32_t batchMax) const;
    QString consumerApplies(std::uint64_t events) const;
    QString consumerStuck(std::uint64_t events, WaitsFor what) const;
    QString consumerRetries(std::uint64_t events, std::uint32_t retry) const;
    QString databaseIdle(std::uint64_t rowsWritten) const;
    QString databaseBusy(std::size_t busy, std::uint64_t rowsWritten) const;
    QString storeStatus(std::size_t busy, std::uint64_t events) const;
    QString client(std::uint64_t requests, std::uint64_t open) const;
    QString gateway(std::uint64_t retries, std::uint64_t open) const;
    QString topic(const std::string& topic, std::size_t partitions) const;
    QString topics(std::size_t topics, std::size_t partitions) const;

    // Figures and footnotes of cards.
    QString rows(std::uint64_t rows) const;
    QString accessLog(std::uint64_t lines) const;
    QString offsets(std::int64_t end, std::int64_t committed) const;
    QString segments() const;
    QString outbox() const;
    /// "outbox: 12 stored · 3 not relayed"
    QString outbox(std::int64_t end, std::int64_t marked) const;
    QString moreWaiting(std::uint64_t more) const;
    QString morePartitions(std::size_t more) const;
    QString breakerOpen() const;
    QString breakerHalfOpen() const;
    /// "slow ×10", "flaky 30 %", …; `strength` in millionths.
    QString fault(Fault::Kind kind, std::int64_t strength) const;

    // On and beside edges.
    QString retry(std::uint32_t number) const;
    QString timeout() const;
    QString refused() const;
    QString lost() const;
    QString cut() const;

    // Chips of a panel's header.
    QString accepted() const;
    QString refusedChip() const;
    QString unknown() const;
    QString retries() const;
    QString databaseWork() const;
    QString behind() const;
    QString parked() const;
    QString behindFor(std::uint64_t events, std::optional<Duration> since) const;

    /// Chooses between two texts given as literals.
    QString either(const char* english, const char* korean) const;

private:
    QString waitedFor(WaitsFor what) const;

    bool m_korean;
};

}  // namespace foldline::ui
