"""A web preview before there is a pane for it: the engine's processes start beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.ui.preview.sandbox import sandbox_problem_here

if TYPE_CHECKING:
    from editor.ui.preview.web_preview import WebPreview


def early_preview(parent: QWidget) -> WebPreview | None:
    """Return a hidden preview, or None where the browser engine cannot run.

    Why it cannot, the pane asks and says when it is there.
    """
    if sandbox_problem_here() is not None:
        return None
    try:
        from editor.ui.preview.web_preview import WebPreview  # noqa: PLC0415
    except ImportError:
        return None
    return WebPreview(parent)
