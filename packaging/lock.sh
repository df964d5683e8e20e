#!/bin/sh
# lock.sh PYTHON: writes the locked lists with hashes, for every system at once, from pyproject.toml.
#   requirements.lock  what the program needs, and so what a package bundles
#   build.lock         the same, and the tools that build packages
set -eu
python=$1
cd "$(dirname "$0")/.."

# 3.11.5 is the oldest Python that every locked release still takes.
lock() {
    output=$1
    shift
    "$python" -m uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --upgrade \
        --output-file "$output" "$@" pyproject.toml
}
lock packaging/requirements.lock
lock packaging/build.lock --extra package --constraint packaging/requirements.lock
