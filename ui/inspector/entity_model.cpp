#include "ui/inspector/entity_model.h"

#include <algorithm>

#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

constexpr int kFieldColumn = 0;
constexpr int kBeliefColumn = 1;
constexpr int kFirstRow = 2;

}  // namespace

void EntityModel::show(const Dictionary* dictionary,
                       EntityId entity,
                       const std::optional<EntityState>& state) {
    if (dictionary == m_dictionary && entity == m_entity && state == m_state) {
        return;
    }
    // A table that keeps its shape only changes its values: a selection in it survives playing.
    std::vector<FieldId> fields;
    if (dictionary != nullptr && state) {
        fields.assign(state->belief.fields.ids.begin(),
                      state->belief.fields.ids.begin() + state->belief.fields.count);
    }
    const bool sameShape = dictionary == m_dictionary && state.has_value() == m_state.has_value() &&
                           fields == m_fields &&
                           (!state || state->rows.size() == m_state->rows.size());
    if (!sameShape) {
        beginResetModel();
    }
    m_dictionary = dictionary;
    m_entity = entity;
    m_state = state;
    m_fields = std::move(fields);
    if (!sameShape) {
        endResetModel();
    } else if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void EntityModel::retranslate() {
    beginResetModel();
    endResetModel();
}

bool EntityModel::hasStream() const {
    return m_dictionary != nullptr && !m_dictionary->partitions.empty();
}

int EntityModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_state ? 0 : static_cast<int>(m_fields.size()) + 1;
}

int EntityModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_state) {
        return 0;
    }
    return kFirstRow + static_cast<int>(m_state->rows.size()) + (hasStream() ? 1 : 0);
}

const Fields* EntityModel::fieldsOf(int column) const {
    if (column == kBeliefColumn) {
        return &m_state->belief.fields;
    }
    const auto row = static_cast<std::size_t>(column - kFirstRow);
    return row < m_state->rows.size() ? &m_state->rows[row].fields : &m_state->stream.fields;
}

std::uint32_t EntityModel::versionOf(int column) const {
    if (column == kBeliefColumn) {
        return m_state->belief.version;
    }
    const auto row = static_cast<std::size_t>(column - kFirstRow);
    return row < m_state->rows.size() ? m_state->rows[row].version : m_state->stream.version;
}

QString EntityModel::text(const QModelIndex& index) const {
    const auto row = static_cast<std::size_t>(index.row());
    const bool isVersion = row == m_fields.size();
    if (index.column() == kFieldColumn) {
        return isVersion ? tr("version")
                         : QString::fromStdString(m_dictionary->field(m_fields[row]).name);
    }
    if (isVersion) {
        return QString::number(versionOf(index.column()));
    }
    const std::int64_t* value = fieldsOf(index.column())->find(m_fields[row]);
    return value != nullptr ? valueText(*m_dictionary, m_fields[row], *value) : QStringLiteral("—");
}

// Of what no operation means no client is told, so that it cannot disagree.
bool EntityModel::isCompared(int column, FieldId field) const {
    const auto compares = [&](const RowState& row) {
        return !row.compared || std::ranges::find(*row.compared, field) != row.compared->end();
    };
    const auto row = static_cast<std::size_t>(column - kFirstRow);
    return row < m_state->rows.size()
               ? compares(m_state->rows[row])
               : m_state->rows.empty() || std::ranges::any_of(m_state->rows, compares);
}

EntityModel::Standing EntityModel::standing(const QModelIndex& index) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (index.column() < kFirstRow || row >= m_fields.size()) {
        return Standing::Neutral;
    }
    const std::int64_t* believed = m_state->belief.fields.find(m_fields[row]);
    const std::int64_t* value = fieldsOf(index.column())->find(m_fields[row]);
    if (believed == nullptr || value == nullptr || !isCompared(index.column(), m_fields[row])) {
        return Standing::Neutral;
    }
    if (*believed != *value) {
        return Standing::Differs;
    }
    // Agreement is worth colour only beside a difference in the same line.
    for (int column = kFirstRow; column < columnCount(); ++column) {
        const std::int64_t* other = fieldsOf(column)->find(m_fields[row]);
        if (other != nullptr && *other != *believed) {
            return Standing::Agrees;
        }
    }
    return Standing::Neutral;
}

QVariant EntityModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_state || index.row() >= rowCount() ||
        index.column() >= columnCount()) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return text(index);
        case kStandingRole:
            return static_cast<int>(standing(index));
        case Qt::AccessibleTextRole:
            return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
                           QStringLiteral(": ") + text(index) +
                           (standing(index) == Standing::Differs ? tr(" (differs)") : QString()));
        default:
            return {};
    }
}

QVariant EntityModel::headerData(int section, Qt::Orientation orientation, int role) const {
    // The title may be shown shortened.
    const bool asks = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    if (orientation != Qt::Horizontal || !asks || !m_state) {
        return {};
    }
    if (section == kFieldColumn) {
        return QString();
    }
    if (section == kBeliefColumn) {
        return tr("Client believes");
    }
    const auto row = static_cast<std::size_t>(section - kFirstRow);
    if (row < m_state->rows.size()) {
        return m_state->rows.size() == 1 ? tr("RDB row")
                                         : nodeText(*m_dictionary, m_state->rows[row].rdb);
    }
    return tr("Fold of events");
}

}  // namespace foldline::ui
