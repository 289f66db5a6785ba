// A list of named facts in sections, for nodes and records.
#pragma once

#include <QAbstractTableModel>
#include <vector>

namespace foldline::ui {

struct Fact {
    QString name;
    QString value;
    QString tip;             ///< more than the two of them say; may be empty
    bool isHeading = false;  ///< a section begins: only `name`
    bool isClaim = false;    ///< `name` is a sentence, `value` what became of it; over the width
    bool isBad = false;

    friend bool operator==(const Fact&, const Fact&) = default;
};

/// Two columns: name and value.
class FactsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kHeadingRole = Qt::UserRole;
    static constexpr int kBadRole = Qt::UserRole + 1;
    static constexpr int kClaimRole = Qt::UserRole + 2;
    static constexpr int kVerdictRole = Qt::UserRole + 3;  ///< the value of a claim

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the view's place when only values differ.
    void show(std::vector<Fact> facts);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Fact> m_facts;
};

}  // namespace foldline::ui
