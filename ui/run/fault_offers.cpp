#include "ui/run/fault_offers.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/scenario/faults.h"
#include "core/scenario/written_values.h"

namespace foldline::ui {
namespace {

void addOnce(std::vector<Fault>& offers, const Fault& offer) {
    if (std::ranges::find(offers, offer) == offers.end()) {
        offers.push_back(offer);
    }
}

std::vector<Fault> cuts(const std::vector<Dictionary>& systems) {
    std::vector<Fault> offers;
    for (const Dictionary& system : systems) {
        for (const Link& link : system.links) {
            const std::string& from = system.node(link.from).name;
            const std::string& to = system.node(link.to).name;
            const Fault reverse = usualFault(Fault::Kind::Cut, to, from);
            if (std::ranges::find(offers, reverse) == offers.end()) {
                addOnce(offers, usualFault(Fault::Kind::Cut, from, to));
            }
        }
    }
    return offers;
}

/// Known to be wrong: what the scenario itself writes wrongly into the field, else a value that
/// stands out. Texts have to be known to a recording from its beginning.
std::optional<Literal> wrongValue(const FieldName& field, const Scenario& scenario) {
    constexpr std::int64_t kStandsOut = 1000;
    const auto written = std::ranges::find_if(scenario.faults, [&](const Fault& fault) {
        return fault.kind == Fault::Kind::Corrupt && fault.field == field.name;
    });
    if (written != scenario.faults.end()) {
        return written->value;
    }
    switch (field.type) {
        case ValueType::Integer:
            return Literal{.type = field.type, .integer = kStandsOut, .text = {}};
        case ValueType::Boolean:
            return Literal{.type = field.type, .integer = 1, .text = {}};
        case ValueType::Text:
            break;
    }
    return std::nullopt;
}

/// The same thing wrong in every way in which a service can write it.
std::vector<Fault> variants(const Fault& usual, const Scenario& scenario) {
    if (usual.kind != Fault::Kind::Corrupt) {
        return {usual};
    }
    std::vector<Fault> all;
    for (const FieldName& field : writtenValues(scenario, usual.node)) {
        if (const auto value = wrongValue(field, scenario)) {
            all.push_back(usual);
            all.back().field = field.name;
            all.back().value = *value;
        }
    }
    return all;
}

const ServiceSpec* findService(const std::string& name, const Scenario& scenario) {
    const ServiceSpec* largest = nullptr;
    for (const SystemSpec& system : scenario.systems) {
        for (const NodeSpec& node : system.nodes) {
            const auto* service = std::get_if<ServiceSpec>(&node.spec);
            const bool larger = service != nullptr &&
                                (largest == nullptr || service->instances > largest->instances);
            largest = node.name == name && larger ? service : largest;
        }
    }
    return largest;
}

std::vector<std::string> gapsOf(const Handler& handler) {
    std::vector<std::string> gaps;
    for (std::size_t step = 1; step <= handler.steps.size(); ++step) {
        gaps.push_back(handler.name + "/" + std::to_string(step));
    }
    if (handler.consume) {
        gaps.push_back(handler.name + "/commit");
    }
    if (handler.relay) {
        gaps.push_back(handler.name + "/send");
        gaps.push_back(handler.name + "/mark");
    }
    return gaps;
}

}  // namespace

const std::vector<Fault::Kind>& offeredKinds() {
    static const std::vector<Fault::Kind> kAll = [] {
        std::vector<Fault::Kind> kinds;
        for (int kind = 0; kind <= static_cast<int>(Fault::kLastKind); ++kind) {
            if (static_cast<Fault::Kind>(kind) != Fault::Kind::Forget) {
                kinds.push_back(static_cast<Fault::Kind>(kind));
            }
        }
        return kinds;
    }();
    return kAll;
}

Fault usualFault(Fault::Kind kind, const std::string& node, const std::string& peer) {
    constexpr double kOftenEnoughToSee = 0.3;
    Fault fault{.kind = kind, .node = node, .peer = peer};
    if (kind == Fault::Kind::Flaky || kind == Fault::Kind::LoseReplies ||
        kind == Fault::Kind::Loss) {
        fault.probability = kOftenEnoughToSee;
    }
    return fault;
}

std::vector<Fault> faultOffers(Fault::Kind kind,
                               const Scenario& scenario,
                               const std::vector<Dictionary>& systems) {
    if (kind == Fault::Kind::Cut) {
        return cuts(systems);
    }
    std::vector<Fault> offers;
    for (const Dictionary& system : systems) {
        for (const NodeName& node : system.nodes) {
            for (const Fault& offer : variants(usualFault(kind, node.name), scenario)) {
                if (faultTargetProblem(offer, scenario).empty()) {
                    addOnce(offers, offer);
                }
            }
        }
    }
    return offers;
}

std::vector<Fault> instanceCrashes(const std::string& service, const Scenario& scenario) {
    std::vector<Fault> offers;
    const ServiceSpec* spec = findService(service, scenario);
    if (spec == nullptr || spec->instances < 2) {
        return offers;
    }
    for (std::uint32_t instance = 1; instance <= spec->instances; ++instance) {
        offers.push_back(usualFault(Fault::Kind::Crash, service));
        offers.back().instance = instance;
    }
    return offers;
}

std::vector<Fault> crashesBetweenSteps(const std::string& service, const Scenario& scenario) {
    std::vector<Fault> offers;
    for (const SystemSpec& system : scenario.systems) {
        for (const Handler& handler : system.handlers) {
            if (handler.service != service) {
                continue;
            }
            for (std::string& gap : gapsOf(handler)) {
                Fault offer = usualFault(Fault::Kind::Crash, service);
                offer.after = std::move(gap);
                addOnce(offers, offer);
            }
        }
    }
    return offers;
}

std::vector<Fault> pointsToRestore(const Fault& restore,
                                   const std::vector<Fault>& faults,
                                   const Scenario& scenario,
                                   SimTime at) {
    std::vector<Fault> began;
    std::ranges::copy_if(faults, std::back_inserter(began), [&](const Fault& fault) {
        return !isRepair(fault.kind) && fault.at <= at && fault.at > SimTime{};
    });
    std::ranges::stable_sort(began, std::ranges::greater{}, &Fault::at);
    std::vector<Fault> offers;
    for (const Fault& fault : began) {
        Fault offer = restore;
        offer.at = at;
        offer.asOf = fault.at;
        if (faultTargetProblem(offer, scenario).empty()) {
            addOnce(offers, offer);
        }
    }
    return offers;
}

std::vector<Fault> forgetOffers(const EntityName& entity, const Scenario& scenario) {
    Fault forget{.kind = Fault::Kind::Forget};
    forget.entity = entity.key;
    return faultTargetProblem(forget, scenario).empty() ? std::vector{forget}
                                                        : std::vector<Fault>{};
}

Scenario onlySystem(const Scenario& scenario, const std::string& name) {
    Scenario only = scenario;
    std::erase_if(only.systems, [&](const SystemSpec& system) { return system.name != name; });
    return only;
}

}  // namespace foldline::ui
