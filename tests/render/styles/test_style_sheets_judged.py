"""Sheets of every kind beside those that the installed Jekyll writes."""

import re
from pathlib import Path

import pytest
from real_jekyll import build
from sheet_site import STYLED, as_it_is, write

from editor.render.published.gems import Gems
from editor.render.styles.sheets import StyleSheets
from editor.site.site import Site

MAP = re.compile(r"\s*/\*# sourceMappingURL=\S+ \*/\s*\Z")


@pytest.mark.jekyll
def test_every_sheet_is_the_published_one(tmp_path: Path) -> None:
    write(tmp_path / "site", STYLED)
    theme = Gems(tmp_path / "site").folder("minima")
    if theme is None:
        pytest.skip("the theme minima is not installed (Debian: jekyll-theme-minima)")
    built = build(tmp_path / "site", tmp_path)
    ours = StyleSheets(Site.open(tmp_path / "site"), theme, as_it_is)
    compared = []
    for path in sorted(built.folder.rglob("*.*css")):
        address = f"/{path.relative_to(built.folder).as_posix()}"
        sheet = ours.find(address)
        assert sheet is not None, address
        assert sheet.reasons == (), address
        expected = MAP.sub("", path.read_text("utf-8"))
        assert sheet.css.rstrip() == expected.rstrip(), address
        compared.append(address)
    assert len(compared) == 10
    assert ours.find("/left/out.css") is None
