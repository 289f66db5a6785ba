#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/run/marks.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/timeline_tips.h"

namespace foldline::ui {
namespace {

constexpr int kKeyCommitMs = 900;

/// Keeps the memory of the picture before where it has the size wanted.
void fitImage(QImage& image, const QSizeF& size, double ratio, QImage::Format format) {
    const QSize pixels(static_cast<int>(std::ceil(size.width() * ratio)),
                       static_cast<int>(std::ceil(size.height() * ratio)));
    if (image.size() != pixels || image.devicePixelRatio() != ratio) {
        image = QImage(pixels, format);
        image.setDevicePixelRatio(ratio);
    }
}

}  // namespace

TimelineView::TimelineView(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_look(theme) {
    setObjectName(QStringLiteral("timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_scrollBar = new QScrollBar(Qt::Vertical, this);
    m_scrollBar->setFocusPolicy(Qt::NoFocus);
    m_scrollBar->hide();
    connect(m_scrollBar, &QScrollBar::valueChanged, this, [this](int value) {
        if (value != m_model.firstRow) {
            m_model.firstRow = value;
            changePicture();
        }
    });
    m_keyCommit = new QTimer(this);
    m_keyCommit->setSingleShot(true);
    m_keyCommit->setInterval(kKeyCommitMs);
    connect(m_keyCommit, &QTimer::timeout, this, &TimelineView::commitFault);
    connect(&controller, &RunController::playheadChanged, this, &TimelineView::takePlayhead);
    connect(&controller, &RunController::branchChanged, this, &TimelineView::takeBranch);
    connect(&controller, &RunController::branchesChanged, this, &TimelineView::takeBranches);
    connect(&controller, &RunController::progressChanged, this, &TimelineView::takeProgress);
    connect(&controller, &RunController::selectionChanged, this, [this] {
        m_model.selection = m_controller.selection();
        changePicture();
    });
    connect(&controller, &RunController::marksChanged, this, &TimelineView::takeMarks);
    takeSession();
    retranslate();
}

TimelineView::~TimelineView() = default;

void TimelineView::setTheme(const Theme& theme) {
    m_look = TimelineLook(theme);
    changeLayout();
    updateGeometry();
}

QSize TimelineView::sizeHint() const {
    return {m_look.px(1200), m_look.px(380)};
}

QSize TimelineView::minimumSizeHint() const {
    return {m_look.px(420), smallestHeight(m_look.theme.scale)};
}

const TimelineModel& TimelineView::model() {
    updateLayout();
    return m_model;
}

const MetricCharts& TimelineView::charts() {
    updatePicture();
    return m_charts;
}

QString TimelineView::tipAt(QPointF point) {
    updatePicture();
    return TimelineTips::at(m_model, m_look, m_counts, point);
}

void TimelineView::takeSession() {
    const Session& session = m_controller.session();
    m_model.systems = session.systems();
    m_model.collapsed.resize(m_model.systems.size(), false);
    m_model.axis.setEnd({std::max<std::int64_t>(session.horizon().us, 1)});
    m_model.selection = m_controller.selection();
    m_model.playhead = m_controller.playhead();
    takeBranch();
}

void TimelineView::takeBranch() {
    if (m_gesture == Gesture::Fault) {
        m_gesture = Gesture::None;
    }
    m_keyCommit->stop();
    m_model.edit.cancel();
    m_model.faults = m_controller.session().faults(m_controller.branch());
    m_model.drawn = m_model.faults;
    if (m_model.selectedFault && m_model.fault(*m_model.selectedFault) == nullptr) {
        m_model.selectedFault.reset();
    }
    takeMarks();
    takeBranches();
    takeProgress();
    describe();
}

void TimelineView::takeBranches() {
    m_model.branches = layOutBranches(m_controller.session().branches(),
                                      m_controller.branch(),
                                      m_model.axis.end(),
                                      branchRowsFor(height(), m_look.theme.scale));
    changeLayout();
}

void TimelineView::takeMarks() {
    m_model.marks = m_controller.marks();
    m_model.markNames.clear();
    for (const SimTime t : m_model.marks) {
        const Note* const note = markAt(m_controller.session(), m_controller.branch(), t);
        m_model.markNames.push_back(note == nullptr ? QString()
                                                    : QString::fromStdString(note->text));
    }
    update();
}

void TimelineView::takeProgress() {
    m_model.progress = m_controller.progress();
    m_model.densities.clear();
    for (std::size_t s = 0; s < m_model.systems.size(); ++s) {
        m_model.densities.push_back(m_controller.session().density(m_controller.branch(), s));
    }
    if (m_model.drawn != m_model.faultsAsTheyHappened()) {
        changeLayout();  // a crash that waits for a step has happened
    }
    changePicture();
}

void TimelineView::takePlayhead() {
    const SimTime before = m_model.playhead;
    const TimeAxis& axis = m_model.axis;
    const auto visible = [&axis](SimTime t) {
        const auto us = static_cast<double>(t.us);
        return us >= axis.fromUs() && us <= axis.toUs();
    };
    m_model.playhead = m_controller.playhead();
    // While it plays, the picture turns its page with the playhead, unless the user looks
    // elsewhere.
    const bool follow = !m_controller.isPlaying() || visible(before);
    if (m_gesture == Gesture::None && follow && !visible(m_model.playhead)) {
        if (m_controller.isPlaying()) {
            m_model.axis.pan(m_model.axis.xAt(m_model.playhead) - m_model.axis.left() -
                             0.06 * m_model.axis.width());
        } else {
            m_model.axis.reveal(m_model.playhead);
        }
        changePicture();
        return;
    }
    // All between the two: what the playhead passed is no longer future, or is future again.
    QRegion changed(playheadReach(m_model, m_look, before)
                        .united(playheadReach(m_model, m_look, m_model.playhead))
                        .toAlignedRect());
    changed += QRect(0, m_model.bands.faults.top, width(), m_model.bands.faults.height);
    update(changed);
    if (!m_controller.isPlaying()) {
        describe();
    }
}

void TimelineView::retranslate() {
    m_model.korean = locale().language() == QLocale::Korean;
    setAccessibleName(tr("Timeline"));
    setWhatsThis(
        tr("One time axis for all systems. Drag in the ruler to move the playhead; drag a "
           "fault to move it, its ends to stretch it; drag in the lanes to select a "
           "range; Ctrl and the wheel zoom."));
    m_scrollBar->setAccessibleName(tr("Scroll lanes"));
    takeBranches();
    describe();
}

void TimelineView::describe() {
    setAccessibleDescription(TimelineTips::summary(m_model));
}

void TimelineView::changeLayout() {
    m_layoutStale = true;
    changePicture();
}

void TimelineView::changePicture() {
    m_pictureStale = true;
    update();
}

void TimelineView::updateLayout() {
    if (!m_layoutStale) {
        return;
    }
    m_layoutStale = false;
    m_model.width = width();
    m_model.height = height();
    layOut(m_model, m_look);
    placeScrollBar();
}

void TimelineView::placeScrollBar() {
    const int hiddenRows = static_cast<int>(m_model.rows.size()) - m_model.bands.rowsVisible;
    m_scrollBar->setVisible(hiddenRows > 0 && m_model.bands.lanes.height > 0);
    const QSignalBlocker quiet(m_scrollBar);
    m_scrollBar->setRange(0, std::max(hiddenRows, 0));
    m_scrollBar->setPageStep(std::max(m_model.bands.rowsVisible, 1));
    m_scrollBar->setValue(m_model.firstRow);
    const int right = m_model.plotRight() + m_look.px(3);
    m_scrollBar->setGeometry(
        right, m_model.bands.lanes.top, width() - right, m_model.bands.lanes.height);
}

void TimelineView::updatePicture() {
    updateLayout();
    const double ratio = devicePixelRatioF();
    if (!m_pictureStale && m_background.devicePixelRatio() == ratio) {
        return;
    }
    m_pictureStale = false;
    m_ruler = layOutRuler(m_model, m_look);
    m_counts = countLanes(
        m_model.rows, m_model.collapsed, m_model.densities, m_model.axis, binPixels(m_look));
    m_charts.update(m_model, m_look);
    const QSizeF all(m_model.width, m_model.height);
    fitImage(m_background, all, ratio, QImage::Format_RGB32);
    std::vector<ChartTop> tops;
    for (int i = 0; i < m_charts.panels(); ++i) {
        tops.push_back({m_charts.top(i), m_charts.topY(i)});
    }
    QPainter background(&m_background);
    paintBackground(background, m_model, m_look, m_ruler, tops);
    background.end();

    const QRectF plot = m_model.plot();
    fitImage(m_data, plot.size(), ratio, QImage::Format_ARGB32_Premultiplied);
    m_data.fill(Qt::transparent);
    QPainter lanes(&m_data);
    lanes.translate(-plot.topLeft());
    paintLanes(lanes, m_model, m_look, m_counts);
    m_charts.paint(lanes, m_look.theme.scale);
}

void TimelineView::paintEvent(QPaintEvent* event) {
    updatePicture();
    QPainter painter(this);
    painter.setClipRegion(event->region());
    painter.drawImage(QPointF(0, 0), m_background);
    const QRectF plot = m_model.plot();
    const double ratio = m_data.devicePixelRatio();
    const double now =
        std::clamp(std::round(m_model.axis.xAt(m_model.playhead)), plot.left(), plot.right());
    const auto part = [&](double from, double to) {
        const QRectF target(from, plot.top(), to - from, plot.height());
        const QRectF source(
            (from - plot.left()) * ratio, 0.0, target.width() * ratio, target.height() * ratio);
        painter.drawImage(target, m_data, source);
    };
    // Only what happened until the playhead is drawn in full; the rest of its bin is yet to come.
    painter.setClipRegion(event->region() - dividedByPlayhead(m_model, m_look, m_counts));
    part(plot.left(), now);
    painter.setOpacity(m_look.future);
    part(now, plot.right());
    painter.setOpacity(1.0);
    painter.setClipRegion(event->region());
    paintDivided(painter, m_model, m_look, m_counts);
    paintOverlay(painter,
                 m_model,
                 m_look,
                 m_ruler,
                 {m_gesture == Gesture::Scrub, m_keyboardFocus, m_rangeNote});
}

void TimelineView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // How many branches have room depends on the height.
    takeBranches();
}

void TimelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto& help = static_cast<QHelpEvent&>(*event);
        const QString tip = tipAt(help.pos());
        if (tip.isEmpty()) {
            QToolTip::hideText();
            event->ignore();
        } else {
            QToolTip::showText(help.globalPos(), tip, this);
        }
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = static_cast<QKeyEvent&>(*event);
        if (handlesKey(key.key(), key.modifiers())) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void TimelineView::focusInEvent(QFocusEvent* event) {
    const Qt::FocusReason reason = event->reason();
    m_keyboardFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                      reason == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void TimelineView::focusOutEvent(QFocusEvent* event) {
    m_keyboardFocus = false;
    if (m_model.edit.byKeys()) {
        commitFault();
    }
    QWidget::focusOutEvent(event);
    update();
}

void TimelineView::zoomIn() {
    zoomBy(0.8);
}

void TimelineView::zoomOut() {
    zoomBy(1.25);
}

void TimelineView::panLeft() {
    panBy(-0.1);
}

void TimelineView::panRight() {
    panBy(0.1);
}

void TimelineView::fit() {
    m_model.axis.showAll();
    changePicture();
}

void TimelineView::zoomToRange() {
    if (m_model.range) {
        m_model.axis.show(m_model.range->from, m_model.range->to);
        setRange(std::nullopt);
        changePicture();
    }
}

void TimelineView::showTimes(SimTime from, SimTime to) {
    updateLayout();
    m_model.axis.show(from, to);
    changePicture();
}

void TimelineView::setSystemCollapsed(std::size_t system, bool collapsed) {
    if (system < m_model.collapsed.size() && m_model.collapsed[system] != collapsed) {
        m_model.collapsed[system] = collapsed;
        changeLayout();
    }
}

void TimelineView::setChartsOpen(bool open) {
    if (m_model.chartsOpen != open) {
        m_model.chartsOpen = open;
        changeLayout();
    }
}

void TimelineView::zoomBy(double factor) {
    updateLayout();
    m_model.axis.zoom(focusX(), factor);
    changePicture();
}

void TimelineView::panBy(double share) {
    updateLayout();
    m_model.axis.pan(share * m_model.axis.width());
    changePicture();
}

double TimelineView::focusX() const {
    const QPointF pointer = mapFromGlobal(QPointF(QCursor::pos()));
    const TimeAxis& axis = m_model.axis;
    if (underMouse() && pointer.x() >= axis.left() && pointer.x() <= axis.right()) {
        return pointer.x();
    }
    const double playhead = axis.xAt(m_model.playhead);
    return playhead >= axis.left() && playhead <= axis.right() ? playhead
                                                               : axis.left() + axis.width() / 2.0;
}

void TimelineView::scrollRows(int rows) {
    updateLayout();
    m_scrollBar->setValue(m_model.firstRow + rows);
}

void TimelineView::setRange(std::optional<TimeRange> range) {
    if (range == m_model.range) {
        return;
    }
    m_model.range = range;
    m_rangeNote = range
                      ? TimelineTips::records(activityIn(m_model.densities, range->from, range->to))
                      : QString();
    update();
    emit rangeChanged();
}

Duration TimelineView::step() const {
    // The greatest round step that is not wider than a pixel: what is dragged gets short numbers.
    const Duration above = roundStep(std::max(m_model.axis.usPerPixel(), 1.0));
    const auto fits = [this](Duration d) {
        return static_cast<double>(d.us) <= m_model.axis.usPerPixel();
    };
    if (fits(above)) {
        return above;
    }
    const Duration half = roundStep(static_cast<double>(above.us) / 2.5);
    return half < above ? half : Duration{std::max<std::int64_t>(above.us / 2, 1)};
}

}  // namespace foldline::ui
