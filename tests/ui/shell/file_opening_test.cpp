#include "ui/shell/file_opening.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace foldline::ui {
namespace {

class FileOpeningTest : public ::testing::Test {
protected:
    QString write(const char* name, const QByteArray& bytes) const {
        QFile file(home.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir home;
    Recordings recordings{home.filePath(QStringLiteral("recordings"))};
};

TEST_F(FileOpeningTest, RecordingsAreKnownByTheirContent) {
    EXPECT_TRUE(isRecording(write("a.txt", QByteArray("SQLite format 3\0rest", 20))));
    EXPECT_FALSE(isRecording(write("b.foldline", "foldline: 1\n")));
    EXPECT_FALSE(isRecording(home.filePath(QStringLiteral("missing"))));
}

TEST_F(FileOpeningTest, AScenarioIsRunIntoARecordingOfItsOwn) {
    const QString path =
        QStringLiteral(FOLDLINE_SOURCE_DIR "/resources/scenarios/address-change.scenario.yaml");
    OpenOutcome outcome = openFile(path, recordings);
    ASSERT_NE(outcome.session, nullptr) << outcome.error.toStdString();
    EXPECT_EQ(outcome.session->info().scenarioName, "address-change.scenario.yaml");
    ASSERT_TRUE(outcome.session->wait(BranchId{1}, [](const Progress&) { return false; }));
    const QString recording = recordings.list(1).front().path;
    outcome.session.reset();
    const OpenOutcome again = openFile(recording, recordings);
    ASSERT_NE(again.session, nullptr) << again.error.toStdString();
    EXPECT_EQ(recordings.list(10).size(), 1U);
}

TEST_F(FileOpeningTest, WrongScenariosGiveDiagnosticsAndNoRecording) {
    const OpenOutcome outcome =
        openFile(write("wrong.scenario.yaml", "foldline: 1\nidd: x\n"), recordings);
    EXPECT_EQ(outcome.session, nullptr);
    EXPECT_FALSE(outcome.diagnostics.empty());
    EXPECT_TRUE(recordings.list(10).empty());
}

TEST_F(FileOpeningTest, AFolderIsNoFile) {
    const OpenOutcome outcome = openFile(home.path(), recordings);
    EXPECT_EQ(outcome.session, nullptr);
    EXPECT_TRUE(outcome.error.contains(home.path()));
}

}  // namespace
}  // namespace foldline::ui
