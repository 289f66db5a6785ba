// The bytes of keyframes: variable-length integers (LEB128, signed ones zigzag), the same on every
// build. Reading is safe on any input.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/record/record.h"

namespace foldline {

class ByteWriter {
public:
    void unsignedInt(std::uint64_t value) {
        while (value >= 0x80) {
            m_bytes.push_back(static_cast<char>(value | 0x80));
            value >>= 7;
        }
        m_bytes.push_back(static_cast<char>(value));
    }

    void signedInt(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        unsignedInt((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }

    /// "There is none" is 0, so that it takes one byte.
    template <class Tag, class Rep>
    void id(Id<Tag, Rep> value) {
        unsignedInt(value.exists() ? std::uint64_t{value.value} + 1 : 0);
    }

    void fields(const Fields& fields);

    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. The first thing that does not fit makes the reader bad for good;
/// from then on everything reads as 0 or none.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    std::uint64_t unsignedInt();
    std::int64_t signedInt();

    /// An integer of a narrower type; bad when it does not fit.
    template <class T>
    T narrow() {
        const std::uint64_t value = unsignedInt();
        if (value > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) {
            m_good = false;
            return T{};
        }
        return static_cast<T>(value);
    }

    bool boolean() { return upTo(1) == 1; }

    /// Bad when it is more than `max`.
    std::uint64_t upTo(std::uint64_t max) {
        const std::uint64_t value = unsignedInt();
        if (value > max) {
            m_good = false;
            return 0;
        }
        return value;
    }

    /// A number of items that take at least one byte each: never more than there are bytes left.
    std::size_t count() { return static_cast<std::size_t>(upTo(m_bytes.size())); }

    /// None, or an id below `size`.
    template <class IdType>
    IdType idBelow(std::uint64_t size) {
        const std::uint64_t value = upTo(size);
        return value == 0 ? IdType::none()
                          : IdType{static_cast<decltype(IdType::value)>(value - 1)};
    }

    /// None, or any running number.
    template <class IdType>
    IdType anyId() {
        return idBelow<IdType>(std::numeric_limits<decltype(IdType::value)>::max());
    }

    /// Fields of a dictionary with `fieldCount` of them.
    Fields fields(std::size_t fieldCount);

    void reject() { m_good = false; }

    bool good() const { return m_good; }

    /// Everything fitted and nothing is left over.
    bool complete() const { return m_good && m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_good = true;
};

}  // namespace foldline
