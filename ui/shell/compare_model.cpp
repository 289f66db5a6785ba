#include "ui/shell/compare_model.h"

#include "ui/shell/scorecard_figures.h"

namespace foldline::ui {
namespace {

int figureCount() {
    return static_cast<int>(scorecardFigures().size());
}

const ScorecardFigure& figureAt(int row) {
    return scorecardFigures()[static_cast<std::size_t>(row)];
}

}  // namespace

CompareModel::CompareModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent),
      m_theme(theme) {}

void CompareModel::show(const QString& firstTitle,
                        Scorecard first,
                        const QString& secondTitle,
                        Scorecard second) {
    const bool sameShape = first.checks.size() == m_cards[0].checks.size();
    if (!sameShape) {
        beginResetModel();
    }
    m_titles[0] = firstTitle;
    m_titles[1] = secondTitle;
    m_cards[0] = std::move(first);
    m_cards[1] = std::move(second);
    if (!sameShape) {
        endResetModel();
    } else {
        tellChanged();
    }
}

void CompareModel::setTheme(const Theme& theme) {
    m_theme = theme;
    tellChanged();
}

void CompareModel::retranslate() {
    tellChanged();
}

void CompareModel::tellChanged() {
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

int CompareModel::differences() const {
    int count = 0;
    for (int row = 0; row < rowCount(); ++row) {
        count += change(row) == Change::None ? 0 : 1;
    }
    return count;
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : figureCount() + static_cast<int>(m_cards[0].checks.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

bool CompareModel::isCheck(int row) {
    return row >= figureCount();
}

const Scorecard::CheckResult& CompareModel::check(int column, int row) const {
    static const Scorecard::CheckResult kNothing;
    const auto& checks = m_cards[column].checks;
    const auto at = static_cast<std::size_t>(row - figureCount());
    return at < checks.size() ? checks[at] : kNothing;
}

CompareModel::Change CompareModel::change(int row) const {
    if (isCheck(row)) {
        const Scorecard::CheckResult& a = check(First, row);
        const Scorecard::CheckResult& b = check(Second, row);
        if (a == b) {
            return Change::None;
        }
        if (a.holds == b.holds) {
            return Change::Neutral;
        }
        return b.holds ? Change::Better : Change::Worse;
    }
    const ScorecardFigure& figure = figureAt(row);
    const double a = figure.value(m_cards[0]);
    const double b = figure.value(m_cards[1]);
    if (a == b) {
        return Change::None;
    }
    if (figure.judgement != ScorecardFigure::Judgement::ShouldBeNought) {
        return Change::Neutral;
    }
    return b < a ? Change::Better : Change::Worse;
}

QString CompareModel::text(int row, int column) const {
    if (column == Difference) {
        return differenceText(row);
    }
    return isCheck(row) ? checkText(check(column, row))
                        : figureText(figureAt(row), m_cards[column]);
}

QString CompareModel::differenceText(int row) const {
    const Change changed = change(row);
    if (changed == Change::None) {
        return tr("same");
    }
    const QString by =
        isCheck(row) ? QString() : figureDifference(figureAt(row), m_cards[0], m_cards[1]);
    const QString judged = changed == Change::Better  ? tr("better")
                           : changed == Change::Worse ? tr("worse")
                           : isCheck(row)             ? tr("differs")
                                                      : QString();
    return QStringList{by, judged}.join(QStringLiteral("  ")).trimmed();
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Change changed = change(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return text(index.row(), index.column());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        case Qt::ToolTipRole:
            return isCheck(index.row()) ? QVariant() : figureMeaning(figureAt(index.row()));
        case Qt::FontRole:
            return m_theme.numbers(kTextPoints,
                                   changed == Change::None ? QFont::Normal : QFont::DemiBold);
        case Qt::BackgroundRole:
            return changed == Change::None ? QVariant() : QVariant(m_theme.selection);
        case Qt::ForegroundRole:
            if (changed == Change::None) {
                return m_theme.muted;
            }
            if (index.column() != Difference || changed == Change::Neutral) {
                return m_theme.text;
            }
            return changed == Change::Better ? m_theme.readModelText : m_theme.failureText;
        case kDiffersRole:
            return changed != Change::None;
        default:
            return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section < 0 || section >= (orientation == Qt::Horizontal ? columnCount() : rowCount())) {
        return {};
    }
    if (orientation == Qt::Horizontal) {
        if (role == Qt::TextAlignmentRole) {
            return QVariant::fromValue(
                Qt::Alignment(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter) |
                              static_cast<int>(Qt::TextWordWrap)));
        }
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
            return {};
        }
        return section == Difference ? tr("Difference") : m_titles[section];
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    }
    if (role == Qt::DisplayRole) {
        return isCheck(section) ? QString::fromStdString(check(First, section).text)
                                : figureName(figureAt(section));
    }
    return role == Qt::ToolTipRole && !isCheck(section) ? QVariant(figureMeaning(figureAt(section)))
                                                        : QVariant();
}

QString toClipboardText(const QAbstractItemModel& model) {
    QString out;
    for (int column = 0; column < model.columnCount(); ++column) {
        out += u'\t' + model.headerData(column, Qt::Horizontal).toString();
    }
    out += u'\n';
    for (int row = 0; row < model.rowCount(); ++row) {
        out += model.headerData(row, Qt::Vertical).toString();
        for (int column = 0; column < model.columnCount(); ++column) {
            out += u'\t' + model.index(row, column).data().toString();
        }
        out += u'\n';
    }
    return out;
}

}  // namespace foldline::ui
