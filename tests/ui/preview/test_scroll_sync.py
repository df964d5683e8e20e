"""Text and preview go together by lines of the text, whichever is scrolled, and stay calm."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from preview_probe import ask, page_of, save_picture
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, Frame, Published
from editor.ui.preview.page_output import usual_paper
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scroll_sync import ScrollSync
from editor.ui.preview.web_view import PreviewView
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import LIGHT

PARAGRAPHS = 120
TEXT = "\n\n".join(f"Paragraph {number}" for number in range(PARAGRAPHS))


def article_of(text: str, *, lines: bool = True, pictures: frozenset[int] = frozenset()) -> Article:
    """Make an article of a text of paragraphs, as the renderer will; a picture above some."""
    blocks, starts, line = ["<header><h1>Title</h1></header>\n"], [0], 1
    for number, paragraph in enumerate(text.split("\n\n")):
        picture = '<img src="/tall.png"><br>' if number in pictures else ""
        blocks.append(f'<p class="n{line}">{picture}{paragraph}</p>\n')
        starts.append(line)
        line += paragraph.count("\n") + 2
    return Article(tuple(blocks), "/", tuple(starts) if lines else ())


def in_layout(article: Article, head: int = 3000) -> Article:
    """Put something tall above an article and something taller below, as a layout does."""
    blocks = (f'<div style="height:{head}px"></div>', *article.blocks)
    foot = "<style>main { padding-bottom: 4000px !important; }</style>"
    return Article((*blocks, foot), "/", (0, *article.lines, 0))


def filled_layout(text: str) -> Article:
    """Make a page whose layout changed the article, or got an empty one: it has no place for it."""
    html = f'<article>{text}</article><footer style="height: 4000px"></footer>'
    published = Published("exact", frame_key=text, frame=Frame(text, {}, {}, (), html))
    return Article((), "/", (), published)


class Desktop:
    """A text and a preview side by side that scroll together."""

    def __init__(self, qtbot: QtBot, problem: str | None) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(1100, 500)
        self.text = TextPane(LIGHT, self.window)
        self.preview = PreviewPane(self.window, engine_problem=lambda: problem)
        self.sync = ScrollSync(self.text, self.preview, self.window)
        row = QHBoxLayout(self.window)
        row.addWidget(self.text)
        row.addWidget(self.preview)
        self.document = QTextDocument(self.window)
        self.document.setPlainText(TEXT)
        self.text.set_document(self.document)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(lambda: self.preview.preview is not None)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.text.setFocus()

    def show(self, article: Article) -> None:
        with self.qtbot.waitSignal(self.preview.article_shown):
            self.preview.show_article(article)

    @property
    def bar_value(self) -> int:
        return self.text.verticalScrollBar().value()

    def scroll_text(self, share: float) -> None:
        bar = self.text.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))

    def ask(self, script: str) -> object:
        return ask(self.qtbot, page_of(self.preview), script)

    def wait_for(self, script: str) -> None:
        self.qtbot.waitUntil(lambda: self.ask(script) is True)

    def surface(self) -> QWidget:
        """The widget on which the page is drawn, which the mouse is over."""
        view = self.preview.findChild(PreviewView)
        assert isinstance(view, PreviewView)
        proxy = view.focusProxy()
        assert proxy is not None
        return proxy

    def wait_until_drawn(self) -> None:
        """The engine loses what a mouse does before its first picture."""
        self.ask(
            "requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true }))"
        )
        self.wait_for("window.drawn === true")

    def turn_wheel_over_page(self, angle: int) -> None:
        over = self.surface()
        middle = over.rect().center()
        event = QWheelEvent(
            QPointF(middle),
            QPointF(over.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(over, event)

    def line_in_page(self) -> float:
        """The line that stands as far down the page's view as it is scrolled through."""
        line = self.ask(f"galleyproof.lineInSight({self.text.blockCount() + 1})")
        assert isinstance(line, (int, float))
        return line

    def wait_for_line(self, wanted: float, within: float) -> None:
        self.qtbot.waitUntil(lambda: abs(self.line_in_page() - wanted) < within)

    def wait_until_together(self) -> None:
        """Wait until both show the same line, wherever the text may still be broken anew."""
        self.qtbot.waitUntil(lambda: abs(self.line_in_text() - self.line_in_page()) < 0.3)

    def line_in_text(self) -> float:
        line = self.sync._place.line_in_sight()
        assert line is not None
        return line

    def top_of(self, line: int) -> int:
        """Where the paragraph of a line stands in the view of the page."""
        script = f"Math.round(document.querySelector('.n{line}').getBoundingClientRect().top)"
        top = self.ask(script)
        assert isinstance(top, (int, float))
        return int(top)

    def click(self, line: int, below: int = 8) -> None:
        self.wait_until_drawn()
        where = QPoint(60, self.top_of(line) + below)
        QTest.mouseClick(self.surface(), Qt.MouseButton.LeftButton, pos=where)

    @property
    def caret_line(self) -> int:
        return self.text.textCursor().blockNumber() + 1


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    desktop = Desktop(qtbot, None)
    yield desktop
    desktop.preview.release()


def test_the_page_goes_where_the_text_goes(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    for share in (0.5, 0.2, 0.83):
        desktop.scroll_text(share)
        wanted = desktop.line_in_text()
        desktop.wait_for_line(wanted, 0.3)
        line = round(wanted) | 1  # paragraphs stand on odd lines
        assert desktop.top_of(line) == pytest.approx(share * desktop.surface().height(), abs=60)


def test_long_lines_that_were_never_seen_are_found(desktop: Desktop) -> None:
    text = "\n\n".join(f"{number} " + "many words " * (20 + number) for number in range(90))
    desktop.document.setPlainText(text)
    desktop.show(article_of(text))
    desktop.scroll_text(0.55)
    desktop.text.viewport().repaint()  # breaks the lines that came into sight
    desktop.wait_until_together()

    for line in (170.0, 20.5, 100.0):
        desktop.sync._place.scroll_to(line)
        assert desktop.line_in_text() == pytest.approx(line, abs=0.3)


def test_a_page_that_goes_while_it_is_being_scrolled_asks_for_no_more(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    for share in (0.2, 0.5, 0.8):  # the first is on its way to the page, the last one waits
        desktop.scroll_text(share)
    desktop.preview.release()


def test_the_page_goes_along_when_the_text_is_broken_anew(desktop: Desktop) -> None:
    text = "\n\n".join(f"{number} " + "many words " * (20 + number) for number in range(90))
    desktop.document.setPlainText(text)
    desktop.show(article_of(text))
    desktop.scroll_text(0.5)
    desktop.window.resize(760, 500)
    desktop.wait_until_together()


def test_both_ends_go_together(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.scroll_text(1.0)
    desktop.wait_for("Math.abs(scrollY + innerHeight - document.documentElement.scrollHeight) < 2")
    desktop.scroll_text(0.0)
    desktop.wait_for("scrollY === 0")


def test_the_text_goes_where_the_reader_of_the_page_goes(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))

    desktop.wait_until_drawn()

    def turned_far_enough() -> bool:
        desktop.turn_wheel_over_page(-120)
        return desktop.bar_value > 20

    desktop.qtbot.waitUntil(turned_far_enough)
    desktop.qtbot.waitUntil(lambda: abs(desktop.line_in_text() - desktop.line_in_page()) < 2)


def test_what_is_moved_along_moves_nothing_back(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    moved: list[int] = []
    desktop.scroll_text(0.4)
    before = desktop.bar_value
    desktop.text.verticalScrollBar().valueChanged.connect(moved.append)
    desktop.wait_for("scrollY > 100")
    desktop.ask("scrollBy(0, 300)")  # a layout, an anchor: nobody touched the page
    desktop.show(article_of(TEXT.replace("Paragraph 3", "Another paragraph 3")))
    assert desktop.ask("1") == 1
    assert moved == []
    assert desktop.bar_value == before


def test_scrolling_alone_is_a_choice(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.sync.set_together(False)
    desktop.scroll_text(0.5)
    assert desktop.ask("scrollY") == 0

    desktop.wait_until_drawn()

    def page_was_turned() -> bool:
        desktop.turn_wheel_over_page(-120)
        return desktop.ask("scrollY > 100") is True

    before = desktop.bar_value
    desktop.qtbot.waitUntil(page_was_turned)
    assert desktop.bar_value == before

    wanted = desktop.line_in_text()
    assert desktop.line_in_page() < wanted - 60

    desktop.sync.set_together(True)  # begins where the text is

    # Turns of the wheel that are still on their way scroll both by a few lines.
    desktop.qtbot.waitUntil(lambda: abs(desktop.line_in_page() - wanted) < 30)
    assert abs(desktop.line_in_text() - wanted) < 30


def test_places_between_blocks_and_inside_them_are_found(desktop: Desktop) -> None:
    items = "".join(
        f'<li data-gp-line="{n * 3}" style="height:90px">item {n}</li>' for n in range(30)
    )
    desktop.show(
        Article(
            ('<p style="height:400px">a</p>', f"<ul>{items}</ul>", '<p style="height:900px">z</p>'),
            "/",
            (1, 5, 100),
        )
    )
    end = 104

    def line_at_item(number: int) -> float:
        script = (
            f"const it = document.querySelectorAll('li')[{number}].getBoundingClientRect().top"
            " + scrollY, all = document.documentElement.scrollHeight;"
            f"scrollTo(0, it * (all - innerHeight) / all); galleyproof.lineInSight({end})"
        )
        line = desktop.ask(f"(() => {{ {script.replace('; galley', '; return galley')} }})()")
        assert isinstance(line, (int, float))
        return line

    assert line_at_item(4) == pytest.approx(5 + 12, abs=0.05)
    assert line_at_item(20) == pytest.approx(5 + 60, abs=0.05)
    desktop.ask("scrollTo(0, 0)")
    assert desktop.ask(f"galleyproof.lineInSight({end})") == 1


def test_footnotes_that_stand_far_from_their_text_confuse_nobody(desktop: Desktop) -> None:
    article = article_of(TEXT)
    notes = '<div class="footnotes"><ol><li data-gp-line="0">a note</li></ol></div>'
    desktop.show(Article((*article.blocks, notes), "/", (*article.lines, 9)))
    desktop.scroll_text(0.5)
    wanted = desktop.line_in_text()
    desktop.wait_for_line(wanted, 0.3)


def test_without_lines_the_panes_go_in_proportion(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT, lines=False))
    desktop.scroll_text(0.5)
    share = "scrollY / (document.documentElement.scrollHeight - innerHeight)"
    desktop.wait_for(f"Math.abs({share} - 0.5) < 0.05")
    desktop.click(1 + 2 * 60)
    assert desktop.ask("1") == 1
    assert desktop.caret_line == 1


def test_an_image_that_comes_late_does_not_move_the_place(desktop: Desktop, tmp_path: Path) -> None:
    save_picture(tmp_path / "tall.png", 300, 700)
    desktop.show(article_of(TEXT, pictures=frozenset((3, 20, 60))))
    desktop.scroll_text(0.5)
    desktop.wait_for("document.images.length === 0 && scrollY > 100")  # none of them is there

    desktop.preview.set_site_root(tmp_path)  # now they are, and high

    desktop.wait_for(
        "[...document.images].filter((image) => image.naturalHeight === 700).length === 3"
    )
    wanted = desktop.line_in_text()
    desktop.scroll_text(0.52)
    desktop.scroll_text(0.5)
    desktop.wait_for_line(wanted, 1)


def test_images_that_load_after_the_text_was_scrolled_leave_it_in_step(
    desktop: Desktop, tmp_path: Path
) -> None:
    save_picture(tmp_path / "tall.png", 300, 700)
    desktop.preview.set_site_root(tmp_path)
    desktop.scroll_text(0.5)
    wanted = desktop.line_in_text()

    desktop.show(article_of(TEXT, pictures=frozenset(range(0, 60, 4))))
    desktop.scroll_text(0.5 + 1 / desktop.text.verticalScrollBar().maximum())
    desktop.scroll_text(0.5)

    desktop.wait_for("document.images.length === 15 && [...document.images].every(i => i.complete)")
    desktop.wait_for_line(wanted, 1)


def test_a_click_puts_the_caret_at_the_line(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.click(11)
    desktop.qtbot.waitUntil(lambda: desktop.caret_line == 11)
    assert desktop.ask("scrollY") == 0


def test_a_double_click_goes_on_writing_there(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.preview.setFocus()
    event = f"{{bubbles: true, clientX: 60, clientY: {desktop.top_of(7) + 8}}}"
    # the screenless Qt passes on no double click that the engine takes for one
    desktop.ask(f"document.querySelector('.n7').dispatchEvent(new MouseEvent('dblclick', {event}))")

    desktop.qtbot.waitUntil(desktop.text.hasFocus)
    assert desktop.caret_line == 7


def test_a_click_in_a_paragraph_of_many_lines_goes_to_one_of_them(desktop: Desktop) -> None:
    text = "first\n\n" + "\n".join(f"line {n}" for n in range(10)) + "\n\nlast\n\n" + TEXT
    desktop.document.setPlainText(text)
    desktop.preview.setFocus()
    tall = '<p class="n3" style="height: 300px">x</p>'
    desktop.show(Article(("<p>first</p>", tall, "<p>last</p>"), "/", (1, 3, 14)))

    desktop.click(3, below=150)

    desktop.qtbot.waitUntil(lambda: desktop.caret_line in (7, 8))


def test_a_click_on_a_link_moves_no_caret(desktop: Desktop) -> None:
    desktop.show(Article(('<p id="a"><a href="#a" class="n5">link link</a></p>',), "/", (5,)))
    with desktop.qtbot.assertNotEmitted(desktop.preview.line_chosen):
        desktop.click(5)
        assert desktop.ask("1") == 1
        assert desktop.ask("1") == 1


def test_the_page_follows_what_is_typed_out_of_its_sight(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.sync.set_together(False)
    cursor = desktop.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desktop.text.setTextCursor(cursor)
    desktop.sync.set_together(True)
    desktop.wait_for("scrollY > 1000")
    desktop.ask("scrollTo(0, 0)")

    desktop.text.insertPlainText(" and more")
    desktop.show(article_of(desktop.document.toPlainText()))

    desktop.wait_for("scrollY > 1000")


def test_the_page_stands_still_while_what_is_typed_is_in_sight(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.scroll_text(0.5)
    desktop.wait_for("scrollY > 100")
    cursor = QTextCursor(desktop.document.findBlockByNumber(round(desktop.line_in_text()) | 1))
    desktop.text.setTextCursor(cursor)
    before = desktop.ask("scrollY")

    for letter in "abc":
        desktop.text.insertPlainText(letter)
        desktop.show(article_of(desktop.document.toPlainText()))
        assert desktop.ask("scrollY") == before


def test_lines_that_move_patch_no_block(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.ask("document.querySelectorAll('p').forEach(p => p.kept = true); 1")
    article = article_of(TEXT)

    desktop.show(Article(article.blocks, "/", tuple(line and line + 7 for line in article.lines)))

    assert desktop.ask("[...document.querySelectorAll('p')].every(p => p.kept)") is True
    desktop.click(11)
    desktop.qtbot.waitUntil(lambda: desktop.caret_line == 17)  # 18 is blank


def test_a_page_that_crashed_comes_back_at_its_place(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.scroll_text(0.5)
    desktop.wait_for("scrollY > 100")
    with desktop.qtbot.waitSignal(desktop.preview.article_shown):
        process = page_of(desktop.preview).renderProcessPid()
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    wanted = desktop.line_in_text()
    desktop.wait_for_line(wanted, 0.3)


def test_the_plain_preview_goes_in_proportion(qtbot: QtBot) -> None:
    desktop = Desktop(qtbot, "No engine here.")
    desktop.show(article_of(TEXT))
    assert desktop.preview.preview is not None
    bar = desktop.preview.preview.verticalScrollBar()  # type: ignore[union-attr]

    desktop.scroll_text(0.5)
    assert bar.value() == pytest.approx(bar.maximum() / 2, rel=0.05)

    bar.triggerAction(bar.SliderAction.SliderToMaximum)  # as the End key does
    assert desktop.bar_value == desktop.text.verticalScrollBar().maximum()


def test_a_printed_page_stays_where_it_was(desktop: Desktop) -> None:
    desktop.show(article_of(TEXT))
    desktop.scroll_text(0.97)
    desktop.wait_for("scrollY > 100")
    before = desktop.ask("scrollY")
    made: list[bytes] = []

    desktop.preview.print_to_pdf(usual_paper(), made.append)

    desktop.qtbot.waitUntil(lambda: bool(made))
    assert made[0].startswith(b"%PDF")
    assert desktop.ask("scrollY") == before


def test_the_page_shows_where_the_caret_goes_although_the_text_need_not_scroll(
    desktop: Desktop,
) -> None:
    text = "one\n\ntwo\n\nthree"
    desktop.document.setPlainText(text)
    head = '<div style="height:3000px">A tall head of the layout</div>'
    desktop.show(Article((head, *article_of(text).blocks), "/", (0, *article_of(text).lines)))
    desktop.text.setFocus()

    desktop.text.moveCursor(QTextCursor.MoveOperation.End)

    height = desktop.surface().height()
    desktop.qtbot.waitUntil(lambda: 0 <= desktop.top_of(5) < height)


def test_what_is_written_first_and_last_is_seen_beside_a_tall_head_and_foot(
    desktop: Desktop,
) -> None:
    desktop.show(in_layout(article_of(TEXT)))
    height, last = desktop.surface().height(), 2 * PARAGRAPHS - 1
    assert desktop.ask("scrollY") == 0  # a post that was opened shows the page from its top

    desktop.text.insertPlainText("First. ")
    desktop.show(in_layout(article_of(desktop.document.toPlainText())))
    desktop.qtbot.waitUntil(lambda: 0 < desktop.top_of(1) < height)

    desktop.text.moveCursor(QTextCursor.MoveOperation.End)
    desktop.qtbot.waitUntil(lambda: 0 < desktop.top_of(last) < height)
    desktop.text.insertPlainText("\n\nLast.")
    desktop.show(in_layout(article_of(desktop.document.toPlainText())))
    desktop.qtbot.waitUntil(lambda: 0 < desktop.top_of(last + 2) < height)


@pytest.mark.parametrize("line", [1, 3])
def test_a_click_in_the_first_and_last_paragraph_takes_no_count_of_head_and_foot(
    desktop: Desktop, line: int
) -> None:
    lines = "\n".join(f"line {n}" for n in range(10))
    desktop.document.setPlainText(f"{lines}\n\nlast" if line == 1 else f"first\n\n{lines}")
    tall = f'<p class="n{line}" style="height: 300px">x</p>'
    blocks, starts = ((tall, "<p>last</p>"), (1, 12)) if line == 1 else (("<p>1</p>", tall), (1, 3))
    desktop.show(in_layout(Article(blocks, "/", starts), head=100))
    desktop.preview.setFocus()

    desktop.click(line, below=160)

    desktop.qtbot.waitUntil(lambda: desktop.caret_line in (line + 5, line + 6))


def test_another_post_shows_its_page_from_the_head(desktop: Desktop) -> None:
    desktop.show(in_layout(article_of(TEXT)))
    another = QTextDocument(desktop.window)
    another.setPlainText(TEXT)
    while another.revision() < desktop.document.revision():
        QTextCursor(another).insertText("more ")
    assert another.revision() == desktop.document.revision()

    desktop.text.set_document(another)
    desktop.show(in_layout(article_of(TEXT.replace("7", "seven"))))

    assert desktop.ask("scrollY") == 0


def test_a_layout_that_holds_the_article_itself_is_shown(desktop: Desktop) -> None:
    for text in ("an article", "another one"):
        desktop.show(filled_layout(text))
        assert desktop.ask("document.querySelector('article').textContent") == text

    desktop.show(article_of("The end of it"))
    assert desktop.ask("document.querySelector('.n1').textContent") == "The end of it"


def test_the_page_of_a_post_that_is_only_just_begun_stands_still(desktop: Desktop) -> None:
    desktop.document.setPlainText("\n")
    desktop.show(filled_layout(""))

    desktop.text.moveCursor(QTextCursor.MoveOperation.End)

    assert desktop.ask("1") == 1
    assert desktop.ask("scrollY") == 0


def test_the_place_is_kept_when_the_article_stands_alone_and_when_it_does_not(
    desktop: Desktop,
) -> None:
    html = '<div style="line-height: 4"><gp-place></gp-place></div>'
    published = Published("exact", frame_key="f", frame=Frame("f", {}, {}, (), html, "gp-place"))
    alone = article_of(TEXT)
    desktop.show(alone)
    desktop.scroll_text(0.5)
    wanted = desktop.line_in_text()
    desktop.wait_for_line(wanted, 0.5)

    desktop.show(replace(alone, published=published))
    desktop.wait_for_line(wanted, 0.5)

    desktop.show(alone)
    desktop.wait_for_line(wanted, 0.5)
