// The three columns of an entity: what clients believe, what each row says, what its events fold
// to.
#pragma once

#include <QAbstractTableModel>
#include <optional>

#include "core/fold/entity.h"
#include "core/record/dictionary.h"

namespace foldline::ui {

/// Rows are the entity's fields and, last, the version. Columns: field, client believes, one for
/// every RDB, fold of events (only where the system has a broker).
class EntityModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// How a value stands to what the clients believe.
    enum class Standing { Neutral, Agrees, Differs };

    static constexpr int kStandingRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// `dictionary` is borrowed until the next call. Without an entity the model is empty.
    void show(const Dictionary* dictionary,
              EntityId entity,
              const std::optional<EntityState>& state);
    /// Asks for all texts again, after the language changed.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const std::optional<EntityState>& state() const { return m_state; }

private:
    bool hasStream() const;
    const Fields* fieldsOf(int column) const;
    std::uint32_t versionOf(int column) const;
    bool isCompared(int column, FieldId field) const;
    QString text(const QModelIndex& index) const;
    Standing standing(const QModelIndex& index) const;

    const Dictionary* m_dictionary = nullptr;
    EntityId m_entity;
    std::optional<EntityState> m_state;
    std::vector<FieldId> m_fields;
};

}  // namespace foldline::ui
