#!/usr/bin/env bash
# Installs what is missing, builds the dev preset and runs all its tests.
#
#   tests/run.sh [CTEST-ARGUMENT]...         for example: tests/run.sh -R core/log
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${FOLDLINE_JOBS:-$(nproc)}
# Paths in the cache are relative, so that a second checkout finds what the first has compiled.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
# Widget tests draw into memory, and keep their hands off the settings of whoever runs them.
export QT_QPA_PLATFORM=offscreen

say() { printf 'tests: %s\n' "$*"; }
die() {
    printf 'tests: %s\n' "$*" >&2
    exit 1
}

"$root/packaging/install-deps.sh" build ui test
cd "$root"
mkdir -p build
say "configuring build/dev"
cmake --preset dev >build/configure.log 2>&1 || {
    cat build/configure.log >&2
    die "CMake could not configure the build; its message is above"
}
say "building with $jobs jobs"
cmake --build --preset dev -j "$jobs" || die "the build failed; its message is above"
say "running the tests"
ctest --preset dev -j "$jobs" "$@" || die "tests failed; ctest names them above"
