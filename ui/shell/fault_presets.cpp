#include "ui/shell/fault_presets.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/run/fault_offers.h"

namespace foldline::ui {
namespace {

/// The first service that clients' requests reach, else the first of all.
std::string serverName(const std::vector<Dictionary>& systems) {
    std::string first;
    for (const Dictionary& system : systems) {
        for (std::size_t i = 0; i < system.nodes.size(); ++i) {
            if (system.nodes[i].role != Role::Service) {
                continue;
            }
            const NodeId id{static_cast<std::uint16_t>(i)};
            const bool asked =
                std::any_of(system.links.begin(), system.links.end(), [id](const Link& link) {
                    return link.to == id && link.kind == LinkKind::Request;
                });
            if (asked) {
                return system.nodes[i].name;
            }
            if (first.empty()) {
                first = system.nodes[i].name;
            }
        }
    }
    return first;
}

std::string firstOf(Role role, const std::vector<Dictionary>& systems) {
    for (const Dictionary& system : systems) {
        for (const NodeName& node : system.nodes) {
            if (node.role == role) {
                return node.name;
            }
        }
    }
    return {};
}

}  // namespace

std::vector<FaultPreset> faultPresets(const std::vector<Dictionary>& systems) {
    std::vector<FaultPreset> presets;
    const auto add = [&](FaultPresetKind kind, Fault::Kind fault, const std::string& node) {
        if (!node.empty()) {
            presets.push_back({kind, usualFault(fault, node)});
        }
    };
    const std::string server = serverName(systems);
    add(FaultPresetKind::RdbDown, Fault::Kind::Down, firstOf(Role::Rdb, systems));
    add(FaultPresetKind::CrashServer, Fault::Kind::Crash, server);
    add(FaultPresetKind::SlowServer, Fault::Kind::Slow, server);
    add(FaultPresetKind::LoseReplies, Fault::Kind::LoseReplies, server);
    add(FaultPresetKind::BrokerDown, Fault::Kind::Down, firstOf(Role::Broker, systems));
    return presets;
}

QString faultPresetText(FaultPresetKind kind) {
    switch (kind) {
        case FaultPresetKind::RdbDown:
            return QCoreApplication::translate("foldline::ui::FaultPreset", "RDB down");
        case FaultPresetKind::CrashServer:
            return QCoreApplication::translate("foldline::ui::FaultPreset", "Crash server");
        case FaultPresetKind::SlowServer:
            return QCoreApplication::translate("foldline::ui::FaultPreset", "Slow server");
        case FaultPresetKind::LoseReplies:
            return QCoreApplication::translate("foldline::ui::FaultPreset", "Lose replies");
        case FaultPresetKind::BrokerDown:
            return QCoreApplication::translate("foldline::ui::FaultPreset", "Broker down");
    }
    return {};
}

Duration usualFaultLength(SimTime horizon) {
    constexpr std::int64_t kUsual = 5 * kUsPerSecond;
    return Duration{std::clamp(horizon.us / 10, std::int64_t{1}, kUsual)};
}

std::optional<Fault> activeFault(const std::vector<Fault>& faults, const Fault& like, SimTime t) {
    const auto found = std::find_if(faults.begin(), faults.end(), [&](const Fault& fault) {
        return fault.kind == like.kind && fault.node == like.node && fault.peer == like.peer &&
               fault.at <= t && (!fault.length || t < fault.at + *fault.length);
    });
    return found == faults.end() ? std::nullopt : std::optional<Fault>(*found);
}

}  // namespace foldline::ui
