#!/usr/bin/env bash
# Installs the .deb in a clean Debian, made by debootstrap from the mirror this machine uses, and
# tries there what a newcomer would: the command, the window, the file types, the menu entry.
#
#   packaging/test-deb.sh [--suite bookworm] [DEB]      without DEB: the one build-deb.sh made
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suite=bookworm
if [ "${1:-}" = --suite ]; then
    suite=${2:?test-deb: --suite needs a name}
    shift 2
fi
out=$root/build/out

say() { printf 'test-deb: %s\n' "$*"; }
die() {
    printf 'test-deb: %s\n' "$*" >&2
    exit 1
}

deb=${1:-$(find "$root/build/deb/packages" -maxdepth 1 -name '*.deb' -print -quit 2>/dev/null || true)}
[ -n "$deb" ] || die "there is no package yet; run packaging/build-deb.sh"
deb=$(realpath "$deb")
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "run this as root: it makes a chroot"
    exec sudo "${BASH_SOURCE[0]}" --suite "$suite" "$deb"
fi
"$root/packaging/install-deps.sh" package

base=$root/build/chroot/$suite
chroot=$root/build/chroot/$suite-test
log=$root/build/chroot/log
mkdir -p "$root/build/chroot" "$out"

cleanUp() {
    if mountpoint -q "$chroot/proc"; then
        umount "$chroot/proc"
    fi
    rm -rf "$chroot"
}
trap cleanUp EXIT

inside() {
    chroot "$chroot" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}
# As somebody who is not root, in a folder of their own.
asNewcomer() {
    chroot --userspec=newcomer "$chroot" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
        HOME=/srv/newcomer sh -c "cd && $1"
}
quietly() {
    "$@" >"$log" 2>&1 || {
        tail -n 30 "$log" >&2
        die "failed (its last lines are above): $*"
    }
}
expect() {
    local what=$1 expected=$2 got=$3
    [[ $got == *"$expected"* ]] || die "$what: expected \"$expected\", got \"$got\""
    say "$what: $expected"
}

# "URI suite components" of every Debian source of this machine.
debianSources() {
    # shellcheck disable=SC2016  # apt's own variables
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        grep -E "/debian(-security)?/? " | sort -u
}

makeBase() {
    local mirror
    mirror=$(debianSources | awk '$1 !~ /security/ { print $1; exit }')
    [ -n "$mirror" ] || die "found no Debian mirror in /etc/apt"
    say "making a clean $suite (once)"
    rm -rf "$base.new"
    quietly debootstrap --variant=minbase --include=ca-certificates "$suite" "$base.new" "$mirror"
    local own
    # shellcheck disable=SC1091
    own=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    debianSources | sed "s/ $own/ $suite/; s/^/deb /" >"$base.new/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(http|https|Check-)' \
        >"$base.new/etc/apt/apt.conf.d/99machine" || true
    mv "$base.new" "$base"
}

[ -d "$base" ] || makeBase
cleanUp
say "a fresh copy of $suite"
cp -a "$base" "$chroot"
cp /etc/resolv.conf "$chroot/etc/resolv.conf"
mount -t proc proc "$chroot/proc"
cp "$deb" "$chroot/srv/foldline.deb"

say "installing $(basename "$deb") and nothing it does not depend on"
quietly inside apt-get update -q
quietly inside apt-get install -q -y --no-install-recommends /srv/foldline.deb
inside useradd --create-home --home-dir /srv/newcomer newcomer

scenario=/usr/share/foldline/scenarios/address-change.scenario.yaml
say "running the scenario"
asNewcomer "foldline-cli run $scenario -o address.foldline"
asNewcomer "foldline-cli verify address.foldline"
say "drawing the window"
asNewcomer "foldline --screenshot window.png --at 14.28s $scenario"
cp "$chroot/srv/newcomer/window.png" "$out/installed-window.png"
expect "the picture" "PNG image data" "$(file -b "$out/installed-window.png")"
version=$(dpkg-deb -f "$deb" Version)
expect "the version of the desktop" "${version%-*}" "$(asNewcomer 'foldline --version')"

say "installing what a desktop has: file types, menus, an X server"
quietly inside apt-get install -q -y --no-install-recommends shared-mime-info desktop-file-utils \
    libglib2.0-bin xvfb xauth man-db
recording=application/vnd.foldline.recording+sqlite3
scenarioType=application/vnd.foldline.scenario+yaml
expect "type of a scenario" "$scenarioType" \
    "$(asNewcomer "gio info -a standard::content-type $scenario")"
expect "type of a recording" "$recording" \
    "$(asNewcomer 'gio info -a standard::content-type address.foldline')"
expect "opened by" org.foldline.Foldline.desktop "$(asNewcomer "gio mime $scenarioType")"
expect "opened by" org.foldline.Foldline.desktop "$(asNewcomer "gio mime $recording")"
inside desktop-file-validate /usr/share/applications/org.foldline.Foldline.desktop
for page in foldline foldline-cli; do
    inside test -f "/usr/share/man/man1/$page.1.gz" || die "there is no manual page of $page"
done
for size in 16x16 48x48 256x256; do
    [ -f "$chroot/usr/share/icons/hicolor/$size/apps/org.foldline.Foldline.png" ] ||
        die "there is no icon of $size"
done

say "opening the window on an X server"
status=0
asNewcomer "timeout 8 xvfb-run -a -s '-screen 0 1600x1000x24' foldline $scenario" >"$log" 2>&1 ||
    status=$?
# 124: it was still open when the time was up.
[ "$status" = 124 ] || {
    cat "$log" >&2
    die "the window did not stay open (exit code $status)"
}

say "removing the package"
quietly inside apt-get purge -q -y foldline
left=$(find "$chroot/usr" "$chroot/etc" -iname '*foldline*' -not -path '*/proc/*' || true)
[ -z "$left" ] || die "left behind: $left"
say "all good; the window is in $out/installed-window.png"
