// A window of records around the playhead.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline::ui {

/// Columns: seq, time, kind, node, what it is about.
class RecordsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Time, What, Where, About, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// `dictionary` is borrowed until the next call; `records` are consecutive.
    void show(const Dictionary* dictionary, std::vector<Record> records);
    const Record* at(int row) const;
    /// -1 when it is not in the window.
    int rowOf(Seq seq) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Dictionary* m_dictionary = nullptr;
    std::vector<Record> m_records;
};

}  // namespace foldline::ui
