#include "core/scenario/crash_point.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/problems.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

bool hasPart(const Handler& handler, const CrashPoint& point) {
    switch (point.part) {
        case CrashPoint::Part::Numbered:
            return point.step <= handler.steps.size();
        case CrashPoint::Part::Commit:
            return handler.consume.has_value();
        case CrashPoint::Part::Send:
        case CrashPoint::Part::Mark:
            return handler.relay.has_value();
    }
    return false;
}

std::string partsOf(const Handler& handler) {
    const std::string& name = handler.name;
    if (handler.relay) {
        return name + "/send or " + name + "/mark";
    }
    std::string parts = name + "/1";
    if (handler.steps.size() > 1) {
        parts += " to " + name + "/" + std::to_string(handler.steps.size());
    }
    return handler.consume ? parts + ", or " + name + "/commit" : parts;
}

}  // namespace

std::optional<CrashPoint> parseCrashPoint(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || !isName(text.substr(0, slash))) {
        return std::nullopt;
    }
    CrashPoint point{.handler = std::string(text.substr(0, slash))};
    const std::string_view part = text.substr(slash + 1);
    if (part == "commit") {
        point.part = CrashPoint::Part::Commit;
    } else if (part == "send") {
        point.part = CrashPoint::Part::Send;
    } else if (part == "mark") {
        point.part = CrashPoint::Part::Mark;
    } else {
        const auto read = std::from_chars(part.data(), part.data() + part.size(), point.step);
        if (read.ec != std::errc{} || read.ptr != part.data() + part.size() || point.step < 1 ||
            part.front() == '0' || point.step > kStepsMax) {
            return std::nullopt;
        }
    }
    return point;
}

std::string crashPointProblem(const Fault& fault, const Scenario& scenario) {
    const auto point = parseCrashPoint(fault.after);
    if (!point) {
        return {};
    }
    std::vector<std::string> names;
    const Handler* misfit = nullptr;
    for (const SystemSpec& system : scenario.systems) {
        for (const Handler& handler : system.handlers) {
            if (handler.service != fault.node) {
                continue;
            }
            if (handler.name == point->handler && hasPart(handler, *point)) {
                return {};
            }
            if (handler.name == point->handler) {
                const bool longer =
                    misfit == nullptr || handler.steps.size() > misfit->steps.size();
                misfit = longer ? &handler : misfit;
            } else if (std::ranges::find(names, handler.name) == names.end()) {
                names.push_back(handler.name);
            }
        }
    }
    if (misfit != nullptr) {
        return inQuotes(fault.node + "." + misfit->name) + " has no " +
               inQuotes(fault.after.substr(fault.after.find('/') + 1)) + "; write " +
               partsOf(*misfit);
    }
    return inQuotes(fault.node) + " has no handler " + inQuotes(point->handler) +
           suggestion(point->handler, names);
}

}  // namespace foldline
