// The kinds of records on the reference pages.
#pragma once

#include <string>

#include "tests/core/scenario/reference_page.h"

namespace foldline {

/// A section with a table of all kinds and their meanings.
std::string kindTable(PageLanguage language);

}  // namespace foldline
