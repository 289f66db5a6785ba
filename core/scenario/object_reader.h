// Walking a YAML tree while reporting what does not belong there.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/object_keys.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {

inline constexpr std::string_view kCommaAdvice =
    "a comma ends a value inside { } and [ ]; put this value in quotes";

/// "a list", "a text" …: what a node is, for messages.
std::string_view kindOf(const YamlNode& node);

/// Reports keys that are not scalars and keys written twice. True when `node` is a map at all; else
/// `expected` ("a map of nodes") is reported.
bool checkMap(const YamlNode& node, std::string_view expected, Problems& problems);

/// True when `node` is a list of at most `countMax` items; else `expected` is reported.
bool checkList(const YamlNode& node,
               std::string_view expected,
               std::size_t countMax,
               Problems& problems);

/// A map with fixed keys. Construction reports whatever is wrong with its keys.
class ObjectReader {
public:
    /// Borrows all; `object` names a row of objectKeys().
    ObjectReader(const YamlNode& node, std::string_view object, Problems& problems);

    /// False: it is no map, and that has been reported.
    bool isMap() const { return m_isMap; }

    const YamlNode& node() const { return m_node; }

    /// The value of a key, or null when it is not there; a broken one where a comma cut it in two.
    const YamlNode* find(std::string_view key) const;
    const YamlNode* keyNode(std::string_view key) const;
    /// The one of `keys` that is there, or an empty text after having reported none or several.
    std::string_view oneOf(std::span<const std::string_view> keys) const;

    std::string_view oneOf(std::initializer_list<std::string_view> keys) const {
        return oneOf(std::span(keys.begin(), keys.size()));
    }

    /// Reports each of `keys` that is there: "`key` belongs to `where`".
    void refuse(std::initializer_list<std::string_view> keys, std::string_view where) const;

private:
    void checkKeys();

    const YamlNode& m_node;
    const ObjectKeys& m_keys;
    Problems& m_problems;
    std::vector<const YamlNode*> m_cut;  ///< values that a comma cut in two, as reported
    bool m_isMap = false;
};

struct IntegerRange;

/// The number under the key `range.what`; nothing when it is not there, `range.min` when it is
/// wrong, which is reported.
std::optional<std::uint32_t> readCount(const ObjectReader& object,
                                       const IntegerRange& range,
                                       Problems& problems);

/// What stands under `key`; `otherwise` when it is not there, or is neither true nor false, which
/// is reported.
bool readFlag(const ObjectReader& object, std::string_view key, bool otherwise, Problems& problems);

/// Calls `each` for the first entry of every well-formed name in a map such as `nodes:`; reports
/// the others. `what` is "a node", `countMax` the most there may be. False when names were left
/// out: then a reference to one that is not known may be right.
bool forEachNamed(const YamlNode& node,
                  std::string_view what,
                  std::size_t countMax,
                  Problems& problems,
                  const std::function<void(const YamlNode& key, const YamlNode& value)>& each);

/// A letter followed by letters, digits, - and _; at most kNameCharactersMax in all.
bool isName(std::string_view text);

/// Reports a name that is not a letter followed by letters, digits, - and _.
bool checkName(const YamlNode& key, std::string_view what, Problems& problems);

}  // namespace foldline
