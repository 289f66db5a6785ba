// The marks of a recording as a table.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/run/run_controller.h"

namespace foldline::ui {

/// By time. The name of a mark can be edited; that is undoable.
class MarksModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Name, Branch, ColumnCount };

    /// `controller` must outlive it.
    explicit MarksModel(RunController& controller, QObject* parent = nullptr);

    NoteId mark(const QModelIndex& index) const;
    /// Takes the texts of the current language.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section,
                        Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void reload();
    QString branchOf(const Note& note) const;

    RunController& m_controller;
    std::vector<Note> m_notes;
};

}  // namespace foldline::ui
