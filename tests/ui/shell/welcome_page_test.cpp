#include "ui/shell/welcome_page.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>

namespace foldline::ui {
namespace {

QPushButton* entry(const WelcomePage& page, const char* title) {
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->accessibleName() == QString::fromUtf8(title)) {
            return button;
        }
    }
    return nullptr;
}

TEST(WelcomePage, OffersTheBundledScenarios) {
    const std::vector<BundledScenario> scenarios = bundledScenarios();
    ASSERT_FALSE(scenarios.empty());
    WelcomePage page(makeTheme(ThemeKind::Light), nullptr);
    page.setScenarios(scenarios);
    QSignalSpy chosen(&page, &WelcomePage::fileChosen);
    QPushButton* first = entry(page, scenarios.front().titleEn.toUtf8().constData());
    ASSERT_NE(first, nullptr);
    first->click();
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.first().first().toString(), scenarios.front().path);
}

TEST(WelcomePage, OffersTheLastRecordingsAndOpening) {
    WelcomePage page(makeTheme(ThemeKind::Dark), nullptr);
    page.setRecordings({{QStringLiteral("/r/a.foldline"),
                         QStringLiteral("address-change"),
                         QDateTime::currentDateTime(),
                         4096}});
    QSignalSpy chosen(&page, &WelcomePage::fileChosen);
    QSignalSpy open(&page, &WelcomePage::openRequested);
    ASSERT_NE(entry(page, "address-change"), nullptr);
    entry(page, "address-change")->click();
    EXPECT_EQ(chosen.count(), 1);
    page.findChildren<QPushButton*>().last()->click();
    EXPECT_EQ(open.count(), 1);
}

}  // namespace
}  // namespace foldline::ui
