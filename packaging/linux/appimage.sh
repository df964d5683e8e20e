#!/bin/sh
# appimage.sh: makes dist/Galleyproof-*.AppImage of dist/Galleyproof.AppDir, where appimagetool is
# there: on the PATH, or named by APPIMAGETOOL. No package registry has it; README.md says where
# it comes from. Without it the AppDir stays as it is, and this says so.
set -eu
cd "$(dirname "$0")/../../dist"
tool=${APPIMAGETOOL:-appimagetool}
if ! command -v "$tool" >/dev/null 2>&1; then
    echo "No AppImage was made: appimagetool is not here. dist/Galleyproof.AppDir is ready for it;"
    echo "then run: APPIMAGETOOL=path/to/appimagetool sh packaging/linux/appimage.sh"
    exit 0
fi
export ARCH="${ARCH:-$(uname -m)}"
version=$(Galleyproof.AppDir/AppRun --version | cut -d' ' -f2)
"$tool" --no-appstream Galleyproof.AppDir "Galleyproof-$version-$ARCH.AppImage"
