#include "ui/shell/scorecard_model.h"

#include <algorithm>
#include <limits>

#include "ui/shell/scorecard_figures.h"

namespace foldline::ui {
namespace {

int figureCount() {
    return static_cast<int>(scorecardFigures().size());
}

const ScorecardFigure& figureAt(int row) {
    return scorecardFigures()[static_cast<std::size_t>(row)];
}

QByteArray quoted(const QString& text) {
    QString out = text;
    if (out.contains(u',') || out.contains(u'"') || out.contains(u'\n')) {
        out.replace(QStringLiteral("\""), QStringLiteral("\"\""));
        out = u'"' % out % u'"';
    }
    return out.toUtf8();
}

}  // namespace

ScorecardModel::ScorecardModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent),
      m_theme(theme) {}

void ScorecardModel::setColumns(std::vector<ScorecardColumn> columns) {
    const auto checks = [](const std::vector<ScorecardColumn>& of) {
        return of.empty() ? std::size_t{0} : of.front().card.checks.size();
    };
    const bool sameShape =
        columns.size() == m_columns.size() && checks(columns) == checks(m_columns);
    if (!sameShape) {
        beginResetModel();
        m_columns = std::move(columns);
        endResetModel();
        return;
    }
    m_columns = std::move(columns);
    if (!m_columns.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

void ScorecardModel::setTheme(const Theme& theme) {
    m_theme = theme;
    retranslate();
}

void ScorecardModel::retranslate() {
    if (m_columns.empty()) {
        return;
    }
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

int ScorecardModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || m_columns.empty()) {
        return 0;
    }
    return figureCount() + static_cast<int>(m_columns.front().card.checks.size());
}

int ScorecardModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ScorecardModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Scorecard& card = m_columns[static_cast<std::size_t>(index.column())].card;
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (isCheck(index.row())) {
        const auto check = static_cast<std::size_t>(index.row() - figureCount());
        return check < card.checks.size() ? checkData(card.checks[check], role) : QVariant();
    }
    const ScorecardFigure& figure = figureAt(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return figureText(figure, card);
        case kNumberRole:
            return figureNumber(figure, card);
        case Qt::ToolTipRole:
            return figureMeaning(figure);
        case Qt::ForegroundRole:
            return isBad(figure, card) ? QVariant(m_theme.failureText) : QVariant();
        case Qt::FontRole:
            return m_theme.numbers(kTextPoints,
                                   isBad(figure, card) ? QFont::DemiBold : QFont::Normal);
        default:
            return {};
    }
}

QVariant ScorecardModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section < 0 || section >= (orientation == Qt::Horizontal ? columnCount() : rowCount())) {
        return {};
    }
    if (orientation == Qt::Horizontal) {
        if (role == Qt::TextAlignmentRole) {
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        }
        return role == Qt::DisplayRole
                   ? QVariant(m_columns[static_cast<std::size_t>(section)].title)
                   : QVariant();
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    }
    if (isCheck(section)) {
        const auto check = static_cast<std::size_t>(section - figureCount());
        return role == Qt::DisplayRole
                   ? QVariant(QString::fromStdString(m_columns.front().card.checks[check].text))
                   : QVariant();
    }
    const ScorecardFigure& figure = figureAt(section);
    if (role == Qt::DisplayRole) {
        return figureName(figure);
    }
    return role == Qt::ToolTipRole ? QVariant(figureMeaning(figure)) : QVariant();
}

bool ScorecardModel::isCheck(int row) {
    return row >= figureCount();
}

QVariant ScorecardModel::checkData(const Scorecard::CheckResult& check, int role) const {
    switch (role) {
        case Qt::DisplayRole:
            return checkText(check);
        case kNumberRole:
            return check.holds ? QStringLiteral("0")
                               : QString::number(static_cast<qulonglong>(check.violations));
        case Qt::ToolTipRole:
            return check.holds ? QString()
                               : tr("Broken by %n record(s)",
                                    nullptr,
                                    static_cast<int>(std::min<std::uint64_t>(
                                        check.violations, std::numeric_limits<int>::max())));
        case Qt::ForegroundRole:
            return check.holds ? m_theme.readModelText : m_theme.failureText;
        case Qt::FontRole:
            return m_theme.numbers(kTextPoints, check.holds ? QFont::Normal : QFont::DemiBold);
        default:
            return {};
    }
}

QByteArray toCsv(const ScorecardModel& model) {
    QByteArray out;
    for (int column = 0; column < model.columnCount(); ++column) {
        out += ',' + quoted(model.headerData(column, Qt::Horizontal).toString());
    }
    out += "\r\n";
    for (int row = 0; row < model.rowCount(); ++row) {
        out += quoted(model.headerData(row, Qt::Vertical).toString());
        for (int column = 0; column < model.columnCount(); ++column) {
            out +=
                ',' + quoted(model.index(row, column).data(ScorecardModel::kNumberRole).toString());
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace foldline::ui
