#!/usr/bin/env bash
# Runs clang-tidy over the sources of core, app and ui: the most recently changed first, until all
# are done or the time is up. The dev preset must have been built (its generated files are needed).
#
#   tests/style/tidy.sh [--seconds N] [FILE]...
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
jobs=${FOLDLINE_JOBS:-$(nproc)}
seconds=86400
die() {
    printf 'tidy: %s\n' "$*" >&2
    exit 1
}
if [ "${1:-}" = --seconds ]; then
    seconds=${2:?tidy: --seconds needs a number}
    shift 2
fi
command -v clang-tidy >/dev/null ||
    die "clang-tidy is missing; run packaging/install-deps.sh check"
[ -f build/dev/compile_commands.json ] || die "run tests/run.sh first: it builds the dev preset"

# Every source once, the most recently committed first; what has no history comes last.
sourcesByAge() {
    {
        git status --porcelain 2>/dev/null | cut -c 4- || true
        git log --name-only --format= -n 400 2>/dev/null || true
        find core app ui -name '*.cpp' | sort
    } | grep -E '^(core|app|ui)/.*\.cpp$' | awk '!seen[$0]++' | while read -r file; do
        [ ! -f "$file" ] || printf '%s\n' "$file"
    done
}

if [ $# -gt 0 ]; then
    files=("$@")
else
    mapfile -t files < <(sourcesByAge)
fi
[ "${#files[@]}" -gt 0 ] || die "found no sources below $root"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
deadline=$(($(date +%s) + seconds))
export work deadline

checkOne() {
    local file=$1 log
    log=$work/$(printf '%s' "$file" | tr / _).log
    if [ "$(date +%s)" -ge "$deadline" ]; then
        echo "$file" >>"$work/unreached"
    elif ! clang-tidy --quiet -p build/dev --extra-arg=-Wno-unknown-warning-option "$file" \
        >"$log" 2>&1; then
        cat "$log"
        echo "$file" >>"$work/failed"
    fi
}
export -f checkOne

# shellcheck disable=SC2016  # expanded by the inner bash
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$jobs" bash -c 'checkOne "$1"' tidy

if [ -s "$work/unreached" ]; then
    echo "tidy: the time was up before $(wc -l <"$work/unreached") files, the longest unchanged:"
    sed 's/^/tidy:   /' "$work/unreached"
fi
if [ -s "$work/failed" ]; then
    sort "$work/failed" | sed 's/^/tidy: see above: /' >&2
    die "$(wc -l <"$work/failed") of ${#files[@]} files have findings"
fi
touch "$work/unreached"
unreached=$(wc -l <"$work/unreached")
echo "tidy: $((${#files[@]} - unreached)) of ${#files[@]} files, no findings"
