"""A screen without a monitor for programs that are measured or photographed."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SIZE = "1600x1000x24"
_NOT_AS_INSTALLED = {"PYTHONDONTWRITEBYTECODE"}  # an installed program has its bytecode cached


@contextmanager
def virtual_screen() -> Iterator[Mapping[str, str]]:
    """Run Xvfb and a window manager; give the environment in which programs use them."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answers:
        display = f":{answers.readline().strip()}"
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _NOT_AS_INSTALLED},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        # Chromium's sandbox cannot run as root; measuring is not shipping.
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",  # the same for programs of Qt 5
    }
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield environment
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()
