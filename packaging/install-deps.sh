#!/usr/bin/env bash
# Installs the Debian 12 packages Foldline needs, and only those that are missing.
#
#   packaging/install-deps.sh [GROUP]...     without a group: build ui test
#
# Groups: build    compiler, CMake and the libraries of core and foldline-cli
#         ui       Qt 6, for the desktop program
#         wayland  Qt's connection to a desktop that has no X server
#         test     GoogleTest
#         check    clang-format and clang-tidy
#         bench    Google Benchmark
#         package  what makes and examines a .deb
#
# With everything in place it touches neither apt nor the network.
set -euo pipefail

say() { printf 'install-deps: %s\n' "$*"; }
die() {
    printf 'install-deps: %s\n' "$*" >&2
    exit 1
}

packagesOf() {
    case "$1" in
    build)
        echo g++ cmake ninja-build ccache pkgconf libyaml-cpp-dev libsqlite3-dev libxxhash-dev \
            libexpected-dev libcli11-dev nlohmann-json3-dev
        ;;
    # qt6-charts-dev needs libqt6opengl6-dev and does not say so.
    ui)
        echo qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev \
            qt6-l10n-tools qt6-qpa-plugins qt6-translations-l10n
        ;;
    wayland) echo qt6-wayland ;;
    test) echo libgtest-dev libgmock-dev ;;
    check) echo clang-format clang-tidy ;;
    bench) echo libbenchmark-dev ;;
    package)
        echo dpkg-dev file lintian debootstrap appstream desktop-file-utils shared-mime-info
        ;;
    *) die "there is no group \"$1\"; the groups are build, ui, wayland, test, check, bench and package" ;;
    esac
}

isInstalled() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# Prints the packages of the given groups that are not installed, on one line.
missingOf() {
    local group package
    for group in "$@"; do
        for package in $(packagesOf "$group"); do
            isInstalled "$package" || printf '%s ' "$package"
        done
    done
}

install() {
    local asRoot=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            die "not root, and there is no sudo; as root, run: apt-get install --no-install-recommends $*"
        asRoot=(sudo)
    fi
    export DEBIAN_FRONTEND=noninteractive
    say "fetching the list of packages"
    "${asRoot[@]}" apt-get update -qq ||
        die "apt-get update failed (its message is above); is the network up, and /etc/apt right?"
    say "installing $# packages: $*"
    "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1 || {
        tail -n 30 "$log" >&2
        die "apt-get install failed (its last lines are above); Foldline is built on Debian 12"
    }
}

[ $# -gt 0 ] || set -- build ui test
for group in "$@"; do
    packagesOf "$group" >/dev/null
done
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    die "this is no Debian: install the counterparts of these yourself: $(for group in "$@"; do packagesOf "$group"; done | tr '\n' ' ')"
fi

missing=$(missingOf "$@")
if [ -z "$missing" ]; then
    say "everything needed is installed ($*)"
    exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # one word a package
install $missing
stillMissing=$(missingOf "$@")
[ -z "$stillMissing" ] || die "apt said it succeeded, yet these are missing: $stillMissing"
say "done"
