"""From a key to the pixels of the preview, for any program on an X screen: keys by XTest."""

import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest
from Xlib.protocol import event

PATIENCE_S = 30.0
QUIET_S = 2.0
PREVIEW = (0.60, 0.08, 0.38, 0.40)
"""Where each program shows its preview: left, top, width, height, as shares of the screen."""


class Screen:
    """The X screen named in ``environment``."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._display = Display(environment["DISPLAY"])
        self._root = self._display.screen().root
        size = self._root.get_geometry()
        left, top, width, height = PREVIEW
        self._region = (
            int(left * size.width), int(top * size.height),
            int(width * size.width), int(height * size.height),
        )  # fmt: skip

    def look(self) -> bytes:
        """Return the pixels of the preview."""
        return bytes(self._root.get_image(*self._region, X.ZPixmap, 0xFFFFFFFF).data)

    def press(self, name: str, *held: str) -> None:
        """Press a key while others are held."""
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(one)) for one in (*held, name)]
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def maximise(self) -> None:
        """Have every window fill the screen, once there is one."""
        atom = self._display.intern_atom
        both = (atom("_NET_WM_STATE_MAXIMIZED_VERT"), atom("_NET_WM_STATE_MAXIMIZED_HORZ"))
        for number in self._windows():
            window = self._display.create_resource_object("window", number)
            wish = event.ClientMessage(
                window=window, client_type=atom("_NET_WM_STATE"), data=(32, [1, *both, 1, 0])
            )
            mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
            self._root.send_event(wish, event_mask=mask)
        self._display.sync()

    def _windows(self) -> list[int]:
        name, end = self._display.intern_atom("_NET_CLIENT_LIST"), time.perf_counter() + PATIENCE_S
        while time.perf_counter() < end:
            found = self._root.get_full_property(name, X.AnyPropertyType)
            if found and len(found.value):
                return list(found.value)
            time.sleep(0.1)
        return []

    def wait_for_change(self, before: bytes) -> float | None:
        """Return the moment at which the preview differs from ``before``, None if it never does."""
        end = time.perf_counter() + PATIENCE_S
        while time.perf_counter() < end:
            if self.look() != before:
                return time.perf_counter()
        return None

    def settle(self) -> bytes:
        """Return the pixels of the preview once nothing has changed for a while."""
        last, since = self.look(), time.perf_counter()
        end = since + PATIENCE_S
        while time.perf_counter() - since < QUIET_S and time.perf_counter() < end:
            time.sleep(0.1)
            now = self.look()
            if now != last:
                last, since = now, time.perf_counter()
        return last


def key_to_preview(
    command: Sequence[str], environment: Mapping[str, str], home: Path, keys: int, wait_s: float
) -> float | None:
    """Start ``command``, type into its first paragraph; return the median, in ms.

    None when its preview does not follow. ``home`` is a folder for its settings, ``wait_s`` the
    time that it is given to start.
    """
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    process = Popen(command, env={**environment, **own}, stdout=DEVNULL, stderr=DEVNULL)
    try:
        screen = Screen(environment)
        time.sleep(wait_s)
        screen.maximise()
        screen.settle()
        screen.press("Home", "Control_L")
        for name in ("Down", "Down", "End"):
            screen.press(name)
        screen.settle()
        times = []
        for _ in range(keys):
            before = screen.look()
            began = time.perf_counter()
            screen.press("k")
            seen = screen.wait_for_change(before)
            if seen is not None:
                times.append((seen - began) * 1000)
            time.sleep(0.7)
        return statistics.median(times) if len(times) > keys // 2 else None
    finally:
        process.terminate()
        process.wait()
