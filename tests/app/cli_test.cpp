// foldline-cli as its users see it: what it prints where, and how it ends.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const fs::path kSource = FOLDLINE_SOURCE_DIR;
const std::string kScenario =
    (kSource / "resources/scenarios/address-change.scenario.yaml").string();

struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

class CliTest : public ::testing::Test {
protected:
    CliTest() {
        std::string name = (fs::temp_directory_path() / "foldline-cli-XXXXXX").string();
        m_folder = mkdtemp(name.data());
    }

    ~CliTest() override {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }

    std::string path(const std::string& name) const { return (m_folder / name).string(); }

    /// Runs the program with `arguments` as a shell reads them, `before` it.
    Outcome cli(const std::string& arguments, const std::string& before = "") const {
        const std::string command = before + std::string(FOLDLINE_CLI) + " " + arguments + " >" +
                                    path("out.txt") + " 2>" + path("err.txt") + " </dev/null";
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                contents(path("out.txt")),
                contents(path("err.txt"))};
    }

    std::string recorded() const {
        const std::string file = path("recorded.foldline");
        const Outcome made = cli("run " + kScenario + " --until 20s -o " + file);
        EXPECT_EQ(made.code, 0) << made.err;
        return file;
    }

    std::string written(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }

private:
    fs::path m_folder;
};

/// Compares with tests/app/golden/NAME, which FOLDLINE_UPDATE_GOLDENS=1 writes anew.
void expectGolden(const std::string& name, const std::string& text) {
    const fs::path file = kSource / "tests/app/golden" / name;
    if (std::getenv("FOLDLINE_UPDATE_GOLDENS") != nullptr) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    EXPECT_EQ(contents(file), text)
        << "differs from " << file << "; FOLDLINE_UPDATE_GOLDENS=1 rewrites it";
}

TEST_F(CliTest, VersionAndHelpAreGood) {
    const Outcome version = cli("--version");
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.out, "foldline-cli " FOLDLINE_VERSION "\n");
    const Outcome help = cli("--help");
    EXPECT_EQ(help.code, 0);
    for (const char* command : {"validate", "run", "state", "log", "verify"}) {
        EXPECT_NE(help.out.find(command), std::string::npos) << command;
    }
    EXPECT_EQ(cli("run --help").code, 0);
}

TEST_F(CliTest, WhatMakesNoSenseEndsWithTwo) {
    for (const std::string& arguments : {std::string(""),
                                         std::string("frobnicate"),
                                         std::string("run"),
                                         "run " + kScenario + " --until soon",
                                         "run " + kScenario + " --until 5s --seed x",
                                         "run " + kScenario + " --system event-drven",
                                         "run " + kScenario + " --fault 'at=10s down=nobody'",
                                         "run " + kScenario + " --nonsense",
                                         std::string("state x.foldline --at 1s"),
                                         std::string("log x.foldline --kind RequestSend")}) {
        const Outcome outcome = cli(arguments);
        EXPECT_EQ(outcome.code, 2) << arguments << "\n" << outcome.err;
        EXPECT_NE(outcome.err, "") << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
    }
}

TEST_F(CliTest, WhatIsWrongEndsWithOne) {
    for (const std::string& arguments :
         {std::string("validate missing.yaml"),
          std::string("run missing.yaml"),
          std::string("verify missing.foldline"),
          std::string("log missing.foldline"),
          "verify " + kScenario,
          "state " + kScenario + " --at 1s --entity member/member-1"}) {
        const Outcome outcome = cli(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments << "\n" << outcome.err;
        EXPECT_NE(outcome.err, "") << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
    }
}

TEST_F(CliTest, ARunMustOutlastItsWarmUp) {
    std::string text = contents(kScenario);
    text.replace(text.find("duration: 60s"), 13, "duration: 60s\nwarmup: 10s");
    const std::string file = written("warm.yaml", text);
    EXPECT_EQ(cli("run " + file + " --until 10s").code, 2);
    const Outcome outcome = cli("run " + file + " --until 11s --json");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(Json::parse(outcome.out)["warmupUs"], 10'000'000);
}

#ifndef __SANITIZE_ADDRESS__  // which reserves terabytes of addresses
// An address space of 200 MB is enough for the program, and by far not for what is asked of it.
TEST_F(CliTest, TooLittleMemoryIsSaidAndNotACrash) {
    std::string text = contents(kScenario);
    text.replace(text.find("poisson: 4/s"), 12, "burst: 1000000");
    const std::string file = written("huge.yaml", text);
    const Outcome outcome = cli("run " + file, "ulimit -v 200000; ");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("not enough memory"), std::string::npos) << outcome.err;
}
#endif

TEST_F(CliTest, UnknownNamesAreAnsweredWithTheNearest) {
    const std::string file = recorded();
    EXPECT_NE(cli("log " + file + " --kind RequestSend").err.find("did you mean 'RequestSent'?"),
              std::string::npos);
    EXPECT_NE(cli("log " + file + " --system event-drven").err.find("event-driven"),
              std::string::npos);
    EXPECT_NE(cli("state " + file + " --at 1s --entity member/membre-7")
                  .err.find("did you mean 'member/member-7'?"),
              std::string::npos);
}

TEST_F(CliTest, ValidateTellsEveryErrorWithItsPlace) {
    EXPECT_EQ(cli("validate " + kScenario).code, 0);
    std::string broken = contents(kScenario);
    broken.replace(broken.find("poisson: 4/s"), 12, "poisson: -4/s");
    broken.replace(broken.find("workers: 4"), 10, "wrokers: 4");
    const std::string file = written("broken.yaml", broken);
    const Outcome outcome = cli("validate " + file + " " + kScenario);
    EXPECT_EQ(outcome.code, 1);
    const std::regex diagnostic(R"(:\d+:\d+: error: )");
    const auto found =
        std::distance(std::sregex_iterator(outcome.err.begin(), outcome.err.end(), diagnostic), {});
    EXPECT_EQ(found, 2) << outcome.err;
    EXPECT_EQ(outcome.out, kScenario + ": ok\n");
}

TEST_F(CliTest, RunPrintsScorecardsSideBySide) {
    const Outcome outcome = cli("run " + kScenario + " --until 20s");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    expectGolden("run.txt", outcome.out);
}

TEST_F(CliTest, RunGivesTheSameWithAndWithoutARecording) {
    const std::string options = " --until 20s --seed 7 --system event-driven --json";
    const Outcome without = cli("run " + kScenario + options);
    const Outcome with = cli("run " + kScenario + options + " -o " + path("a.foldline"));
    EXPECT_EQ(with.code, 0) << with.err;
    EXPECT_EQ(without.out, with.out);
    const Json result = Json::parse(with.out);
    EXPECT_EQ(result["seed"], 7);
    EXPECT_EQ(result["untilUs"], 20'000'000);
    ASSERT_EQ(result["systems"].size(), 1U);
    EXPECT_EQ(result["systems"][0]["name"], "event-driven");
}

TEST_F(CliTest, TheBundledStoryIsTrue) {
    const Json result = Json::parse(cli("run " + kScenario + " --json").out);
    const Json& requestDriven = result["systems"][0]["scorecard"];
    const Json& eventDriven = result["systems"][1]["scorecard"];
    EXPECT_GT(requestDriven["refused"], 0);
    EXPECT_EQ(eventDriven["refused"], 0);
    EXPECT_EQ(eventDriven["acknowledgedLost"], 0);
    EXPECT_GT(eventDriven["behindMax"], 0);
    EXPECT_EQ(eventDriven["behind"], 0);
    EXPECT_EQ(requestDriven["requests"], eventDriven["requests"]);
    EXPECT_LT(eventDriven["databaseWork"], requestDriven["databaseWork"]);
}

TEST_F(CliTest, BundledScenariosKeepTheirPromisesOverTwentySeeds) {
    const Outcome tested =
        cli("test " + (kSource / "resources/scenarios").string() + " --seeds 20");
    EXPECT_EQ(tested.code, 0) << tested.out << tested.err;
    EXPECT_TRUE(tested.out.ends_with(" passed, 0 failed\n")) << tested.out;
}

TEST_F(CliTest, TestNamesTheExpectationTheSeedAndTheNumbers) {
    const std::string text = contents(kScenario);
    const std::string file =
        written("a.scenario.yaml",
                text.substr(0, text.find("\nexpect:")) +
                    "\nexpect:\n  - requests(event-driven) > 0\n  - lost(event-driven) == 7\n");
    const Outcome tested = cli("test " + file + " --seeds 3");
    EXPECT_EQ(tested.code, 1);
    EXPECT_NE(tested.out.find("seeds 42 to 44\n"), std::string::npos) << tested.out;
    EXPECT_NE(tested.out.find("  ok    requests(event-driven) > 0"), std::string::npos);
    EXPECT_NE(tested.out.find("  FAIL  lost(event-driven) == 7\n"), std::string::npos);
    EXPECT_NE(tested.out.find("seed 42: 0 == 7 is not so; fails for 3 of 3 seeds\n"),
              std::string::npos)
        << tested.out;
    EXPECT_TRUE(tested.out.ends_with("1 passed, 1 failed\n")) << tested.out;

    const Json report = Json::parse(cli("test " + file + " --seed 9 --json").out);
    const Json& expectation = report.at(0).at("expectations").at(1);
    EXPECT_EQ(expectation.at("text"), "lost(event-driven) == 7");
    EXPECT_EQ(expectation.at("holds"), false);
    EXPECT_EQ(expectation.at("trials").at(0),
              (Json{{"seed", 9}, {"holds", false}, {"left", 0.0}, {"right", 7.0}}));
}

TEST_F(CliTest, TestNamesTheChecksThatAreViolated) {
    std::string text = contents(kScenario);
    const std::string check = "  - member.points >= 0\n";
    text.replace(text.find(check), check.size(), "  - member.address == nowhere\n");
    const std::string expect = "\nexpect:\n  - checksViolated(event-driven) == 0\n";
    const std::string file =
        written("a.scenario.yaml", text.substr(0, text.find("\nexpect:")) + expect);
    const Outcome tested = cli("test " + file);
    EXPECT_EQ(tested.code, 1);
    EXPECT_NE(tested.out.find("event-driven: member.address == nowhere is violated from 0.000000 s "
                              "on, first in members-db for member-1; "),
              std::string::npos)
        << tested.out;
    const Json report = Json::parse(cli("test " + file + " --json").out);
    const Json& trial = report.at(0).at("expectations").at(0).at("trials").at(0);
    const Json& broken = trial.at("checks").at(0);
    EXPECT_EQ(broken.at("entity"), "member-1");
    EXPECT_EQ(broken.at("node"), "members-db");
}

TEST_F(CliTest, TestIsNotContentWithScenariosThatExpectNothing) {
    const std::string text = contents(kScenario);
    const std::string file = written("a.scenario.yaml", text.substr(0, text.find("\nexpect:")));
    const Outcome tested = cli("test " + file);
    EXPECT_EQ(tested.code, 1);
    EXPECT_NE(tested.err.find("expects nothing; add an expect: section"), std::string::npos);
    EXPECT_EQ(cli("test " + file + " --seeds 0").code, 2);
}

TEST_F(CliTest, NewWritesAScenarioThatKeepsItsPromises) {
    const Outcome made = cli("new " + path("shop"));
    EXPECT_EQ(made.code, 0) << made.err;
    const std::string file = path("shop.scenario.yaml");
    EXPECT_EQ(contents(path("foldline.schema.json")),
              contents(kSource / "resources/scenarios/foldline.schema.json"));
    EXPECT_EQ(cli("validate " + file).code, 0);
    const Outcome tested = cli("test " + file + " --seeds 20");
    EXPECT_EQ(tested.code, 0) << tested.out << tested.err;

    const std::string before = contents(file);
    const Outcome again = cli("new " + file);
    EXPECT_EQ(again.code, 1);
    EXPECT_NE(again.err.find("exists already"), std::string::npos);
    EXPECT_EQ(contents(file), before);
}

TEST_F(CliTest, FaultsOnTheCommandLineAreAdded) {
    const Json result = Json::parse(cli("run " + kScenario +
                                        " --until 20s --fault 'at=2s for=1s slow=membership' "
                                        "--fault 'at=5s down=broker' --json")
                                        .out);
    ASSERT_EQ(result["faults"].size(), 3U);
    EXPECT_EQ(result["faults"][1]["kind"], "slow");
    EXPECT_EQ(result["faults"][1]["forUs"], 1'000'000);
    EXPECT_EQ(result["faults"][2]["node"], "broker");
    EXPECT_FALSE(result["faults"][2].contains("forUs"));
}

TEST_F(CliTest, RunOverwritesOnlyRecordingsAndOnlyWhenForced) {
    const std::string options = "run " + kScenario + " --until 5s -o ";
    const std::string file = recorded();
    const Outcome refused = cli(options + file);
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("--force"), std::string::npos);
    EXPECT_EQ(cli(options + file + " --force").code, 0);
    const std::string text = written("notes.txt", "mine");
    EXPECT_EQ(cli(options + text + " --force").code, 1);
    EXPECT_EQ(contents(text), "mine");
}

TEST_F(CliTest, StateShowsBeliefRowAndFold) {
    const std::string file = recorded();
    const Outcome outcome = cli("state " + file + " --at 14.28s --entity member/member-2");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    expectGolden("state.txt", outcome.out);
    const Outcome one =
        cli("state " + file + " --at 14.28s --entity member/member-2 --system event-driven --json");
    const Json state = Json::parse(one.out);
    ASSERT_EQ(state.size(), 1U);
    EXPECT_EQ(state[0]["entity"], "member/member-2");
    EXPECT_EQ(state[0]["atUs"], 14'280'000);
    EXPECT_TRUE(state[0]["rows"][0]["fields"]["points"].is_number_integer());
    EXPECT_TRUE(state[0]["events"]["fields"]["address"].is_string());
    EXPECT_EQ(cli("state " + file + " --at 21s --entity member/member-2").code, 1);
    EXPECT_EQ(cli("state " + file + " --at 1s --entity member/member-2 --branch 9").code, 2);
}

TEST_F(CliTest, LogPrintsRecordsInOrder) {
    const std::string file = recorded();
    const Outcome outcome = cli("log " + file + " --from 10s --to 10.05s");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    expectGolden("log.txt", outcome.out);
}

TEST_F(CliTest, LogAsJsonIsOneObjectALineOfTheKindsAskedFor) {
    const std::string file = recorded();
    const Outcome outcome = cli("log " + file +
                                " --system event-driven --kind EventAppended --kind RowWritten "
                                "--from 5s --to 16s --json");
    std::istringstream lines(outcome.out);
    std::set<std::string> kinds;
    std::int64_t seq = 0;
    for (std::string line; std::getline(lines, line);) {
        const Json record = Json::parse(line);
        kinds.insert(record["kind"]);
        EXPECT_GT(record["seq"], seq);
        seq = record["seq"];
        EXPECT_GE(record["tUs"], 5'000'000);
        EXPECT_LE(record["tUs"], 16'000'000);
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"EventAppended", "RowWritten"}));
}

TEST_F(CliTest, VerifyPassesWhatWasWrittenAndNamesAChangedRecord) {
    const std::string file = recorded();
    const Outcome good = cli("verify " + file);
    EXPECT_EQ(good.code, 0) << good.err;
    EXPECT_NE(good.out.find(": ok, "), std::string::npos);
    std::string bytes = contents(file);
    const auto at = bytes.rfind("{\"address\":");
    ASSERT_NE(at, std::string::npos);
    bytes[at + 13] = bytes[at + 13] == 'x' ? 'y' : 'x';
    const std::string damaged = written("damaged.foldline", bytes);
    const Outcome bad = cli("verify " + damaged);
    EXPECT_EQ(bad.code, 1);
    EXPECT_TRUE(std::regex_search(bad.err, std::regex(R"(run \d+, record \d+: )"))) << bad.err;
}

TEST_F(CliTest, AnInterruptLeavesAValidRecording) {
    std::string busy = contents(kScenario);
    busy.replace(busy.find("poisson: 4/s"), 12, "poisson: 900/s");
    busy.replace(busy.find("duration: 60s"), 13, "duration: 900s");
    busy.replace(busy.find("workers: 4, queue: 128"), 22, "workers: 64, queue: 999");
    const std::string scenario = written("busy.yaml", busy);
    const std::string file = path("busy.foldline");
    const pid_t child = fork();
    if (child == 0) {
        std::freopen("/dev/null", "w", stdout);
        std::freopen("/dev/null", "w", stderr);
        execl(FOLDLINE_CLI, FOLDLINE_CLI, "run", scenario.c_str(), "-o", file.c_str(), nullptr);
        _exit(127);
    }
    while (!fs::exists(file) || fs::file_size(file) < 1'000'000) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    kill(child, SIGINT);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 1);
    const Outcome verified = cli("verify " + file);
    EXPECT_EQ(verified.code, 0) << verified.err;
    EXPECT_NE(verified.out.find("cut short"), std::string::npos) << verified.out;
}

void collectNames(const Json& json, std::set<std::string>& names) {
    if (json.is_object()) {
        for (const auto& [name, value] : json.items()) {
            names.insert(name);
            if (name != "fields" && name != "arguments" && name != "data") {
                collectNames(value, names);
            }
        }
    } else if (json.is_array()) {
        for (const Json& value : json) {
            collectNames(value, names);
        }
    }
}

/// The names between backticks in the part of the README about JSON.
std::set<std::string> documentedNames() {
    std::string text = contents(kSource / "app/foldline_cli/README.md");
    text = text.substr(text.find("## JSON"));
    const std::regex name("`([A-Za-z0-9]+)`");
    std::set<std::string> names;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), name);
         it != std::sregex_iterator();
         ++it) {
        names.insert((*it)[1]);
    }
    names.erase("Us");
    return names;
}

TEST_F(CliTest, TheReadmeDocumentsEveryMemberOfTheJsonAndNoOther) {
    std::string scenario = contents(kScenario);
    scenario.replace(scenario.find("member.points >= 0"), 18, "member.points < 1 ");
    const std::string violating = written("violating.yaml", scenario);
    std::set<std::string> names;
    const std::string file = path("all.foldline");
    collectNames(
        Json::parse(cli("run " + violating +
                        " --fault 'at=1s for=1s slow=membership' --fault 'at=2s for=1s "
                        "flaky=members-db' --fault 'at=3s for=1s cut=membership,members-db' "
                        "--json -o " +
                        file)
                        .out),
        names);
    for (const std::string name : {"wrong-event", "forgetting"}) {
        const auto repaired = kSource / "resources/scenarios" / (name + ".scenario.yaml");
        collectNames(Json::parse(cli("run " + repaired.string() + " --json").out), names);
    }
    std::istringstream lines(cli("log " + file + " --json").out);
    for (std::string line; std::getline(lines, line);) {
        collectNames(Json::parse(line), names);
    }
    for (int second = 8; second < 20 && names.count("arguments") == 0; ++second) {
        for (int member = 1; member <= 50; ++member) {
            collectNames(
                Json::parse(cli("state " + file + " --json --at " + std::to_string(second) +
                                "s --entity member/member-" + std::to_string(member))
                                .out),
                names);
        }
    }
    const std::string expecting =
        written("expecting.yaml",
                scenario.substr(0, scenario.find("\nexpect:")) +
                    "\nexpect: [ \"lost(event-driven) == 0\", \"1 / lost(event-driven) > 0\" ]\n");
    collectNames(Json::parse(cli("test " + expecting + " --json").out), names);
    EXPECT_EQ(names, documentedNames());
}

}  // namespace
