#include "core/fold/bytes.h"

namespace foldline {

void ByteWriter::fields(const Fields& fields) {
    unsignedInt(fields.count);
    for (std::size_t i = 0; i < fields.count; ++i) {
        id(fields.ids[i]);
        signedInt(fields.values[i]);
    }
}

std::uint64_t ByteReader::unsignedInt() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; m_good && shift < 64; shift += 7) {
        if (m_bytes.empty()) {
            break;
        }
        const auto byte = static_cast<unsigned char>(m_bytes.front());
        m_bytes.remove_prefix(1);
        const std::uint64_t bits = byte & 0x7FU;
        if (shift == 63 && bits > 1) {
            break;
        }
        value |= bits << shift;
        if ((byte & 0x80U) == 0) {
            return value;
        }
    }
    m_good = false;
    return 0;
}

std::int64_t ByteReader::signedInt() {
    const std::uint64_t bits = unsignedInt();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

Fields ByteReader::fields(std::size_t fieldCount) {
    Fields fields;
    fields.count = static_cast<std::uint8_t>(upTo(kFieldsMax));
    for (std::size_t i = 0; i < fields.count; ++i) {
        fields.ids[i] = idBelow<FieldId>(fieldCount);
        fields.values[i] = signedInt();
        if (!fields.ids[i].exists()) {
            m_good = false;
        }
    }
    return fields;
}

}  // namespace foldline
