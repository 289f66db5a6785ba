#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace foldline {

void failCheck(const char* condition, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, condition);
    std::abort();
}

}  // namespace foldline
