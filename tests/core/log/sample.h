// A small system and random, but well-formed, records of it: what the tests of the log write.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "core/log/recording_file.h"

namespace foldline::sample {

/// A directory that is gone when the test is.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    std::filesystem::path file(const std::string& name) const { return m_path / name; }

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Two clients' worth of names: nodes of every role, text, integer and boolean fields, symbols that
/// need escaping in JSON.
Dictionary dictionary(const std::string& system = "request-driven");

RecordingInfo info();

/// The records first … first+count-1 of one of the possible histories, times not before `from`.
std::vector<Record> records(std::mt19937_64& random,
                            Seq first,
                            std::size_t count,
                            SimTime from = {});

/// The seed of a random test, printed when the test fails.
std::uint64_t freshSeed();

/// The writer of a new recording with one system, branch 1 and run 1.
std::unique_ptr<RecordingWriter> writer(const std::filesystem::path& file);

/// Such a recording, finished and closed, with `count` records in batches of `batch`, a keyframe
/// after every batch and the index by entity.
std::vector<Record> finishedRecording(const std::filesystem::path& file,
                                      std::uint64_t seed,
                                      std::size_t count,
                                      std::size_t batch = 4096);

/// Runs SQL on the file as any tool might.
void runSql(const std::filesystem::path& file, const std::string& sql);
/// The first column of the first row as text; "NULL" for NULL, "none" for no row.
std::string askSql(const std::filesystem::path& file, const std::string& sql);

}  // namespace foldline::sample
