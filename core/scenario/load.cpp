#include "core/scenario/load.h"

#include <fstream>
#include <functional>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr std::int64_t kFormatVersion = 1;
constexpr std::int64_t kSeedMax = 999'999'999'999'999'999;  // what parseInteger reads

void readVersion(const YamlNode& node, Problems& problems) {
    if (node.is(YamlNode::Kind::Scalar) && node.text != std::to_string(kFormatVersion)) {
        problems.add(node.mark,
                     "this program reads version 1 of the format, not " + inQuotes(node.text) +
                         "; write 'foldline: 1'");
        return;
    }
    readInteger(node, {"foldline", kFormatVersion, kFormatVersion}, problems);
}

void readHead(const ObjectReader& object, Reading& reading) {
    Scenario& scenario = reading.scenario;
    Problems& problems = reading.problems;
    if (const YamlNode* node = object.find("foldline"); node != nullptr) {
        readVersion(*node, problems);
    }
    if (const YamlNode* node = object.find("id"); node != nullptr &&
                                                  readText(*node, "the id", problems) &&
                                                  checkName(*node, "a scenario", problems)) {
        scenario.id = node->text;
    }
    if (const YamlNode* node = object.find("title"); node != nullptr) {
        scenario.title = readLocalText(*node, "the title", problems).value_or(LocalText{});
    }
    if (const YamlNode* node = object.find("seed"); node != nullptr) {
        scenario.seed = static_cast<std::uint64_t>(
            readInteger(*node, {"seed", 0, kSeedMax}, problems).value_or(1));
    }
    if (const YamlNode* node = object.find("duration"); node != nullptr) {
        // A duration that cannot be read must not make every later time too late.
        scenario.duration = readDuration(*node, {"duration", {1}}, problems).value_or(kDurationMax);
    }
    if (const YamlNode* node = object.find("warmup"); node != nullptr) {
        scenario.warmup = readDuration(*node, {"warmup"}, problems).value_or(Duration{});
        if (scenario.warmup >= scenario.duration) {
            problems.add(
                node->mark,
                "warmup must be shorter than the duration, " + formatDuration(scenario.duration));
        }
    }
    if (const YamlNode* node = object.find("network"); node != nullptr) {
        const ObjectReader network(*node, "network", problems);
        readLink(network, reading.network, problems);
    }
}

// Reads the section `key` when it is there.
void readSection(const ObjectReader& object,
                 std::string_view key,
                 void (*read)(const YamlNode&, Reading&),
                 Reading& reading) {
    if (const YamlNode* node = object.find(key); node != nullptr) {
        read(*node, reading);
    }
}

void readScenario(const YamlNode& root, Reading& reading) {
    const ObjectReader object(root, "scenario", reading.problems);
    if (!object.isMap()) {
        return;
    }
    reading.entitiesRead = object.find("entities") != nullptr;
    reading.systemsRead = object.find("systems") != nullptr;
    reading.operationsRead = object.find("workload") != nullptr;
    reading.cutShort = root.cutShort;
    readHead(object, reading);
    readSection(object, "pools", readPools, reading);
    readSection(object, "entities", readEntities, reading);
    if (const YamlNode* workload = object.find("workload"); workload != nullptr) {
        readWorkload(*workload, object.find("operations"), reading);
    }
    readSection(object, "systems", readSystems, reading);
    reading.systemsSound = reading.problems.empty();
    readSection(object, "faults", readFaults, reading);
    readSection(object, "repairs", readRepairs, reading);
    readSection(object, "checks", readChecks, reading);
    readSection(object, "lesson", readLesson, reading);
    readSection(object, "expect", readExpectations, reading);
}

LoadedScenario refused(const std::string& fileName, std::string message) {
    LoadedScenario loaded;
    loaded.diagnostics.push_back({.file = fileName, .message = std::move(message)});
    return loaded;
}

}  // namespace

std::string formatDiagnostic(const Diagnostic& diagnostic) {
    std::string place = diagnostic.file;
    if (diagnostic.line > 0) {
        place += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
    }
    return place + ": error: " + diagnostic.message;
}

LoadedScenario loadScenario(std::string text, const std::string& fileName) {
    LoadedScenario loaded;
    loaded.text = std::move(text);
    Problems problems;
    const YamlDocument document = parseYaml(loaded.text, problems);
    Reading reading(problems);
    readScenario(document.root, reading);
    for (Problem& problem : problems.sorted()) {
        loaded.diagnostics.push_back(
            {fileName, problem.mark.line, problem.mark.column, std::move(problem.message)});
    }
    if (loaded.diagnostics.empty()) {
        loaded.scenario = std::move(reading.scenario);
    }
    return loaded;
}

LoadedScenario loadScenarioFile(const std::filesystem::path& path) {
    const std::string name = path.string();
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        return refused(name, "there is no such file");
    }
    if (std::filesystem::is_directory(status)) {
        return refused(name, "this is a folder; name a file in it");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return refused(name, "the file cannot be opened for reading");
    }
    // One byte more than is allowed tells a file that is too long, be it a device without end.
    std::string text(kScenarioBytesMax + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) {
        return refused(name, "the file cannot be read");
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    return loadScenario(std::move(text), name);
}

}  // namespace foldline
