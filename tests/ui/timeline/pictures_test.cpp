// The timeline as it is seen, at the sizes, looks and languages it is used in. With
// FOLDLINE_PICTURES set to a folder, the pictures are left there to be judged by eye.
#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QTest>

#include "tests/ui/timeline/timeline_session.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

struct Picture {
    const char* name;
    QSize size;
    ThemeKind theme;
    bool korean;
    double at;
};

class TimelinePicture : public testing::TestWithParam<Picture> {};

void leavePicture(const QImage& image, const QString& name) {
    const QString folder = qEnvironmentVariable("FOLDLINE_PICTURES");
    if (!folder.isEmpty()) {
        image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
}

TEST_P(TimelinePicture, ShowsThePlayheadAndPalerBarsAfterIt) {
    const Picture& wanted = GetParam();
    auto session = std::make_unique<TimelineSession>();
    session->addBranch(BranchId{1}, seconds(9.4), "what if the DB stays down 10 s");
    RunController controller(std::move(session));
    controller.setBranch(BranchId{2});
    controller.setPlayhead(seconds(wanted.at));
    const Theme theme = makeTheme(wanted.theme);
    TimelineView view(controller, theme);
    view.setLocale(wanted.korean ? QLocale(QLocale::Korean) : QLocale(QLocale::English));
    view.setStyleSheet(makeStyleSheet(theme));
    view.resize(wanted.size);
    const QImage image = view.grab().toImage();
    leavePicture(image, QLatin1String(wanted.name));

    const TimelineModel& model = view.model();
    const int x = static_cast<int>(model.axis.xAt(seconds(wanted.at)));
    EXPECT_EQ(image.pixelColor(x, model.bands.faults.bottom() + 40), theme.text);

    // The inks of a lane of which something happens before and after the playhead.
    const Band lane = model.bands.row(1, 0);
    const auto farthest = [&](int from, int to) {
        int most = 0;
        for (int px = from; px < to; ++px) {
            for (int py = lane.top + 2; py < lane.bottom() - 2; ++py) {
                const QColor c = image.pixelColor(px, py);
                most = std::max(most,
                                std::abs(c.red() - theme.panel.red()) +
                                    std::abs(c.green() - theme.panel.green()) +
                                    std::abs(c.blue() - theme.panel.blue()));
            }
        }
        return most;
    };
    const int past = farthest(model.labelWidth, static_cast<int>(model.axis.xAt(seconds(9))));
    const int future =
        farthest(static_cast<int>(model.axis.xAt(seconds(40))), model.plotRight() - 4);
    EXPECT_GT(past, 0);
    EXPECT_GT(future, 0);
    EXPECT_LT(future * 2, past);
}

std::string nameOf(const testing::TestParamInfo<Picture>& picture) {
    std::string name = picture.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(
    Sizes,
    TimelinePicture,
    testing::Values(Picture{"light-1600x400", {1600, 400}, ThemeKind::Light, false, 14.28},
                    Picture{"dark-1600x400", {1600, 400}, ThemeKind::Dark, false, 14.28},
                    Picture{"projector-1600x560", {1600, 560}, ThemeKind::Projector, false, 14.28},
                    Picture{"dark-ko-1600x400", {1600, 400}, ThemeKind::Dark, true, 14.28},
                    Picture{"light-ko-1280x300", {1280, 300}, ThemeKind::Light, true, 14.28},
                    Picture{"light-1280x300", {1280, 300}, ThemeKind::Light, false, 14.28},
                    Picture{"light-1600x700", {1600, 700}, ThemeKind::Light, false, 22.0}),
    nameOf);

}  // namespace
}  // namespace foldline::ui
