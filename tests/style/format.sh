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
clang-format --dry-run -Werror "${files[@]}" || {
    echo "format: run tests/style/format.sh --fix" >&2
    exit 1
}
echo "format: ${#files[@]} files are as clang-format wants them"
