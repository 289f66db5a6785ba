// The project's own files, read from disk, so that tests can hold them to the rules of the house.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace foldline::style {

struct SourceFile {
    std::string path;  ///< from the project's root, with '/'
    std::string text;
};

/// A rule broken at a place. `line` counts from 1; 0 means the file as a whole.
struct Violation {
    std::string path;
    int line = 0;
    std::string message;

    friend bool operator==(const Violation&, const Violation&) = default;
};

/// "path:line: message", as tests print it.
std::ostream& operator<<(std::ostream& out, const Violation& violation);

/// "path:line: message", one a line, ready for an editor to jump to.
std::string toText(const std::vector<Violation>& violations);

/// One file; its text is empty when it cannot be read. `path` is relative to `root`.
SourceFile readFile(const std::filesystem::path& root, const std::string& path);

/// Every file below `folders` of `root` whose name ends with one of `endings`, sorted by path.
/// Folders that do not exist are passed over.
std::vector<SourceFile> readTree(const std::filesystem::path& root,
                                 const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings);

/// The lines of `text` without their ends. A last line without an end counts.
std::vector<std::string_view> linesOf(std::string_view text);

}  // namespace foldline::style
