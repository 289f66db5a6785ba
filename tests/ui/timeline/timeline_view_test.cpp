// The timeline under mouse, wheel and keys.
#include "ui/timeline/timeline_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFocusEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>
#include <QWheelEvent>
#include <cmath>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

class TimelineViewTest : public testing::Test {
protected:
    TimelineViewTest() {
        m_view.setLocale(QLocale(QLocale::English));
        m_view.resize(1600, 400);
        m_view.show();
        m_view.setFocus();
    }

    double x(double t) { return m_view.model().axis.xAt(seconds(t)); }

    QPoint inRuler(double t) { return {static_cast<int>(std::lround(x(t))), 12}; }

    QPoint inFaults(double t) {
        const Band& band = m_view.model().bands.faults;
        return {static_cast<int>(std::lround(x(t))), band.top + band.height / 2};
    }

    QPoint inLanes(double t) {
        return {static_cast<int>(std::lround(x(t))), m_view.model().bands.lanes.top + 30};
    }

    void drag(QPoint from, QPoint to) {
        QTest::mousePress(&m_view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&m_view, (from + to) / 2);
        QTest::mouseMove(&m_view, to);
        QTest::mouseRelease(&m_view, Qt::LeftButton, {}, to);
    }

    void wheel(QPoint at, int angle, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(at,
                          m_view.mapToGlobal(QPointF(at)),
                          {},
                          QPoint(0, angle),
                          Qt::NoButton,
                          modifiers,
                          Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&m_view, &event);
    }

    void key(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&m_view, static_cast<Qt::Key>(key), modifiers);
    }

    /// The fault of this id on the branch shown.
    const Fault& fault(std::uint32_t id) { return *m_view.model().fault(id); }

    std::size_t branches() { return m_controller.session().branches().size(); }

    /// Chooses the first node of the first kind of fault in the menu that is open.
    void chooseFirstFault() {
        auto* menu = m_view.findChild<QMenu*>({}, Qt::FindDirectChildrenOnly);
        ASSERT_NE(menu, nullptr);
        ASSERT_FALSE(menu->actions().isEmpty());
        QMenu* kind = menu->actions().constFirst()->menu();
        ASSERT_NE(kind, nullptr);
        kind->actions().constFirst()->trigger();
        menu->close();
    }

    static double tolerance(const TimelineModel& model) { return 1.5 * model.axis.usPerPixel(); }

    void expectNear(SimTime t, double s) {
        EXPECT_NEAR(static_cast<double>(t.us), s * 1e6, tolerance(m_view.model()));
    }

    RunController m_controller{std::make_unique<TimelineSession>()};
    TimelineView m_view{m_controller, makeTheme(ThemeKind::Light)};
};

TEST_F(TimelineViewTest, AClickInTheRulerOrTheLanesMovesThePlayhead) {
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, inRuler(20.0));
    expectNear(m_controller.playhead(), 20.0);
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, inLanes(40.0));
    expectNear(m_controller.playhead(), 40.0);
}

TEST_F(TimelineViewTest, DraggingInTheRulerScrubsAndStopsAtTheEndsOfTheRun) {
    QTest::mousePress(&m_view, Qt::LeftButton, {}, inRuler(20.0));
    QTest::mouseMove(&m_view, inRuler(33.0));
    expectNear(m_controller.playhead(), 33.0);
    QTest::mouseMove(&m_view, QPoint(m_view.width() + 50, 200));
    EXPECT_EQ(m_controller.playhead(), seconds(60.0));
    QTest::mouseMove(&m_view, QPoint(-50, 200));
    EXPECT_EQ(m_controller.playhead(), seconds(0.0));
    QTest::mouseRelease(&m_view, Qt::LeftButton, {}, inRuler(8.0));
    QTest::mouseMove(&m_view, inRuler(50.0));
    EXPECT_EQ(m_controller.playhead(), seconds(0.0)) << "the button is up";
}

TEST_F(TimelineViewTest, CtrlAndTheWheelKeepTheTimeUnderThePointer) {
    for (const double t : {0.0, 17.3, 60.0}) {
        m_view.fit();
        const QPoint at = inLanes(t);
        const double before = m_view.model().axis.usAt(at.x());
        for (const int angle : {120, 120, 120, 240, -120, -240}) {
            wheel(at, angle, Qt::ControlModifier);
            EXPECT_NEAR(m_view.model().axis.usAt(at.x()), before, 1.0) << t;
        }
        EXPECT_LT(m_view.model().axis.spanUs(), 59e6);
    }
}

TEST_F(TimelineViewTest, ShiftAndTheWheelPan) {
    m_view.showTimes(seconds(10.0), seconds(20.0));
    wheel(inLanes(15.0), -120, Qt::ShiftModifier);
    EXPECT_GT(m_view.model().axis.fromUs(), 10e6);
    EXPECT_NEAR(m_view.model().axis.spanUs(), 10e6, 1.0);
}

TEST_F(TimelineViewTest, KeysZoomPanAndFit) {
    m_controller.setPlayhead(seconds(30.0));
    const double before = x(30.0);
    key(Qt::Key_W);
    key(Qt::Key_W);
    EXPECT_NEAR(m_view.model().axis.spanUs(), 60e6 * 0.64, 10.0);
    EXPECT_NEAR(x(30.0), before, 0.5);
    const double from = m_view.model().axis.fromUs();
    key(Qt::Key_D);
    EXPECT_GT(m_view.model().axis.fromUs(), from);
    key(Qt::Key_A);
    EXPECT_NEAR(m_view.model().axis.fromUs(), from, 1.0);
    key(Qt::Key_S);
    EXPECT_NEAR(m_view.model().axis.spanUs(), 60e6 * 0.8, 10.0);
    key(Qt::Key_F);
    EXPECT_TRUE(m_view.model().axis.showsAll());
}

TEST_F(TimelineViewTest, HomeAndEndGoToTheEndsAndMMarks) {
    key(Qt::Key_End);
    EXPECT_EQ(m_controller.playhead(), seconds(60.0));
    key(Qt::Key_M);
    ASSERT_EQ(m_controller.marks().size(), 1U);
    EXPECT_EQ(m_view.model().marks, m_controller.marks());
    key(Qt::Key_M);
    EXPECT_TRUE(m_controller.marks().empty());
    key(Qt::Key_Home);
    EXPECT_EQ(m_controller.playhead(), seconds(0.0));
}

TEST_F(TimelineViewTest, DraggingAFaultMovesItOnABranchOfItsOwn) {
    const std::size_t before = branches();
    drag(inFaults(12.5), inFaults(22.5));
    EXPECT_EQ(branches(), before + 1);
    expectNear(fault(1).at, 20.0);
    EXPECT_EQ(fault(1).length, Duration{5 * kUsPerSecond});
    EXPECT_EQ(m_controller.session().faults(BranchId{1}).front().at, seconds(10.0))
        << "the branch it left stays as it was";
}

TEST_F(TimelineViewTest, DraggingTheEndsOfAFaultStretchesIt) {
    drag(inFaults(15.0) - QPoint(2, 0), inFaults(21.0) - QPoint(2, 0));
    EXPECT_EQ(fault(1).at, seconds(10.0));
    expectNear(fault(1).at + *fault(1).length, 21.0);
    drag(inFaults(10.0) + QPoint(2, 0), inFaults(4.0) + QPoint(2, 0));
    expectNear(fault(1).at, 4.0);
    expectNear(fault(1).at + *fault(1).length, 21.0);
}

TEST_F(TimelineViewTest, ATremblingClickOnAFaultOnlySelectsIt) {
    const std::size_t before = branches();
    drag(inFaults(12.5), inFaults(12.5) + QPoint(2, 1));
    EXPECT_EQ(branches(), before);
    EXPECT_EQ(m_view.model().selectedFault, 1U);
}

TEST_F(TimelineViewTest, EscapeGivesUpADrag) {
    const std::size_t before = branches();
    QTest::mousePress(&m_view, Qt::LeftButton, {}, inFaults(12.5));
    QTest::mouseMove(&m_view, inFaults(30.0));
    EXPECT_TRUE(m_view.model().edit.changed());
    key(Qt::Key_Escape);
    QTest::mouseRelease(&m_view, Qt::LeftButton, {}, inFaults(30.0));
    EXPECT_EQ(branches(), before);
}

TEST_F(TimelineViewTest, DraggingOverTheGroundOfTheFaultsAddsOneOfThatLength) {
    const std::size_t before = branches();
    drag(inFaults(45.0), inFaults(52.0));
    chooseFirstFault();
    EXPECT_EQ(branches(), before + 1);
    const Fault& added = m_view.model().faults.back();
    expectNear(added.at, 45.0);
    ASSERT_TRUE(added.length);
    expectNear(added.at + *added.length, 52.0);
    EXPECT_FALSE(m_view.range()) << "the stretch that was drawn is the fault now";
}

TEST_F(TimelineViewTest, ADoubleClickOnTheGroundOfTheFaultsAddsOneThere) {
    const std::size_t before = branches();
    QTest::mouseDClick(&m_view, Qt::LeftButton, {}, inFaults(50.0));
    chooseFirstFault();
    EXPECT_EQ(branches(), before + 1);
    expectNear(m_view.model().faults.back().at, 50.0);
}

TEST_F(TimelineViewTest, FaultsAreChosenMovedStretchedAndRemovedByKeys) {
    key(Qt::Key_Down);
    EXPECT_EQ(m_view.model().selectedFault, 1U);
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    key(Qt::Key_Right, Qt::AltModifier);
    ASSERT_TRUE(m_view.model().edit.byKeys());
    key(Qt::Key_Return);
    EXPECT_GT(fault(1).at, seconds(10.0));
    EXPECT_GT(fault(1).length->us, 5 * kUsPerSecond);
    key(Qt::Key_Down);
    EXPECT_EQ(m_view.model().selectedFault, 2U);
    key(Qt::Key_Delete);
    EXPECT_EQ(m_view.model().fault(2), nullptr);
    EXPECT_NE(m_view.model().fault(1), nullptr);
}

TEST_F(TimelineViewTest, InsertAddsAFaultAtThePlayhead) {
    m_controller.setPlayhead(seconds(40.0));
    key(Qt::Key_Insert);
    chooseFirstFault();
    EXPECT_EQ(m_view.model().faults.back().at, seconds(40.0));
}

TEST_F(TimelineViewTest, DraggingInTheLanesSelectsARangeToWhichEnterZooms) {
    QSignalSpy changed(&m_view, &TimelineView::rangeChanged);
    drag(inLanes(30.0), inLanes(20.0));
    ASSERT_TRUE(m_view.range());
    expectNear(m_view.range()->from, 20.0);
    expectNear(m_view.range()->to, 30.0);
    EXPECT_GE(changed.count(), 1);
    key(Qt::Key_Return);
    EXPECT_NEAR(m_view.model().axis.spanUs(), 10e6, 1e5);
    EXPECT_FALSE(m_view.range());
    drag(inLanes(22.0), inLanes(25.0));
    ASSERT_TRUE(m_view.range());
    key(Qt::Key_Escape);
    EXPECT_FALSE(m_view.range());
}

TEST_F(TimelineViewTest, LabelsFoldSystemsAndChartsAndSelectNodes) {
    const auto label = [this](int row) {
        const Band band = m_view.model().bands.row(row, 0);
        return QPoint(30, band.top + band.height / 2);
    };
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, label(1));
    EXPECT_EQ(m_controller.selection().node, NodeId{0});
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, label(0));
    EXPECT_TRUE(m_view.model().collapsed[0]);
    EXPECT_EQ(m_view.model().rows.size(), 8U);
    const int rowHeight = m_view.model().bands.rowHeight;
    const Band& header = m_view.model().bands.chartsHeader;
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, QPoint(30, header.top + 4));
    EXPECT_FALSE(m_view.model().chartsOpen);
    EXPECT_GT(m_view.model().bands.rowHeight, rowHeight);
}

TEST_F(TimelineViewTest, FocusByKeyboardIsSeen) {
    const QImage without = m_view.grab().toImage();
    QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(&m_view, &in);
    EXPECT_NE(m_view.grab().toImage(), without);
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QApplication::sendEvent(&m_view, &out);
    EXPECT_EQ(m_view.grab().toImage(), without);
}

TEST_F(TimelineViewTest, TipsCountExactly) {
    const TimelineModel& model = m_view.model();
    const Band lane = model.bands.row(1, 0);
    const QString tip = m_view.tipAt(QPointF(x(30.02), lane.top + 5));
    EXPECT_TRUE(tip.contains(QStringLiteral("Members"))) << tip.toStdString();
    EXPECT_TRUE(tip.contains(QStringLiteral("records"))) << tip.toStdString();
}

TEST_F(TimelineViewTest, ThePlayheadCrossesNoWordsBesideAShortFault) {
    const QColor ink = makeTheme(ThemeKind::Light).failureText;
    const auto isInk = [&ink](const QColor& c) {
        return std::abs(c.red() - ink.red()) + std::abs(c.green() - ink.green()) +
                   std::abs(c.blue() - ink.blue()) <
               100;
    };
    m_view.resize(1000, 400);
    // With room left of the bar and without.
    for (const double from : {0.0, 9.8}) {
        m_view.showTimes(seconds(from), seconds(59.0));
        for (double t = 15.1; t < 22.0; t += 0.3) {
            m_controller.setPlayhead(seconds(t));
            const QImage picture = m_view.grab().toImage();
            const Band& band = m_view.model().bands.faults;
            int first = picture.width();
            int last = 0;
            for (int px = m_view.model().labelWidth; px < static_cast<int>(x(30.5)); ++px) {
                const bool beside = px < x(10.0) - 3.0 || px > x(15.0) + 3.0;
                for (int py = band.top; py < band.bottom(); ++py) {
                    if (beside && isInk(picture.pixelColor(px, py))) {
                        first = std::min(first, px);
                        last = std::max(last, px);
                    }
                }
            }
            ASSERT_GT(last - first, 50) << t << ": no words";
            ASSERT_TRUE(x(t) < first || x(t) > last) << t << ", " << first << " to " << last;
        }
    }
}

TEST_F(TimelineViewTest, TheTipOfAMarkSaysItsName) {
    m_controller.setPlayhead(seconds(30.0));
    m_controller.nameMarkHere(QStringLiteral("here it broke"));
    const QStringList lines = m_view.tipAt(inRuler(30.0)).split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines.front(), QStringLiteral("here it broke"));
    m_controller.nameMarkHere({});
    EXPECT_EQ(m_view.tipAt(inRuler(30.0)), lines.back());
}

/// Knows what the first branch is called.
class OneWord : public QTranslator {
public:
    QString translate(const char* context, const char*, const char*, int) const override {
        return qstrcmp(context, "foldline::ui::BranchTitle") == 0 ? QStringLiteral("기록된 그대로")
                                                                  : QString();
    }

    bool isEmpty() const override { return false; }
};

TEST_F(TimelineViewTest, TheFirstBranchIsCalledInTheLanguageOfTheProgram) {
    EXPECT_EQ(m_view.model().branches.lines.front().title, QStringLiteral("as recorded"));
    OneWord korean;
    QCoreApplication::installTranslator(&korean);
    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(&m_view, &change);
    EXPECT_EQ(m_view.model().branches.lines.front().title, QStringLiteral("기록된 그대로"));
    QCoreApplication::removeTranslator(&korean);
}

TEST_F(TimelineViewTest, ARecordingThatCannotBeWrittenIsNotChanged) {
    auto session = std::make_unique<TimelineSession>();
    session->setReadOnly();
    RunController controller(std::move(session));
    TimelineView view(controller, makeTheme(ThemeKind::Light));
    view.resize(1600, 400);
    view.show();
    const TimelineModel& model = view.model();
    const int y = model.bands.faults.top + model.bands.faults.height / 2;
    const QPoint from(static_cast<int>(model.axis.xAt(seconds(12.5))), y);
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, from + QPoint(200, 0));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, from + QPoint(200, 0));
    EXPECT_EQ(controller.session().branches().size(), 1U);
    EXPECT_EQ(view.model().selectedFault, 1U);
}

TEST(TimelinePast, IsEmptyBeforeAnythingIsRead) {
    auto session = std::make_unique<TimelineSession>();
    std::vector<Dictionary> systems{session->systems().at(1)};
    session->replaceRun(std::move(systems), {nullptr}, SimTime{60'000'000});
    RunController controller(std::move(session));
    controller.setPlayhead(seconds(20.0));
    TimelineView view(controller, makeTheme(ThemeKind::Light));
    view.resize(1600, 400);
    EXPECT_FALSE(view.grab().isNull());
    const Band lane = view.model().bands.row(1, 0);
    EXPECT_TRUE(view.tipAt({700.0, lane.top + 4.0}).isEmpty());
}

}  // namespace
}  // namespace foldline::ui
