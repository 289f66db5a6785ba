#!/usr/bin/env bash
# Builds the bench preset, runs the benchmarks, and ends with one line a figure: name, value, unit
# and ratio to its baseline (or -), separated by tabs. README.md says how to read them.
#
#   tests/bench/run.sh [SUBJECT]...          for example: tests/bench/run.sh log fold
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
jobs=${FOLDLINE_JOBS:-$(nproc)}
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 QT_QPA_PLATFORM=offscreen

say() { printf 'bench: %s\n' "$*"; }
die() {
    printf 'bench: %s\n' "$*" >&2
    exit 1
}

"$root/packaging/install-deps.sh" build ui bench
cd "$root"
mkdir -p build
say "configuring build/bench"
cmake --preset bench >build/configure.log 2>&1 || {
    cat build/configure.log >&2
    die "CMake could not configure the build; its message is above"
}
say "building with $jobs jobs"
cmake --build --preset bench -j "$jobs" || die "the build failed; its message is above"

if [ $# -gt 0 ]; then
    programs=()
    for subject in "$@"; do
        [ -x "build/bench/tests/bench/${subject}_bench" ] || die "there is no benchmark \"$subject\""
        programs+=("build/bench/tests/bench/${subject}_bench")
    done
else
    mapfile -t programs < <(find build/bench/tests/bench -maxdepth 1 -name '*_bench' -perm -u+x | sort)
fi
[ "${#programs[@]}" -gt 0 ] || die "the build made no benchmark"

log=$root/build/bench/figures.log
: >"$log"
failed=()
for program in "${programs[@]}"; do
    say "running $(basename "$program")"
    "$program" | tee -a "$log" || failed+=("$(basename "$program")")
done

say "figures: name, value, unit, ratio to the baseline"
grep -P '^[a-z0-9_./-]+\t[0-9.eE+-]+\t\S+\t(-|[0-9.]+)$' "$log" || die "no program printed a figure"
[ "${#failed[@]}" -eq 0 ] || die "these failed: ${failed[*]}"
