"""``python packaging/linux/appdir.py``: the folder of an AppImage, from the one freeze.py made.

Unlike the .deb it carries the libraries of the system it was built on, but for those that must be
the ones of the desktop it runs on. It can be started as it lies there, by its ``AppRun``.
"""

import shutil

import bill
import freeze
from layout import lay_out, owner_of, system_libraries

APPDIR = freeze.DIST / "Galleyproof.AppDir"

HOSTS_OWN = {
    "libX": "speaks to the screen",
    "libxcb.": "speaks to the screen",
    "libasound.": "speaks to the sound card",
    "libcom_err.": "comes with Kerberos",
    "libdbus-1.": "speaks to the desktop's bus",
    "libdrm.": "speaks to the graphics card",
    "libexpat.": "loaded by graphics drivers, which may need a newer one",
    "libfontconfig.": "reads the desktop's own font settings",
    "libfreetype.": "goes with fontconfig",
    "libgbm.": "speaks to the graphics card",
    "libgcc_s.": "loaded by graphics drivers, which may need a newer one",
    "libp11-kit.": "loads modules of the system",
    "libstdc++.": "loaded by graphics drivers, which may need a newer one",
    "libudev.": "speaks to the system's own service",
    "libz.": "loaded by graphics drivers, which may need a newer one",
}
"""Starts of the names of libraries that every desktop has and that must be its own, and why."""

_APPRUN = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/galleyproof/galleyproof" "$@"
"""


def main() -> None:
    """Make ``dist/Galleyproof.AppDir``."""
    program = lay_out(APPDIR)
    carried = system_libraries()
    for name in list(carried):
        if name.startswith(tuple(HOSTS_OWN)):
            (program / "_internal" / name).unlink()
            del carried[name]
    owners = [owner_of(source) for source in carried.values()]
    documents = APPDIR / "usr" / "share" / "doc" / "galleyproof"
    bill.write_licence_folder(bill.system_packages(owners), documents / "LICENSES")
    run = APPDIR / "AppRun"
    run.write_text(_APPRUN, encoding="utf-8")
    run.chmod(0o755)
    shutil.copyfile(
        APPDIR / "usr/share/applications/galleyproof.desktop", APPDIR / "galleyproof.desktop"
    )
    shutil.copyfile(
        APPDIR / "usr/share/icons/hicolor/256x256/apps/galleyproof.png", APPDIR / "galleyproof.png"
    )
    (APPDIR / ".DirIcon").symlink_to("galleyproof.png")
    print(APPDIR.relative_to(freeze.ROOT))


if __name__ == "__main__":
    main()
