#!/bin/sh
# system-packages.sh run|test|bench...: installs the Debian packages in packages-NAME.txt that are
# missing: through apt as root or with sudo; without either it prints the command and stops.
set -eu
here=$(dirname "$0")

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not a Debian or Ubuntu system; the libraries that Qt needs are named in" >&2
    echo "packaging/linux/packages-*.txt. Going on as if they were there." >&2
    exit 0
fi

missing=
for list in "$@"; do
    for package in $(sed '/^#/d' "$here/packages-$list.txt"); do
        dpkg-query -W -f '${Status} ${Provides}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            dpkg-query -W -f '${Status} ${Provides}\n' "$package"t64 2>/dev/null | grep -q '^install ok installed' ||
            missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

install="apt-get install --yes --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "These system packages are missing. Install them, then run make again:" >&2
    echo "    sudo apt-get update && sudo $install" >&2
    exit 1
fi
echo "Installing system packages:$missing"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive $install
