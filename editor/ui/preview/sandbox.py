"""Whether the browser engine can run protected here, asked before it is started.

Without its sandbox Chromium ends the whole program at once; so the preview asks first and shows
a plain one instead. Nothing here switches the sandbox off: where the user did so by Qt's own
variables, that is honoured.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

PROBE_LIMIT_SECONDS = 2.0

_SWITCHED_OFF_BY = "no-sandbox"


def sandbox_problem(
    environ: Mapping[str, str],
    user_id: int | None,
    platform: str,
    namespaces_work: Callable[[], bool],
) -> str | None:
    """Return why the browser engine cannot run here and what to do, or None when it can.

    ``user_id`` is the effective one, None where the system has none; ``namespaces_work`` is only
    asked where the answer depends on it.
    """
    if "QTWEBENGINE_DISABLE_SANDBOX" in environ:
        return None
    if _SWITCHED_OFF_BY in environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
        return None
    if not platform.startswith("linux"):
        return None
    if user_id == 0:
        return _tr(
            "This is a plain preview: the full one does not run for the administrator (root),"
            " where its protection cannot work. Start Galleyproof as an ordinary user to see it."
        )
    if not namespaces_work():
        return _tr(
            "This is a plain preview: the full one needs unprivileged user namespaces for its"
            " protection, and this system does not allow them. Ask its administrator to allow"
            " them (kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu), then start again."
        )
    return None


def sandbox_problem_here() -> str | None:
    """Return the problem of this machine and this user, or None."""
    user_id = os.geteuid() if hasattr(os, "geteuid") else None
    return sandbox_problem(os.environ, user_id, sys.platform, user_namespaces_work)


def user_namespaces_work() -> bool:
    """Try to make a user namespace; True where it cannot be tried."""
    tool = shutil.which("unshare")
    if tool is None:
        return True
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command of the system
            [tool, "--user", "--map-root-user", "true"],
            capture_output=True,
            check=False,
            timeout=PROBE_LIMIT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return done.returncode == 0


def _tr(text: str) -> str:
    return QCoreApplication.translate("sandbox", text)
