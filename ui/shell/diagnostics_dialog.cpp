#include "ui/shell/diagnostics_dialog.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/shell/dialog_size.h"

namespace foldline::ui {
namespace {

constexpr int kLine = 0;
constexpr int kColumn = 1;
constexpr int kMessage = 2;
constexpr int kColumns = 3;

}  // namespace

DiagnosticsModel::DiagnosticsModel(std::vector<Diagnostic> diagnostics, QObject* parent)
    : QAbstractTableModel(parent),
      m_diagnostics(std::move(diagnostics)) {}

int DiagnosticsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_diagnostics.size());
}

int DiagnosticsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant DiagnosticsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Diagnostic& diagnostic = m_diagnostics[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) {
        const auto side = index.column() == kMessage ? Qt::AlignLeft : Qt::AlignRight;
        return QVariant::fromValue(Qt::Alignment(side | Qt::AlignTop));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
        case kLine:
            return diagnostic.line > 0 ? QVariant(diagnostic.line) : QVariant();
        case kColumn:
            return diagnostic.column > 0 ? QVariant(diagnostic.column) : QVariant();
        default:
            return QString::fromStdString(diagnostic.message);
    }
}

QVariant DiagnosticsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kLine:
            return tr("Line");
        case kColumn:
            return tr("Column");
        case kMessage:
            return tr("What is wrong");
        default:
            return {};
    }
}

DiagnosticsDialog::DiagnosticsDialog(QString path,
                                     std::vector<Diagnostic> diagnostics,
                                     const Theme& theme,
                                     QWidget* parent)
    : QDialog(parent),
      m_path(std::move(path)),
      m_diagnostics(std::move(diagnostics)) {
    setObjectName(QStringLiteral("diagnosticsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    const int margin = qRound(theme.px(16));
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(qRound(theme.px(10)));
    m_heading = new QLabel(this);
    m_heading->setFont(theme.font(kTextPoints, QFont::DemiBold));
    m_heading->setWordWrap(true);
    column->addWidget(m_heading);
    m_model = new DiagnosticsModel(m_diagnostics, this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(kMessage, QHeaderView::Stretch);
    column->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    m_copy = new QPushButton(this);
    m_edit = new QPushButton(this);
    m_retry = new QPushButton(this);
    m_close = new QPushButton(this);
    m_retry->setDefault(true);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_edit);
    buttons->addStretch(1);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_close);
    column->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosticsDialog::copy);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_path));
    });
    connect(m_retry, &QPushButton::clicked, this, [this] {
        close();
        emit retryRequested(m_path);
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    resizeWithinScreen(*this, {qRound(theme.px(760)), qRound(theme.px(420))});
    retranslate();
}

void DiagnosticsDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void DiagnosticsDialog::retranslate() {
    const QString name = QFileInfo(m_path).fileName();
    setWindowTitle(tr("Problems in %1").arg(name));
    m_heading->setText(
        tr("%1 cannot be run: %n problem(s) to put right first.", nullptr, m_model->rowCount())
            .arg(name));
    m_table->setAccessibleName(windowTitle());
    m_copy->setText(tr("&Copy"));
    m_edit->setText(tr("&Open in editor"));
    m_retry->setText(tr("&Try again"));
    m_close->setText(tr("Close"));
}

void DiagnosticsDialog::copy() const {
    QString text;
    for (const Diagnostic& diagnostic : m_diagnostics) {
        text += QString::fromStdString(formatDiagnostic(diagnostic)) % u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
}

}  // namespace foldline::ui
