// The reference pages say what the schema says, and the schema says it of every key.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/load.h"
#include "tests/core/scenario/reference_page.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

using nlohmann::ordered_json;

std::filesystem::path folder() {
    return std::filesystem::path(FOLDLINE_SOURCE_DIR) / "resources/scenarios";
}

const ordered_json& schema() {
    static const ordered_json kSchema =
        ordered_json::parse(readFile(folder() / "foldline.schema.json"));
    return kSchema;
}

const ordered_json& propertiesOf(const ordered_json& definition) {
    static const ordered_json kNone = ordered_json::object();
    const auto found = definition.find("properties");
    return found == definition.end() ? kNone : *found;
}

// A reference without words of its own has those of what it refers to.
std::string descriptionOf(const ordered_json& value) {
    if (const auto ref = value.find("$ref"); ref != value.end()) {
        const ordered_json::json_pointer path(ref->get<std::string>().substr(1));
        return schema().at(path).value("description", "");
    }
    return value.value("description", "");
}

TEST(Reference, PagesAreWhatIsMadeFromTheSchema) {
    for (const PageLanguage language : kPageLanguages) {
        EXPECT_EQ(readFile(folder() / referenceFile(language)), referencePage(schema(), language))
            << "run cmake --build --preset dev --target update_reference";
    }
}

TEST(Reference, EveryKeyIsDescribedInBothLanguages) {
    std::size_t keys = 0;
    for (const auto& [name, definition] : schema().at("definitions").items()) {
        for (const PageLanguage language : kPageLanguages) {
            EXPECT_FALSE(described(descriptionOf(definition), language).meaning.empty()) << name;
            for (const auto& [key, value] : propertiesOf(definition).items()) {
                EXPECT_FALSE(described(descriptionOf(value), language).meaning.empty())
                    << name << "." << key;
                ++keys;
            }
        }
    }
    EXPECT_GT(keys, 400U);
}

TEST(Reference, DefaultsInWordsAreToldInBothLanguages) {
    for (const auto& [name, definition] : schema().at("definitions").items()) {
        for (const auto& [key, value] : propertiesOf(definition).items()) {
            const std::string text = descriptionOf(value);
            EXPECT_EQ(described(text, PageLanguage::English).defaultPhrase.empty(),
                      described(text, PageLanguage::Korean).defaultPhrase.empty())
                << name << "." << key;
        }
    }
}

TEST(Reference, AllThatMayBeLeftOutHasADefaultOrIsOneOfSeveral) {
    for (const auto& [name, definition] : schema().at("definitions").items()) {
        const auto required = definition.value("required", std::vector<std::string>());
        const std::string choices = definition.value("oneOf", ordered_json::array()).dump();
        for (const auto& [key, value] : propertiesOf(definition).items()) {
            const Described said = described(descriptionOf(value), PageLanguage::English);
            const bool told = !said.defaultValue.empty() || !said.defaultPhrase.empty() ||
                              std::ranges::find(required, key) != required.end() ||
                              choices.find("\"" + key + "\"") != std::string::npos;
            EXPECT_TRUE(told) << name << "." << key;
        }
    }
}

// Where the key may stand in base.scenario.yaml: `from` becomes `to`, in which @ is the key.
struct Place {
    std::string_view key;
    std::string_view from;
    std::string_view to;
};

constexpr std::string_view kBreaker = "window: 20, failures: 0.6, open: 5s, probes: 3";
constexpr std::string_view kBroker =
    "latency: 1ms, replicas: 3, replication: { exponential: 4ms }, failover: 3s";
constexpr std::string_view kStore =
    "connections: 4, queue: 9, latency: 2ms, perEvent: 100us, snapshot: { every: 50, "
    "checkRevision: true }, "
    "topic: facts, segments: 4";
constexpr std::string_view kRelay =
    "poll: 200ms, batch: 10, mark: after, timeout: 2s, retry: { attempts: unlimited, backoff: { "
    "fixed: 1s } }";
constexpr std::string_view kRetry = "attempts: 3, backoff: { fixed: 1s }, jitter: equal";
constexpr std::string_view kConsume = "consume: { topic: orders }";
constexpr std::string_view kProduce = "event: OrderPlaced }";
constexpr std::string_view kCharge =
    "bank.charge:\n"
    "        - transaction: { in: books, do: [ { update: member, set: { colour: $colour } } ] }\n";
constexpr std::string_view kSaga =
    "bank.charge:\n        saga: {}\n        do:\n          - work: 1ms\n            @\n";

const std::vector<Place> kPlaces{
    {"scenario.seed", "seed: 7", "@"},
    {"scenario.duration", "duration: 30s", "@"},
    {"scenario.warmup", "warmup: 2s", "@"},
    {"arrivals.at", "times: [1s, 2s]", "burst: 5, @"},
    {"arrivals.from", "every: 250ms", "every: 250ms, @"},
    {"network.latency", "latency: 5ms, loss: 0.01", "loss: 0.01, @"},
    {"network.loss", "latency: 5ms, loss: 0.01", "latency: 5ms, @"},
    {"budget.burst", "ratio: 0.2, burst: 5", "ratio: 0.2, @"},
    {"breaker.window", kBreaker, "@"},
    {"breaker.failures", kBreaker, "@"},
    {"breaker.open", kBreaker, "@"},
    {"breaker.probes", kBreaker, "@"},
    {"limit.burst", "rate: 50/s, burst: 9", "rate: 50/s, @"},
    {"service.workers", "bank: { service: {} }", "bank: { service: { @ } }"},
    {"service.instances", "bank: { service: {} }", "bank: { service: { @ } }"},
    {"service.upcasters", "bank: { service: {} }", "bank: { service: { @ } }"},
    {"rdb.connections", "books: { rdb: {} }", "books: { rdb: { @ } }"},
    {"rdb.latency", "books: { rdb: {} }", "books: { rdb: { @ } }"},
    {"rdb.perRow", "books: { rdb: {} }", "books: { rdb: { @ } }"},
    {"rdb.failure", "books: { rdb: {} }", "books: { rdb: { @ } }"},
    {"backup.log", "every: 5s, log: true", "every: 5s, @"},
    {"broker.latency", kBroker, "@"},
    {"broker.replicas", kBroker, "@"},
    {"broker.replication", kBroker, "replicas: 3, @"},
    {"broker.failover", kBroker, "replicas: 3, @"},
    {"topic.partitions", "sales: {}", "sales: { @ }"},
    {"topic.schema", "sales: {}", "sales: { @ }"},
    {"eventStore.connections", kStore, "topic: facts, @"},
    {"eventStore.latency", kStore, "topic: facts, @"},
    {"eventStore.perEvent", kStore, "topic: facts, @"},
    {"eventStore.segments", kStore, "topic: facts, @"},
    {"snapshot.checkRevision", "every: 50, checkRevision: true", "every: 50, @"},
    {"tokens.claimTimeout", "claimTimeout: 8s, claimInterval: 2s", "claimInterval: 2s, @"},
    {"tokens.claimInterval", "claimTimeout: 8s, claimInterval: 2s", "claimTimeout: 8s, @"},
    {"retry.backoff", kRetry, "attempts: 3, @"},
    {"retry.cap", kRetry, "attempts: 3, backoff: { exponential: 1s }, @"},
    {"retry.jitter", kRetry, "attempts: 3, backoff: { exponential: 1s }, @"},
    {"consume.batch", kConsume, "consume: { topic: orders, @ }"},
    {"consume.linger", kConsume, "consume: { topic: orders, @ }"},
    {"consume.commit", kConsume, "consume: { topic: orders, @ }"},
    {"consume.onFailure", kConsume, "consume: { topic: orders, @ }"},
    {"consume.parkSequence", "parkSequence: false", "@"},
    {"consume.assignment", kConsume, "consume: { topic: orders, @ }"},
    {"consume.rebalance", kConsume, "consume: { topic: orders, @ }"},
    {"consume.from", kConsume, "consume: { topic: orders, @ }"},
    {"relay.batch", kRelay, "poll: 200ms, @"},
    {"relay.mark", kRelay, "poll: 200ms, @"},
    {"relay.timeout", kRelay, "poll: 200ms, @"},
    {"step.pivot", kCharge, kSaga},
    {"produce.retry", kProduce, "event: OrderPlaced, @ }"},
    {"produce.acks", kProduce, "event: OrderPlaced, @ }"},
    {"produce.idempotent", kProduce, "event: OrderPlaced, @ }"},
    {"append.conflicts", "conflicts: { attempts: 5 }", "@"},
    {"fault.probability", "flaky: books, probability: 0.3", "flaky: books, @"},
    {"fault.factor", "flaky: books, probability: 0.3", "slow: books, @"},
    {"randomFault.probability", "crash: bus", "loss: bus, @"},
    {"randomFault.factor", "crash: bus", "slow: bus, @"},
};

// The base scenario with `written` at the place.
std::optional<Scenario> loadedWith(const Place& place, const std::string& written) {
    std::string text = readTestFile("base.scenario.yaml");
    const std::size_t at = text.find(place.from);
    EXPECT_NE(at, std::string::npos) << place.from;
    std::string to(place.to);
    to.replace(to.find('@'), 1, written);
    text.replace(at, place.from.size(), to);
    LoadedScenario loaded = loadScenario(text, "base");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        ADD_FAILURE() << place.key << ": " << formatDiagnostic(diagnostic);
    }
    return loaded.scenario;
}

TEST(Reference, ADefaultMeansTheSameAsLeavingItOut) {
    for (const auto& [name, definition] : schema().at("definitions").items()) {
        for (const auto& [key, value] : propertiesOf(definition).items()) {
            const std::string written =
                described(value.value("description", ""), PageLanguage::English).defaultValue;
            if (written.empty()) {
                continue;
            }
            const std::string path = name + "." + key;
            const auto place = std::ranges::find(kPlaces, path, &Place::key);
            ASSERT_NE(place, kPlaces.end()) << "say in kPlaces where " << path << " may stand";
            EXPECT_EQ(loadedWith(*place, ""), loadedWith(*place, key + ": " + written)) << path;
        }
    }
}

TEST(Reference, ADescriptionIsTakenApart) {
    const Described value = described("Workers (default 1) — 일꾼", PageLanguage::Korean);
    EXPECT_EQ(value.meaning, "일꾼");
    EXPECT_EQ(value.defaultValue, "1");
    const std::string phrase = "Until (default: the end) — 까지 (기본: 끝)";
    EXPECT_EQ(described(phrase, PageLanguage::English).meaning, "Until");
    EXPECT_EQ(described(phrase, PageLanguage::English).defaultPhrase, "the end");
    EXPECT_EQ(described(phrase, PageLanguage::Korean).defaultPhrase, "끝");
    EXPECT_EQ(described("only English", PageLanguage::English).meaning, "");
}

}  // namespace
}  // namespace foldline
