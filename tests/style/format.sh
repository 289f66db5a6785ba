#!/usr/bin/env bash
# Checks that clang-format would leave every C++ file as it is; with --fix it changes them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
command -v clang-format >/dev/null || {
    echo "format: clang-format is missing; run packaging/install-deps.sh check" >&2
    exit 1
}
mapfile -t files < <(find core ui app tests -name '*.h' -o -name '*.cpp' | sort)
[ "${#files[@]}" -gt 0 ] || {
    echo "format: found no files below $root" >&2
    exit 1
}
if [ "${1:-}" = --fix ]; then
    clang-format -i "${files[@]}"
    exit 0
fi
unformatted=$(clang-format --dry-run "${files[@]}" 2>&1 | sed -n 's/^\([^:]*\):[0-9].*/\1/p' | sort -u)
if [ -n "$unformatted" ]; then
    # shellcheck disable=SC2086  # one word a file
    printf 'format: not as clang-format wants it: %s\n' $unformatted >&2
    echo "format: run tests/style/format.sh --fix" >&2
    exit 1
fi
echo "format: ${#files[@]} files are as clang-format wants them"
