#include "ui/inspector/word_header.h"

#include <QStyleOptionHeader>
#include <algorithm>

namespace foldline::ui {
namespace {

constexpr int kFreeAtTheRight = 3;

}  // namespace

QString elidedWords(const QString& text, const QFontMetrics& metrics, int width) {
    QStringList words = text.split(QLatin1Char(' '));
    for (QString& word : words) {
        word = metrics.elidedText(word, Qt::ElideRight, width);
    }
    return words.join(QLatin1Char(' '));
}

WordHeader::WordHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setHighlightSections(false);
    setDefaultAlignment(
        Qt::Alignment(static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap));
}

void WordHeader::setPadding(int pixels) {
    m_padding = pixels;
    // In line with the cells, whose text may go to the right edge.
    setStyleSheet(QStringLiteral("QHeaderView::section { padding-left: %1px; padding-right: 0; }")
                      .arg(pixels));
}

int WordHeader::room(int section) const {
    return std::max(1, sectionSize(section) - m_padding - kFreeAtTheRight);
}

QString WordHeader::titleOf(int section) const {
    return elidedWords(model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(),
                       QFontMetrics(font()),
                       room(section));
}

int WordHeader::heightForTitles() const {
    const QFontMetrics metrics(font());
    int high = metrics.height();
    for (int section = 0; section < count(); ++section) {
        const QRect room(0, 0, this->room(section), 1000);
        high =
            std::max(high, metrics.boundingRect(room, Qt::TextWordWrap, titleOf(section)).height());
    }
    return high;
}

void WordHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const {
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->text = titleOf(logicalIndex);
}

}  // namespace foldline::ui
