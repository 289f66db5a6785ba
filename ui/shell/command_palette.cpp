#include "ui/shell/command_palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/shell/commands.h"
#include "ui/shell/fuzzy.h"

namespace foldline::ui {
namespace {

constexpr double kWidth = 560.0;
constexpr double kRowHeight = 34.0;
constexpr int kRows = 10;

class RowDelegate final : public QStyledItemDelegate {
public:
    RowDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent),
          m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {option.rect.width(), qRound(m_theme.px(kRowHeight))};
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const int inset = qRound(m_theme.px(12));
        if ((option.state & QStyle::State_Selected) != 0) {
            painter->fillRect(option.rect, m_theme.selection);
        }
        const QRect inner = option.rect.adjusted(inset, 0, -inset, 0);
        const QString keys = index.data(PaletteModel::kKeysRole).toString();
        painter->setFont(m_theme.font(kTextPoints - 0.75));
        painter->setPen(m_theme.muted);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, keys);
        const int keysWidth = painter->fontMetrics().horizontalAdvance(keys) + inset;
        painter->setFont(m_theme.font(kTextPoints));
        painter->setPen(m_theme.text);
        const QRect left = inner.adjusted(0, 0, -keysWidth, 0);
        painter->drawText(left,
                          Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(
                              index.data().toString(), Qt::ElideRight, left.width()));
    }

private:
    Theme m_theme;
};

}  // namespace

PaletteModel::PaletteModel(const std::vector<QAction*>& actions, QObject* parent)
    : QAbstractListModel(parent) {
    for (QAction* action : actions) {
        if (action->isEnabled()) {
            m_actions.emplace_back(action);
        }
    }
    setPattern({});
}

void PaletteModel::setPattern(const QString& pattern) {
    struct Fit {
        std::size_t action;
        int score;
    };

    std::vector<Fit> fits;
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        if (!m_actions[i]) {
            continue;
        }
        const std::optional<int> shown = fuzzyScore(pattern, plainText(*m_actions[i]));
        const std::optional<int> english =
            fuzzyScore(pattern, plainText(m_actions[i]->objectName()));
        if (shown || english) {
            fits.push_back({i, std::max(shown.value_or(-1), english.value_or(-1))});
        }
    }
    std::stable_sort(
        fits.begin(), fits.end(), [](const Fit& a, const Fit& b) { return a.score > b.score; });
    beginResetModel();
    m_shown.clear();
    for (const Fit& fit : fits) {
        m_shown.push_back(fit.action);
    }
    endResetModel();
}

QAction* PaletteModel::action(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid)
               ? m_actions[m_shown[static_cast<std::size_t>(index.row())]].data()
               : nullptr;
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const QAction* const found = action(index);
    if (!found) {
        return {};
    }
    if (role == kKeysRole) {
        return found->shortcut().toString(QKeySequence::NativeText);
    }
    return role == Qt::DisplayRole ? QVariant(plainText(*found)) : QVariant();
}

CommandPalette::CommandPalette(const std::vector<QAction*>& actions,
                               const Theme& theme,
                               QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_edge(theme.faint) {
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Find a command"));
    auto* column = new QVBoxLayout(this);
    const int margin = qRound(theme.px(8));
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    m_input = new QLineEdit(this);
    m_input->setFont(theme.font(kTextPoints + 1.5));
    m_input->setPlaceholderText(tr("Type a few letters of a command"));
    m_input->setAccessibleName(m_input->placeholderText());
    m_input->installEventFilter(this);
    column->addWidget(m_input);
    m_model = new PaletteModel(actions, this);
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(qRound(theme.px(kRowHeight)) * kRows);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setCurrentIndex(m_model->index(0));
    column->addWidget(m_list);
    m_nothing = new QLabel(tr("Nothing that can be done now is called like this"), m_list);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setFont(theme.font(kTextPoints));
    QPalette muted = m_nothing->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_nothing->setPalette(muted);
    m_nothing->hide();
    connect(m_input, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setPattern(text);
        m_list->setCurrentIndex(m_model->index(0));
        m_nothing->setGeometry(m_list->rect().adjusted(0, 0, 0, -m_list->height() / 2));
        m_nothing->setVisible(m_model->rowCount() == 0);
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    setFixedWidth(qRound(theme.px(kWidth)));
    adjustSize();
    const QPoint corner = parent->mapToGlobal(QPoint(0, 0));
    move(corner + QPoint((parent->width() - width()) / 2, parent->height() / 8));
    m_input->setFocus();
}

void CommandPalette::paintEvent(QPaintEvent* event) {
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(m_edge);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return QDialog::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = m_list->currentIndex().row();
    switch (key) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (m_model->rowCount() > 0) {
                const int step = key == Qt::Key_Down ? 1 : -1;
                m_list->setCurrentIndex(
                    m_model->index(std::clamp(row + step, 0, m_model->rowCount() - 1)));
            }
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(m_list->currentIndex());
            return true;
        default:
            return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::run(const QModelIndex& index) {
    const QPointer<QAction> chosen = m_model->action(index);
    if (!chosen) {
        return;
    }
    close();
    // Once the palette is gone: a command may open a window of its own.
    QTimer::singleShot(0, chosen, &QAction::trigger);
}

}  // namespace foldline::ui
