#include "core/scenario/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

constexpr Duration ms(std::int64_t n) {
    return {n * kUsPerMs};
}

constexpr Duration s(std::int64_t n) {
    return {n * kUsPerSecond};
}

Scenario loadText(const std::string& text) {
    LoadedScenario loaded = loadScenario(text, "f");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        ADD_FAILURE() << formatDiagnostic(diagnostic);
    }
    return loaded.scenario.value_or(Scenario{});
}

Scenario loadBase() {
    return loadText(readTestFile("base.scenario.yaml"));
}

Scenario loadBaseWith(const std::string& from, const std::string& to) {
    std::string text = readTestFile("base.scenario.yaml");
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return loadText(at == std::string::npos ? text : text.replace(at, from.size(), to));
}

const NodeSpec& node(const SystemSpec& system, const std::string& name) {
    for (const NodeSpec& candidate : system.nodes) {
        if (candidate.name == name) {
            return candidate;
        }
    }
    throw std::out_of_range(name);
}

const Handler& handler(const SystemSpec& system,
                       const std::string& service,
                       const std::string& name) {
    for (const Handler& candidate : system.handlers) {
        if (candidate.service == service && candidate.name == name) {
            return candidate;
        }
    }
    throw std::out_of_range(name);
}

TEST(Load, ReadsTheSketchAsItIs) {
    const LoadedScenario loaded = loadScenarioFile(testFile("sketch.scenario.yaml"));
    ASSERT_TRUE(loaded.scenario.has_value());
    EXPECT_TRUE(loaded.diagnostics.empty());
    const Scenario& scenario = *loaded.scenario;
    EXPECT_EQ(scenario.id, "address-change");
    EXPECT_EQ(scenario.title.ko, "회원이 주소를 바꾸는 동안 DB가 멈춘다");
    EXPECT_EQ(scenario.seed, 42U);
    EXPECT_EQ(scenario.duration, s(60));
    ASSERT_EQ(scenario.systems.size(), 2U);
    EXPECT_EQ(scenario.systems[0].name, "request-driven");
    EXPECT_EQ(scenario.systems[1].name, "event-driven");
    ASSERT_EQ(scenario.workload.size(), 2U);
    EXPECT_EQ(scenario.workload[1].arrivals.count, 100U);
    EXPECT_EQ(scenario.workload[1].arrivals.from, s(30));
    ASSERT_EQ(scenario.lesson.size(), 2U);
    EXPECT_THAT(scenario.lesson[1].answer,
                testing::ElementsAre(FigureRef{"refused", "request-driven"},
                                     FigureRef{"refused", "event-driven"}));
    EXPECT_EQ(scenario.lesson[1].playUntil, SimTime{20 * kUsPerSecond});
}

TEST(Load, KeepsTheTextItRead) {
    const std::string text = readTestFile("base.scenario.yaml");
    EXPECT_EQ(loadScenario(text, "f").text, text);
}

TEST(Load, GivesEveryFieldAnInitialValue) {
    const EntityType member = loadBase().entities[0];
    ASSERT_EQ(member.initial.size(), member.fields.size());
    EXPECT_EQ(member.initial[0],
              (InitialField{"name", {.kind = Generator::Kind::Pick, .name = "names"}}));
    EXPECT_EQ(member.initial[1], (InitialField{"colour", {.literal = {.type = ValueType::Text}}}));
    EXPECT_EQ(member.initial[2],
              (InitialField{"points", {.kind = Generator::Kind::Between, .low = 1, .high = 10}}));
    EXPECT_EQ(member.initial[3],
              (InitialField{"active", {.literal = {.type = ValueType::Boolean}}}));
}

TEST(Load, ReadsHowEventsFold) {
    const EntityType member = loadBase().entities[0];
    ASSERT_EQ(member.events.size(), 2U);
    EXPECT_THAT(
        member.events[0].changes,
        testing::ElementsAre(FieldChange{FieldChange::Kind::Set, "colour", {.argument = "colour"}},
                             FieldChange{FieldChange::Kind::Set,
                                         "active",
                                         {.literal = {.type = ValueType::Boolean, .integer = 1}}}));
    EXPECT_THAT(member.events[1].changes,
                testing::ElementsAre(
                    FieldChange{FieldChange::Kind::Add, "points", {.argument = "amount"}}));
}

TEST(Load, BringsAlongThePoolsThatArePickedFrom) {
    const Scenario scenario = loadBase();
    ASSERT_EQ(scenario.pools.size(), 2U);
    EXPECT_EQ(scenario.pools[0], (Pool{"colours", {"red", "blue"}}));
    EXPECT_EQ(scenario.pools[1].name, "names");
    EXPECT_GE(scenario.pools[1].texts.size(), 20U);
}

TEST(Load, PrefersTheAuthorsPoolToTheBuiltInOne) {
    const Scenario scenario =
        loadBaseWith("colours: [red, blue]", "colours: [red]\n  names: [Ada]");
    ASSERT_EQ(scenario.pools.size(), 2U);
    EXPECT_EQ(scenario.pools[1], (Pool{"names", {"Ada"}}));
}

TEST(Load, InfersWhatAnOperationMeans) {
    const Scenario scenario = loadBase();
    ASSERT_EQ(scenario.operations.size(), 3U);
    EXPECT_EQ(scenario.operations[0],
              (Operation{.name = "paint",
                         .entity = "member",
                         .keyArgument = "memberId",
                         .meansEvent = "ColourChanged",
                         .arguments = {{"colour", ValueType::Text}}}));
    EXPECT_EQ(scenario.operations[2],
              (Operation{.name = "place",
                         .entity = "order",
                         .keyArgument = "orderId",
                         .meansEvent = "OrderPlaced"}));
}

TEST(Load, InfersTheEventThatUsesMostOfTheArguments) {
    const Scenario scenario =
        loadBaseWith("PointsEarned: { add: { points: $amount } }",
                     "PointsEarned: { add: { points: $amount } }\n      Touched: { set: { active: "
                     "true } }");
    EXPECT_EQ(scenario.operations[0].meansEvent, "ColourChanged");
}

TEST(Load, TakesTheMeaningThatIsWrittenDown) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(scenario.operations[1],
              (Operation{.name = "earn",
                         .entity = "member",
                         .keyArgument = "memberId",
                         .meansEvent = "PointsEarned",
                         .arguments = {{"amount", ValueType::Integer}}}));
}

TEST(Load, ReadsAllKindsOfArrivals) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(
        scenario.workload[0].arrivals,
        (Arrivals{
            .kind = Arrivals::Kind::Poisson, .ratePerSecond = 4.0, .from = s(1), .until = s(20)}));
    EXPECT_EQ(scenario.workload[1].arrivals,
              (Arrivals{.kind = Arrivals::Kind::Every, .interval = ms(250)}));
    EXPECT_EQ(scenario.workload[2].arrivals,
              (Arrivals{.kind = Arrivals::Kind::Times, .times = {s(1), s(2)}}));
    EXPECT_EQ(loadBaseWith("times: [1s, 2s]", "burst: 9").workload[2].arrivals,
              (Arrivals{.kind = Arrivals::Kind::Burst, .count = 9}));
    EXPECT_DOUBLE_EQ(
        loadBaseWith("poisson: 4/s", "poisson: 90/h").workload[0].arrivals.ratePerSecond, 0.025);
}

TEST(Load, SortsTheTimesOfArrivals) {
    EXPECT_THAT(loadBaseWith("[1s, 2s]", "[2s, 500ms]").workload[2].arrivals.times,
                testing::ElementsAre(ms(500), s(2)));
}

TEST(Load, ReadsAllDistributions) {
    const auto latency = [](const std::string& text) {
        const Scenario scenario = loadBaseWith("{ uniform: [10ms, 50ms] }", text);
        return scenario.systems[0].links[0].link.latency;
    };
    using Shape = Distribution::Shape;
    EXPECT_EQ(latency("3ms"), Distribution::constant(ms(3)));
    EXPECT_EQ(latency("{ constant: 3ms }"), Distribution::constant(ms(3)));
    EXPECT_EQ(latency("{ exponential: 3ms }"), Distribution::exponential(ms(3)));
    EXPECT_EQ(latency("{ lognormal: 3ms, sigma: 0.5 }"),
              (Distribution{.shape = Shape::Lognormal, .a = ms(3), .sigma = 0.5}));
    EXPECT_EQ(latency("{ uniform: [1ms, 2ms] }"),
              (Distribution{.shape = Shape::Uniform, .a = ms(1), .b = ms(2)}));
    EXPECT_EQ(latency("{ erlang: 3ms, stages: 4 }"),
              (Distribution{.shape = Shape::Erlang, .a = ms(3), .stages = 4}));
    EXPECT_EQ(latency("{ empirical: [2ms, 1ms] }"),
              (Distribution{.shape = Shape::Empirical, .samples = {ms(2), ms(1)}}));
    EXPECT_EQ(latency("{ empirical: [2ms, 1ms], weights: [3, 0.5] }"),
              (Distribution{
                  .shape = Shape::Empirical, .samples = {ms(2), ms(1)}, .cumulative = {3.0, 3.5}}));
    EXPECT_EQ(latency("{ gamma: 3ms, shape: 0.5 }"),
              (Distribution{.shape = Shape::Gamma, .a = ms(3), .exponent = 0.5}));
    EXPECT_EQ(latency("{ pareto: 3ms, shape: 2.5 }"),
              (Distribution{.shape = Shape::Pareto, .a = ms(3), .exponent = 2.5}));
}

TEST(Load, ReadsRetryPolicies) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(std::get<GatewaySpec>(node(scenario.systems[0], "gate").spec).retry,
              (RetryPolicy{.attempts = 3,
                           .backoff = RetryPolicy::Backoff::Fixed,
                           .base = s(1),
                           .jitter = RetryPolicy::Jitter::Equal}));
    const Handler& earn = handler(scenario.systems[1], "shop", "earn");
    EXPECT_EQ(std::get<ProduceStep>(earn.steps[0]).retry,
              (RetryPolicy{.attempts = 0,
                           .backoff = RetryPolicy::Backoff::Exponential,
                           .base = ms(100),
                           .jitter = RetryPolicy::Jitter::Full}));
}

TEST(Load, LetsSystemsAndLinksTakeOverTheNetworkAround) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(scenario.systems[1].network,
              (LinkSpec{.latency = Distribution::constant(ms(5)), .loss = 0.01}));
    ASSERT_EQ(scenario.systems[0].links.size(), 1U);
    const LinkOverride& link = scenario.systems[0].links[0];
    EXPECT_EQ(link.a, "people");
    EXPECT_EQ(link.b, "shop");
    EXPECT_EQ(link.link.latency.shape, Distribution::Shape::Uniform);
    EXPECT_EQ(link.link.loss, 0.01);
}

TEST(Load, ReadsNodesWithTheirDefaults) {
    const Scenario scenario = loadBase();
    const NodeSpec& people = node(scenario.systems[0], "people");
    EXPECT_EQ(people.role(), Role::Client);
    EXPECT_EQ(people.at, (GridPosition{0.0, 1.0}));
    EXPECT_EQ(std::get<ClientSpec>(people.spec), (ClientSpec{.timeout = s(2)}));
    EXPECT_EQ(node(scenario.systems[0], "gate").title, (LocalText{"Gate", "문"}));
    EXPECT_EQ(std::get<ServiceSpec>(node(scenario.systems[0], "bank").spec), ServiceSpec{});
    EXPECT_EQ(std::get<RdbSpec>(node(scenario.systems[1], "books").spec), RdbSpec{});
    const auto& bus = std::get<BrokerSpec>(node(scenario.systems[1], "bus").spec);
    EXPECT_THAT(
        bus.topics,
        testing::ElementsAre(TopicSpec{.name = "members", .partitions = 3, .gated = true},
                             TopicSpec{.name = "orders", .retain = s(20), .compact = s(5)}));
    EXPECT_EQ(bus.latency, Distribution::constant(ms(1)));
}

TEST(Load, ReadsRoutesHopByHop) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(scenario.systems[0].routes[0], (Route{"paint", {"people", "gate", "shop"}}));
    EXPECT_EQ(scenario.systems[1].routes[0], (Route{"paint", {"people", "shop"}}));
}

TEST(Load, ReadsTheStepsOfHandlers) {
    const Scenario scenario = loadBase();
    const Handler& paint = handler(scenario.systems[0], "shop", "paint");
    ASSERT_EQ(paint.steps.size(), 3U);
    EXPECT_EQ(std::get<WorkStep>(paint.steps[0]).duration.stages, 4U);
    EXPECT_EQ(std::get<CallStep>(paint.steps[1]),
              (CallStep{.service = "bank", .operation = "charge", .timeout = s(1)}));
    EXPECT_TRUE(std::holds_alternative<ReplyStep>(paint.steps[2]));
    const Handler& charge = handler(scenario.systems[0], "bank", "charge");
    const UpdateStatement update{
        .entity = "member",
        .changes = {{FieldChange::Kind::Set, "colour", {.argument = "colour"}}}};
    EXPECT_EQ(std::get<TransactionStep>(charge.steps[0]),
              (TransactionStep{.rdb = "books", .statements = {update}}));
    const Handler& earn = handler(scenario.systems[1], "shop", "earn");
    EXPECT_THAT(std::get<ProduceStep>(earn.steps[0]).payload,
                testing::ElementsAre(PayloadField{"amount", {.argument = "amount"}}));
}

TEST(Load, ReadsConsumersWithTheirDefaults) {
    const Scenario scenario = loadBase();
    EXPECT_EQ(handler(scenario.systems[1], "writer", "members").consume,
              (ConsumeSpec{.topic = "members",
                           .group = "rows",
                           .batch = 10,
                           .linger = ms(200),
                           .commit = ConsumeSpec::Commit::Before,
                           .from = ConsumeSpec::From::Latest,
                           .members = 2,
                           .assignor = Assignor::Range,
                           .session = s(6),
                           .rebalance = s(1),
                           .retry = {},
                           .onFailure = ConsumeSpec::OnFailure::Park,
                           .parkSequence = false}));
    EXPECT_EQ(handler(scenario.systems[1], "writer", "orders").consume,
              (ConsumeSpec{.topic = "orders", .group = "writer"}));
}

TEST(Load, NumbersFaultsInTheOrderOfTheFile) {
    EXPECT_THAT(
        loadBase().faults,
        testing::ElementsAre(
            Fault{.id = 1,
                  .kind = Fault::Kind::Down,
                  .node = "books",
                  .at = {10 * kUsPerSecond},
                  .length = s(5)},
            Fault{.id = 2,
                  .kind = Fault::Kind::Flaky,
                  .node = "books",
                  .at = {12 * kUsPerSecond},
                  .probability = 0.3},
            Fault{.id = 3,
                  .kind = Fault::Kind::Cut,
                  .node = "people",
                  .peer = "shop",
                  .at = {14 * kUsPerSecond}},
            Fault{.id = 4,
                  .kind = Fault::Kind::Crash,
                  .node = "courier",
                  .at = {16 * kUsPerSecond},
                  .length = s(2),
                  .after = "sales/send"},
            Fault{
                .id = 5, .kind = Fault::Kind::Replay, .node = "writer", .at = {18 * kUsPerSecond}},
            Fault{.id = 6,
                  .kind = Fault::Kind::Corrupt,
                  .node = "shop",
                  .at = {15 * kUsPerSecond},
                  .length = s(1),
                  .field = "colour",
                  .value = {.type = ValueType::Text, .text = "grey"}},
            Fault{.id = 7,
                  .kind = Fault::Kind::Incompatible,
                  .node = "shop",
                  .at = {16 * kUsPerSecond},
                  .length = s(1)},
            Fault{
                .id = 8, .kind = Fault::Kind::Rebuild, .node = "writer", .at = {20 * kUsPerSecond}},
            Fault{.id = 9, .kind = Fault::Kind::Correct, .node = "shop", .at = {21 * kUsPerSecond}},
            Fault{.id = 10,
                  .kind = Fault::Kind::Upgrade,
                  .node = "writer",
                  .at = {22 * kUsPerSecond}},
            Fault{.id = 11,
                  .kind = Fault::Kind::RetryParked,
                  .node = "writer",
                  .at = {23 * kUsPerSecond}},
            Fault{.id = 12,
                  .kind = Fault::Kind::Restore,
                  .node = "books",
                  .at = {24 * kUsPerSecond},
                  .length = s(1),
                  .asOf = SimTime{12 * kUsPerSecond}},
            Fault{.id = 13,
                  .kind = Fault::Kind::Forget,
                  .at = {25 * kUsPerSecond},
                  .entity = "member-4"}));
}

TEST(Load, ReadsAnOutboxAndItsRelay) {
    const Scenario scenario = loadBase();
    const SystemSpec& system = scenario.systems[2];
    EXPECT_EQ(handler(system, "courier", "sales").relay,
              (RelaySpec{.rdb = "books",
                         .poll = Duration{200 * kUsPerMs},
                         .batch = 10,
                         .timeout = s(2),
                         .retry = {.attempts = 0,
                                   .backoff = RetryPolicy::Backoff::Fixed,
                                   .base = s(1),
                                   .cap = s(2)}}));
    const auto& stored = std::get<TransactionStep>(handler(system, "shop", "earn").steps[0]);
    EXPECT_EQ(std::get<OutboxStatement>(stored.statements[0]),
              (OutboxStatement{{.topic = "sales",
                                .event = "PointsEarned",
                                .payload = {{.name = "amount", .value = {"amount", {}}}}}}));
}

TEST(Load, ReadsChecks) {
    const std::vector<Check> checks = loadBase().checks;
    ASSERT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks[0],
              (Check{.text = "member.points >= 0",
                     .entity = "member",
                     .field = "points",
                     .compare = Check::Compare::GreaterOrEqual}));
    EXPECT_TRUE(checks[1].sum);
    EXPECT_EQ(checks[1].compare, Check::Compare::NotEqual);
    EXPECT_EQ(checks[1].literal.integer, 100);
    EXPECT_EQ(checks[2].literal, (Literal{.type = ValueType::Text, .text = "검정"}));
}

TEST(Load, ReadsTextsInOneLanguageOrTwo) {
    const std::vector<LessonStep> lesson = loadBase().lesson;
    EXPECT_EQ(lesson[0].say, (LocalText{"Look: here", "보자: 여기"}));
    EXPECT_EQ(lesson[1].ask, (LocalText{"How many?", ""}));
}

TEST(Load, PassesOverAByteOrderMark) {
    const std::string text = readTestFile("base.scenario.yaml");
    EXPECT_EQ(loadText("\xEF\xBB\xBF" + text), loadText(text));
    const LoadedScenario wrong = loadScenario("\xEF\xBB\xBFseed: x\n", "f");
    ASSERT_FALSE(wrong.diagnostics.empty());
    EXPECT_EQ(wrong.diagnostics.back().column, 7);
}

TEST(Load, ReadsLinesThatEndAsOnWindows) {
    std::string text = readTestFile("base.scenario.yaml");
    const Scenario expected = loadText(text);
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.insert(at, "\r");
    }
    EXPECT_EQ(loadText(text), expected);
}

std::string firstDiagnostic(const std::string& text) {
    const LoadedScenario loaded = loadScenario(text, "f");
    EXPECT_FALSE(loaded.scenario.has_value());
    return loaded.diagnostics.empty() ? "" : formatDiagnostic(loaded.diagnostics[0]);
}

TEST(Load, RefusesWhatIsNoText) {
    EXPECT_EQ(firstDiagnostic(""), "f: error: the file is empty; begin with 'foldline: 1'");
    EXPECT_EQ(firstDiagnostic(" \n\n"), "f: error: the file is empty; begin with 'foldline: 1'");
    EXPECT_EQ(firstDiagnostic(std::string("id: a\nt: \0x", 11)),
              "f:2:4: error: a NUL byte; this is a binary file, not a text in UTF-8");
    EXPECT_EQ(firstDiagnostic("id: 가\xFF\n"),
              "f:1:6: error: this is not UTF-8; save the file in UTF-8 (or it is no text at all)");
    EXPECT_EQ(firstDiagnostic("id: \xC0\x80\n"),
              "f:1:5: error: this is not UTF-8; save the file in UTF-8 (or it is no text at all)");
    EXPECT_EQ(firstDiagnostic(std::string(2 * 1024 * 1024, ' ')),
              "f: error: the file has more than 1 MiB; a scenario needs far less");
    EXPECT_THAT(firstDiagnostic("# nothing but a comment\n"), testing::HasSubstr("error: "));
}

TEST(Load, AnswersAMissingFileWithADiagnostic) {
    const LoadedScenario loaded = loadScenarioFile("no/such/file.scenario.yaml");
    EXPECT_FALSE(loaded.scenario.has_value());
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(formatDiagnostic(loaded.diagnostics[0]),
              "no/such/file.scenario.yaml: error: there is no such file");
}

TEST(Load, AnswersAFolderWithADiagnostic) {
    const LoadedScenario loaded = loadScenarioFile(testFile(""));
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(loaded.diagnostics[0].message, "this is a folder; name a file in it");
}

TEST(Load, GivesUpCountingAfterAHundredErrors) {
    std::string text = "foldline: 1\n";
    for (int i = 0; i < 300; ++i) {
        text += "key" + std::to_string(i) + ": 1\n";
    }
    const LoadedScenario loaded = loadScenario(text, "f");
    ASSERT_EQ(loaded.diagnostics.size(), 101U);
    EXPECT_EQ(loaded.diagnostics.back().message, "there are more errors; correct these first");
}

TEST(Load, ReportsInOrderOfPosition) {
    const LoadedScenario loaded =
        loadScenario("foldline: 1\nlesson: 3\nchecks: 4\nseed: x\nid: 1\n", "f");
    ASSERT_GE(loaded.diagnostics.size(), 4U);
    for (std::size_t i = 1; i < loaded.diagnostics.size(); ++i) {
        EXPECT_LE(loaded.diagnostics[i - 1].line, loaded.diagnostics[i].line);
    }
}

}  // namespace
}  // namespace foldline
