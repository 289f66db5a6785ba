#include "ui/inspector/stream_model.h"

#include <algorithm>

#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

QString versionText(std::uint32_t version) {
    return QStringLiteral(" #") + QString::number(version);
}

}  // namespace

void StreamModel::show(const Dictionary& dictionary,
                       const EntityRules& rules,
                       const std::vector<Record>& records) {
    beginResetModel();
    m_items.clear();
    const bool hasEvents =
        std::ranges::any_of(records, [](const Record& r) { return r.kind == Kind::EventAppended; });
    Fields state;
    for (const Record& record : records) {
        Fields after = state;
        if (record.kind == Kind::EntityCreated) {
            state = record.data;
            continue;
        }
        if (hasEvents && record.kind == Kind::EventAppended) {
            rules.applyEvent(record.what, record.data, after);
        } else if (!hasEvents && record.kind == Kind::RowWritten) {
            for (std::size_t i = 0; i < record.data.count; ++i) {
                after.set(record.data.ids[i], record.data.values[i]);
            }
        } else {
            continue;
        }
        QString change = changeText(dictionary, state, after);
        m_items.push_back(
            {.record = record,
             .title = symbolText(dictionary, record.what) + versionText(record.version),
             .change = change.isEmpty() ? tr("nothing changed") : std::move(change),
             .isEvent = hasEvents});
        state = after;
    }
    endResetModel();
}

void StreamModel::clear() {
    beginResetModel();
    m_items.clear();
    endResetModel();
}

void StreamModel::setNow(SimTime t) {
    const int before = currentRow();
    m_now = t;
    const int after = currentRow();
    if (before != after) {
        const int first = std::max(0, std::min(before, after));
        emit dataChanged(index(first), index(std::max(before, after)), {kFutureRole});
    }
}

int StreamModel::currentRow() const {
    const auto next = std::ranges::upper_bound(
        m_items, m_now, {}, [](const Item& item) { return item.record.t; });
    return static_cast<int>(next - m_items.begin()) - 1;
}

QString StreamModel::longestChange() const {
    const auto longest =
        std::ranges::max_element(m_items, {}, [](const Item& item) { return item.change.size(); });
    return longest == m_items.end() ? QString() : longest->change;
}

int StreamModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant StreamModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Item& item = m_items[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole:
            return QString(item.title + QStringLiteral(", ") + shortTime(item.record.t) +
                           QStringLiteral(" s: ") + item.change);
        case kFutureRole:
            return item.record.t > m_now;
        case kItemRole:
            return index.row();
        default:
            return {};
    }
}

}  // namespace foldline::ui
