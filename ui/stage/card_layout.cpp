#include "ui/stage/card_layout.h"

#include <algorithm>
#include <array>

#include "core/fold/world.h"
#include "ui/stage/card_model.h"
#include "ui/stage/card_strips.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {
namespace {

/// Lengths of one level of detail, at scale 1.
struct Measures {
    double padTop, padBottom, padLeft, padRight;
    double lineGap;  ///< between lines of text
    double partGap;  ///< between the text and the marks, and between parts in a row
    double mark;     ///< side of a square
    double markGap;
    double gauge;  ///< least width of a gauge
    double gaugeHeight;
    double strip;  ///< height of a partition's cells
    double stripGap;
    double stream;  ///< height of a stream's events
    int cells;
    double widthMin, widthMax;
};

constexpr Measures kFull{11, 12, 17, 14, 2, 10, 13, 3.5, 40, 8, 17, 7, 11, 14, 112, 300};
constexpr Measures kCompact{8, 9, 14, 11, 1, 6, 11, 3, 30, 7, 11, 4, 9, 10, 70, 210};
constexpr Measures kMinimal{5, 6, 10, 8, 1, 4, 7, 2, 16, 5, 6, 2, 6, 8, 40, 150};

constexpr int kMarksPerRow = 8;
constexpr int kMarkRowsMax = 3;
constexpr int kOutboxCells = 8;
constexpr double kStreamNameMax = 76.0;
constexpr std::size_t kStripsMax = 16;
constexpr std::size_t kStripsWithCellsMax = 8;

const Measures& measuresOf(Detail detail) {
    switch (detail) {
        case Detail::Full:
            return kFull;
        case Detail::Compact:
            return kCompact;
        case Detail::Minimal:
            break;
    }
    return kMinimal;
}

/// Builds one card from top to bottom; widths are first gathered, then given to all lines.
class CardBuilder {
public:
    CardBuilder(const Dictionary& dictionary, NodeId node, const StageFonts& fonts, Detail detail)
        : m_dictionary(dictionary),
          m_node(node),
          m_look(lookOf(dictionary, node)),
          m_fonts(fonts),
          m_detail(detail),
          m_m(measuresOf(detail)) {}

    CardLayout build(double widthMin);

private:
    double px(double logical) const { return m_fonts.px(logical); }

    QRectF line(TextStyle style);
    QString widestWaiting() const;
    double textWidth() const;
    double partsWidth();
    void placeMarks();
    void placeGauge();
    void placeStrips(bool wanted);
    double stripsWidth();
    double cellsWidth(int cells) const;
    void placeStreams();
    double streamsWidth();

    bool outbox() const { return hasOutbox(m_dictionary, m_node); }

    const Dictionary& m_dictionary;
    NodeId m_node;
    CardLook m_look;
    const StageFonts& m_fonts;
    Detail m_detail;
    const Measures& m_m;
    CardLayout m_card;
    double m_y = 0.0;
    double m_width = 0.0;  ///< of the content
    double m_figureWidth = 0.0;
};

const std::array<StageWords, 2>& bothLanguages() {
    static const std::array kBoth{StageWords(QLocale::English), StageWords(QLocale::Korean)};
    return kBoth;
}

/// As many figures as the queue or the batch may need.
QString CardBuilder::widestWaiting() const {
    const std::int64_t limit = m_dictionary.node(m_node).queueLimit;
    return limit >= 0 && limit < 100 ? QStringLiteral("88") : QStringLiteral("8.8k");
}

double CardBuilder::textWidth() const {
    double width = 0.0;
    for (const StageWords& words : bothLanguages()) {
        const QString title = words.title(m_dictionary.node(m_node));
        width = std::max(width, m_fonts.width(TextStyle::CardTitle, title));
        if (m_detail != Detail::Full) {
            continue;
        }
        for (const QString& status : widestStatuses(m_dictionary, m_node, words)) {
            width = std::max(width, m_fonts.width(TextStyle::CardAlarm, status));
        }
        const QString footnote = widestFootnote(m_dictionary, m_node, words);
        width = std::max(width, m_fonts.width(TextStyle::Small, footnote));
    }
    return width;
}

double CardBuilder::cellsWidth(int cells) const {
    constexpr double kCellWidthMin = 9.0;
    return cells * px((m_detail == Detail::Minimal ? 6.0 : kCellWidthMin) + 2.0);
}

double CardBuilder::stripsWidth() {
    double label = m_fonts.width(TextStyle::Small, QStringLiteral("88"));
    for (const StageWords& words : bothLanguages()) {
        label = outbox() ? std::max(label, m_fonts.width(TextStyle::Small, words.outbox())) : label;
    }
    m_card.stripLabel = label + px(5);
    m_card.stripNumber = m_detail == Detail::Minimal
                             ? 0.0
                             : m_fonts.width(TextStyle::Number, QStringLiteral("8.8k")) + px(5);
    if (m_detail == Detail::Minimal) {
        m_card.stripLabel = 0.0;
    }
    const int cells = outbox() ? kOutboxCells : m_m.cells;
    return m_card.stripLabel + cellsWidth(cells) + m_card.stripNumber;
}

double CardBuilder::streamsWidth() {
    m_card.streamCells = m_m.cells;
    if (m_detail != Detail::Minimal) {
        double name = 0.0;
        for (const QString& widest : widestStreamNames(m_dictionary)) {
            name = std::max(name, m_fonts.width(TextStyle::Small, widest));
        }
        for (const StageWords& words : bothLanguages()) {
            name = std::max(name, m_fonts.width(TextStyle::Small, words.segments()));
        }
        m_card.streamLabel = std::min(name, px(kStreamNameMax)) + px(6);
        m_card.streamNumber = m_fonts.width(TextStyle::Number, QStringLiteral("8.8k")) + px(5);
    }
    // Streams and segments share their columns.
    m_card.stripLabel = m_card.streamLabel;
    m_card.stripNumber = m_card.streamNumber;
    return m_card.streamLabel + cellsWidth(m_m.cells) + m_card.streamNumber;
}

double CardBuilder::partsWidth() {
    const auto capacity = static_cast<int>(m_dictionary.node(m_node).capacity);
    const bool stores = m_look == CardLook::Rdb || m_look == CardLook::EventStore;
    const bool squares = m_look == CardLook::Service || m_look == CardLook::Consumer || stores;
    if (m_look == CardLook::Broker) {
        return stripsWidth();
    }
    if (squares || m_look == CardLook::Gateway) {
        m_card.mark = px(m_m.mark);
        m_card.markStep = px(m_m.mark + m_m.markGap);
        m_card.marksMax = squares ? std::min(capacity, kMarksPerRow * kMarkRowsMax) : kMarksPerRow;
        m_card.marksPerRow = std::min(m_card.marksMax, kMarksPerRow);
    }
    if (squares && !stores) {
        m_figureWidth = m_fonts.width(TextStyle::Number, widestWaiting());
    } else if (m_look == CardLook::Gateway) {
        m_figureWidth = m_fonts.width(TextStyle::Number, QStringLiteral("+8.8k"));
    }
    const double marks =
        m_card.marksPerRow > 0 ? m_card.marksPerRow * m_card.markStep - px(m_m.markGap) : 0.0;
    const bool gauge = !stores && m_look != CardLook::Gateway;
    const double row = marks + (marks > 0 ? px(m_m.partGap) : 0.0) +
                       (gauge ? px(m_m.gauge + 6.0) : 0.0) + m_figureWidth;
    if (m_look == CardLook::EventStore) {
        return std::max(row, streamsWidth());
    }
    return outbox() ? std::max(row, stripsWidth()) : row;
}

QRectF CardBuilder::line(TextStyle style) {
    const double height = m_fonts.height(style);
    const QRectF rect(px(m_m.padLeft), m_y, m_width, height);
    m_y += height + px(m_m.lineGap);
    return rect;
}

void CardBuilder::placeMarks() {
    if (m_card.marksPerRow == 0) {
        return;
    }
    const int rows = (m_card.marksMax + m_card.marksPerRow - 1) / m_card.marksPerRow;
    const double gap = px(m_m.markGap);
    m_card.marks = QRectF(px(m_m.padLeft),
                          m_y,
                          m_card.marksPerRow * m_card.markStep - gap,
                          rows * m_card.markStep - gap);
}

void CardBuilder::placeGauge() {
    const double left =
        m_card.marks.isEmpty() ? px(m_m.padLeft) : m_card.marks.right() + px(m_m.partGap);
    const double right = px(m_m.padLeft) + m_width;
    const double rowHeight = std::max(m_card.marks.height(), m_fonts.height(TextStyle::Number));
    if (m_figureWidth > 0.0) {
        const bool besideMarks = m_look == CardLook::Gateway;
        const double x = besideMarks ? left : right - m_figureWidth;
        m_card.figure = QRectF(x, m_y, m_figureWidth, rowHeight);
    }
    if (m_look == CardLook::Service || m_look == CardLook::Consumer) {
        const double height = px(m_m.gaugeHeight);
        m_card.gauge = QRectF(
            left, m_y + (rowHeight - height) / 2.0, m_card.figure.left() - px(6.0) - left, height);
    } else if (m_look == CardLook::Client) {
        m_card.gauge = QRectF(left, m_y + px(2.0), m_width, px(m_m.gaugeHeight));
        m_y += px(m_m.gaugeHeight + 4.0);
        return;
    }
    m_card.marks.moveTop(m_y + (rowHeight - m_card.marks.height()) / 2.0);
    m_y += rowHeight;
}

void CardBuilder::placeStreams() {
    const std::size_t rows = std::min(kStreamsKept, m_dictionary.entities.size());
    const double height = px(m_m.stream);
    const double gap = px(m_m.stripGap * 0.6);
    for (std::size_t i = 0; i < rows; ++i) {
        m_card.streams.emplace_back(px(m_m.padLeft), m_y, m_width, height);
        m_y += height + gap;
    }
    m_y += px(m_m.partGap) - gap;
}

// As cells, an offset each, or as bars from the first event to the last.
void CardBuilder::placeStrips(bool wanted) {
    std::vector<const PartitionName*> partitions;
    for (const PartitionName& partition : m_dictionary.partitions) {
        if (partition.broker == m_node) {
            partitions.push_back(&partition);
        }
    }
    const bool several = std::ranges::any_of(partitions, [&](const PartitionName* partition) {
        return partition->topic != partitions.front()->topic;
    });
    const std::size_t shown = std::min(partitions.size(), kStripsMax);
    const bool cells = wanted && partitions.size() <= kStripsWithCellsMax;
    m_card.cells = !cells ? 0 : outbox() ? kOutboxCells : m_m.cells;
    const double bar = m_look == CardLook::EventStore ? 0.36 : 0.55;
    const double height = px(cells ? m_m.strip : m_m.strip * bar);
    const double gap = px(cells ? m_m.stripGap : 2.0);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool starts = i == 0 || partitions[i]->topic != partitions[i - 1]->topic;
        if (several && starts && m_detail != Detail::Minimal) {
            m_card.topics.push_back(line(TextStyle::Small));
        }
        m_card.strips.emplace_back(px(m_m.padLeft), m_y, m_width, height);
        m_y += height + gap;
    }
    m_y -= shown > 0 ? gap : 0.0;
}

CardLayout CardBuilder::build(double widthMin) {
    m_width = std::max(textWidth(), partsWidth());
    const double pads = px(m_m.padLeft + m_m.padRight);
    m_width = std::clamp(m_width, px(m_m.widthMin) - pads, px(m_m.widthMax) - pads);
    m_width = std::max(m_width, widthMin - pads);
    m_y = px(m_m.padTop);
    m_card.title = line(TextStyle::CardTitle);
    if (m_detail == Detail::Full) {
        m_card.status = line(TextStyle::CardStatus);
    }
    m_y += px(m_m.partGap - m_m.lineGap);
    if (m_look == CardLook::Broker) {
        placeStrips(true);
    } else {
        placeMarks();
        placeGauge();
    }
    if (m_look == CardLook::EventStore) {
        m_y += px(m_m.partGap);
        placeStreams();
        placeStrips(false);
    } else if (outbox()) {
        m_y += px(m_m.partGap) * 0.8;
        placeStrips(true);
    }
    const bool foot =
        m_look == CardLook::Gateway || m_look == CardLook::Broker || m_look == CardLook::EventStore;
    if (m_detail == Detail::Full && foot) {
        m_y += px(6.0);
        m_card.footnote = line(TextStyle::Small);
        m_y -= px(m_m.lineGap);
    }
    m_y += px(m_m.padBottom);
    m_card.size = QSizeF(m_width + pads, m_y);
    const double inset = px(m_m.padTop + 3.0);
    m_card.bar = QRectF(0.0, inset, px(3.5), m_y - 2.0 * inset);
    return m_card;
}

}  // namespace

CardLayout layoutCard(const Dictionary& dictionary,
                      NodeId node,
                      const StageFonts& fonts,
                      Detail detail,
                      double widthMin) {
    return CardBuilder(dictionary, node, fonts, detail).build(widthMin);
}

double badgeInset(Detail detail) {
    // Letters do not fill the top of their line.
    constexpr double kAboveLetters = 1.5;
    return measuresOf(detail).padTop - kAboveLetters;
}

}  // namespace foldline::ui
