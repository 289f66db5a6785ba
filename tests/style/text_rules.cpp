#include "tests/style/text_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>
#include <string>
#include <string_view>

namespace foldline::style {

namespace {

constexpr std::size_t kLinesMax = 500;

// Each is written in two halves, so that this file keeps its own rule.
constexpr std::array<std::string_view, 4> kMachinePaths = {
    "/wo"
    "rk/",
    "/ho"
    "me/",
    "/ro"
    "ot/",
    "/tm"
    "p/"};
constexpr std::array<std::string_view, 3> kUnfinished = {
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X"};
constexpr std::array<std::string_view, 3> kSwitchedOff = {
    "GTEST_"
    "SKIP",
    "QS"
    "KIP",
    "DISA"
    "BLED_"};
constexpr std::array<std::string_view, 6> kNamesSayingNothing = {
    "util", "utils", "helper", "helpers", "common", "manager"};

class Findings {
public:
    explicit Findings(const SourceFile& file) : m_file(file) {}

    void add(std::size_t line, std::string message) {
        m_violations.push_back(
            {.path = m_file.path, .line = static_cast<int>(line), .message = std::move(message)});
    }

    std::vector<Violation> take() { return std::move(m_violations); }

private:
    const SourceFile& m_file;
    std::vector<Violation> m_violations;
};

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool containsWord(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const bool startsWord = at == 0 || !isWordCharacter(text[at - 1]);
        const std::size_t end = at + word.size();
        const bool endsWord = end == text.size() || !isWordCharacter(text[end]);
        if (startsWord && endsWord) {
            return true;
        }
    }
    return false;
}

// A comment of nothing but the same sign: "// ------".
bool isBanner(std::string_view line) {
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || !line.substr(start).starts_with("//")) {
        return false;
    }
    const std::size_t sign = line.find_first_not_of("/ \t", start);
    if (sign == std::string_view::npos) {
        return line.size() - start > 4;
    }
    constexpr std::size_t kShortest = 4;
    return std::string_view("-=*#~").find(line[sign]) != std::string_view::npos &&
           line.size() - sign >= kShortest &&
           line.substr(sign, kShortest).find_first_not_of(line[sign]) == std::string_view::npos;
}

std::string_view stemOf(std::string_view path) {
    const std::size_t slash = path.find_last_of('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return name.substr(0, name.find_last_of('.'));
}

void checkName(const SourceFile& file, Findings& findings) {
    const std::string_view stem = stemOf(file.path);
    if (std::any_of(stem.begin(), stem.end(), [](char c) {
            return !(std::islower(static_cast<unsigned char>(c)) != 0 ||
                     std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.');
        })) {
        findings.add(0, "file names are snake_case");
    }
    std::string words(stem);
    std::replace(words.begin(), words.end(), '_', ' ');
    for (const std::string_view word : kNamesSayingNothing) {
        if (containsWord(words, word)) {
            findings.add(0, "\"" + std::string(word) + "\" does not say what is in the file");
        }
    }
}

void checkHeader(const std::vector<std::string_view>& lines, Findings& findings) {
    if (lines.empty() || !lines.front().starts_with("//")) {
        findings.add(1, "a header opens with a comment that says its contract");
    }
    if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
        findings.add(1, "a header has #pragma once");
    }
}

void checkOwnHeaderFirst(const SourceFile& file,
                         const std::vector<std::string_view>& lines,
                         Findings& findings) {
    const auto first = std::find_if(lines.begin(), lines.end(), [](std::string_view line) {
        return line.starts_with("#include");
    });
    const std::string own = "#include \"" +
                            file.path.substr(0, file.path.size() - std::string_view("cpp").size()) +
                            "h\"";
    if (first == lines.end() || *first != own) {
        findings.add(1,
                     "a source includes its own header first (" + own +
                         "), which shows that the header stands alone");
    }
}

}  // namespace

std::vector<Violation> textViolations(const SourceFile& file) {
    Findings findings(file);
    if (!file.text.empty() && file.text.back() != '\n') {
        findings.add(0, "the last line has no end");
    }
    std::size_t number = 0;
    for (const std::string_view line : linesOf(file.text)) {
        ++number;
        if (line.find('\t') != std::string_view::npos) {
            findings.add(number, "a tab; use blanks");
        }
        if (line.ends_with(' ') || line.ends_with('\r')) {
            findings.add(number, "blanks or a carriage return at the end of the line");
        }
        for (const std::string_view path : kMachinePaths) {
            if (line.find(path) != std::string_view::npos) {
                findings.add(number, "a path of one machine (" + std::string(path) + ")");
            }
        }
        for (const std::string_view word : kUnfinished) {
            if (containsWord(line, word)) {
                findings.add(number, "a note of work left undone (" + std::string(word) + ")");
            }
        }
    }
    return findings.take();
}

std::vector<Violation> cppViolations(const SourceFile& file, bool hasHeader) {
    Findings findings(file);
    const std::vector<std::string_view> lines = linesOf(file.text);
    checkName(file, findings);
    if (lines.size() > kLinesMax) {
        findings.add(kLinesMax + 1,
                     std::to_string(lines.size()) + " lines; one file holds one idea in at most " +
                         std::to_string(kLinesMax));
    }
    if (file.path.ends_with(".h")) {
        checkHeader(lines, findings);
    } else if (hasHeader) {
        checkOwnHeaderFirst(file, lines, findings);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isBanner(lines[i])) {
            findings.add(i + 1, "a banner; a blank line parts things well enough");
        }
        for (const std::string_view word : kSwitchedOff) {
            if (lines[i].find(word) != std::string_view::npos) {
                findings.add(i + 1, "a test that is switched off (" + std::string(word) + ")");
            }
        }
    }
    return findings.take();
}

std::vector<Violation> buildViolations(const std::vector<SourceFile>& sources,
                                       const std::vector<SourceFile>& cmakeLists) {
    std::vector<Violation> violations;
    for (const SourceFile& source : sources) {
        const bool isBuilt =
            std::any_of(cmakeLists.begin(), cmakeLists.end(), [&](const SourceFile& list) {
                const std::string folder = list.path.substr(0, list.path.find_last_of('/') + 1);
                return source.path.starts_with(folder) &&
                       (containsWord(list.text, source.path.substr(folder.size())) ||
                        containsWord(list.text, stemOf(source.path)));
            });
        if (!isBuilt) {
            violations.push_back({.path = source.path,
                                  .line = 0,
                                  .message = "no CMakeLists.txt names it, so it is never built"});
        }
    }
    for (const SourceFile& list : cmakeLists) {
        std::size_t number = 0;
        for (const std::string_view line : linesOf(list.text)) {
            ++number;
            if (line.find("file(GLOB") != std::string_view::npos &&
                (line.find("*.cpp") != std::string_view::npos ||
                 line.find("*.h") != std::string_view::npos)) {
                violations.push_back({.path = list.path,
                                      .line = static_cast<int>(number),
                                      .message = "name the sources one by one"});
            }
        }
    }
    return violations;
}

std::vector<Violation> nameViolations(const std::vector<SourceFile>& headers) {
    static const std::regex space(R"(^namespace ([A-Za-z_:]+) \{)");
    static const std::regex type(R"(^(?:struct|class|enum class) ([A-Za-z_]+)( final)?( :.*)? \{)");
    std::map<std::string, std::string> homes;  // paths by name
    std::vector<Violation> violations;
    for (const SourceFile& header : headers) {
        std::string within;
        int number = 0;
        for (const std::string_view line : linesOf(header.text)) {
            ++number;
            std::match_results<std::string_view::const_iterator> found;
            if (std::regex_search(line.begin(), line.end(), found, space)) {
                within = found[1].str();
            } else if (std::regex_search(line.begin(), line.end(), found, type)) {
                const std::string name = within + "::" + found[1].str();
                const auto [home, fresh] = homes.try_emplace(name, header.path);
                if (!fresh) {
                    violations.push_back({.path = header.path,
                                          .line = number,
                                          .message = name + " is also in " + home->second});
                }
            }
        }
    }
    return violations;
}

}  // namespace foldline::style
