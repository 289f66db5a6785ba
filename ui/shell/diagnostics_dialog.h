// What is wrong in a scenario file, line by line.
#pragma once

#include <QAbstractTableModel>
#include <QDialog>
#include <vector>

#include "core/scenario/load.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QTableView;

namespace foldline::ui {

/// Line, column and message of every diagnostic.
class DiagnosticsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit DiagnosticsModel(std::vector<Diagnostic> diagnostics, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section,
                        Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::vector<Diagnostic> m_diagnostics;
};

class DiagnosticsDialog final : public QDialog {
    Q_OBJECT

public:
    DiagnosticsDialog(QString path,
                      std::vector<Diagnostic> diagnostics,
                      const Theme& theme,
                      QWidget* parent);

signals:
    void retryRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void copy() const;

    QString m_path;
    DiagnosticsModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_heading = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_close = nullptr;
    std::vector<Diagnostic> m_diagnostics;
};

}  // namespace foldline::ui
