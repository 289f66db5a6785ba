// Finds any command by a few letters of its name, in whatever language is shown or in English.
#pragma once

#include <QAbstractListModel>
#include <QDialog>
#include <QPointer>
#include <vector>

#include "ui/theme/theme.h"

class QAction;
class QLabel;
class QLineEdit;
class QListView;

namespace foldline::ui {

/// The actions that fit what was typed, best first; equals in the order given.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kKeysRole = Qt::UserRole + 1;

    explicit PaletteModel(const std::vector<QAction*>& actions, QObject* parent = nullptr);

    void setPattern(const QString& pattern);
    QAction* action(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<QPointer<QAction>> m_actions;
    std::vector<std::size_t> m_shown;
};

/// Opens in the upper middle of its parent. Up and Down choose, Return does it, Escape gives up.
class CommandPalette final : public QDialog {
    Q_OBJECT

public:
    CommandPalette(const std::vector<QAction*>& actions, const Theme& theme, QWidget* parent);

    QLineEdit& input() { return *m_input; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void run(const QModelIndex& index);

    PaletteModel* m_model = nullptr;
    QLineEdit* m_input = nullptr;
    QColor m_edge;
    QListView* m_list = nullptr;
    QLabel* m_nothing = nullptr;  ///< said when nothing fits
};

}  // namespace foldline::ui
