// The JSON Schema that editors use and the loader say the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/record/record.h"
#include "core/scenario/limits.h"
#include "core/scenario/load.h"
#include "core/scenario/object_keys.h"
#include "tests/core/scenario/scenario_files.h"
#include "tests/core/scenario/schema_checker.h"

namespace foldline {
namespace {

using nlohmann::json;

const json& schema() {
    static const json kSchema = json::parse(readFile(std::filesystem::path(FOLDLINE_SOURCE_DIR) /
                                                     "resources/scenarios/foldline.schema.json"));
    return kSchema;
}

std::vector<std::string> editorErrors(const std::string& text) {
    Problems problems;
    const YamlDocument document = parseYaml(text, problems);
    EXPECT_TRUE(problems.empty());
    return schemaErrors(schema(), toJson(document.root));
}

std::set<std::string> keysIn(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.insert(key);
    }
    return keys;
}

TEST(Schema, HasTheKeysThatTheLoaderKnows) {
    const json definitions = schema().at("definitions");
    std::size_t compared = 0;
    for (const ObjectKeys& object : objectKeys()) {
        if (object.object == "recordedFault") {
            continue;  // only in recordings
        }
        const std::string name(object.object);
        ASSERT_TRUE(definitions.contains(name)) << name;
        const json& definition = definitions.at(name);
        EXPECT_EQ(definition.at("additionalProperties"), false) << name;
        EXPECT_EQ(keysIn(definition.at("properties")),
                  std::set<std::string>(object.keys.begin(), object.keys.end()))
            << name;
        const auto required =
            definition.value("required", json::array()).get<std::set<std::string>>();
        EXPECT_EQ(required, std::set<std::string>(object.required.begin(), object.required.end()))
            << name;
        ++compared;
    }
    EXPECT_EQ(compared + 1, objectKeys().size());
}

TEST(Schema, KnowsNoObjectThatTheLoaderDoesNotKnow) {
    for (const auto& [name, definition] : schema().at("definitions").items()) {
        if (definition.contains("properties")) {
            EXPECT_TRUE(std::ranges::any_of(objectKeys(), [&](const ObjectKeys& keys) {
                return keys.object == name;
            })) << name;
        }
    }
}

TEST(Schema, HasTheLimitsOfTheLoader) {
    const json definitions = schema().at("definitions");
    const auto at = [&](const std::string& path) {
        return definitions.at(json::json_pointer(path)).get<double>();
    };
    const auto property = [&](const std::string& object, const std::string& key) {
        return at("/" + object + "/properties/" + key + "/maximum");
    };
    EXPECT_EQ(property("entity", "population"), kPopulationMax);
    EXPECT_EQ(property("service", "workers"), kWorkersMax);
    EXPECT_EQ(property("service", "queue"), kQueueMax);
    EXPECT_EQ(property("rdb", "connections"), kConnectionsMax);
    EXPECT_EQ(property("rdb", "queue"), kQueueMax);
    EXPECT_EQ(property("inbox", "rows"), kInboxRowsMax);
    EXPECT_EQ(property("budget", "ratio"), kRatioMax);
    EXPECT_EQ(property("budget", "burst"), kTokensMax);
    EXPECT_EQ(property("breaker", "window"), kWindowMax);
    EXPECT_EQ(property("breaker", "probes"), kWindowMax);
    EXPECT_EQ(property("limit", "burst"), kTokensMax);
    EXPECT_EQ(property("topic", "partitions"), kPartitionsMax);
    EXPECT_EQ(property("broker", "replicas"), kReplicasMax);
    EXPECT_EQ(property("service", "instances"), kInstancesMax);
    EXPECT_EQ(property("fault", "instance"), kInstancesMax);
    EXPECT_EQ(property("consume", "members"), kMembersMax);
    EXPECT_EQ(property("consume", "batch"), kBatchMax);
    EXPECT_EQ(property("relay", "batch"), kBatchMax);
    EXPECT_EQ(property("arrivals", "burst"), kBurstMax);
    EXPECT_EQ(property("distribution", "stages"), kStagesMax);
    EXPECT_EQ(property("distribution", "sigma"), kSigmaMax);
    EXPECT_EQ(property("distribution", "shape"), kShapeMax);
    EXPECT_EQ(at("/distribution/properties/shape/minimum"), kShapeMin);
    EXPECT_EQ(at("/distribution/properties/weights/items/maximum"), kWeightMax);
    EXPECT_EQ(property("fault", "factor"), kFactorMax);
    EXPECT_EQ(at("/retry/properties/attempts/anyOf/0/maximum"), kAttemptsMax);
    EXPECT_EQ(at("/entity/properties/fields/maxProperties"), kFieldsMax);
    EXPECT_EQ(at("/scenario/properties/faults/maxItems"), kFaultsMax);
    EXPECT_EQ(at("/scenario/properties/systems/maxProperties"), kSystemsMax);
    EXPECT_EQ(at("/scenario/properties/entities/maxProperties"), kEntityTypesMax);
    EXPECT_EQ(at("/scenario/properties/workload/maxItems"), kWorkloadsMax);
    EXPECT_EQ(at("/steps/maxItems"), kStepsMax);
}

TEST(Schema, AndLoaderAcceptEveryBundledScenario) {
    const auto paths = bundledScenarios();
    ASSERT_GE(paths.size(), 2U);
    for (const auto& path : paths) {
        const std::string text = readFile(path);
        EXPECT_TRUE(text.starts_with("# yaml-language-server: $schema=foldline.schema.json\n"))
            << path;
        EXPECT_THAT(editorErrors(text), testing::IsEmpty()) << path;
        for (const Diagnostic& diagnostic : loadScenarioFile(path).diagnostics) {
            ADD_FAILURE() << formatDiagnostic(diagnostic);
        }
    }
}

TEST(Schema, AndLoaderAcceptTheScenariosOfTheTests) {
    for (const std::string name : {"base.scenario.yaml", "sketch.scenario.yaml"}) {
        EXPECT_THAT(editorErrors(readTestFile(name)), testing::IsEmpty()) << name;
        EXPECT_TRUE(loadScenarioFile(testFile(name)).scenario.has_value()) << name;
    }
}

struct Edit {
    std::string from;
    std::string to;
};

std::string edited(std::string text, const Edit& edit) {
    const std::size_t at = text.find(edit.from);
    EXPECT_NE(at, std::string::npos) << edit.from;
    return at == std::string::npos ? text : text.replace(at, edit.from.size(), edit.to);
}

// A handler of base.scenario.yaml, and the beginning of a saga in its place.
const std::string kCharge =
    "        - transaction: { in: books, do: [ { update: member, set: { colour: $colour } } ] }\n"
    "      shop.earn";
const std::string kSaga = "        saga: {}\n        do:\n          - { work: 1ms";

// What can be told without looking elsewhere in the file.
const std::vector<Edit> kWrong{
    {"foldline: 1", "foldline: 2"},
    {"foldline: 1\n", ""},
    {"id: base", "id: 9lives"},
    {"ko: 바탕", "kr: 바탕"},
    {"seed: 7", "seed: -1"},
    {"seed: 7", "sed: 7"},
    {"duration: 30s", "duration: 0s"},
    {"duration: 30s", "duration: 30"},
    {"warmup: 2s", "warmup: soon"},
    {"loss: 0.01", "loss: 2"},
    {"[red, blue]", "[]"},
    {"key: memberId\n", "\n"},
    {"population: 5", "population: 0"},
    {"population: 5", "population: 5000000"},
    {"active: boolean", "active: bool"},
    {"poisson: 4/s", "poisson: 4"},
    {"poisson: 4/s", "poisson: 0/s"},
    {"poisson: 4/s", "poisson: 4/s, at: 2s"},
    {"poisson: 4/s", "poisson: 4/s, every: 2s"},
    {"every: 250ms", "every: 0s"},
    {"times: [1s, 2s]", "times: []"},
    {"times: [1s, 2s]", "burst: 0"},
    {"times: [1s, 2s]", "burst: 10, from: 1s"},
    {"[people, shop]", "[people]"},
    {"{ uniform: [10ms, 50ms] }", "{ uniform: [10ms] }"},
    {"at: [0, 1]", "at: [0]"},
    {"at: [0, 1]", "at: [0, -1]"},
    {"attempts: 3, ", ""},
    {"attempts: 3", "attempts: 0"},
    {"attempts: 3", "attempts: forever"},
    {"jitter: equal", "jitter: some"},
    {"{ fixed: 1s }", "{ fixed: 1s, exponential: 1s }"},
    {"workers: 4", "workers: 0"},
    {"workers: 4", "workers: 4.5"},
    {"workers: 4", "workerz: 4"},
    {"bank: { service: {} }", "bank: { service: {}, rdb: {} }"},
    {"bank: { service: {} }", "bank: {}"},
    {"bank: { service: {} }", "bank: { service: 4 }"},
    {"bank: { service: {} }", "9: { service: {} }"},
    {"sigma: 0.5", "stages: 3"},
    {"sigma: 0.5", "sigma: 99"},
    {"failure: 0.01", "failure: 1.01"},
    {"keep: 10m", "keep: 0s"},
    {"ratio: 0.2", "ratio: 0"},
    {"ratio: 0.2, ", ""},
    {"burst: 5", "burst: 0"},
    {"window: 20", "window: 0"},
    {"failures: 0.6", "failures: 0"},
    {"failures: 0.6", "failures: 60"},
    {"open: 5s", "open: 0s"},
    {"probes: 3", "probes: none"},
    {"probes: 3", "prods: 3"},
    {"rate: 50/s", "rate: 50"},
    {"rate: 50/s, ", ""},
    {"maxWait: 500ms", "maxWait: 500"},
    {"rows: 1000", "rows: 0"},
    {"rows: 1000", "size: 9"},
    {"once: request", "once: yes"},
    {"once: request", "once: member"},
    {"erlang: 3ms, stages: 4", "erlang: 3ms"},
    {"erlang: 3ms, stages: 4", "gamma: 3ms"},
    {"erlang: 3ms, stages: 4", "pareto: 3ms, shape: 0"},
    {"erlang: 3ms, stages: 4", "exponential: 3ms, weights: [1]"},
    {"erlang: 3ms, stages: 4", "empirical: [3ms], weights: [-1]"},
    {"work: { erlang: 3ms, stages: 4 }", "wrok: 3ms"},
    {"reply: ok", "reply: fine"},
    {"reply: ok", "reply: ok\n          work: 1ms"},
    {"operation: charge, timeout", "timeout"},
    {"{ update: member, set: { colour: $colour } }", "{ update: member }"},
    {"{ apply: member }", "{ apply: member, set: { name: x } }"},
    {"partitions: 3", "partitions: 0"},
    {"key: $memberId", "key: memberId"},
    {"replicas: 3", "replicas: 0"},
    {"retain: 20s", "retain: 0s"},
    {"compact: 5s", "compact: true"},
    {"from: latest", "from: now"},
    {"instances: 3", "instances: 0"},
    {"members: 2,", "members: 0,"},
    {"assignment: range", "assignment: fair"},
    {"session: 6s", "session: 0s"},
    {"rebalance: 1s", "rebalance: 1"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, down: writer, instance: 1"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, crash: writer, instance: 0"},
    {"failover: 3s", "failover: 0s"},
    {"acks: leader", "acks: some"},
    {"acks: leader", "ack: leader"},
    {"idempotent: true", "idempotent: once"},
    {"acks: leader", "acks: none, timeout: 1s"},
    {"acks: leader", "acks: none, retry: { attempts: 2 }"},
    {"acks: leader", "acks: leader, idempotent: true"},
    {"{ update: member, set: { colour: $colour } }",
     "{ update: member, set: { colour: $colour }, apply: member }"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, down: books, replay: writer"},
    {"poisson: 4/s", "poisson: 4/s, burst: 2"},
    {"erlang: 3ms, stages: 4", "erlang: 3ms, stages: 4, lognormal: 2ms"},
    {"at: 20s, rebuild: writer", "at: 20s, rebuild: writer, restore: books"},
    {"retry: none, onFailure", "onFailure"},
    {"retry: none, onFailure", "retry: { attempts: unlimited }, onFailure"},
    {"attempts: 3, backoff: { fixed: 1s }, jitter: equal", "attempts: 3, jitter: equal"},
    {"attempts: unlimited, backoff: { exponential: 100ms }, jitter: full", "attempts: unlimited"},
    {"retry: { attempts: 3, backoff: { fixed: 1s }, jitter: equal }, ", ""},
    {"retry: { attempts: 3, backoff: { fixed: 1s }, jitter: equal }", "retry: none"},
    {"expect: loaded", "expect: any"},
    {"require: member.points < 90", "require: member.points"},
    {"onFailure: park, ", ""},
    {"onFailure: park", "onFailure: skip"},
    {"replicas: 3, ", ""},
    {"replicas: 3", "replicas: 1"},
    {kCharge, kSaga + ", pivot: \"true\" }\n      shop.earn"},
    {kCharge, kSaga + ", pivot: 1 }\n      shop.earn"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, loseLeader: bus"},
    {"commit: before", "commit: never"},
    {"batch: 10", "batch: 0"},
    {"at: 10s, for: 5s, down: books", "for: 5s, down: books"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s"},
    {"at: 10s, for: 5s, down: books", "at: 10s, down: books, factor: 2"},
    {"for: 5s", "for: 0s"},
    {"probability: 0.3", "probability: 3"},
    {"cut: [people, shop]", "cut: people"},
    {"field: colour, value: grey", "field: colour"},
    {"field: colour, value: grey", "field: colour, value: grey, factor: 2"},
    {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, down: books, value: 2"},
    {"mtbf: 20s, mttr: 1s", "mtbf: 20s"},
    {"mtbf: 20s, mttr: 1s", "mtbf: 0s, mttr: 1s"},
    {"crash: bus", "crash: bus, at: 1s"},
    {"crash: bus", "crash: bus, factor: 2"},
    {"at: 20s, rebuild: writer", "rebuild: writer"},
    {"every: 5s, ", ""},
    {"every: 5s", "every: 0s"},
    {"log: true", "log: sometimes"},
    {"schema: gated", "schema: open"},
    {"onFailure: park", "onFailure: throw"},
    {"parkSequence: false", "parkSequence: 3"},
    {"personal: [name]", "personal: name"},
    {"forget: member-4", "forget: member"},
    {"forget: member-4", "forget: member-0"},
    {"takes: 1s", "takes: 0s"},
    {"upgrade: writer", "upgrade: writer, takes: 1s"},
    {"incompatible: shop", "incompatible: shop, factor: 2"},
    {"at: 20s, rebuild: writer", "at: 20s, for: 1s, rebuild: writer"},
    {"at: 20s, rebuild: writer", "at: 20s, rebuild: writer, correct: shop"},
    {"until(10s)", "10s"},
    {"    answer: refused(calls), refused(events)\n", ""},
    {"shop.earn:", "earn:"},
};

TEST(Schema, AndLoaderRefuseTheSameMistakes) {
    const std::string base = readTestFile("base.scenario.yaml");
    for (const Edit& edit : kWrong) {
        const std::string text = edited(base, edit);
        EXPECT_FALSE(loadScenario(text, "f").scenario.has_value())
            << "the loader accepts " << edit.to << " for " << edit.from;
        EXPECT_FALSE(editorErrors(text).empty())
            << "the schema accepts " << edit.to << " for " << edit.from;
    }
}

TEST(Schema, AndLoaderAcceptTheSameVariety) {
    const std::vector<Edit> right{
        {"title: 전화", "title: 1984"},
        {"poisson: 4/s", "poisson: 0.5/m"},
        {"{ uniform: [10ms, 50ms] }", "{ empirical: [1ms, 2ms] }"},
        {"{ uniform: [10ms, 50ms] }", "{ empirical: [1ms, 2ms], weights: [0.2, 3] }"},
        {"{ uniform: [10ms, 50ms] }", "{ constant: 0s }"},
        {"{ erlang: 3ms, stages: 4 }", "{ gamma: 3ms, shape: 0.5 }"},
        {"{ erlang: 3ms, stages: 4 }", "{ pareto: 3ms, shape: 1.5 }"},
        {"{ erlang: 3ms, stages: 4 }", "2ms"},
        {"backoff: { fixed: 1s }, jitter: equal", "backoff: none"},
        {"times: [1s, 2s]", "burst: 100, at: 3s"},
        {"client: { timeout: 2s }", "client: { timeout: 2s, retry: none }"},
        {"answer: refused(calls), refused(events)", "answer: [refused(calls)]"},
        {"flaky: books, probability: 0.3", "slow: books, factor: 2.5"},
        {"update: member, set: { colour: $colour }",
         "update: member, set: { colour: $colour }, add: { points: 1 }"},
        {"title: { en: Gate, ko: 문 }", "title: Gate"},
        {"acks: leader", "acks: none"},
        {"backoff: { fixed: 1s } } }", "jitter: full } }"},  // the relay waits of itself
        {"assignment: range", "assignment: sticky"},
        {"at: 10s, for: 5s, down: books", "at: 10s, for: 5s, crash: writer, instance: 3"},
        {"key: $memberId, acks: leader", "key: none"},
        {"flaky: books, probability: 0.3", "loseLeader: bus"},
        {"idempotent: true", "idempotent: false"},
        {"acks: leader", "acks: none"},
        {"backoff: { fixed: 1s } } }", "jitter: full } }"},  // the relay waits of itself
        {"acks: leader", "acks: leader, idempotent: false, timeout: 1s"},
        {"onFailure: park, parkSequence: false", "onFailure: park"},
        {kCharge, kSaga + ", pivot: true }\n      shop.earn"},
    };
    const std::string base = readTestFile("base.scenario.yaml");
    for (const Edit& edit : right) {
        const std::string text = edited(base, edit);
        for (const Diagnostic& diagnostic : loadScenario(text, edit.to).diagnostics) {
            ADD_FAILURE() << formatDiagnostic(diagnostic);
        }
        EXPECT_THAT(editorErrors(text), testing::IsEmpty()) << edit.to;
    }
}

}  // namespace
}  // namespace foldline
