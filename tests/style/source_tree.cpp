#include "tests/style/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>

namespace foldline::style {

namespace {

bool endsWithOneOf(const std::string& name, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
        return name.ends_with(ending);
    });
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Violation& violation) {
    return out << violation.path << ":" << violation.line << ": " << violation.message;
}

std::string toText(const std::vector<Violation>& violations) {
    std::ostringstream text;
    for (const Violation& violation : violations) {
        text << violation << "\n";
    }
    return text.str();
}

SourceFile readFile(const std::filesystem::path& root, const std::string& path) {
    std::ifstream in(root / path, std::ios::binary);
    return {.path = path, .text = std::string(std::istreambuf_iterator<char>(in), {})};
}

std::vector<SourceFile> readTree(const std::filesystem::path& root,
                                 const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings) {
    std::vector<SourceFile> files;
    for (const std::string& folder : folders) {
        if (!std::filesystem::is_directory(root / folder)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (entry.is_regular_file() &&
                endsWithOneOf(entry.path().filename().string(), endings)) {
                files.push_back(
                    readFile(root, std::filesystem::relative(entry.path(), root).generic_string()));
            }
        }
    }
    std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) {
        return a.path < b.path;
    });
    return files;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

}  // namespace foldline::style
