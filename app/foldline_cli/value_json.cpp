#include "app/foldline_cli/value_json.h"

namespace foldline::cli {
namespace {

using Json = nlohmann::ordered_json;

bool isSymbol(const Dictionary& dictionary, std::int64_t value) {
    return value >= 0 && value < static_cast<std::int64_t>(dictionary.symbols.size());
}

}  // namespace

Json fieldsJson(const Dictionary& dictionary, const Fields& fields) {
    Json out = Json::object();
    for (std::size_t i = 0; i < fields.count; ++i) {
        const FieldName& field = dictionary.field(fields.ids[i]);
        const std::int64_t value = fields.values[i];
        switch (field.type) {
            case ValueType::Text:
                out[field.name] = isSymbol(dictionary, value)
                                      ? Json(dictionary.symbols[static_cast<std::size_t>(value)])
                                      : Json(nullptr);
                break;
            case ValueType::Boolean:
                out[field.name] = value != 0;
                break;
            case ValueType::Integer:
                out[field.name] = value;
                break;
        }
    }
    return out;
}

std::string valueText(const Dictionary& dictionary, FieldId field, std::int64_t value) {
    switch (dictionary.field(field).type) {
        case ValueType::Text:
            return isSymbol(dictionary, value) ? dictionary.symbols[static_cast<std::size_t>(value)]
                                               : "?";
        case ValueType::Boolean:
            return value != 0 ? "true" : "false";
        case ValueType::Integer:
            break;
    }
    return std::to_string(value);
}

Json recordJson(const Dictionary& dictionary, const Record& record) {
    Json out{{"system", dictionary.system},
             {"seq", record.seq},
             {"t_s", static_cast<double>(record.t.us) / kUsPerSecond},
             {"kind", std::string(kindName(record.kind))}};
    const auto put = [&](const char* name, bool present, const auto& value) {
        if (present) {
            out[name] = value();
        }
    };
    put("node", record.node.exists(), [&] { return dictionary.node(record.node).name; });
    put("peer", record.peer.exists(), [&] { return dictionary.node(record.peer).name; });
    put("message", record.message.exists(), [&] { return record.message.value; });
    put("request", record.request.exists(), [&] { return record.request.value; });
    put("cause", record.cause != 0, [&] { return record.cause; });
    put("entity", record.entity.exists(), [&] {
        const EntityName& name = dictionary.entity(record.entity);
        return name.type + "/" + name.key;
    });
    put("version", record.version != 0, [&] { return record.version; });
    put("what", record.what.exists(), [&] { return dictionary.symbol(record.what); });
    put("slot", record.slot != kNoSlot, [&] { return record.slot; });
    put("attempt", record.attempt != 0, [&] { return record.attempt; });
    put("value", record.value != 0, [&] { return record.value; });
    put("data", record.data.count > 0, [&] { return fieldsJson(dictionary, record.data); });
    return out;
}

}  // namespace foldline::cli
