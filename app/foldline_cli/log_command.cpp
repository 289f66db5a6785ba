#include <algorithm>
#include <memory>
#include <utility>

#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/json_output.h"
#include "app/foldline_cli/text_table.h"
#include "core/scenario/suggest.h"

namespace foldline::cli {
namespace {

constexpr std::size_t kPage = 4096;

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t shown = shownWidth(text);
    return shown < width ? text + std::string(width - shown, ' ') : text;
}

std::string parties(const Dictionary& names, const Record& record) {
    std::string text = record.node.exists() ? names.node(record.node).name : "";
    if (record.peer.exists()) {
        text += " / " + names.node(record.peer).name;
    }
    return text;
}

std::string details(const Dictionary& names, const Record& record) {
    const Json json = recordJson(names, record);
    std::string text;
    for (const char* member :
         {"entity", "version", "request", "message", "attempt", "slot", "value", "cause"}) {
        if (json.contains(member) && (record.value != 0 || member != std::string_view("value"))) {
            const Json& value = json[member];
            text += "  " + (value.is_string() ? value.get<std::string>()
                                              : member + std::string(" ") + value.dump());
        }
    }
    if (json.contains("data")) {
        text += "  " + json["data"].dump();
    }
    return text;
}

/// Seq, seconds, kind, who and the other end, what, and the rest by name.
void printRecord(const Dictionary& names, const Record& record, std::ostream& out) {
    std::string seq = std::to_string(record.seq);
    seq.insert(0, seq.size() < 8 ? 8 - seq.size() : 0, ' ');
    std::string t = formatSeconds(record.t);
    t.insert(0, t.size() < 12 ? 12 - t.size() : 0, ' ');
    std::string line = seq + t + "  " + padded(std::string(kindName(record.kind)), 21) + "  " +
                       padded(parties(names, record), 24) + "  " +
                       (record.what.exists() ? names.symbol(record.what) : "") +
                       details(names, record);
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
}

Result<std::vector<Kind>> kindsOf(const std::vector<std::string>& texts) {
    std::vector<Kind> kinds;
    for (const std::string& text : texts) {
        const auto kind = kindByName(text);
        if (!kind) {
            std::vector<std::string> known;
            for (const KindInfo& info : kindInfos()) {
                known.emplace_back(info.name);
            }
            const std::string_view near = nearestName(text, known);
            return fail("--kind: there is no kind " + text +
                        (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
        }
        kinds.push_back(*kind);
    }
    return kinds;
}

class Listing {
public:
    Listing(RecordingReader& reader,
            const LogRequest& request,
            std::vector<Kind> kinds,
            const Surroundings& surroundings)
        : m_reader(reader),
          m_request(request),
          m_kinds(std::move(kinds)),
          m_surroundings(surroundings) {}

    Result<void> print(const RunInfo& run) {
        const Dictionary& names = m_reader.systems()[run.system];
        const auto before = m_request.from > SimTime{}
                                ? m_reader.lastSeqAt(run.id, m_request.from - Duration{1})
                                : Result<Seq>(0);
        const auto last = m_reader.lastSeqAt(run.id, m_request.to);
        if (!before || !last) {
            return tl::unexpected(before ? last.error() : before.error());
        }
        if (!m_request.json) {
            m_surroundings.out << (m_isFirst ? "" : "\n") << names.system << '\n';
        }
        m_isFirst = false;
        for (Seq next = *before + 1; next <= *last;) {
            const auto records = m_reader.read(
                run.id, next, static_cast<std::size_t>(std::min<Seq>(kPage, *last - next + 1)));
            if (!records) {
                return tl::unexpected(records.error());
            }
            if (records->empty() || !m_surroundings.out || isInterrupted()) {
                break;
            }
            for (const Record& record : *records) {
                printOne(names, record);
            }
            next += records->size();
        }
        return {};
    }

private:
    bool isInterrupted() const {
        return m_surroundings.isInterrupted && m_surroundings.isInterrupted();
    }

    void printOne(const Dictionary& names, const Record& record) {
        if (!m_kinds.empty() && std::ranges::count(m_kinds, record.kind) == 0) {
            return;
        }
        if (m_request.json) {
            m_surroundings.out << recordJson(names, record).dump() << '\n';
        } else {
            printRecord(names, record, m_surroundings.out);
        }
    }

    RecordingReader& m_reader;
    const LogRequest& m_request;
    std::vector<Kind> m_kinds;
    const Surroundings& m_surroundings;
    bool m_isFirst = true;
};

}  // namespace

ExitCode log(const LogRequest& request, const Surroundings& surroundings) {
    auto kinds = kindsOf(request.kinds);
    if (!kinds) {
        return complain(surroundings, ExitCode::Usage, kinds.error().message);
    }
    auto reader = RecordingReader::open(request.recording);
    const auto runs = reader ? (*reader)->runs() : tl::unexpected(reader.error());
    if (!runs) {
        return complain(surroundings, ExitCode::Wrong, runs.error().message);
    }
    Listing listing(**reader, request, *std::move(kinds), surroundings);
    std::vector<std::string> known;
    bool found = false;
    for (const RunInfo& run : *runs) {
        if (run.branch != request.branch) {
            continue;
        }
        known.push_back((*reader)->systems()[run.system].system);
        if (!request.system.empty() && request.system != known.back()) {
            continue;
        }
        found = true;
        if (auto done = listing.print(run); !done) {
            return complain(surroundings, ExitCode::Wrong, done.error().message);
        }
    }
    if (known.empty()) {
        return complain(
            surroundings, ExitCode::Usage, "--branch: the recording has no such branch");
    }
    if (!found) {
        return complain(
            surroundings,
            ExitCode::Usage,
            "--system: the recording has no " + request.system + suggestion(request.system, known));
    }
    return ExitCode::Good;
}

}  // namespace foldline::cli
