#!/bin/sh
# lock.sh PYTHON: writes the locked lists with hashes, for every system at once, from pyproject.toml.
#   requirements.lock  what the program needs, and so what a package bundles
#   build.lock         the same, and the tools that build packages
set -eu
python=$1
cd "$(dirname "$0")/.."

# 3.11.2 is the Python of Debian 12; where a newer one may have a newer release, both are locked.
lock() {
    output=$1
    shift
    "$python" -m uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --upgrade \
        --output-file "$output" "$@" pyproject.toml
}
lock packaging/requirements.lock
lock packaging/build.lock --extra package --constraint packaging/requirements.lock
