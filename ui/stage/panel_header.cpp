#include "ui/stage/panel_header.h"

#include <algorithm>
#include <numeric>

namespace foldline::ui {
namespace {

// Lengths at scale 1.
constexpr double kMargin = 16.0;
constexpr double kChipPad = 8.0;
constexpr double kChipGap = 6.0;
constexpr double kWordGap = 6.0;
constexpr double kTitleGap = 10.0;
constexpr double kSubtitleMin = 90.0;

QColor toneColour(ChipTone tone, const Theme& theme) {
    switch (tone) {
        case ChipTone::Good:
            return theme.readModelText;
        case ChipTone::Bad:
            return theme.failureText;
        case ChipTone::Late:
            return theme.eventText;
        case ChipTone::Plain:
            break;
    }
    return theme.text;
}

ChipTone badWhenAny(std::uint64_t count) {
    return count > 0 ? ChipTone::Bad : ChipTone::Good;
}

ChipTone workTone(std::uint64_t work, std::optional<std::uint64_t> least) {
    // Twice the work of the most sparing system, or the sparing one itself, is worth a colour.
    if (!least || work == 0) {
        return ChipTone::Plain;
    }
    if (work >= *least * 2 && work > *least + 1) {
        return ChipTone::Bad;
    }
    return work == *least ? ChipTone::Good : ChipTone::Plain;
}

/// Numbers are given the room of at least three figures, so that chips do not jump at 10 and 100.
QString widthSample(const QString& figure) {
    constexpr int kFigures = 3;
    return figure.size() >= kFigures ? figure : QStringLiteral("888");
}

double chipWidth(const Chip& chip, const StageFonts& fonts) {
    return fonts.px(2.0 * kChipPad + kWordGap) + fonts.width(TextStyle::ChipWord, chip.word) +
           fonts.width(TextStyle::ChipNumber, widthSample(chip.figure));
}

double chipsWidth(const std::vector<Chip>& chips,
                  const std::vector<std::size_t>& shown,
                  const StageFonts& fonts) {
    double width = 0.0;
    for (const std::size_t i : shown) {
        width += chipWidth(chips[i], fonts) + fonts.px(kChipGap);
    }
    return width;
}

void paintChip(QPainter& painter,
               const Chip& chip,
               const QRectF& rect,
               const StageFonts& fonts,
               const Theme& theme) {
    painter.setPen(QPen(theme.line, std::max(1.0, fonts.px(1.0))));
    painter.setBrush(theme.panel);
    const double radius = fonts.px(6.0);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const QRectF inside = rect.adjusted(fonts.px(kChipPad), 0.0, -fonts.px(kChipPad), 0.0);
    painter.setFont(fonts.font(TextStyle::ChipWord));
    painter.setPen(theme.muted);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, chip.word);
    painter.setFont(fonts.font(TextStyle::ChipNumber));
    painter.setPen(toneColour(chip.tone, theme));
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, chip.figure);
}

}  // namespace

std::uint64_t eventsBehind(const World& world, const Dictionary& dictionary) {
    std::uint64_t behind = 0;
    for (std::size_t i = 0; i < dictionary.partitions.size() && i < world.partitions.size(); ++i) {
        std::uint64_t most = 0;
        for (const CursorState& cursor : world.cursors) {
            if (cursor.partition.value == i) {
                const auto unread =
                    std::max<std::int64_t>(0, world.partitions[i].end - cursor.committed);
                most = std::max(
                    most, static_cast<std::uint64_t>(unread) + cursor.parked - cursor.parkedAhead);
            }
        }
        behind += most;
    }
    return behind;
}

std::uint64_t eventsParked(const World& world) {
    std::uint64_t parked = 0;
    for (const CursorState& cursor : world.cursors) {
        parked += cursor.parked;
    }
    return parked;
}

PanelHeader describeHeader(const StageFrame& frame,
                           const HeaderFacts& facts,
                           const StageWords& words) {
    const Totals& totals = frame.world.totals;
    PanelHeader header;
    header.title = words.text(frame.dictionary.title);
    if (header.title.isEmpty()) {
        header.title = QString::fromStdString(frame.dictionary.system);
    }
    header.subtitle = words.text(facts.subtitle);
    const auto add = [&](const QString& word, std::uint64_t count, ChipTone tone, int rank) {
        header.chips.push_back({word, words.number(count), tone, rank});
    };
    const auto addUnlessQuiet =
        [&](const QString& word, std::uint64_t count, ChipTone tone, int rank) {
            add(word, count, count > 0 ? tone : ChipTone::Plain, rank);
            header.chips.back().quiet = count == 0;
        };
    add(words.accepted(), totals.accepted, ChipTone::Plain, 0);
    add(words.refusedChip(), totals.refused, badWhenAny(totals.refused), 1);
    addUnlessQuiet(words.unknown(), totals.unknown, ChipTone::Bad, totals.unknown > 0 ? 2 : 6);
    addUnlessQuiet(words.retries(), totals.retries, ChipTone::Late, 5);
    const bool broker = std::ranges::any_of(frame.dictionary.nodes, [](const NodeName& node) {
        return node.role == Role::Broker || node.role == Role::EventStore;
    });
    if (broker) {
        const std::uint64_t behind = eventsBehind(frame.world, frame.dictionary);
        header.chips.push_back({words.behind(),
                                words.behindFor(behind, facts.behindFor),
                                behind > 0 ? ChipTone::Late : ChipTone::Good,
                                3});
        if (const std::uint64_t parked = eventsParked(frame.world); parked > 0) {
            add(words.parked(), parked, ChipTone::Late, 2);
        }
    }
    add(words.databaseWork(),
        totals.databaseWork,
        workTone(totals.databaseWork, facts.leastDatabaseWork),
        4);
    return header;
}

double headerHeight(const StageFonts& fonts) {
    return std::ceil(fonts.height(TextStyle::ChipWord) + fonts.px(26.0));
}

HeaderLayout layoutHeader(const PanelHeader& header, const QRectF& strip, const StageFonts& fonts) {
    HeaderLayout layout;
    const double left = strip.left() + fonts.px(kMargin);
    const double right = strip.right() - fonts.px(kMargin);
    const double title =
        std::min(fonts.width(TextStyle::Heading, header.title) + 1.0, right - left);
    std::vector<std::size_t> shown(header.chips.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    const double room = right - left - title - fonts.px(kTitleGap);
    const double subtitleWidth = fonts.width(TextStyle::Subtitle, header.subtitle) + 1.0;
    if (!header.subtitle.isEmpty() &&
        chipsWidth(header.chips, shown, fonts) + subtitleWidth + fonts.px(kTitleGap) > room) {
        std::erase_if(shown, [&](std::size_t i) { return header.chips[i].quiet; });
    }
    while (!shown.empty() && chipsWidth(header.chips, shown, fonts) > room) {
        shown.erase(std::ranges::max_element(
            shown, {}, [&](std::size_t i) { return header.chips[i].rank; }));
    }
    double x = right - chipsWidth(header.chips, shown, fonts) + fonts.px(kChipGap);
    const double height = fonts.height(TextStyle::ChipWord) + fonts.px(10.0);
    const double subtitleLeft = left + title + fonts.px(kTitleGap);
    const double subtitleRoom = x - fonts.px(kTitleGap) - subtitleLeft;
    const double subtitle = std::min(subtitleWidth, subtitleRoom);
    layout.title = QRectF(left, strip.top(), title, strip.height());
    if (!header.subtitle.isEmpty() &&
        (subtitle < subtitleRoom || subtitle >= fonts.px(kSubtitleMin))) {
        layout.subtitle = QRectF(subtitleLeft, strip.top(), subtitle, strip.height());
    }
    for (const std::size_t i : shown) {
        const double width = chipWidth(header.chips[i], fonts);
        layout.chips.emplace_back(i, QRectF(x, strip.center().y() - height / 2.0, width, height));
        x += width + fonts.px(kChipGap);
    }
    return layout;
}

void paintHeader(QPainter& painter,
                 const PanelHeader& header,
                 const QRectF& strip,
                 const StageFonts& fonts,
                 const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const HeaderLayout layout = layoutHeader(header, strip, fonts);
    constexpr auto kLeft = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    painter.setFont(fonts.font(TextStyle::Heading));
    painter.setPen(theme.text);
    painter.drawText(
        layout.title, kLeft, fonts.elided(TextStyle::Heading, header.title, layout.title.width()));
    if (!layout.subtitle.isEmpty()) {
        painter.setFont(fonts.font(TextStyle::Subtitle));
        painter.setPen(theme.muted);
        painter.drawText(
            layout.subtitle,
            kLeft,
            fonts.elided(TextStyle::Subtitle, header.subtitle, layout.subtitle.width()));
    }
    for (const auto& [index, rect] : layout.chips) {
        paintChip(painter, header.chips[index], rect, fonts, theme);
    }
}

}  // namespace foldline::ui
