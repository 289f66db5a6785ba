#include "tests/core/fold/record_story.h"

#include <charconv>
#include <sstream>
#include <stdexcept>

#include "core/record/kind.h"

namespace foldline::story {
namespace {

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw std::invalid_argument("not a number: " + std::string(text));
    }
    return value;
}

template <class IdType>
IdType known(IdType id, std::string_view name) {
    if (!id.exists()) {
        throw std::invalid_argument("no such name: " + std::string(name));
    }
    return id;
}

/// Blanks in symbols are written as underscores: queue_full.
std::string spaced(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c == '_' ? ' ' : c;
    }
    return result;
}

class Line {
public:
    Line(Record& record, const Dictionary& names) : m_record(record), m_names(names) {}

    void begin(const std::string& time, const std::string& kind, const std::string& nodes) {
        m_record.t = {parseDuration(time).value().us};
        m_record.kind = kindByName(kind).value();
        if (nodes != "-") {
            const std::size_t arrow = nodes.find("->");
            m_record.node = node(nodes.substr(0, arrow));
            if (arrow != std::string::npos) {
                m_record.peer = node(nodes.substr(arrow + 2));
            }
        }
    }

    void column(const std::string& word) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos) {
            running(word);
            return;
        }
        const std::string name = word.substr(0, equals);
        const std::string value = word.substr(equals + 1);
        if (name == "what") {
            m_record.what = known(m_names.findSymbol(spaced(value)), value);
        } else if (name == "e") {
            m_record.entity = known(m_names.findEntity("member", value), value);
        } else if (name == "data") {
            data(value);
        } else {
            integer(name, number(value));
        }
    }

private:
    NodeId node(const std::string& name) const { return known(m_names.findNode(name), name); }

    void running(const std::string& word) {
        const auto value = static_cast<std::uint64_t>(number(std::string_view(word).substr(1)));
        if (word[0] == 'm') {
            m_record.message = MessageId{value};
        } else if (word[0] == 'r') {
            m_record.request = RequestId{value};
        } else {
            throw std::invalid_argument("not a column: " + word);
        }
    }

    void integer(const std::string& name, std::int64_t value) {
        if (name == "slot") {
            m_record.slot = static_cast<std::int32_t>(value);
        } else if (name == "value") {
            m_record.value = value;
        } else if (name == "version") {
            m_record.version = static_cast<std::uint32_t>(value);
        } else if (name == "attempt") {
            m_record.attempt = static_cast<std::uint32_t>(value);
        } else if (name == "cause") {
            m_record.cause = static_cast<Seq>(value);
        } else {
            throw std::invalid_argument("no such column: " + name);
        }
    }

    void data(const std::string& list) {
        std::istringstream in(list);
        for (std::string item; std::getline(in, item, ',');) {
            const std::size_t colon = item.find(':');
            const FieldId field = known(m_names.findField(item.substr(0, colon)), item);
            const std::string value = item.substr(colon + 1);
            const bool text = m_names.field(field).type == ValueType::Text;
            m_record.data.set(field,
                              text ? known(m_names.findSymbol(value), value).value : number(value));
        }
    }

    Record& m_record;
    const Dictionary& m_names;
};

FieldChange change(FieldChange::Kind kind, const char* field, const char* argument) {
    return {.kind = kind, .field = field, .operand = {.argument = argument, .literal = {}}};
}

}  // namespace

Dictionary dictionary() {
    Dictionary d;
    d.system = "story";
    d.title = {.en = "Story", .ko = ""};
    const auto node = [&](const char* name, Role role, std::uint32_t capacity) {
        d.nodes.push_back({.name = name,
                           .title = {.en = name, .ko = ""},
                           .role = role,
                           .capacity = capacity,
                           .queueLimit = role == Role::Service ? 2 : -1});
    };
    node("members", Role::Client, 0);
    node("gateway", Role::Gateway, 0);
    node("membership", Role::Service, 2);
    node("projector", Role::Service, 1);
    node("members-db", Role::Rdb, 2);
    node("archive-db", Role::Rdb, 1);
    node("broker", Role::Broker, 0);
    d.symbols = {"story",         "ok",         "failed",      "down",           "crash",
                 "queue full",    "timeout",    "queued",      "running",        "lost",
                 "changeAddress", "earnPoints", "look",        "AddressChanged", "PointsEarned",
                 "members-row",   "project",    "other-group", "Seoul",          "Busan",
                 "Jeju",          "Daegu"};
    d.fields = {{"address", ValueType::Text},
                {"points", ValueType::Integer},
                {"amount", ValueType::Integer}};
    for (const char* key : {"member-1", "member-2", "member-3"}) {
        d.entities.push_back({.type = "member", .key = key});
    }
    const NodeId broker = d.findNode("broker");
    d.partitions = {{.broker = broker, .topic = "membership", .number = 0},
                    {.broker = broker, .topic = "membership", .number = 1}};
    d.subscriptions = {{.consumer = d.findNode("projector"),
                        .broker = broker,
                        .group = d.findSymbol("members-row"),
                        .handler = d.findSymbol("project"),
                        .partitions = {PartitionId{0}, PartitionId{1}},
                        .batchMax = 10}};
    return d;
}

Scenario scenario(bool events) {
    Scenario s;
    s.id = "story";
    const FieldChange setAddress = change(FieldChange::Kind::Set, "address", "address");
    const FieldChange addPoints = change(FieldChange::Kind::Add, "points", "amount");
    s.entities = {{.name = "member",
                   .key = "memberId",
                   .population = 3,
                   .fields = {{"address", ValueType::Text}, {"points", ValueType::Integer}},
                   .initial = {},
                   .events = {{.name = "AddressChanged", .changes = {setAddress}},
                              {.name = "PointsEarned", .changes = {addPoints}}}}};
    s.operations = {{.name = "changeAddress",
                     .entity = "member",
                     .keyArgument = "memberId",
                     .meansEvent = "AddressChanged",
                     .arguments = {{"address", ValueType::Text}}},
                    {.name = "earnPoints",
                     .entity = "member",
                     .keyArgument = "memberId",
                     .meansEvent = "PointsEarned",
                     .arguments = {{"amount", ValueType::Integer}}},
                    {.name = "look",
                     .entity = "member",
                     .keyArgument = "memberId",
                     .meansEvent = "",
                     .arguments = {}}};
    SystemSpec system;
    system.name = "story";
    TransactionStep transaction;
    transaction.rdb = "members-db";
    if (events) {
        transaction.statements = {ApplyStatement{.entity = "member"}};
    } else {
        transaction.statements = {
            UpdateStatement{.entity = "member", .changes = {setAddress, addPoints}}};
    }
    system.handlers = {{.service = events ? "projector" : "membership",
                        .name = events ? "project" : "changeAddress",
                        .consume = {},
                        .steps = {transaction}}};
    s.systems = {system};
    return s;
}

std::vector<Record> records(std::string_view text, const Dictionary& dictionary, Seq first) {
    std::vector<Record> result;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string time;
        if (!(words >> time)) {
            continue;
        }
        const bool goesOn = time.find('=') != std::string::npos;
        if (goesOn && !result.empty()) {
            Line(result.back(), dictionary).column(time);
        } else {
            std::string kind;
            std::string nodes;
            words >> kind >> nodes;
            result.emplace_back().seq = first++;
            Line(result.back(), dictionary).begin(time, kind, nodes);
        }
        for (std::string word; words >> word;) {
            Line(result.back(), dictionary).column(word);
        }
    }
    return result;
}

std::vector<Record> join(std::vector<std::vector<Record>> parts) {
    std::vector<Record> result;
    for (std::vector<Record>& part : parts) {
        for (Record& record : part) {
            record.seq = result.size() + 1;
            result.push_back(record);
        }
    }
    return result;
}

std::vector<Record> membersCreated(const Dictionary& dictionary) {
    return records(R"(
        0s EntityCreated - e=member-1 version=1 data=address:Seoul,points:0
        0s EntityCreated - e=member-2 version=1 data=address:Seoul,points:0
        0s EntityCreated - e=member-3 version=1 data=address:Seoul,points:0
    )",
                   dictionary);
}

}  // namespace foldline::story
