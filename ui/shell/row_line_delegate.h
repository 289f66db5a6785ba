// Cells with a line below, as the heads of rows have one: rows of figures are easier to follow.
#pragma once

#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace foldline::ui {

class RowLineDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    RowLineDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent),
          m_line(theme.line) {}

    void setTheme(const Theme& theme) { m_line = theme.line; }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(m_line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }

private:
    QColor m_line;
};

}  // namespace foldline::ui
