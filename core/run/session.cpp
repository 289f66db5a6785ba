#include "core/run/session.h"

#include <algorithm>
#include <utility>

#include "core/log/sqlite.h"
#include "core/model/plan.h"
#include "core/run/recording_session.h"
#include "core/run/run_setup.h"
#include "core/run/version.h"
#include "core/scenario/faults.h"
#include "core/scenario/load.h"

namespace foldline {
namespace {

Result<std::shared_ptr<const Scenario>> readScenario(const std::string& text,
                                                     const std::string& name) {
    LoadedScenario loaded = loadScenario(text, name);
    if (!loaded.scenario) {
        return fail(loaded.diagnostics.empty() ? name + " cannot be read"
                                               : formatDiagnostic(loaded.diagnostics.front()));
    }
    return std::make_shared<const Scenario>(*std::move(loaded.scenario));
}

/// What is compiled again from a recording's scenario; empty, with the reason, when it is not what
/// was recorded.
std::vector<std::shared_ptr<const Plan>> recompile(const Scenario& scenario,
                                                   const std::vector<Dictionary>& systems,
                                                   std::string& reason) {
    std::vector<std::shared_ptr<const Plan>> plans;
    for (const Dictionary& system : systems) {
        const auto spec = std::ranges::find(scenario.systems, system.system, &SystemSpec::name);
        const auto index = static_cast<std::size_t>(spec - scenario.systems.begin());
        auto plan = spec == scenario.systems.end() ? fail("there is none of that name")
                                                   : compilePlan(scenario, index);
        if (!plan || (*plan)->dictionary != system) {
            reason = "this version of Foldline understands system " + system.system +
                     " of the recording differently; it can be read, but not continued";
            return {};
        }
        plans.push_back(*std::move(plan));
    }
    return plans;
}

bool isWritable(const std::filesystem::path& file) {
    const auto database = sqlite::Database::open(file, sqlite::OpenMode::Write);
    return database && !database->isReadOnly();
}

Result<std::vector<SessionBranch>> readBranches(RecordingReader& reader, std::size_t systems) {
    const auto infos = reader.branches();
    const auto runs = reader.runs();
    if (!infos || !runs) {
        return tl::unexpected(infos ? runs.error() : infos.error());
    }
    std::vector<SessionBranch> branches;
    for (const BranchInfo& info : *infos) {
        SessionBranch branch;
        branch.info = info;
        auto faults = parseFaults(info.faults);
        if (!faults) {
            return fail("the faults of branch " + std::to_string(info.id.value) +
                        " cannot be read: " + faults.error().message);
        }
        branch.faults = *std::move(faults);
        branch.stored.resize(systems);
        for (const RunInfo& run : *runs) {
            if (run.branch == info.id) {
                branch.stored[run.system] = run;
            }
        }
        branches.push_back(std::move(branch));
    }
    if (branches.empty() || branches.front().info.parent.exists()) {
        return fail("the recording holds no run");
    }
    return branches;
}

Result<void> readNotebook(RecordingReader& reader, SessionBase& base) {
    auto notes = reader.notes();
    auto answers = reader.lessonAnswers();
    if (!notes || !answers) {
        return tl::unexpected(notes ? answers.error() : notes.error());
    }
    const auto& steps = base.scenario->lesson;
    const bool fits = std::ranges::all_of(*answers, [&](const LessonAnswer& answer) {
        return answer.step < steps.size() &&
               answer.prediction.size() == steps[answer.step].answer.size();
    });
    if (!fits) {
        return fail("the recording is damaged (it answers questions its lesson does not ask)");
    }
    base.notes = *std::move(notes);
    base.answers = *std::move(answers);
    return {};
}

}  // namespace

Result<std::unique_ptr<Session>> Session::start(const std::string& text,
                                                const std::string& scenarioName,
                                                const std::filesystem::path& file,
                                                const SessionOptions& options) {
    const auto scenario = readScenario(text, scenarioName);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    auto setup = setUpRun(**scenario, options);
    if (!setup) {
        return tl::unexpected(setup.error());
    }
    SessionBase base;
    base.scenario = *scenario;
    base.info = {.scenarioText = text,
                 .scenarioName = scenarioName,
                 .seed = setup->seed,
                 .horizon = setup->horizon,
                 .writtenBy = kVersion};
    auto plan = std::make_shared<SessionPlan>(SessionPlan{.file = file,
                                                          .plans = setup->plans,
                                                          .tables = {},
                                                          .seed = setup->seed,
                                                          .horizon = setup->horizon});
    for (const auto& of : setup->plans) {
        base.systems.push_back(of->dictionary);
        plan->tables.push_back(std::make_shared<const FoldTables>(*scenario, of->dictionary));
    }
    base.plan = plan;
    auto writer = RecordingWriter::create(file, base.info, base.systems, options.replaceFile);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    auto session = std::make_unique<RecordingSession>(std::move(base));
    session->useWriter(*std::move(writer));
    SessionBranch first;
    first.info = {.id = BranchId{1},
                  .parent = BranchId::none(),
                  .forkAt = {},
                  .title = "as recorded",
                  .faults = formatFaults(setup->faults),
                  .hidden = false};
    first.faults = std::move(setup->faults);
    session->addBranch(std::move(first));
    return session;
}

Result<std::unique_ptr<Session>> Session::open(const std::filesystem::path& file,
                                               SessionAccess access) {
    auto reader = RecordingReader::open(file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    SessionBase base;
    base.info = (*reader)->info();
    base.systems = (*reader)->systems();
    const auto scenario = readScenario(base.info.scenarioText, base.info.scenarioName);
    if (!scenario) {
        return fail("the scenario in the recording cannot be read: " + scenario.error().message);
    }
    auto branches = readBranches(**reader, base.systems.size());
    if (!branches) {
        return tl::unexpected(branches.error());
    }
    base.scenario = *scenario;
    if (auto read = readNotebook(**reader, base); !read) {
        return tl::unexpected(read.error());
    }
    auto plan = std::make_shared<SessionPlan>();
    plan->file = file;
    plan->seed = base.info.seed;
    plan->horizon = base.info.horizon;
    plan->plans = recompile(**scenario, base.systems, base.readOnlyReason);
    for (const Dictionary& system : base.systems) {
        plan->tables.push_back(std::make_shared<const FoldTables>(*scenario, system));
    }
    if (base.readOnlyReason.empty() && access == SessionAccess::ReadOnly) {
        base.readOnlyReason = "the recording was opened for reading only";
    } else if (base.readOnlyReason.empty() && !isWritable(file)) {
        base.readOnlyReason = "the file cannot be written; save a copy to go on from it";
    }
    base.plan = plan;
    auto session = std::make_unique<RecordingSession>(std::move(base));
    for (SessionBranch& branch : *branches) {
        session->addBranch(std::move(branch));
    }
    session->completeUnfinished();
    return session;
}

}  // namespace foldline
