// The figures of one system on two branches, side by side, with what differs marked.
#pragma once

#include <QAbstractTableModel>
#include <array>

#include "core/judge/scorecard.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

/// A figure a row, then the checks. Columns: the first branch, the second, and how the second
/// differs from the first.
class CompareModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { First, Second, Difference, ColumnCount };

    /// Whether the figures of the row differ (bool).
    static constexpr int kDiffersRole = Qt::UserRole + 1;

    explicit CompareModel(const Theme& theme, QObject* parent = nullptr);

    void show(const QString& firstTitle,
              Scorecard first,
              const QString& secondTitle,
              Scorecard second);
    void setTheme(const Theme& theme);
    /// Takes the texts of the current language.
    void retranslate();

    int differences() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section,
                        Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    /// What became of the row from the first branch to the second.
    enum class Change { None, Neutral, Better, Worse };

    static bool isCheck(int row);
    const Scorecard::CheckResult& check(int column, int row) const;
    Change change(int row) const;
    QString text(int row, int column) const;
    QString differenceText(int row) const;
    void tellChanged();

    Theme m_theme;
    std::array<QString, 2> m_titles;
    std::array<Scorecard, 2> m_cards;
};

/// The table as tab-separated text, headers included: what spreadsheets take from the clipboard.
QString toClipboardText(const QAbstractItemModel& model);

}  // namespace foldline::ui
