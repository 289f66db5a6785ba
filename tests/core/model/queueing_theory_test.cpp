// A service with open arrivals is a textbook queue; its figures must be the textbook's.
#include <gtest/gtest.h>

#include <cmath>

#include "core/model/simulator.h"

namespace foldline {
namespace {

struct Queue {
    double arrivalsPerSecond = 80.0;
    Distribution service = Distribution::exponential({10 * kUsPerMs});
    std::uint32_t workers = 1;
    std::optional<std::uint32_t> places;
};

Scenario scenarioOf(const Queue& queue) {
    Scenario scenario{.id = "queue"};
    scenario.workload = {
        {.operation = "serve", .arrivals = {.ratePerSecond = queue.arrivalsPerSecond}}};
    SystemSpec system{.name = "queue"};
    system.nodes = {
        {.name = "clients", .spec = ClientSpec{}},
        {.name = "server", .spec = ServiceSpec{.workers = queue.workers, .queue = queue.places}}};
    system.routes = {{.operation = "serve", .hops = {"clients", "server"}}};
    system.handlers = {{.service = "server", .name = "serve", .steps = {WorkStep{queue.service}}}};
    scenario.systems = {system};
    return scenario;
}

/// What happened at the server after the first tenth of the run.
struct Observed {
    void take(std::span<const Record> records, SimTime from) {
        for (const Record& r : records) {
            if (r.t < from) {
                continue;
            }
            if (r.kind == Kind::HandlerStarted) {
                ++started;
                waitUs += static_cast<double>(r.value);
            } else if (r.kind == Kind::RequestRefused) {
                ++refused;
            } else if (r.kind == Kind::HandlerFinished) {
                busyUs += static_cast<double>(r.value);
            }
        }
    }

    double meanWaitUs() const { return waitUs / static_cast<double>(started); }

    double lossShare() const {
        return static_cast<double>(refused) / static_cast<double>(refused + started);
    }

    double started = 0;
    double refused = 0;
    double waitUs = 0.0;
    double busyUs = 0.0;
};

struct Observer final : RecordSink {
    explicit Observer(SimTime from) : m_from(from) {}

    void take(std::span<const Record> records) override { observed.take(records, m_from); }

    Observed observed;

private:
    SimTime m_from;
};

constexpr std::int64_t kRunUs = std::int64_t{1'500} * kUsPerSecond;

Observed observe(const Queue& queue, std::uint64_t seed) {
    const auto plan = compilePlan(scenarioOf(queue), 0);
    EXPECT_TRUE(plan) << plan.error().message;
    Simulator simulator(*plan, {seed, SimTime{kRunUs}, {}});
    Observer observer(SimTime{kRunUs / 10});
    simulator.runUntil(SimTime{kRunUs}, observer);
    return observer.observed;
}

// Mean over seeds, which must lie within four standard errors of the expectation.
template <class Measure>
void expectMean(const Queue& queue, double expected, Measure measure) {
    constexpr int kSeeds = 8;
    double sum = 0.0;
    double squares = 0.0;
    for (int seed = 1; seed <= kSeeds; ++seed) {
        const double x = measure(observe(queue, static_cast<std::uint64_t>(seed)));
        sum += x;
        squares += x * x;
    }
    const double mean = sum / kSeeds;
    const double error = std::sqrt((squares / kSeeds - mean * mean) / (kSeeds - 1));
    EXPECT_NEAR(mean, expected, 4.0 * error + 1e-12);
    EXPECT_LT(error, 0.05 * expected) << "the test is too weak to say anything";
}

/// Erlang C: the probability of waiting with `servers` and offered load `a`.
double erlangC(int servers, double a) {
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; k < servers; ++k) {
        term *= a / k;
        sum += term;
    }
    const double last = term * a / servers * (servers / (servers - a));
    return last / (sum + last);
}

TEST(QueueingTheory, MeanWaitOfMM1) {
    // rho / (mu - lambda)
    expectMean({}, 0.8 / (100.0 - 80.0) * 1e6, [](const Observed& o) { return o.meanWaitUs(); });
}

TEST(QueueingTheory, MeanWaitOfMMc) {
    const Queue queue{.arrivalsPerSecond = 250.0, .workers = 3};
    const double expected = erlangC(3, 2.5) / (300.0 - 250.0) * 1e6;
    expectMean(queue, expected, [](const Observed& o) { return o.meanWaitUs(); });
}

TEST(QueueingTheory, MeanWaitOfMD1IsHalfOfMM1) {
    const Queue queue{.service = Distribution::constant({10 * kUsPerMs})};
    expectMean(
        queue, 0.5 * 0.8 / (100.0 - 80.0) * 1e6, [](const Observed& o) { return o.meanWaitUs(); });
}

TEST(QueueingTheory, MeanWaitOfMG1IsPollaczekKhinchine) {
    constexpr double kSigma = 0.8;
    const Queue queue{
        .arrivalsPerSecond = 50.0,
        .service = {
            .shape = Distribution::Shape::Lognormal, .a = {10 * kUsPerMs}, .sigma = kSigma}};
    const double mean = 0.01 * std::exp(kSigma * kSigma / 2);
    const double secondMoment = 0.0001 * std::exp(2 * kSigma * kSigma);
    const double expected = 50.0 * secondMoment / (2 * (1 - 50.0 * mean)) * 1e6;
    expectMean(queue, expected, [](const Observed& o) { return o.meanWaitUs(); });
}

TEST(QueueingTheory, LossOfMM1K) {
    // K = 5 in the system: (1 - rho) rho^K / (1 - rho^(K+1))
    const Queue queue{.arrivalsPerSecond = 90.0, .places = 4};
    const double rho = 0.9;
    const double expected = (1 - rho) * std::pow(rho, 5) / (1 - std::pow(rho, 6));
    expectMean(queue, expected, [](const Observed& o) { return o.lossShare(); });
}

TEST(QueueingTheory, UtilisationIsOfferedLoad) {
    expectMean(
        {}, 0.8, [](const Observed& o) { return o.busyUs / (0.9 * static_cast<double>(kRunUs)); });
}

}  // namespace
}  // namespace foldline
