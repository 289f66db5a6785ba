#include "core/scenario/record_words.h"

#include <algorithm>

#include "core/scenario/fault.h"
#include "core/scenario/problems.h"
#include "core/scenario/suggest.h"

namespace foldline {
namespace {

std::vector<std::string> reasons() {
    return {"down",
            "timed out",
            "rejected",
            "rolled back",
            "connection lost",
            "conflict",
            "incompatible schema",
            "token stolen",
            "queue full",
            "waited too long",
            "network",
            "breaker open",
            "rate limited",
            "no retry budget",
            "no backup"};
}

std::vector<std::string> outcomes() {
    std::vector<std::string> all{"ok"};
    std::ranges::copy(reasons(), std::back_inserter(all));
    return all;
}

std::vector<std::string> faultKinds() {
    return {faultKindNames().begin(), faultKindNames().end()};
}

}  // namespace

RecordWords wordsOf(Kind kind) {
    switch (kind) {
        case Kind::RequestRefused:
        case Kind::MessageLost:
        case Kind::HandlerFailed:
        case Kind::TransactionRolledBack:
        case Kind::AccessLogged:
        case Kind::CompensationRun:
        case Kind::RepairFailed:
            return {"reason", reasons()};
        case Kind::ReplySent:
        case Kind::ReplyReceived:
        case Kind::ReplyIgnored:
            return {"answer", outcomes()};
        case Kind::FaultStarted:
        case Kind::FaultEnded:
        case Kind::NodeStopped:
        case Kind::InstanceStopped:
        case Kind::RepairStarted:
        case Kind::RepairFinished:
        case Kind::RowReset:
            return {"fault or repair", faultKinds()};
        case Kind::WorkLost:
            return {"kind of work", {"queued", "running", "revoked"}};
        case Kind::SagaEnded:
            return {"end of a saga", {"completed", "compensated", "failed"}};
        default:
            return {};
    }
}

std::string wordAdvice(std::string_view word, const std::vector<std::string>& words) {
    if (!nearestName(word, words).empty()) {
        return suggestion(word, words);
    }
    const auto longer = std::ranges::find_if(
        words, [&](const std::string& one) { return one.starts_with(std::string(word) + " "); });
    if (longer != words.end()) {
        return "; did you mean " + inQuotes(*longer) + "?";
    }
    std::string list;
    for (const std::string& one : words) {
        list += (list.empty() ? "; write one of " : ", ") + inQuotes(one);
    }
    return list;
}

}  // namespace foldline
