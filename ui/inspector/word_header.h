// The header of a narrow table: its titles are wrapped at words, and a word that is too long for
// its column is shortened, never cut.
#pragma once

#include <QFontMetrics>
#include <QHeaderView>

namespace foldline::ui {

/// `text` with every word at most `width` pixels wide: "Statistics DB" becomes "Stati… DB".
QString elidedWords(const QString& text, const QFontMetrics& metrics, int width);

class WordHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit WordHeader(QWidget* parent = nullptr);

    /// Pixels of a section that are left of its text; as many are free at its right as keep it from
    /// the next one.
    void setPadding(int pixels);
    /// The height that all titles need with the sections as they are.
    int heightForTitles() const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const override;

private:
    int room(int section) const;
    QString titleOf(int section) const;

    int m_padding = 0;
};

}  // namespace foldline::ui
