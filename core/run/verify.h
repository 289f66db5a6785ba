// Is a recording what it claims to be? Its file is checked for damage, its records are compared
// with a fresh simulation, and its keyframes with the fold of the records.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/log/recording_file.h"

namespace foldline {

struct VerifyReport {
    std::size_t runs = 0;
    std::size_t unfinishedRuns = 0;
    std::uint64_t records = 0;   ///< compared
    std::vector<Damage> damage;  ///< empty: all is well
    bool stopped = false;        ///< not everything was looked at
};

/// `progress` is called with 0 … 1 and may return false to stop. Fails when the file cannot be read
/// at all.
Result<VerifyReport> verifyRecording(const std::filesystem::path& path,
                                     const std::function<bool(double)>& progress);

/// The members in which two records differ, in words: "value is 3 instead of 4, data differs".
std::string differenceOf(const Record& recorded, const Record& expected);

}  // namespace foldline
