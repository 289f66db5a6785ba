#include "ui/shell/screenshot.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QSet>
#include <QTemporaryDir>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/elided_label.h"

namespace foldline::ui {
namespace {

struct Look {
    ThemeKind theme;
    Language language;
};

class EveryLook : public WindowTest, public ::testing::WithParamInterface<Look> {};

INSTANTIATE_TEST_SUITE_P(Looks,
                         EveryLook,
                         ::testing::Values(Look{ThemeKind::Light, Language::English},
                                           Look{ThemeKind::Light, Language::Korean},
                                           Look{ThemeKind::Dark, Language::English},
                                           Look{ThemeKind::Dark, Language::Korean},
                                           Look{ThemeKind::Projector, Language::Korean}),
                         [](const auto& look) {
                             return themeName(look.param.theme).toStdString() +
                                    languageCode(look.param.language).toUpper().toStdString();
                         });

std::string describe(const QWidget& widget) {
    return std::string(widget.metaObject()->className()) + " “" +
           widget.property("text").toString().toStdString() + "” in " +
           widget.parentWidget()->metaObject()->className() + " is " +
           std::to_string(widget.width()) + "x" + std::to_string(widget.height()) + ", wants " +
           std::to_string(widget.sizeHint().width()) + "x" +
           std::to_string(widget.sizeHint().height());
}

TEST_P(EveryLook, NoButtonAndNoLabelIsCutOff) {
    openBundled();
    window->setThemeKind(GetParam().theme);
    window->setLanguage(GetParam().language);
    window->resetLayout();
    controller().setPlayhead(SimTime{14'280'000});
    QTest::qWait(100);
    int looked = 0;
    for (const QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty()) {
            EXPECT_GE(button->width(), button->sizeHint().width()) << describe(*button);
            EXPECT_GE(button->height(), button->sizeHint().height()) << describe(*button);
            ++looked;
        }
    }
    for (const QLabel* label : window->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() ||
            qobject_cast<const ElidedLabel*>(label) != nullptr) {
            continue;
        }
        if (label->wordWrap()) {
            EXPECT_GE(label->height(), label->heightForWidth(label->width())) << describe(*label);
        } else {
            EXPECT_GE(label->width(), label->sizeHint().width()) << describe(*label);
        }
        ++looked;
    }
    EXPECT_GT(looked, 10);
}

TEST_P(EveryLook, ThePictureIsOfTheSizeAskedForAndNotEmpty) {
    ScreenshotOptions options;
    options.file = bundled();
    options.at = SimTime{14'280'000};
    options.size = QSize(1280, 720);
    options.theme = GetParam().theme;
    options.language = GetParam().language;
    const Result<QImage> image = takeScreenshot(options);
    ASSERT_TRUE(image) << image.error().message;
    EXPECT_EQ(image->size(), options.size);
    QSet<QRgb> colours;
    for (int y = 0; y < image->height(); ++y) {
        for (int x = 0; x < image->width(); ++x) {
            colours.insert(image->pixel(x, y));
        }
    }
    const Theme theme = makeTheme(options.theme);
    EXPECT_TRUE(colours.contains(theme.panel.rgb()));
    EXPECT_TRUE(colours.contains(theme.failure.rgb()));
    EXPECT_GT(colours.size(), 200);
}

TEST_F(WindowTest, TheSameInputGivesTheSamePicture) {
    ScreenshotOptions options;
    options.file = bundled();
    options.at = SimTime{20'000'000};
    options.size = QSize(1280, 720);
    const Result<QImage> first = takeScreenshot(options);
    const Result<QImage> second = takeScreenshot(options);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST_F(WindowTest, AFileThatIsWrongIsToldAndNotDrawn) {
    ScreenshotOptions options;
    options.file = home.filePath(QStringLiteral("wrong.scenario.yaml"));
    QFile file(options.file);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("foldline: 1\n");
    file.close();
    const Result<QImage> image = takeScreenshot(options);
    ASSERT_FALSE(image);
    EXPECT_NE(image.error().message.find("wrong.scenario.yaml"), std::string::npos);
}

}  // namespace
}  // namespace foldline::ui
