#include "ui/inspector/facts_view.h"

#include <QHeaderView>
#include <algorithm>

#include "ui/inspector/delegates.h"

namespace foldline::ui {
namespace {

/// Of the width; longer names are wrapped.
constexpr double kNamesMost = 0.68;

}  // namespace

FactsView::FactsView(const Theme& theme, QWidget* parent)
    : QTableView(parent),
      m_delegate(new FactsDelegate(theme, this)) {
    setModel(&m_model);
    setItemDelegate(m_delegate);
    verticalHeader()->hide();
    horizontalHeader()->hide();
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->setMinimumSectionSize(1);
    // Hidden as it is, it would still ask for its own margins.
    verticalHeader()->setStyleSheet(QStringLiteral("QHeaderView::section { padding: 0; }"));
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void FactsView::setTheme(const Theme& theme) {
    m_delegate->setTheme(theme);
    fitColumns();
    doItemsLayout();
    resizeRowsToContents();
}

void FactsView::show(std::vector<Fact> facts) {
    m_model.show(std::move(facts));
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row, 0);
        const bool wide = index.data(FactsModel::kHeadingRole).toBool() ||
                          index.data(FactsModel::kClaimRole).toBool();
        const int columns = wide ? 2 : 1;
        if (columnSpan(row, 0) != columns) {
            setSpan(row, 0, 1, columns);
        }
    }
    fitColumns();
}

void FactsView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
    // Of a claim, which no column decides.
    resizeRowsToContents();
}

void FactsView::fitColumns() {
    const int most = static_cast<int>(viewport()->width() * kNamesMost);
    const int width = std::min(sizeHintForColumn(0), most);
    if (horizontalHeader()->count() == 0 || horizontalHeader()->sectionSize(0) == width) {
        return;
    }
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->resizeSection(0, width);
    resizeRowsToContents();
}

}  // namespace foldline::ui
