// A YAML document as a tree that remembers where everything was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/problems.h"

namespace foldline {

struct YamlNode {
    enum class Kind : std::uint8_t {
        Null,  ///< nothing, `~` or `null`
        Scalar,
        Sequence,
        Map,
        Broken,  ///< already reported: readers pass over it in silence
    };

    Kind kind = Kind::Null;
    bool cutShort = false;       ///< a syntax error ended it: what it lacks may not have been read
    bool plain = false;          ///< a scalar without quotes
    bool exact = false;          ///< the scalar's text stands in the file as it is, in one line
    Mark mark;                   ///< where it begins
    Mark home;                   ///< its key, or itself in a list: where to report what it lacks
    std::string text;            ///< of a scalar
    std::vector<YamlNode> keys;  ///< of a map: key i belongs to value i
    std::vector<YamlNode> values;  ///< of a map or a sequence

    bool is(Kind k) const { return kind == k; }

    /// Where byte `offset` of a scalar's text stands in the file, as nearly as can be known.
    Mark markInside(std::size_t offset) const;
};

struct YamlDocument {
    YamlNode root;
    bool complete = false;  ///< false: a syntax error ended it; `root` holds the entries before
};

/// Reads one document within limits.h. What is no text at all (too long, empty, not UTF-8, with NUL
/// bytes), syntax errors, anchors, aliases, tags and further documents are added to `problems`. A
/// byte order mark is passed over. Any input returns; the cost grows with the length of `text`.
YamlDocument parseYaml(std::string_view text, Problems& problems);

/// A scalar that was not read from a file; for faults given on a command line.
YamlNode makeScalar(std::string text);

}  // namespace foldline
