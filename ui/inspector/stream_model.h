// The events and row writes of one entity, each with what it changed; those after the playhead are
// listed too, as what is still to come.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "core/fold/entity.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline::ui {

class StreamModel final : public QAbstractListModel {
    Q_OBJECT

public:
    struct Item {
        Record record;
        QString title;   ///< "AddressChanged #6"
        QString change;  ///< "address: 9 Yulgok-ro → 3 Jong-ro"
        bool isEvent = true;
    };

    static constexpr int kItemRole = Qt::UserRole;  ///< row index into items()
    static constexpr int kFutureRole = Qt::UserRole + 1;

    using QAbstractListModel::QAbstractListModel;

    /// `records`: of one entity, oldest first, from its creation or a later state. Events are
    /// listed where there are any, else row writes.
    void show(const Dictionary& dictionary,
              const EntityRules& rules,
              const std::vector<Record>& records);
    void clear();
    /// What comes later than `t` is still to come.
    void setNow(SimTime t);
    /// The last row not after now; -1 when all are to come.
    int currentRow() const;

    const std::vector<Item>& items() const { return m_items; }

    /// The longest text about a change; empty when there is none.
    QString longestChange() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Item> m_items;
    SimTime m_now;
};

}  // namespace foldline::ui
