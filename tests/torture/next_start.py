"""The start after a crash: python -m torture.next_start FOLDER prints what the dialog offers."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from torture.window_typist import settings_in

MOST_LOOKS = 400
"""How often it is looked for the dialog, every 50 milliseconds, before there is none."""


def main() -> int:
    from editor.app import Program
    from editor.start import make_application
    from editor.ui.dialogs.diff_view import DiffView
    from editor.ui.dialogs.recovery import RecoveryDialog

    folder = Path(sys.argv[1])
    application = make_application(sys.argv[:1])
    settings = settings_in(folder, preview=False)
    program = Program(settings, lambda: datetime.now(UTC), folder / "state")
    program.start(None)
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        dialogs = [one for one in program.window.findChildren(RecoveryDialog) if one.isVisible()]
        if not dialogs and looks < MOST_LOOKS:
            return
        offers = program.safekeeping.recoveries.offers()
        shown = [dialog.findChildren(DiffView)[0].toPlainText() for dialog in dialogs]
        answer = [
            {"state": offer.state.name, "text": offer.document.text, "shown": difference}
            for offer, difference in zip(offers, shown, strict=False)
        ]
        print(json.dumps(answer))
        application.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    application.exec()
    timer.stop()
    program.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
