"""Brings KaTeX and Mermaid into the web preview, each when the first page needs it."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from editor.resources import resource_text


def _labels() -> dict[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("WebTypesetting", text)

    return {
        "long": tr("This formula is too long to be set here."),
        "many": tr("There are too many formulas to set them all here."),
    }


class WebTypesetting:
    """Says which scripts have to run beside the page before blocks are put into it."""

    def __init__(self) -> None:
        self._has_math = self._has_katex = self._has_mermaid = False
        self._settings = ""

    def forget(self) -> None:
        """The page was loaded, or loaded anew, and has nothing of this."""
        self._has_math = self._has_katex = self._has_mermaid = False
        self._settings = ""

    def scripts(self, settings: str, blocks: Iterable[str]) -> list[str]:
        """Return what to run in the ApplicationWorld, in this order, before ``blocks`` come in.

        ``settings`` is ``Typesetting.as_json``; empty where nothing is typeset. Blocks that stand
        already are not typeset anew when the settings change: put them in again.
        """
        if not settings and not self._settings:
            return []
        wanted = json.loads(settings) if settings else {}
        found = list(self._libraries(wanted, blocks))
        if settings != self._settings:
            self._settings = settings
            labels = json.dumps(_labels())
            found.append(f"galleyproof.setTypesetting({settings or 'null'},{labels})")
        return found

    def _libraries(self, wanted: dict[str, object], blocks: Iterable[str]) -> Iterable[str]:
        if not self._has_math:
            self._has_math = True
            yield resource_text("preview/math.js")
        if wanted.get("math") and not self._has_katex:
            self._has_katex = True
            yield resource_text("katex/katex.min.js")
        drawn = wanted.get("mermaid") and not self._has_mermaid
        if drawn and any("mermaid" in block for block in blocks):
            self._has_mermaid = True
            yield resource_text("mermaid/mermaid.min.js")
            yield resource_text("preview/diagrams.js")
