#!/bin/sh
# clean-root.sh DIRECTORY: a fresh Debian 12 in DIRECTORY, with one ordinary user named "writer".
# What debootstrap made is kept in build/debian and copied; DEBIAN_MIRROR names another mirror
# than debootstrap's own.
set -eu
root=$1
kept="$(dirname "$0")/../../build/debian"

if [ ! -e "$kept/.is-ready" ]; then
    rm -rf "$kept"
    mkdir -p "$kept"
    debootstrap --variant=minbase bookworm "$kept" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$kept.log" 2>&1 || { tail "$kept.log"; exit 1; }
    chroot "$kept" useradd --create-home --shell /bin/sh writer
    # By the root's own install: only there is a user of that name known.
    chroot "$kept" install -d -m 0700 -o writer -g writer /run/user/1000
    touch "$kept/.is-ready"
fi
rm -rf "$root"
cp -a "$kept" "$root"
