// foldline-cli: reads the command line and hands over to one of the commands.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <new>

#include "app/foldline_cli/commands.h"
#include "core/run/version.h"

namespace {

using namespace foldline;
using namespace foldline::cli;

volatile std::sig_atomic_t interrupted = 0;

void noteInterrupt(int /*signal*/) {
    interrupted = 1;
}

struct CommandLine {
    ValidateRequest validate;
    RunRequest run;
    StateRequest state;
    LogRequest log;
    VerifyRequest verify;
    TestRequest test;
    NewRequest writeNew;
};

/// Without the "..." behind what takes one value each time: it may be repeated, as its text says.
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override {
        std::string text = CLI::Formatter::make_option_opts(option);
        const std::string several = " ...";
        if (option->nonpositional() && text.ends_with(several)) {
            text.erase(text.size() - several.size());
        }
        return text;
    }
};

/// Turns "14.28s" into microseconds for the options that take a time.
void addTime(CLI::App& command,
             const std::string& name,
             const std::string& help,
             const std::function<void(Duration)>& set) {
    command
        .add_option_function<std::string>(
            name,
            [name, set](const std::string& text) {
                const auto duration = parseDuration(text);
                if (!duration) {
                    throw CLI::ValidationError(
                        name, "write a time such as 14.28s, 250ms or 2m, not " + text);
                }
                set(*duration);
            },
            help)
        ->type_name("TIME");
}

void addBranch(CLI::App& command, BranchId& branch) {
    command.add_option("--branch", branch.value, "a branch by its number; 1 is the first")
        ->capture_default_str()
        ->type_name("N");
}

void addValidate(CLI::App& app, ValidateRequest& request) {
    CLI::App* command =
        app.add_subcommand("validate", "Check scenario files; diagnostics go to stderr");
    command->add_option("FILE", request.files, "scenario files")->required()->type_name("");
}

void addRun(CLI::App& app, RunRequest& request) {
    CLI::App* command = app.add_subcommand("run", "Simulate a scenario and print the scorecards");
    command->add_option("FILE", request.file, "scenario file")->required()->type_name("");
    command
        ->add_option_function<std::string>(
            "-o,--output",
            [&request](const std::string& text) { request.recording = text; },
            "record into this .foldline file")
        ->type_name("FILE");
    command->add_flag("--force", request.replace, "replace a recording of that name");
    command->add_option("--system", request.systems, "only this system; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        ->add_option_function<std::uint64_t>(
            "--seed",
            [&request](const std::uint64_t& seed) { request.seed = seed; },
            "instead of the scenario's")
        ->type_name("N");
    addTime(*command,
            "--until",
            "how long to simulate, instead of the scenario's duration",
            [&request](Duration until) { request.until = until; });
    command
        ->add_option("--fault",
                     request.faults,
                     "one more, such as 'at=10s for=5s down=members-db'; may be repeated")
        ->type_name("FAULT")
        ->allow_extra_args(false);
    command->add_flag("--json", request.json, "print JSON");
}

void addState(CLI::App& app, StateRequest& request) {
    CLI::App* command = app.add_subcommand(
        "state", "Show an entity at one moment: what clients believe, its rows, its events");
    command->add_option("RECORDING", request.recording)->required()->type_name("");
    addTime(*command, "--at", "the moment", [&request](Duration at) { request.at = {at.us}; });
    command->get_option("--at")->required();
    command->add_option("--entity", request.entity, "such as member/member-7")
        ->required()
        ->type_name("TYPE/KEY");
    command->add_option("--system", request.system, "only this system")->type_name("NAME");
    addBranch(*command, request.branch);
    command->add_flag("--json", request.json, "print JSON");
}

void addLog(CLI::App& app, LogRequest& request) {
    CLI::App* command = app.add_subcommand("log", "Print the records of a recording");
    command->add_option("RECORDING", request.recording)->required()->type_name("");
    command->add_option("--system", request.system, "only this system")->type_name("NAME");
    addTime(*command, "--from", "not before", [&request](Duration t) { request.from = {t.us}; });
    addTime(*command, "--to", "not after", [&request](Duration t) { request.to = {t.us}; });
    command->add_option("--kind", request.kinds, "only this kind; may be repeated")
        ->type_name("KIND")
        ->allow_extra_args(false);
    addBranch(*command, request.branch);
    command->add_flag("--json", request.json, "print one JSON object a line");
}

void addVerify(CLI::App& app, VerifyRequest& request) {
    CLI::App* command = app.add_subcommand(
        "verify", "Check a recording: hash chain, gaps, and a fresh simulation of every record");
    command->add_option("RECORDING", request.recording)->required()->type_name("");
}

void addTest(CLI::App& app, TestRequest& request) {
    CLI::App* command = app.add_subcommand(
        "test", "Run scenarios over several seeds and check what they expect of themselves");
    command
        ->add_option("FILE", request.files, "scenario files, or folders of *.scenario.yaml files")
        ->required()
        ->type_name("");
    command->add_option("--seeds", request.seeds, "how many seeds")
        ->capture_default_str()
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}))
        ->type_name("N");
    command
        ->add_option_function<std::uint64_t>(
            "--seed",
            [&request](const std::uint64_t& seed) { request.seed = seed; },
            "the first seed, instead of the scenario's")
        ->type_name("N");
    command->add_flag("--json", request.json, "print JSON");
}

void addNew(CLI::App& app, NewRequest& request) {
    CLI::App* command =
        app.add_subcommand("new", "Write a scenario to begin with, with a comment on every part");
    command->add_option("FILE", request.file, "such as shop.scenario.yaml")
        ->required()
        ->type_name("");
}

ExitCode dispatch(const CLI::App& app, const CommandLine& line, const Surroundings& surroundings) {
    if (app.got_subcommand("validate")) {
        return validate(line.validate, surroundings);
    }
    if (app.got_subcommand("run")) {
        return run(line.run, surroundings);
    }
    if (app.got_subcommand("state")) {
        return state(line.state, surroundings);
    }
    if (app.got_subcommand("log")) {
        return cli::log(line.log, surroundings);
    }
    if (app.got_subcommand("test")) {
        return test(line.test, surroundings);
    }
    if (app.got_subcommand("new")) {
        return writeNew(line.writeNew, surroundings);
    }
    return verify(line.verify, surroundings);
}

int runProgram(int argc, char** argv) {
    CLI::App app("Simulates, records and examines scenarios of Foldline.", "foldline-cli");
    app.set_version_flag("--version", std::string("foldline-cli ") + kVersion);
    app.require_subcommand(1);
    app.formatter(std::make_shared<HelpFormatter>());
    CommandLine line;
    addValidate(app, line.validate);
    addRun(app, line.run);
    addState(app, line.state);
    addLog(app, line.log);
    addVerify(app, line.verify);
    addTest(app, line.test);
    addNew(app, line.writeNew);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::Usage);
    }
    std::signal(SIGINT, noteInterrupt);
    std::signal(SIGTERM, noteInterrupt);
    std::ios::sync_with_stdio(false);
    const Surroundings surroundings{.out = std::cout,
                                    .err = std::cerr,
                                    .showsProgress = isatty(STDERR_FILENO) == 1,
                                    .isInterrupted = [] { return interrupted != 0; }};
    const ExitCode code = dispatch(app, line, surroundings);
    std::cout.flush();
    return static_cast<int>(code);
}

int say(const char* message) {
    std::fputs("foldline-cli: ", stderr);
    std::fputs(message, stderr);
    std::fputs("\n", stderr);
    return static_cast<int>(ExitCode::Wrong);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return runProgram(argc, argv);
    } catch (const std::bad_alloc&) {
        return say(
            "there is not enough memory for this; ask for a shorter run or a smaller "
            "scenario");
    } catch (const std::exception& error) {
        return say(error.what());
    } catch (...) {
        return say("stopped by an unknown error");
    }
}
