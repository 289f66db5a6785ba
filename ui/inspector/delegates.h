// How the inspector's lists and tables are painted.
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace foldline::ui {

/// Cells of EntityModel: red ground where a value differs from what clients believe, green where it
/// agrees beside one that differs.
class EntityDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    EntityDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent),
          m_theme(theme) {}

    void setTheme(const Theme& theme) { m_theme = theme; }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme m_theme;
};

/// Items of StreamModel: a mark by kind, the title and the time, and below what changed.
class StreamDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    StreamDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent),
          m_theme(theme) {}

    void setTheme(const Theme& theme) { m_theme = theme; }

    /// All items get the lines that `longest` takes in `width`, up to kLinesMax. True when that is
    /// another height than before.
    bool fit(const QString& longest, int width);

    static constexpr int kLinesMax = 4;

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme m_theme;
    int m_lines = 1;
};

/// Lines of FactsModel. Headings and claims take the whole width of the view.
class FactsDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    FactsDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent),
          m_theme(theme) {}

    void setTheme(const Theme& theme) { m_theme = theme; }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    struct ClaimText {
        QString claim;
        QString verdict;
        double claimHeight = 0.0;
        double verdictHeight = 0.0;
    };

    void paintClaim(QPainter* painter, const QRectF& rect, const QModelIndex& index) const;
    ClaimText claimText(const QModelIndex& index, double width) const;

    Theme m_theme;
};

}  // namespace foldline::ui
