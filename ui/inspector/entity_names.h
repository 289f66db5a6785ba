// The names of all entities of a system, without a copy of them.
#pragma once

#include <QAbstractListModel>

#include "core/record/dictionary.h"

namespace foldline::ui {

/// Row i is EntityId i. Borrows the dictionary.
class EntityNames final : public QAbstractListModel {
    Q_OBJECT

public:
    EntityNames(const Dictionary& dictionary, QObject* parent)
        : QAbstractListModel(parent),
          m_dictionary(dictionary) {}

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_dictionary.entities.size());
    }

    QVariant data(const QModelIndex& index, int role) const override {
        const bool text = role == Qt::DisplayRole || role == Qt::EditRole;
        return text && index.isValid() && index.row() < rowCount()
                   ? QVariant(QString::fromStdString(
                         m_dictionary.entities[static_cast<std::size_t>(index.row())].key))
                   : QVariant();
    }

private:
    const Dictionary& m_dictionary;
};

}  // namespace foldline::ui
