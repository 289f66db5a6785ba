#include "ui/theme/resources.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace foldline::ui {
namespace {

class Environment {
public:
    explicit Environment(const QString& value) : m_before(qgetenv("FOLDLINE_RESOURCES")) {
        qputenv("FOLDLINE_RESOURCES", value.toUtf8());
    }

    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

    ~Environment() { qputenv("FOLDLINE_RESOURCES", m_before); }

private:
    QByteArray m_before;
};

TEST(Resources, TheFolderOfTheEnvironmentComesFirst) {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("note.txt")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const Environment environment(folder.path());
    EXPECT_EQ(findResource(QStringLiteral("note.txt")), QFileInfo(file).absoluteFilePath());
}

TEST(Resources, WhatIsInstalledBesideTheProgramIsLookedForToo) {
    const QDir program(QCoreApplication::applicationDirPath());
    EXPECT_TRUE(resourceFolders().contains(
        QDir::cleanPath(program.filePath(QStringLiteral("../share/foldline")))));
}

TEST(Resources, WhatIsMissingGivesAnEmptyText) {
    EXPECT_TRUE(findResource(QStringLiteral("no/such/file")).isEmpty());
}

}  // namespace
}  // namespace foldline::ui
