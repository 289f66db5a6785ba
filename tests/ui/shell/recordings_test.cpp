#include "ui/shell/recordings.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace foldline::ui {
namespace {

const QDateTime kNow(QDate(2026, 3, 9), QTime(14, 5, 6));

void touch(const QString& path, const QDateTime& time) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.write("x");
    file.flush();
    ASSERT_TRUE(file.setFileTime(time, QFileDevice::FileModificationTime));
}

TEST(Recordings, NamesANewOneByScenarioAndTime) {
    QTemporaryDir home;
    const Recordings recordings(home.filePath(QStringLiteral("a/b")));
    const QString path = recordings.newPath(QStringLiteral("address-change.scenario.yaml"), kNow);
    EXPECT_EQ(QFileInfo(path).fileName(),
              QStringLiteral("address-change-20260309-140506.foldline"));
    EXPECT_TRUE(QFileInfo(path).dir().exists());
}

TEST(Recordings, NeverNamesOneThatExists) {
    QTemporaryDir home;
    const Recordings recordings(home.path());
    const QString first = recordings.newPath(QStringLiteral("a.yaml"), kNow);
    touch(first, kNow);
    const QString second = recordings.newPath(QStringLiteral("a.yaml"), kNow);
    EXPECT_NE(first, second);
    EXPECT_FALSE(QFileInfo::exists(second));
}

TEST(Recordings, LettersThatFileSystemsDislikeAreReplaced) {
    QTemporaryDir home;
    const QString path =
        Recordings(home.path()).newPath(QStringLiteral("주소 변경?.scenario.yaml"), kNow);
    EXPECT_EQ(QFileInfo(path).fileName(), QStringLiteral("주소_변경_-20260309-140506.foldline"));
}

TEST(Recordings, ListsTheNewestFirst) {
    QTemporaryDir home;
    const Recordings recordings(home.path());
    touch(home.filePath(QStringLiteral("old-20260101-000000.foldline")), kNow.addDays(-60));
    touch(home.filePath(QStringLiteral("new-20260309-000000-2.foldline")), kNow);
    touch(home.filePath(QStringLiteral("notes.txt")), kNow);
    const auto list = recordings.list(10);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].scenario, QStringLiteral("new"));
    EXPECT_EQ(list[1].scenario, QStringLiteral("old"));
    EXPECT_EQ(recordings.list(1).size(), 1U);
}

TEST(Recordings, AFolderThatCannotBeMadeGivesNoPath) {
    QTemporaryDir home;
    touch(home.filePath(QStringLiteral("file")), kNow);
    EXPECT_TRUE(Recordings(home.filePath(QStringLiteral("file/below")))
                    .newPath(QStringLiteral("a.yaml"), kNow)
                    .isEmpty());
}

}  // namespace
}  // namespace foldline::ui
