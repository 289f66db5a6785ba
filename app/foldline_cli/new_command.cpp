#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/starter.h"

namespace foldline::cli {
namespace {

constexpr std::string_view kSchemaName = "foldline.schema.json";

bool writeFile(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    return !file.fail();
}

/// A name that Foldline and editors recognise.
std::filesystem::path withEnding(std::filesystem::path file) {
    const std::string name = file.filename().string();
    if (!name.ends_with(".yaml") && !name.ends_with(".yml")) {
        file += ".scenario.yaml";
    }
    return file;
}

}  // namespace

ExitCode writeNew(const NewRequest& request, const Surroundings& surroundings) {
    const std::filesystem::path file = withEnding(request.file);
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
        return complain(
            surroundings, ExitCode::Wrong, file.string() + " exists already; choose another name");
    }
    if (!writeFile(file, kStarterScenario)) {
        return complain(surroundings,
                        ExitCode::Wrong,
                        file.string() +
                            " cannot be written; is there such a folder, and may you "
                            "write in it?");
    }
    surroundings.out << "wrote " << file.string() << '\n';
    // Beside it, for editors: they complete keys with it.
    const std::filesystem::path schema = file.parent_path() / kSchemaName;
    if (!std::filesystem::exists(schema, error)) {
        if (!writeFile(schema, kScenarioSchema)) {
            return complain(surroundings, ExitCode::Wrong, schema.string() + " cannot be written");
        }
        surroundings.out << "wrote " << schema.string() << ", with which editors complete keys\n";
    }
    surroundings.out << "next: foldline-cli run " << file.string() << '\n';
    return ExitCode::Good;
}

}  // namespace foldline::cli
