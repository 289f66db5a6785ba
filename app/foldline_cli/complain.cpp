#include "app/foldline_cli/commands.h"

namespace foldline::cli {

ExitCode complain(const Surroundings& surroundings, ExitCode code, const std::string& message) {
    surroundings.err << "foldline-cli: " << message << '\n';
    return code;
}

}  // namespace foldline::cli
