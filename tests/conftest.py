"""What every test shares: a screenless Qt, and the folder of shared material where it is there."""

import gc
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
# Tests may run as root, where Chromium's sandbox cannot: the product itself never switches it off.
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")

# Posts without a zone are dated in the machine's own; Jekyll builds what judges them in this one.
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

from patient_bot import PatientBot  # after what Qt reads when it loads
from PySide6.QtWidgets import QApplication

from editor.ui.preview.site_scheme import register_scheme
from editor.workspace.cycle_collecting import collect_when_due

register_scheme()

# As in the program: cycles that hold widgets are never taken apart by a thread beside the window's.
gc.disable()

# The same examples each time, however long they take: a rare one is not to fail by chance. New
# ones are looked for with `pytest --hypothesis-profile=exploring`.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "repeatable", settings.get_profile("exploring"), derandomize=True, database=None
)
settings.load_profile("repeatable")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    collect_when_due()
    assert not gc.isenabled(), "this test left Python's own collector on, for every thread"


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The robot at the windows, with patience for a busy machine."""
    return PatientBot(request)


REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real posts and Jekyll's measured answers, beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with real posts and measured cases is not here")
    return folder
