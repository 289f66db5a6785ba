#include "ui/shell/fault_bar.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "ui/shell/fault_button.h"
#include "ui/shell/fault_popover.h"
#include "ui/timeline/fault_words.h"
#include "ui/timeline/offer_menu.h"

namespace foldline::ui {
namespace {

constexpr double kGap = 8.0;

bool korean() {
    return QLocale().language() == QLocale::Korean;
}

}  // namespace

FaultBar::FaultBar(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme),
      m_presets(faultPresets(controller.session().systems())) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    for (const FaultPreset& preset : m_presets) {
        auto* button = new FaultButton(this);
        connect(button, &QPushButton::clicked, this, [this, preset] { press(preset); });
        m_buttons.push_back(button);
    }
    m_menu = new QMenu(this);
    connect(m_menu, &QMenu::aboutToShow, this, [this] { fillMenu(*m_menu); });
    m_more = new QToolButton(this);
    m_more->setProperty("framed", true);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    const auto follow = [this] { showState(); };
    connect(&controller, &RunController::playheadChanged, this, follow);
    connect(&controller, &RunController::branchChanged, this, follow);
    retranslate();
}

void FaultBar::setTheme(const Theme& theme) {
    m_theme = theme;
    retranslate();
}

void FaultBar::openMenu() {
    m_more->showMenu();
}

void FaultBar::fillMenu(QMenu& menu) {
    menu.clear();
    fillOfferMenu(menu,
                  m_controller,
                  m_controller.playhead(),
                  QStringLiteral("…"),
                  [this](const Fault& fault) {
                      askAndInject(
                          fault,
                          FaultWords::barText(fault, m_controller.session().systems(), korean()));
                  });
    menu.setEnabled(m_controller.session().canFork());
}

QSize FaultBar::sizeHint() const {
    return {rowWidth(m_buttons.size()), m_more->sizeHint().height()};
}

QSize FaultBar::minimumSizeHint() const {
    return m_more->sizeHint();
}

void FaultBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void FaultBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        layOut();
    }
    QWidget::changeEvent(event);
}

void FaultBar::retranslate() {
    const std::vector<Dictionary>& systems = m_controller.session().systems();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const QString what = FaultWords::barText(m_presets[i].fault, systems, korean());
        m_buttons[i]->setLabel(faultPresetText(m_presets[i].kind));
        m_buttons[i]->setToolTip(tr("%1, from the playhead on. Press again to end it.").arg(what));
        m_buttons[i]->setAccessibleName(what);
    }
    m_more->setText(tr("More") % QStringLiteral(" ▾"));
    m_more->setAccessibleName(tr("More faults"));
    m_more->setToolTip(tr("Every kind of fault, on every node"));
    showState();
    updateGeometry();
    layOut();
}

void FaultBar::showState() {
    const std::vector<Fault>& faults = m_controller.session().faults(m_controller.branch());
    const SimTime now = m_controller.playhead();
    const bool canStart =
        m_controller.session().canFork() && now < m_controller.session().horizon();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setActive(activeFault(faults, m_presets[i].fault, now).has_value());
        m_buttons[i]->setEnabled(canStart);
    }
    m_more->setEnabled(canStart);
}

void FaultBar::layOut() {
    std::size_t shown = m_buttons.size();
    while (shown > 0 && rowWidth(shown) > width()) {
        --shown;
    }
    const int gap = qRound(m_theme.px(kGap));
    int x = 0;
    const auto place = [&](QWidget& widget, int wide) {
        const int high = widget.sizeHint().height();
        widget.setGeometry(x, (height() - high) / 2, wide, high);
        x += wide + gap;
    };
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(i < shown);
        if (i < shown) {
            place(*m_buttons[i], rowWidth(i + 1) - rowWidth(i) - gap);
        }
    }
    place(*m_more, m_more->sizeHint().width());
}

void FaultBar::press(const FaultPreset& preset) {
    const SimTime now = m_controller.playhead();
    std::optional<Fault> active =
        activeFault(m_controller.session().faults(m_controller.branch()), preset.fault, now);
    if (active && active->at == now) {
        m_controller.removeFault(active->id);
    } else if (active) {
        active->length = now - active->at;
        m_controller.changeFault(*active);
    } else {
        Fault fault = preset.fault;
        fault.at = now;
        fault.length = usualFaultLength(m_controller.session().horizon());
        m_controller.injectFault(fault);
    }
    showState();
}

void FaultBar::askAndInject(const Fault& like, const QString& title) {
    Fault fault = like;
    fault.at = m_controller.playhead();
    if (!isMoment(fault.kind)) {
        fault.length = usualFaultLength(m_controller.session().horizon());
    }
    auto* popover =
        new FaultPopover(title, fault, m_controller.session().horizon(), m_theme, window());
    connect(popover, &FaultPopover::accepted, this, [this](const Fault& chosen) {
        m_controller.injectFault(chosen);
        showState();
    });
    popover->showAt(*m_more);
}

int FaultBar::rowWidth(std::size_t buttons) const {
    const int gap = qRound(m_theme.px(kGap));
    int total = m_more->sizeHint().width();
    for (std::size_t i = 0; i < buttons; ++i) {
        total += m_buttons[i]->sizeHint().width() + gap;
    }
    return total;
}

}  // namespace foldline::ui
