"""Tables: lines with a bar between cells, even without a header."""

import re

from editor.render.kramdown.blocks.lines import AFTER_BLOCK
from editor.render.kramdown.blocks.parser import BlockParser, Definitions
from editor.render.kramdown.options import JEKYLL
from editor.render.kramdown.spans.html import read_element
from editor.render.kramdown.spans.parser import SpanParser
from editor.render.kramdown.spans.rules import HANDLERS
from editor.render.kramdown.tree import Element

MOST_FILLED_CELLS = 20_000
"""Empty cells that are added to short rows: a wide row above many others would make millions."""

_LINE = re.compile(r"(?:[^\n]*?[^\\\n]\||\|)[^\n]*(?:\n|\Z)")
_SEPARATOR = re.compile(r"[ ]{0,3}[+|: \t-]*?-[+|: \t-]*?[ \t]*(?:\n|\Z)")
_FOOT = re.compile(r"[ ]{0,3}[+|: \t=]*?=[+|: \t=]*?[ \t]*(?:\n|\Z)")
_ALIGNMENT = re.compile(r"(:)?-+(:)?")
_TOKEN = re.compile(r"\\\||\||`+")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_OUTER = {"`": HANDLERS["`"], "<": read_element}
_SIDES = {(True, True): "center", (True, False): "left", (False, True): "right"}


def read_table(parser: BlockParser) -> bool:
    """Rows, lines of dashes between them, and a foot below a line of ``=``."""
    text, position = parser.text, parser.position
    end = text.find("\n", position)
    if text.find("|", position, parser.end if end < 0 else end) < 0:
        return False
    if not parser.after_boundary() or not _LINE.match(text, position):
        return False
    if text[position : position + 4].lstrip(" ").startswith("\t"):
        return False
    table = Element("table", "", parser.line())
    reader = _Reader(table)
    end = reader.read(text, position)
    if end < 0 or not has_bars(text[position:end]) or not AFTER_BLOCK.match(text, end):
        parser.forget_pending()
        return False
    _fill(table)
    parser.add(table)
    parser.position = end
    return True


class _Reader:
    """Gathers rows; a line of dashes turns the first ones into the header."""

    def __init__(self, table: Element) -> None:
        self._table = table
        self._rows: list[Element] = []
        self._in_foot = False
        self._led = False

    def read(self, text: str, position: int) -> int:
        """Return where the table ends, -1 when the lines are no table."""
        line = self._table.line
        self._led = text[position : position + 4].lstrip(" ").startswith("|")
        while position < len(text):
            found = _SEPARATOR.match(text, position)
            foot = None if found else _FOOT.match(text, position)
            if found is not None and self._is_line(found[0]):
                self._separate(found[0])
            elif foot is not None and self._is_line(foot[0]):
                if not self._rows:
                    return -1
                self._end_body("tbody")
                self._in_foot = True
            else:
                found = _LINE.match(text, position)
                if found is None:
                    break
                self._rows.append(self._row(found[0], line))
            position = (found or foot).end()  # type: ignore[union-attr]  # one of them matched
            line += 1
        had_rows = bool(self._rows)
        self._end_body("tfoot" if self._in_foot else "tbody")
        kinds = [part.kind for part in self._table.elements]
        return position if had_rows or "tbody" in kinds or "tfoot" in kinds else -1

    def _is_line(self, line: str) -> bool:
        return "|" in line

    def _separate(self, line: str) -> None:
        table = self._table
        if self._in_foot:
            return
        if self._rows and not table.children:
            self._end_body("thead")
            for first, second in _ALIGNMENT.findall(line):
                table.align.append(_SIDES.get((bool(first), bool(second)), ""))
        else:
            self._end_body("tbody")

    def _end_body(self, kind: str) -> None:
        if not self._rows:
            return
        body = Element(kind, "", self._rows[0].line)
        body.children += self._rows
        self._rows = []
        self._table.children.append(body)

    def _row(self, line: str, number: int) -> Element:
        row = Element("tr", "", number)
        cells = split_row(line.strip(" \t\n\r"), led=self._led)
        row.children += [Element("td", cell, number) for cell in cells]
        return row


def split_row(line: str, *, led: bool) -> list[str]:
    """Return the texts of the cells; a bar within code or behind a backslash parts none.

    ``led`` says that the table's first line begins with a bar: then no cell stands before it.
    """
    cells, start, position, part = list[str](), 0, 0, 0
    code = _next_code(line, 0)
    while True:
        found = _TOKEN.search(line, position)
        if found is None:
            break
        if code is not None and found.start() >= code[0]:
            position = part = code[1]
            code = _next_code(line, part)
            continue
        position = found.end()
        if found[0] == "|":
            cells.append(line[start : found.start()])
            start = position
        elif found[0][0] == "`":
            limit = len(line) if code is None else code[0]
            close = -1 if _is_spaced(line, found, part) else line.find(found[0], position, limit)
            position = close + len(found[0]) if close >= 0 else position
    cells.append(line[start:])
    if len(cells) > 1 and led and line.startswith("|"):
        cells.pop(0)
    if cells and not cells[-1].strip(" \t") and "|" in line:
        cells.pop()
    return [cell.strip(" \t") for cell in cells]


def _next_code(line: str, start: int) -> tuple[int, int] | None:
    """Return where the next ``<code>`` begins and ends, whose bars part no cells."""
    begin = line.find("<code", start)
    inside = line.find(">", begin + len("<code")) if begin >= 0 else -1
    end = line.find("</code>", inside) if inside >= 0 else -1
    return (begin, end + len("</code>")) if end >= 0 else None


def _is_spaced(line: str, ticks: re.Match[str], part: int) -> bool:
    """Whether a backtick with white space on both sides begins no code; ``part`` counts as such."""
    at, end = ticks.span()
    before = line[at - 1] if at > part else ""
    return end - at == 1 and before in ("", " ", "\t") and line[end : end + 1] in (" ", "\t")


def has_bars(rows: str) -> bool:
    """Whether every line has a bar outside of code and of HTML elements.

    Measured: HTML counts for nothing; a line that begins with an element may take its bar from the
    line above; code that goes over a line needs a bar before it and one behind, and code that goes
    over more lines decides for all that follow.
    """
    if "`" not in rows and "<" not in rows:
        return True
    seen = False
    for node in SpanParser(rows, Definitions(JEKYLL), _OUTER).read():
        if isinstance(node, str):
            text = node.rstrip("\n")
            bars = [_BARE_BAR.search(line) is not None for line in text.split("\n")]
            if len(bars) > 1 and not (seen and all(bars[1:-1])) and not all(bars[:-1]):
                return False
            seen = bars[-1] or (seen and len(bars) == 1)
        elif node.kind == "code" and "\n" in node.text.rstrip("\n"):
            if not seen or node.text.rstrip("\n").count("\n") > 1:
                return seen
            seen = False
    return seen


def _fill(table: Element) -> None:
    """Give every row the same number of cells, and the header its own kind."""
    rows = [(body.kind, row) for body in table.elements for row in body.elements]
    columns = max((len(row.children) for _, row in rows), default=0)
    table.align += [""] * (columns - len(table.align))
    left = MOST_FILLED_CELLS
    for kind, row in rows:
        missing = min(columns - len(row.children), left)
        left -= missing
        row.children += [Element("td", "", row.line) for _ in range(missing)]
        for at, cell in enumerate(row.elements):
            cell.kind = "th" if kind == "thead" else "td"
            if at < len(table.align) and table.align[at]:
                cell.align = [table.align[at]]
