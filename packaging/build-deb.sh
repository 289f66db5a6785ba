#!/usr/bin/env bash
# Builds foldline_<version>_<architecture>.deb in build/deb/packages and examines it with lintian.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/deb
jobs=${FOLDLINE_JOBS:-$(nproc)}
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
umask 022

say() { printf 'build-deb: %s\n' "$*"; }
die() {
    printf 'build-deb: %s\n' "$*" >&2
    exit 1
}

"$root/packaging/install-deps.sh" build ui package
cd "$root"
mkdir -p "$build"

# Debian's own flags: hardened, and without this folder's name in the programs.
export DEB_BUILD_MAINT_OPTIONS=hardening=+bindnow
flags="$(dpkg-buildflags --get CPPFLAGS) $(dpkg-buildflags --get CXXFLAGS)"
say "configuring build/deb"
cmake -S . -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_INSTALL_PREFIX=/usr \
    -D FOLDLINE_TESTS=OFF -D FOLDLINE_BENCH=OFF -D FOLDLINE_UI=ON \
    -D CMAKE_CXX_FLAGS="$flags" \
    -D CMAKE_EXE_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)" >"$build/configure.log" 2>&1 || {
    cat "$build/configure.log" >&2
    die "CMake could not configure the build; its message is above"
}
say "building with $jobs jobs"
cmake --build "$build" -j "$jobs" || die "the build failed; its message is above"

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
logged=$(dpkg-parsechangelog -l packaging/debian/changelog -S Version)
[ "${logged%-*}" = "$version" ] ||
    die "packaging/debian/changelog ends with $logged, but CMakeLists.txt says $version; add an entry"

say "packing"
rm -rf "$build/packages"
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l packaging/debian/changelog -S Timestamp)
export SOURCE_DATE_EPOCH
(cd "$build" && cpack -G DEB >cpack.log 2>&1) || {
    cat "$build/cpack.log" >&2
    die "CPack failed; its message is above"
}
deb=$(find "$build/packages" -maxdepth 1 -name '*.deb' -print -quit)
[ -n "$deb" ] || die "CPack made no package; see $build/cpack.log"

# yaml-cpp differs between Debian 12 and 13, so it must be inside.
if dpkg-deb -f "$deb" Depends | grep -q yaml-cpp; then
    die "the package depends on a shared yaml-cpp; link the static one"
fi
say "lintian"
lintian --fail-on error --suppress-tags initial-upload-closes-no-bugs "$deb" ||
    die "lintian found errors (above)"
say "$(du -h "$deb" | cut -f 1) $deb"
