#!/bin/sh
# test-package.sh PYTHON: proves what `make package` made. Needs root, for debootstrap and apt.
#
#  1. the .deb: installed with apt in a clean Debian 12, driven as an ordinary user, purged, and
#     nothing left of it but the user's own files
#  2. the wheel: in a fresh virtual environment of Debian's own Python, driven the same way
#  3. the AppDir, by its AppRun, on the same Debian
# The first argument after PYTHON names one of deb, wheel, appdir to run that alone.
set -eu
python=$1
only=${2:-all}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
[ "$(id -u)" = 0 ] || { echo "test-package needs root: debootstrap and apt do." >&2; exit 1; }
roots=build/roots
mkdir -p "$roots" build/test-package

in_root() { sh "$here/in-root.sh" "$@"; }
wanted() { [ "$only" = all ] || [ "$only" = "$1" ]; }

# The files of a root but those in which apt and dpkg keep their own books and caches.
files_of() {
    (cd "$1" && find . -xdev \( -path ./home -o -path ./tmp -o -path ./var/lib/apt -o -path ./var/log \
        -o -path ./var/cache -o -path ./var/lib/dpkg -o -path ./run -o -path ./dev \) -prune -o -print |
        grep -v -e '^./etc/ld.so.cache$' -e '__pycache__' | sort)
}

test_deb() {
    root=$PWD/$roots/deb
    sh "$here/clean-root.sh" "$root"
    in_root "$root" apt-get update -qq
    files_of "$root" >"$roots/before.txt"
    cp dist/galleyproof_*.deb "$root/var/cache/galleyproof.deb"
    in_root "$root" apt-get install -y -qq --no-install-recommends /var/cache/galleyproof.deb \
        >build/test-package/apt.log 2>&1 || { tail build/test-package/apt.log; exit 1; }
    in_root "$root" --as-writer galleyproof --version
    "$python" "$here/drive.py" "$root" deb galleyproof

    (cd "$root/home/writer" && find . | sort) >"$roots/home-before.txt"
    in_root "$root" apt-get purge -y -qq galleyproof >>build/test-package/apt.log 2>&1
    in_root "$root" apt-get autoremove --purge -y -qq >>build/test-package/apt.log 2>&1
    files_of "$root" >"$roots/after.txt"
    (cd "$root/home/writer" && find . | sort) >"$roots/home-after.txt"
    cmp "$roots/home-before.txt" "$roots/home-after.txt"
    left=$(comm -13 "$roots/before.txt" "$roots/after.txt")
    [ -z "$left" ] || { echo "FAILED: after purging, these are left:"; echo "$left"; exit 1; }
    echo "deb: purged, nothing is left but the writer's own files"
    rm -rf "$root"
}

python_root() {
    root=$PWD/$roots/python
    [ ! -e "$root/.is-ready" ] || return 0
    sh "$here/clean-root.sh" "$root"
    in_root "$root" apt-get update -qq
    in_root "$root" apt-get install -y -qq --no-install-recommends python3-venv \
        $(sed '/^#/d' "$here/packages-run.txt") >build/test-package/apt-run.log 2>&1
    touch "$root/.is-ready"
}

test_wheel() {
    python_root
    rm -rf "$root/opt/venv" "$root/home/writer/galleyproof-sample"
    cp packaging/requirements.lock dist/galleyproof-*.whl "$root/opt/"
    in_root "$root" python3 -m venv /opt/venv
    in_root "$root" env PIP_CERT=/tmp/certs/ca-certificates.crt /opt/venv/bin/pip install --quiet \
        --only-binary :all: --require-hashes --requirement /opt/requirements.lock
    in_root "$root" sh -c '/opt/venv/bin/pip install --quiet --no-deps --no-index /opt/galleyproof-*.whl'
    in_root "$root" --as-writer /opt/venv/bin/galleyproof --version
    "$python" "$here/drive.py" "$root" wheel /opt/venv/bin/galleyproof
}

test_appdir() {
    python_root
    rm -rf "$root/opt/Galleyproof.AppDir" "$root/home/writer/galleyproof-sample"
    cp -a dist/Galleyproof.AppDir "$root/opt/"
    in_root "$root" --as-writer /opt/Galleyproof.AppDir/AppRun --version
    "$python" "$here/drive.py" "$root" appdir /opt/Galleyproof.AppDir/AppRun
}

for form in deb wheel appdir; do
    if wanted "$form"; then "test_$form"; fi
done
