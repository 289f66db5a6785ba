#include "ui/inspector/records_model.h"

#include "ui/inspector/value_text.h"

namespace foldline::ui {

void RecordsModel::show(const Dictionary* dictionary, std::vector<Record> records) {
    if (dictionary == m_dictionary && records == m_records) {
        return;
    }
    beginResetModel();
    m_dictionary = dictionary;
    m_records = std::move(records);
    endResetModel();
}

const Record* RecordsModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_records[static_cast<std::size_t>(row)] : nullptr;
}

int RecordsModel::rowOf(Seq seq) const {
    if (m_records.empty() || seq < m_records.front().seq || seq > m_records.back().seq) {
        return -1;
    }
    return static_cast<int>(seq - m_records.front().seq);
}

int RecordsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int RecordsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant RecordsModel::data(const QModelIndex& index, int role) const {
    const Record* record = index.isValid() ? at(index.row()) : nullptr;
    if (record == nullptr || index.column() >= Columns) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((index.column() <= Time ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
        case Number:
            return QString::number(record->seq);
        case Time:
            return QString::fromStdString(formatSeconds(record->t));
        case What:
            return QString::fromLatin1(kindName(record->kind).data(),
                                       static_cast<qsizetype>(kindName(record->kind).size()));
        case Where:
            return record->node.exists() ? nodeText(*m_dictionary, record->node) : QString();
        default:
            return record->entity.exists() ? entityText(*m_dictionary, record->entity)
                   : record->what.exists() ? symbolText(*m_dictionary, record->what)
                                           : QString();
    }
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Number:
            return QStringLiteral("#");
        case Time:
            return tr("time (s)");
        case What:
            return tr("what happened");
        case Where:
            return tr("where");
        default:
            return tr("about");
    }
}

}  // namespace foldline::ui
