// A check for what only a programmer can cause. It stays on in release builds: a lab that computes
// on after a broken assumption teaches something false.
#pragma once

namespace foldline {

/// Prints the failed condition with its place and aborts.
[[noreturn]] void failCheck(const char* condition, const char* file, int line) noexcept;

}  // namespace foldline

#define FOLDLINE_CHECK(condition)                                  \
    do {                                                           \
        if (!(condition)) [[unlikely]]                             \
            ::foldline::failCheck(#condition, __FILE__, __LINE__); \
    } while (false)
