// The program itself, killed or told to end in the midst of a long simulation.
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "core/log/recording_file.h"
#include "core/run/session.h"
#include "core/run/verify.h"
#include "ui/shell/recordings.h"

namespace foldline::ui {
namespace {

constexpr BranchId kFirst{1};

class KilledProgramTest : public ::testing::Test {
protected:
    KilledProgramTest() {
        QFile bundled(QStringLiteral(FOLDLINE_SOURCE_DIR
                                     "/resources/scenarios/address-change.scenario.yaml"));
        QFile longer(home.filePath(QStringLiteral("long.scenario.yaml")));
        EXPECT_TRUE(bundled.open(QIODevice::ReadOnly) && longer.open(QIODevice::WriteOnly));
        longer.write(bundled.readAll().replace("duration: 60s", "duration: 200000s"));
    }

    ~KilledProgramTest() override {
        program.kill();
        program.waitForFinished();
    }

    /// Everything the program keeps is kept in `home`.
    void start() {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) {
            environment.insert(QString::fromLatin1(name), home.path());
        }
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::ForwardedChannels);
        program.start(QStringLiteral(FOLDLINE_PROGRAM),
                      {home.filePath(QStringLiteral("long.scenario.yaml"))});
        ASSERT_TRUE(program.waitForStarted());
    }

    std::string recording() const {
        const auto kept =
            Recordings(home.filePath(QStringLiteral("foldline/foldline/recordings"))).list(1);
        return kept.empty() ? std::string() : kept.front().path.toStdString();
    }

    /// What another reader sees of every run: what the window may show as recorded.
    std::vector<RunInfo> committed() const {
        const std::string file = recording();
        if (file.empty()) {
            return {};
        }
        const auto reader = RecordingReader::open(file);
        if (!reader) {
            return {};  // it is being made
        }
        const auto runs = (*reader)->runs();
        return runs ? *runs : std::vector<RunInfo>();
    }

    static bool allHave(const std::vector<RunInfo>& runs, Seq records) {
        return !runs.empty() && std::ranges::all_of(runs, [records](const RunInfo& run) {
            return run.lastSeq >= records;
        });
    }

    QTemporaryDir home;
    QProcess program;
};

TEST_F(KilledProgramTest, LosesNothingThatWasShownAsSaved) {
    start();
    std::vector<RunInfo> shown;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            shown = committed();
            return allHave(shown, 20'000);
        },
        60'000));
    program.kill();
    ASSERT_TRUE(program.waitForFinished());
    ASSERT_EQ(program.exitStatus(), QProcess::CrashExit);

    const std::vector<RunInfo> found = committed();
    ASSERT_EQ(found.size(), shown.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_GE(found[i].lastSeq, shown[i].lastSeq);
        EXPECT_GE(found[i].recordedUntil, shown[i].recordedUntil);
        EXPECT_FALSE(found[i].finished);
    }
    const auto verified = verifyRecording(recording(), [](double) { return true; });
    ASSERT_TRUE(verified) << verified.error().message;
    EXPECT_TRUE(verified->damage.empty()) << verified->damage.front().what;
    EXPECT_EQ(verified->unfinishedRuns, found.size());

    const auto session = Session::open(recording());
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_TRUE((*session)->canFork()) << (*session)->readOnlyReason();
    const std::uint64_t before = (*session)->progress(kFirst).records;
    const auto waited =
        (*session)->wait(kFirst, [before](const Progress& p) { return p.records > before; });
    EXPECT_TRUE(waited) << waited.error().message;
}

class EndedProgramTest : public KilledProgramTest, public ::testing::WithParamInterface<int> {};

TEST_P(EndedProgramTest, ClosesItsRecording) {
    start();
    ASSERT_TRUE(QTest::qWaitFor([this] { return allHave(committed(), 1); }, 60'000));
    ASSERT_EQ(::kill(static_cast<pid_t>(program.processId()), GetParam()), 0);
    ASSERT_TRUE(program.waitForFinished(60'000));
    EXPECT_EQ(program.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(program.exitCode(), 0);
    // What SQLite and the lock keep beside a recording that is open is gone once it was closed.
    const QFileInfo file(QString::fromStdString(recording()));
    EXPECT_EQ(file.dir().entryList(QDir::Files), QStringList{file.fileName()});
}

INSTANTIATE_TEST_SUITE_P(Signals, EndedProgramTest, ::testing::Values(SIGTERM, SIGINT));

}  // namespace
}  // namespace foldline::ui
