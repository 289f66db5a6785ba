#include "ui/shell/marks_model.h"

#include <algorithm>

#include "ui/run/branch_title.h"
#include "ui/shell/clock_text.h"

namespace foldline::ui {

MarksModel::MarksModel(RunController& controller, QObject* parent)
    : QAbstractTableModel(parent),
      m_controller(controller) {
    connect(&controller, &RunController::marksChanged, this, &MarksModel::reload);
    connect(&controller, &RunController::branchesChanged, this, &MarksModel::reload);
    reload();
}

NoteId MarksModel::mark(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid)
               ? m_notes[static_cast<std::size_t>(index.row())].id
               : NoteId::none();
}

void MarksModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    reload();
}

void MarksModel::reload() {
    const std::vector<Note>& now = m_controller.session().notebook().notes();
    if (now.size() == m_notes.size()) {
        m_notes = now;
        if (!m_notes.empty()) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_notes = now;
    endResetModel();
}

int MarksModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_notes.size());
}

int MarksModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString MarksModel::branchOf(const Note& note) const {
    const std::vector<BranchInfo> branches = m_controller.session().branches();
    const auto found = std::ranges::find(branches, note.branch, &BranchInfo::id);
    return found == branches.end() ? QString() : branchTitle(*found);
}

QVariant MarksModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Note& note = m_notes[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole && index.column() == Name) {
        return QString::fromStdString(note.text);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
        case Time:
            return clockText(note.t);
        case Name:
            return QString::fromStdString(note.text);
        default:
            return branchOf(note);
    }
}

bool MarksModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || index.column() != Name || !mark(index).exists()) {
        return false;
    }
    m_controller.nameMark(mark(index), value.toString());
    return true;
}

Qt::ItemFlags MarksModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == Name ? usual | Qt::ItemIsEditable : usual;
}

QVariant MarksModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Time ? tr("Time") : section == Name ? tr("Name") : tr("Branch");
}

}  // namespace foldline::ui
