#include "ui/shell/fault_popover.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <algorithm>
#include <cmath>

#include "ui/shell/clock_text.h"

namespace foldline::ui {
namespace {

constexpr double kPercent = 100.0;
constexpr double kFactorMax = 10'000.0;
/// Exact as a double.
constexpr double kWrongNumberMax = 1e15;

bool hasProbability(Fault::Kind kind) {
    return kind == Fault::Kind::Flaky || kind == Fault::Kind::LoseReplies ||
           kind == Fault::Kind::Loss;
}

double toSeconds(std::int64_t us) {
    return static_cast<double>(us) / kUsPerSecond;
}

}  // namespace

FaultPopover::FaultPopover(
    const QString& title, const Fault& fault, SimTime horizon, const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_fault(fault),
      m_horizon(horizon) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(title);
    auto* form = new QFormLayout(this);
    const int margin = qRound(theme.px(14));
    form->setContentsMargins(margin, margin, margin, margin);
    form->setVerticalSpacing(qRound(theme.px(8)));
    auto* heading = new QLabel(title, this);
    heading->setFont(theme.font(kTextPoints, QFont::DemiBold));
    form->addRow(heading);

    m_at = new QLineEdit(clockText(fault.at), this);
    m_at->setFont(theme.numbers(kTextPoints));
    form->addRow(tr("&Starts at"), m_at);

    addLength(*form);
    addStrength(*form);

    m_inject = new QPushButton(tr("&Inject"), this);
    m_inject->setDefault(true);
    connect(m_inject, &QPushButton::clicked, this, &FaultPopover::accept);
    connect(m_at, &QLineEdit::textChanged, this, [this] {
        m_inject->setEnabled(FaultPopover::fault().has_value());
    });
    form->addRow(m_inject);
    if (m_length == nullptr) {
        m_at->setFocus();
        m_at->selectAll();
    } else {
        m_length->setFocus();
        m_length->selectAll();
    }
}

void FaultPopover::addLength(QFormLayout& form) {
    if (isMoment(m_fault.kind)) {
        return;
    }
    m_length = new QDoubleSpinBox(this);
    m_length->setRange(0.0, toSeconds(m_horizon.us));
    m_length->setDecimals(3);
    m_length->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_length->setSuffix(tr(" s"));
    m_length->setSpecialValueText(tr("until the end"));
    m_length->setValue(m_fault.length ? toSeconds(m_fault.length->us) : 0.0);
    form.addRow(tr("&Lasts"), m_length);
}

void FaultPopover::addStrength(QFormLayout& form) {
    if (m_fault.kind == Fault::Kind::Slow) {
        m_strength = new QDoubleSpinBox(this);
        m_strength->setRange(1.0, kFactorMax);
        m_strength->setButtonSymbols(QAbstractSpinBox::NoButtons);
        m_strength->setDecimals(1);
        m_strength->setSuffix(tr(" times"));
        m_strength->setValue(m_fault.factor);
        form.addRow(tr("S&lower by"), m_strength);
    } else if (hasProbability(m_fault.kind)) {
        m_strength = new QDoubleSpinBox(this);
        m_strength->setRange(0.1, kPercent);
        m_strength->setButtonSymbols(QAbstractSpinBox::NoButtons);
        m_strength->setDecimals(1);
        m_strength->setSuffix(tr(" %"));
        m_strength->setValue(m_fault.probability * kPercent);
        form.addRow(tr("&How often"), m_strength);
    } else if (m_fault.kind == Fault::Kind::Corrupt && m_fault.value.type == ValueType::Integer) {
        m_strength = new QDoubleSpinBox(this);
        m_strength->setRange(-kWrongNumberMax, kWrongNumberMax);
        m_strength->setButtonSymbols(QAbstractSpinBox::NoButtons);
        m_strength->setDecimals(0);
        m_strength->setValue(static_cast<double>(m_fault.value.integer));
        form.addRow(tr("&Value written"), m_strength);
    }
}

void FaultPopover::showAt(const QWidget& anchor) {
    adjustSize();
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + 4));
    if (const QScreen* shown = anchor.screen()) {
        const QRect area = shown->availableGeometry();
        at.setX(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - width())));
    }
    move(at);
    show();
}

std::optional<Fault> FaultPopover::fault() const {
    const std::optional<SimTime> at = parseClock(m_at->text());
    if (!at || *at >= m_horizon) {
        return std::nullopt;
    }
    Fault out = m_fault;
    out.at = *at;
    if (m_length != nullptr) {
        const auto us = static_cast<std::int64_t>(std::llround(m_length->value() * kUsPerSecond));
        out.length = us > 0 ? std::optional<Duration>(Duration{us}) : std::nullopt;
    }
    if (m_strength != nullptr && out.kind == Fault::Kind::Slow) {
        out.factor = m_strength->value();
    } else if (m_strength != nullptr && out.kind == Fault::Kind::Corrupt) {
        out.value.integer = std::llround(m_strength->value());
    } else if (m_strength != nullptr) {
        out.probability = m_strength->value() / kPercent;
    }
    return out;
}

void FaultPopover::keyPressEvent(QKeyEvent* event) {
    // Fields let Return through, and a popup has no default button.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        accept();
        return;
    }
    QFrame::keyPressEvent(event);
}

void FaultPopover::accept() {
    const std::optional<Fault> made = fault();
    if (made) {
        emit accepted(*made);
        close();
    }
}

}  // namespace foldline::ui
