// A bundled scenario, simulated to its end: for tests of what people really see.
#pragma once

#include <gtest/gtest.h>

#include <QTemporaryDir>
#include <memory>
#include <string>

#include "core/run/session.h"
#include "core/scenario/load.h"

namespace foldline::ui {

/// Keeps its recording in a directory of its own.
class BundledSession {
public:
    explicit BundledSession(const std::string& name = "address-change") {
        const LoadedScenario loaded =
            loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/" + name + ".scenario.yaml");
        auto session =
            Session::start(loaded.text,
                           name + ".scenario.yaml",
                           m_directory.filePath(QStringLiteral("test.foldline")).toStdString(),
                           {});
        if (!session) {
            ADD_FAILURE() << session.error().message;
            return;
        }
        const auto done = (*session)->wait(BranchId{1}, [](const Progress&) { return false; });
        EXPECT_TRUE(done) << done.error().message;
        m_session = std::move(*session);
    }

    std::unique_ptr<Session> take() { return std::move(m_session); }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Session> m_session;
};

}  // namespace foldline::ui
