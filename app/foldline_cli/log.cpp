#include <algorithm>
#include <cstdio>

#include "app/foldline_cli/command.h"
#include "app/foldline_cli/value_json.h"

namespace foldline::cli {
namespace {

constexpr std::size_t kChunk = 4096;

Result<std::vector<Kind>> kindsOf(const std::vector<std::string>& names) {
    std::vector<Kind> kinds;
    for (const std::string& name : names) {
        const auto kind = kindByName(name);
        if (!kind) {
            std::string known;
            for (const KindInfo& info : kindInfos()) {
                known += (known.empty() ? "" : ", ") + std::string(info.name);
            }
            return fail("--kind " + name + ": there is no such kind; there are: " + known);
        }
        kinds.push_back(*kind);
    }
    return kinds;
}

std::string line(const Dictionary& dictionary, const Record& record) {
    std::string text = std::to_string(record.seq) + "\t" + formatSeconds(record.t) + "\t" +
                       std::string(kindName(record.kind));
    text += "\t" + (record.node.exists() ? dictionary.node(record.node).name : std::string("-"));
    text += "\t" + (record.peer.exists() ? dictionary.node(record.peer).name : std::string("-"));
    text +=
        "\t" + (record.entity.exists() ? dictionary.entity(record.entity).key : std::string("-"));
    text += "\t" + (record.what.exists() ? dictionary.symbol(record.what) : std::string("-"));
    const auto add = [&](const char* name, bool present, auto value) {
        if (present) {
            text +=
                (text.back() == '\t' ? "" : " ") + std::string(name) + "=" + std::to_string(value);
        }
    };
    text += "\t";
    add("request", record.request.exists(), record.request.value);
    add("message", record.message.exists(), record.message.value);
    add("version", record.version != 0, record.version);
    add("slot", record.slot != kNoSlot, record.slot);
    add("attempt", record.attempt != 0, record.attempt);
    add("value", record.value != 0, record.value);
    add("cause", record.cause != 0, record.cause);
    if (record.data.count > 0) {
        text += " " + fieldsJson(dictionary, record.data).dump();
    }
    return text;
}

struct Selection {
    Seq first = 1;
    Seq last = 0;
    std::vector<Kind> kinds;
    bool json = false;
};

Result<void> print(Session& session,
                   BranchId branch,
                   std::size_t system,
                   const Selection& selection) {
    const Dictionary& dictionary = session.systems()[system];
    if (!selection.json) {
        std::printf("# %s\n# seq\ttime_s\tkind\tnode\tpeer\tentity\twhat\tmore\n",
                    dictionary.system.c_str());
    }
    for (Seq first = selection.first; first <= selection.last && !interrupted(); first += kChunk) {
        const auto count = std::min<std::size_t>(kChunk, selection.last - first + 1);
        const auto records = session.records(branch, system, first, count);
        if (!records) {
            return tl::unexpected(records.error());
        }
        for (const Record& record : *records) {
            if (!selection.kinds.empty() &&
                std::ranges::find(selection.kinds, record.kind) == selection.kinds.end()) {
                continue;
            }
            const std::string text =
                selection.json ? recordJson(dictionary, record).dump() : line(dictionary, record);
            if (std::puts(text.c_str()) < 0) {
                return {};  // whoever reads the pipe has had enough
            }
        }
    }
    return {};
}

}  // namespace

int log(const LogArguments& arguments) {
    const auto from = parseDuration(arguments.from.empty() ? "0s" : arguments.from);
    const auto to =
        arguments.to.empty() ? std::optional(kDurationMax) : parseDuration(arguments.to);
    if (!from || !to) {
        return complain("--from and --to take a time such as 14.28s", kUsage);
    }
    auto kinds = kindsOf(arguments.kinds);
    if (!kinds) {
        return complain(kinds.error().message, kUsage);
    }
    auto session = openRecording(arguments.file, arguments.branch);
    if (!session) {
        return complain(session.error().message);
    }
    const auto chosen = chooseSystems((*session)->systems(), arguments.systems);
    if (!chosen) {
        return complain(chosen.error().message);
    }
    catchInterrupt();
    const BranchId branch{arguments.branch};
    for (const std::size_t system : *chosen) {
        // Nothing lies before 0.
        const auto before = from->us == 0
                                ? Result<Seq>(Seq{0})
                                : (*session)->lastSeqAt(branch, system, SimTime{from->us - 1});
        const auto last = (*session)->lastSeqAt(branch, system, SimTime{to->us});
        if (!before || !last) {
            return complain((before ? last : before).error().message);
        }
        const Selection selection{
            .first = *before + 1, .last = *last, .kinds = *kinds, .json = arguments.json};
        if (const auto printed = print(**session, branch, system, selection); !printed) {
            return complain(printed.error().message);
        }
    }
    return kGood;
}

}  // namespace foldline::cli
