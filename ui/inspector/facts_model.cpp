#include "ui/inspector/facts_model.h"

namespace foldline::ui {

void FactsModel::show(std::vector<Fact> facts) {
    if (facts == m_facts) {
        return;
    }
    if (facts.size() == m_facts.size()) {
        m_facts = std::move(facts);
        emit dataChanged(index(0, 0), index(rowCount() - 1, 1));
        return;
    }
    beginResetModel();
    m_facts = std::move(facts);
    endResetModel();
}

int FactsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_facts.size());
}

int FactsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 2;
}

QVariant FactsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Fact& fact = m_facts[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::ToolTipRole:
            if (!fact.tip.isEmpty()) {
                return fact.tip;
            }
            [[fallthrough]];
        case Qt::DisplayRole:
            return index.column() == 0 ? fact.name : fact.value;
        case Qt::AccessibleTextRole:
            return fact.isClaim ? QVariant(fact.name + QStringLiteral(" — ") + fact.value)
                                : QVariant();
        case kHeadingRole:
            return fact.isHeading;
        case kClaimRole:
            return fact.isClaim;
        case kVerdictRole:
            return fact.value;
        case kBadRole:
            return fact.isBad;
        default:
            return {};
    }
}

}  // namespace foldline::ui
