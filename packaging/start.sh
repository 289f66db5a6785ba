#!/usr/bin/env bash
# From a fresh checkout to Foldline on the screen: installs what is missing, builds, and opens the
# bundled scenario. Without a display it runs the same scenario in the terminal instead.
#
#   packaging/start.sh [--headless] [SCENARIO]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${FOLDLINE_JOBS:-$(nproc)}
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1

say() { printf 'start: %s\n' "$*"; }
die() {
    printf 'start: %s\n' "$*" >&2
    exit 1
}

headless=false
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=true
if [ "${1:-}" = --headless ]; then
    headless=true
    shift
fi
if [ $# -gt 1 ] || [[ ${1:-} == -* ]]; then
    die "usage: packaging/start.sh [--headless] [SCENARIO]"
fi
scenario=${1:-$root/resources/scenarios/address-change.scenario.yaml}
[ -r "$scenario" ] || die "cannot read the scenario $scenario"
scenario=$(realpath "$scenario")

build() {
    local groups=(build ui)
    if ! $headless && [ -z "${DISPLAY:-}" ]; then
        groups+=(wayland)
    fi
    "$root/packaging/install-deps.sh" "${groups[@]}"
    cd "$root"
    say "configuring build/release"
    cmake --preset release -D FOLDLINE_TESTS=OFF >"$root/build/configure.log" 2>&1 || {
        cat "$root/build/configure.log" >&2
        die "CMake could not configure the build; its message is above"
    }
    say "building with $jobs jobs (a few minutes the first time)"
    cmake --build --preset release -j "$jobs" --target foldline foldline-cli ||
        die "the build failed; its message is above"
}

# The programs, wherever app/CMakeLists.txt has them built.
program() {
    local found
    found=$(find "$root/build/release/app" "$root/build/release/bin" -type f -name "$1" -perm -u+x \
        -print -quit 2>/dev/null || true)
    [ -n "$found" ] || die "the build made no program \"$1\""
    printf '%s\n' "$found"
}

runHeadless() {
    local out=$root/build/out name
    name=$(basename "$scenario")
    name=${name%.yaml}
    name=${name%.scenario}
    mkdir -p "$out"
    say "no display: running $name in the terminal"
    rm -f "$out/$name.foldline" "$out/$name.foldline-wal" "$out/$name.foldline-shm"
    "$(program foldline-cli)" run "$scenario" -o "$out/$name.foldline"
    say "drawing the window"
    "$(program foldline)" --screenshot "$out/$name.png" --at 14.28s "$scenario"
    say "the recording is $out/$name.foldline"
    say "the picture of the window is $out/$name.png"
}

mkdir -p "$root/build"
build
if $headless; then
    runHeadless
else
    say "opening $(basename "$scenario")"
    exec "$(program foldline)" "$scenario"
fi
