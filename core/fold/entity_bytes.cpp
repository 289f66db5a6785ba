#include "core/fold/bytes.h"
#include "core/fold/entity.h"

namespace foldline {
namespace {

constexpr std::uint64_t kFormat = 1;

template <class Side>
void writeSide(ByteWriter& out, const Side& side) {
    out.unsignedInt(side.version);
    out.unsignedInt(side.setBy);
    out.signedInt(side.setAt.us);
    out.fields(side.fields);
}

template <class Side>
void readSide(ByteReader& in, const Dictionary& names, Side& side) {
    side.version = in.narrow<std::uint32_t>();
    side.setBy = in.unsignedInt();
    side.setAt = {in.signedInt()};
    side.fields = in.fields(names.fields.size());
}

void writeIntention(ByteWriter& out, const Intention& intention) {
    out.id(intention.request);
    out.id(intention.operation);
    out.signedInt(intention.since.us);
    out.unsignedInt(intention.unknown ? 1 : 0);
    out.unsignedInt(intention.effect);
    out.fields(intention.arguments);
}

Intention readIntention(ByteReader& in, const Dictionary& names) {
    Intention intention;
    intention.request = in.anyId<RequestId>();
    intention.operation = in.idBelow<SymbolId>(names.symbols.size());
    intention.since = {in.signedInt()};
    intention.unknown = in.boolean();
    intention.effect = in.unsignedInt();
    intention.arguments = in.fields(names.fields.size());
    return intention;
}

void readRows(ByteReader& in, const Dictionary& names, EntityState& state) {
    for (std::size_t i = 0; i < names.nodes.size() && in.good(); ++i) {
        if (names.nodes[i].role != Role::Rdb) {
            continue;
        }
        RowState row{.rdb = NodeId{static_cast<std::uint16_t>(i)}};
        readSide(in, names, row);
        row.reflects = in.narrow<std::uint32_t>();
        state.rows.push_back(row);
    }
}

}  // namespace

std::string encodeEntity(const EntityState& state) {
    ByteWriter out;
    out.unsignedInt(kFormat);
    out.unsignedInt(state.seq);
    writeSide(out, state.belief);
    for (const Seq effect : state.belief.setByEffect) {
        out.unsignedInt(effect);
    }
    writeSide(out, state.stream);
    for (const RowState& row : state.rows) {
        writeSide(out, row);
        out.unsignedInt(row.reflects);
    }
    out.unsignedInt(state.intentions.size());
    for (const Intention& intention : state.intentions) {
        writeIntention(out, intention);
    }
    return out.take();
}

std::optional<EntityState> decodeEntity(std::string_view bytes, const Dictionary& dictionary) {
    ByteReader in(bytes);
    if (in.unsignedInt() != kFormat) {
        return std::nullopt;
    }
    EntityState state;
    state.seq = in.unsignedInt();
    readSide(in, dictionary, state.belief);
    for (Seq& effect : state.belief.setByEffect) {
        effect = in.unsignedInt();
    }
    readSide(in, dictionary, state.stream);
    readRows(in, dictionary, state);
    for (std::uint64_t n = in.upTo(EntityState::kIntentionsMax); n > 0 && in.good(); --n) {
        state.intentions.push_back(readIntention(in, dictionary));
    }
    return in.complete() ? std::optional(std::move(state)) : std::nullopt;
}

}  // namespace foldline
