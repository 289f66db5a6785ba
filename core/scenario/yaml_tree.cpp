#include "core/scenario/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <exception>
#include <istream>
#include <streambuf>
#include <utility>

#include "core/scenario/limits.h"
#include "core/scenario/source_text.h"
#include "core/scenario/yaml_hints.h"

namespace foldline {
namespace {

// Thrown through yaml-cpp to leave its recursion; never leaves this file.
struct Refusal {};

class ViewBuffer : public std::streambuf {
public:
    explicit ViewBuffer(std::string_view text) : m_copy(text) {
        setg(m_copy.data(), m_copy.data(), m_copy.data() + m_copy.size());
    }

private:
    std::string m_copy;
};

class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const SourceText& source, Problems& problems)
        : m_source(source),
          m_cursor(source),
          m_problems(problems) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++m_documents > 1) {
            refuse(mark,
                   "a second document begins here; a scenario file holds one, so remove '---'");
        }
    }

    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        checkAnchor(mark, anchor);
        attach(makeNode(YamlNode::Kind::Null, mark));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        m_problems.add(toMark(mark),
                       "aliases (*name) are not read here; write the value out, or put a text that "
                       "begins with * in quotes");
        attach(makeNode(YamlNode::Kind::Broken, mark));
    }

    void OnScalar(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  const std::string& value) override {
        checkAnchor(mark, anchor);
        const bool readable = checkTag(mark, tag);
        YamlNode node = makeNode(readable ? YamlNode::Kind::Scalar : YamlNode::Kind::Broken, mark);
        node.plain = tag == "?";
        node.text = value;
        if (readable && node.plain &&
            (value == "~" || value == "null" || value == "Null" || value == "NULL")) {
            node.kind = YamlNode::Kind::Null;
        }
        const std::size_t begin = m_source.byteAt(mark.line, mark.column) + (node.plain ? 0U : 1U);
        node.exact = begin <= m_source.text().size() &&
                     m_source.text().substr(begin).starts_with(value) &&
                     value.find('\n') == std::string::npos;
        attach(std::move(node));
    }

    void OnSequenceStart(const YAML::Mark& mark,
                         const std::string& tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(YamlNode::Kind::Sequence, mark, tag, anchor);
    }

    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark,
                    const std::string& tag,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(YamlNode::Kind::Map, mark, tag, anchor);
    }

    void OnMapEnd() override { close(); }

    /// What was read. When reading stopped early, the entries of the outermost map before the one
    /// that was last: where YAML goes wrong, what stands just before it is rarely what was meant.
    YamlNode takeRoot(bool complete) {
        if (complete) {
            return std::move(m_root);
        }
        YamlNode root = m_open.empty() ? std::move(m_root) : std::move(m_open.front());
        root.cutShort = true;
        if (!root.is(YamlNode::Kind::Map)) {
            root.kind = YamlNode::Kind::Broken;
            return root;
        }
        if (m_open.size() == 1 && !root.values.empty()) {
            root.values.pop_back();
        }
        root.keys.resize(root.values.size());
        return root;
    }

private:
    Mark toMark(const YAML::Mark& mark) {
        return m_cursor.markAt(m_source.byteAt(mark.line, mark.column));
    }

    [[noreturn]] void refuse(const YAML::Mark& mark, std::string message) {
        m_problems.add(toMark(mark), std::move(message));
        throw Refusal{};
    }

    void checkAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) {
            m_problems.add(toMark(mark),
                           "anchors (&name) are not read here; write the value out where it is "
                           "needed, or put a text that begins with & in quotes");
        }
    }

    bool checkTag(const YAML::Mark& mark, const std::string& tag) {
        const bool readable = tag.empty() || tag == "?" || tag == "!";
        if (!readable) {
            m_problems.add(toMark(mark),
                           "tags (" + inQuotes(tag) +
                               ") are not read here; remove it, or put a text "
                               "that begins with ! in quotes");
        }
        return readable;
    }

    YamlNode makeNode(YamlNode::Kind kind, const YAML::Mark& mark) {
        if (++m_nodes > kYamlNodesMax) {
            refuse(mark,
                   "the file has more than " + std::to_string(kYamlNodesMax) +
                       " keys and values; shorten its lists");
        }
        YamlNode node;
        node.kind = kind;
        node.mark = toMark(mark);
        node.home = node.mark;
        return node;
    }

    void open(YamlNode::Kind kind,
              const YAML::Mark& mark,
              const std::string& tag,
              YAML::anchor_t anchor) {
        checkAnchor(mark, anchor);
        checkTag(mark, tag);
        if (m_open.size() >= kYamlDepthMax) {
            refuse(
                mark,
                "maps and lists are nested more than " + std::to_string(kYamlDepthMax) +
                    " deep; a scenario needs far fewer, so look for brackets that are not closed");
        }
        m_open.push_back(makeNode(kind, mark));
    }

    void close() {
        YamlNode node = std::move(m_open.back());
        m_open.pop_back();
        attach(std::move(node));
    }

    void attach(YamlNode node) {
        if (m_open.empty()) {
            m_root = std::move(node);
            return;
        }
        YamlNode& parent = m_open.back();
        if (parent.is(YamlNode::Kind::Sequence)) {
            parent.values.push_back(std::move(node));
        } else if (parent.keys.size() == parent.values.size()) {
            parent.keys.push_back(std::move(node));
        } else {
            node.home = parent.keys.back().mark;
            parent.values.push_back(std::move(node));
        }
    }

    const SourceText& m_source;
    MarkCursor m_cursor;
    Problems& m_problems;
    std::vector<YamlNode> m_open;
    YamlNode m_root;
    std::size_t m_nodes = 0;
    int m_documents = 0;
};

// yaml-cpp reports some errors without a place, or one beyond the end.
void reportSyntaxError(const SourceText& source, const YAML::Exception& error, Problems& problems) {
    const std::size_t byte = error.mark.is_null()
                                 ? source.text().size()
                                 : source.byteAt(error.mark.line, error.mark.column);
    const Problem problem = explainSyntaxError(source, byte, error.msg);
    problems.add(problem.mark, problem.message);
}

// True when the text is worth parsing.
bool checkText(std::string_view text, Problems& problems) {
    if (text.size() > kScenarioBytesMax) {
        problems.add({}, "the file has more than 1 MiB; a scenario needs far less");
        return false;
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        problems.add({}, "the file is empty; begin with 'foldline: 1'");
        return false;
    }
    const SourceText source(text);
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        problems.add(source.markAt(nul), "a NUL byte; this is a binary file, not a text in UTF-8");
        return false;
    }
    if (const auto invalid = findInvalidUtf8(text)) {
        problems.add(source.markAt(*invalid),
                     "this is not UTF-8; save the file in UTF-8 (or it is no text at all)");
        return false;
    }
    return true;
}

}  // namespace

Mark YamlNode::markInside(std::size_t offset) const {
    if (!exact) {
        return mark;
    }
    const int before = codePoints(std::string_view(text).substr(0, offset));
    return {mark.line, mark.column + before + (plain ? 0 : 1)};
}

YamlDocument parseYaml(std::string_view text, Problems& problems) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    YamlDocument document;
    if (!checkText(text, problems)) {
        document.root.kind = YamlNode::Kind::Broken;
        return document;
    }
    const SourceText source(text);
    TreeBuilder builder(source, problems);
    try {
        ViewBuffer buffer(text);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
        document.complete = true;
    } catch (const Refusal&) {
        document.complete = false;
    } catch (const YAML::Exception& error) {
        reportSyntaxError(source, error, problems);
    } catch (const std::exception& error) {
        problems.add({}, std::string("this is not readable as YAML (") + error.what() + ")");
    }
    document.root = builder.takeRoot(document.complete);
    return document;
}

YamlNode makeScalar(std::string text) {
    YamlNode node;
    node.kind = YamlNode::Kind::Scalar;
    node.plain = true;
    node.text = std::move(text);
    return node;
}

}  // namespace foldline
