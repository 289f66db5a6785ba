#include "core/log/chain.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <concepts>

#include "core/log/data_text.h"

namespace foldline {
namespace {

/// Little-endian on every machine.
template <std::unsigned_integral T>
char* put(char* out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out[i] = static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
    }
    return out + sizeof(T);
}

/// Collects values so that no two different lists have the same bytes.
class Canonical {
public:
    Canonical& add(std::uint64_t value) {
        const auto at = m_bytes.size();
        m_bytes.resize(at + sizeof value);
        put(m_bytes.data() + at, value);
        return *this;
    }

    Canonical& add(std::string_view text) {
        add(text.size());
        m_bytes += text;
        return *this;
    }

    Canonical& add(const LocalText& text) { return add(text.en).add(text.ko); }

    std::uint64_t hash() const { return XXH3_64bits(m_bytes.data(), m_bytes.size()); }

private:
    std::string m_bytes;
};

void addNames(const Dictionary& system, Canonical& out) {
    out.add(system.system).add(system.title).add(system.nodes.size());
    for (const auto& node : system.nodes) {
        out.add(node.name).add(node.title).add(roleName(node.role));
        out.add(node.capacity).add(static_cast<std::uint64_t>(node.queueLimit));
    }
    out.add(system.symbols.size());
    for (const auto& symbol : system.symbols) {
        out.add(symbol);
    }
    out.add(system.fields.size());
    for (const auto& field : system.fields) {
        out.add(field.name).add(valueTypeName(field.type));
    }
    out.add(system.entities.size());
    for (const auto& entity : system.entities) {
        out.add(entity.type).add(entity.key);
    }
}

void addWiring(const Dictionary& system, Canonical& out) {
    out.add(system.partitions.size());
    for (const auto& partition : system.partitions) {
        out.add(partition.broker.value).add(partition.topic).add(partition.number);
    }
    out.add(system.links.size());
    for (const auto& link : system.links) {
        out.add(link.from.value).add(link.to.value).add(linkKindName(link.kind));
    }
    out.add(system.subscriptions.size());
    for (const auto& subscription : system.subscriptions) {
        out.add(subscription.consumer.value).add(subscription.broker.value);
        out.add(subscription.group.value).add(subscription.handler.value);
        out.add(subscription.batchMax).add(subscription.partitions.size());
        for (const auto partition : subscription.partitions) {
            out.add(partition.value);
        }
    }
}

}  // namespace

void encodeChainHead(const Record& record, char* out) {
    out = put(out, record.seq);
    out = put(out, static_cast<std::uint64_t>(record.t.us));
    out = put(out, record.cause);
    out = put(out, record.message.value);
    out = put(out, record.request.value);
    out = put(out, static_cast<std::uint64_t>(record.value));
    out = put(out, record.entity.value);
    out = put(out, record.what.value);
    out = put(out, record.version);
    out = put(out, static_cast<std::uint32_t>(record.slot));
    out = put(out, record.attempt);
    out = put(out, static_cast<std::uint16_t>(record.kind));
    out = put(out, record.node.value);
    put(out, record.peer.value);
}

std::uint64_t chainStep(std::uint64_t before, std::string_view bytes) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), before);
}

std::uint64_t chainHash(std::uint64_t before, const Record& record, const Dictionary& dictionary) {
    std::string bytes(kChainHeadBytes, '\0');
    encodeChainHead(record, bytes.data());
    if (record.data.count > 0) {
        appendDataText(record.data, dictionary, bytes);
    }
    return chainStep(before, bytes);
}

std::uint64_t genesisHash(const RecordingInfo& info,
                          std::span<const StoredKind> kinds,
                          std::uint32_t index,
                          const Dictionary& system) {
    Canonical all;
    all.add(info.scenarioText).add(info.scenarioName).add(info.seed);
    all.add(static_cast<std::uint64_t>(info.horizon.us)).add(info.writtenBy);
    all.add(kinds.size());
    for (const auto& kind : kinds) {
        all.add(static_cast<std::uint64_t>(kind.id)).add(kind.name).add(kind.meaning);
    }
    all.add(index);
    addNames(system, all);
    addWiring(system, all);
    return all.hash();
}

std::uint64_t blobHash(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace foldline
