"""The site's own page as one file: nothing of it is left behind."""

import base64
from pathlib import Path

from editor.render.exchange import Article, Frame, Published, Style
from editor.render.site_files import SiteFiles
from editor.workspace.page_export import page_to_export


def exported(tmp_path: Path, frame: Frame, *blocks: str) -> str:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/dot.png").write_bytes(b"picture")
    (tmp_path / "assets/serif.woff2").write_bytes(b"font")
    (tmp_path / "assets/plain.css").write_text("b { color: red }", encoding="utf-8")
    article = Article(blocks, "/blog/a.html", (), Published("exact", frame=frame))
    return page_to_export(article, "A & B", SiteFiles(tmp_path, "/blog")).decode()


def test_frame_and_article_become_one_page(tmp_path: Path) -> None:
    frame = Frame("k", {"lang": "de"}, {"class": "post"}, (), "<main><x-s></x-s></main>", "x-s")

    page = exported(tmp_path, frame, '<p data-gp-line="0">one</p>', "<p>two</p>")

    assert '<html lang="de">' in page
    assert '<body class="post">\n<main><p>one</p><p>two</p></main>' in page
    assert "<title>A &amp; B</title>" in page
    assert "script-src" not in page
    assert "default-src &#x27;none&#x27;" in page


def test_style_sheets_fonts_and_pictures_are_inside(tmp_path: Path) -> None:
    css = "@font-face { src: url('../assets/serif.woff2') } p { background: url(/blog/gone.png) }"
    styles = (Style(href="/blog/assets/m.css?1"), Style(href="/blog/assets/plain.css"))
    inline = Style(css="i { color: blue } </style><script>", media="print")
    frame = Frame(
        "k", {}, {}, (*styles, inline), "<img src='x'>", sheets={"/blog/assets/m.css": css}
    )

    page = exported(tmp_path, frame)

    font = base64.b64encode(b"font").decode()
    assert f'url("data:font/woff2;base64,{font}")' in page
    assert "url(/blog/gone.png)" in page
    assert "b { color: red }" in page
    assert '<style media="print">\ni { color: blue }' in page
    assert page.count("</style>") == 3
    assert "<\\/style><script>" in page


def test_pictures_of_the_article_are_inside(tmp_path: Path) -> None:
    frame = Frame("k", {}, {}, (), '<x-s></x-s><img src="assets/dot.png">', "x-s")

    page = exported(tmp_path, frame, '<p><img src="/blog/assets/dot.png"></p>')

    assert page.count(f"data:image/png;base64,{base64.b64encode(b'picture').decode()}") == 2
