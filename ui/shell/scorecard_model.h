// The scorecards of several systems side by side, as a table.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/judge/scorecard.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

struct ScorecardColumn {
    QString title;
    Scorecard card;
};

/// A figure a row, then the checks; a card a column. What should be nought and is not is shown in
/// the colour of failure.
class ScorecardModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// The cell for other programs: see figureNumber; of a check, how often it was broken.
    static constexpr int kNumberRole = Qt::UserRole + 1;

    explicit ScorecardModel(const Theme& theme, QObject* parent = nullptr);

    void setColumns(std::vector<ScorecardColumn> columns);

    const std::vector<ScorecardColumn>& columns() const { return m_columns; }

    void setTheme(const Theme& theme);
    /// Takes the texts of the current language.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section,
                        Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    static bool isCheck(int row);
    QVariant checkData(const Scorecard::CheckResult& check, int role) const;

    Theme m_theme;
    std::vector<ScorecardColumn> m_columns;
};

/// The table as comma-separated values (RFC 4180, UTF-8), headers included; kNumberRole of cells.
QByteArray toCsv(const ScorecardModel& model);

}  // namespace foldline::ui
