#!/bin/sh
# dmg.sh: dist/Galleyproof-VERSION-ARCHITECTURE.dmg of dist/Galleyproof.app. Not yet run.
# With GALLEYPROOF_SIGN_AS (a "Developer ID Application" identity) the app is signed; with
# GALLEYPROOF_NOTARY (a keychain profile of notarytool) the image is notarised too.
set -eu
cd "$(dirname "$0")/../.."
app=dist/Galleyproof.app
version=$("$app/Contents/MacOS/galleyproof" --version | cut -d' ' -f2)
image=dist/Galleyproof-$version-$(uname -m).dmg

if [ -n "${GALLEYPROOF_SIGN_AS:-}" ]; then
    codesign --force --deep --options runtime --timestamp \
        --entitlements packaging/macos/entitlements.plist --sign "$GALLEYPROOF_SIGN_AS" "$app"
    codesign --verify --deep --strict "$app"
fi

folder=build/package/dmg
rm -rf "$folder" "$image"
mkdir -p "$folder"
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname Galleyproof -srcfolder "$folder" -format ULMO "$image"

if [ -n "${GALLEYPROOF_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$GALLEYPROOF_NOTARY" --wait
    xcrun stapler staple "$image"
fi
