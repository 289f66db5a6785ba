// Writes the reference pages beside the schema that they are made from.
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/core/scenario/reference_page.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: reference_writer resources/scenarios\n";
        return 2;
    }
    try {
        const std::filesystem::path folder = argv[1];
        std::ifstream schemaFile(folder / "foldline.schema.json");
        const auto schema = nlohmann::ordered_json::parse(schemaFile);
        for (const foldline::PageLanguage language : foldline::kPageLanguages) {
            const std::filesystem::path path = folder / foldline::referenceFile(language);
            const std::string page = foldline::referencePage(schema, language);
            std::ofstream out(path, std::ios::binary);
            if (!(out << page).flush()) {
                std::cerr << path << " cannot be written\n";
                return 1;
            }
        }
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << "\n";
        return 1;
    }
    return 0;
}
