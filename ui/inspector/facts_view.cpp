#include "ui/inspector/facts_view.h"

#include <QHeaderView>

#include "ui/inspector/delegates.h"

namespace foldline::ui {

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
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void FactsView::setTheme(const Theme& theme) {
    m_delegate->setTheme(theme);
    doItemsLayout();
}

void FactsView::show(std::vector<Fact> facts) {
    m_model.show(std::move(facts));
    // Headings have nothing to their right.
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const int columns = m_model.index(row, 0).data(FactsModel::kHeadingRole).toBool() ? 2 : 1;
        if (columnSpan(row, 0) != columns) {
            setSpan(row, 0, 1, columns);
        }
    }
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
}

}  // namespace foldline::ui
