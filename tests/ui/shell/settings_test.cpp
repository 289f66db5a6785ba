#include "ui/shell/settings.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace foldline::ui {
namespace {

class SettingsTest : public ::testing::Test {
protected:
    QString path(const char* name) const { return home.filePath(QString::fromLatin1(name)); }

    QString makeFile(const QString& name) const {
        QFile file(home.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        return file.fileName();
    }

    QTemporaryDir home;
};

TEST_F(SettingsTest, AreThereAgainAfterARestart) {
    {
        Settings settings(path("a.ini"));
        settings.setTheme(ThemeKind::Dark);
        settings.setLanguage(Language::Korean);
        settings.setLayout("layout");
        settings.setMovablePanels(true);
        settings.setReducedMotion(true);
    }
    const Settings again(path("a.ini"));
    EXPECT_EQ(again.theme(), ThemeKind::Dark);
    EXPECT_EQ(again.language(), Language::Korean);
    EXPECT_EQ(again.layout(), QByteArray("layout"));
    EXPECT_TRUE(again.movablePanels());
    EXPECT_TRUE(again.reducedMotion());
}

TEST_F(SettingsTest, NonsenseFallsBackToTheUsual) {
    QFile file(path("a.ini"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("[General]\ntheme=plaid\nlanguage=xx\nrecentFiles=\n");
    file.close();
    const Settings settings(path("a.ini"));
    EXPECT_EQ(settings.theme(), ThemeKind::Light);
    EXPECT_EQ(settings.language(), Language::English);
    EXPECT_TRUE(settings.recentFiles().isEmpty());
}

TEST_F(SettingsTest, RecentFilesAreNewestFirstWithoutDoubles) {
    Settings settings(path("a.ini"));
    const QString one = makeFile(QStringLiteral("1.foldline"));
    const QString two = makeFile(QStringLiteral("2.foldline"));
    settings.addRecentFile(one);
    settings.addRecentFile(two);
    settings.addRecentFile(one);
    EXPECT_EQ(settings.recentFiles(), (QStringList{one, two}));
    QFile::remove(one);
    EXPECT_EQ(settings.recentFiles(), QStringList{two});
    settings.clearRecentFiles();
    EXPECT_TRUE(settings.recentFiles().isEmpty());
}

TEST_F(SettingsTest, NoMoreRecentFilesAreKeptThanFitAMenu) {
    Settings settings(path("a.ini"));
    for (int i = 0; i < 30; ++i) {
        settings.addRecentFile(makeFile(QString::number(i)));
    }
    EXPECT_EQ(settings.recentFiles().size(), Settings::kRecentMax);
    EXPECT_TRUE(settings.recentFiles().first().endsWith(QStringLiteral("29")));
}

}  // namespace
}  // namespace foldline::ui
