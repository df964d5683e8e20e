"""How far code looks as it will be published: every block of posts beside installed Rouge.

``make rouge [ARGS=folder]`` reads the fenced code of all posts below a folder, colours it with
Rouge itself and with the tables of ``editor/render/rouge`` and prints, per language, the share of
visible characters that have the same class (with Pygments alone, and with the tables) and the
share of blocks that are the same to the last span; then how many wrappers are the same.
"""

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.render.highlight import Rouge
from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.document import read_blocks
from editor.render.kramdown.options import JEKYLL
from editor.render.kramdown.tree import Element
from editor.render.markdown import to_html
from editor.render.rouge.colours import colourer, without_table
from editor.render.rouge.names import ROUGE_LANGUAGES

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
LONGEST_BLOCK = 20_000
"""Characters; Rouge takes seconds for more, and no writer shows more."""

JUDGE = r"""
require 'rouge'; require 'kramdown'; require 'kramdown-parser-gfm'; require 'json'
options = { input: 'GFM', syntax_highlighter: 'rouge',
            syntax_highlighter_opts: { default_lang: 'plaintext', guess_lang: true } }
STDIN.each_line do |line|
  item = JSON.parse(line)
  tokens = []
  lexer = Rouge::Lexer.find_fancy(item['language'], item['code'])
  lexer.lex(item['code']) { |token, text| tokens << [token.shortname, text.dup] }
  page = Kramdown::Document.new(item['fenced'], options).to_html
  puts JSON.generate([tokens, page])
end
"""

Pieces = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Block:
    """Code with a language, as it stands in a post."""

    language: str
    code: str

    @property
    def fenced(self) -> str:
        """The block as markdown of its own."""
        marks = "~" * (3 + max((len(found) for found in re.findall("~+", self.code)), default=0))
        return f"{marks} {self.language}\n{self.code}{marks}\n"


@dataclass(slots=True)
class Score:
    """What is alike in the blocks of one language."""

    blocks: int = 0
    characters: int = 0
    alone: int = 0
    alike: int = 0
    whole: int = 0
    wrappers: int = 0

    def add(self, other: "Score") -> None:
        """Count another language in."""
        for name in ("blocks", "characters", "alone", "alike", "whole", "wrappers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def blocks_of(folder: Path) -> Iterator[Block]:
    """Yield every fenced block of a language that Rouge knows, once."""
    seen: set[Block] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".md", ".markdown") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        for element in _fenced(read_blocks(text, Definitions(JEKYLL))):
            block = Block(element.tag, element.text)
            known = element.tag in ROUGE_LANGUAGES and len(element.text) < LONGEST_BLOCK
            if known and element.text.strip() and block not in seen:
                seen.add(block)
                yield block


def _fenced(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.kind == "code_block" and child.tag:
                yield child
            yield from _fenced(child)


def judged(blocks: Iterable[Block]) -> list[tuple[Pieces, str]]:
    """Return what Rouge makes of each block: its pieces, and the page of the block alone."""
    asked = "".join(
        json.dumps({"language": block.language, "code": block.code, "fenced": block.fenced}) + "\n"
        for block in blocks
    )
    done = subprocess.run(
        ["ruby", "-Ku", "-e", JUDGE], input=asked, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [(merged((name, text) for name, text in tokens), page) for tokens, page in answers]


def merged(pieces: Iterable[tuple[str, str]]) -> Pieces:
    """Return pieces without neighbours that are both plain text."""
    found: Pieces = []
    for name, text in pieces:
        if found and not name and not found[-1][0]:
            found[-1] = ("", found[-1][1] + text)
        else:
            found.append((name, text))
    return found


def _same(mine: Pieces, theirs: Pieces) -> int:
    ours = (name for name, text in mine for _ in text)
    given = ((name, letter) for name, text in theirs for letter in text)
    return sum(
        name == other and not letter.isspace()
        for name, (other, letter) in zip(ours, given, strict=False)
    )


def _uncoloured(page: str) -> str:
    return html.unescape(re.sub(r"</?span[^>]*>", "", page)).strip()


def score(blocks: list[Block], answers: list[tuple[Pieces, str]]) -> dict[str, Score]:
    """Compare every block and return the scores by Rouge's own names of the languages."""
    scores: dict[str, Score] = defaultdict(Score)
    for block, (theirs, page) in zip(blocks, answers, strict=True):
        name = ROUGE_LANGUAGES[block.language]
        plain: Pieces = [("", block.code)]
        colours, alone = colourer(block.language, block.code), without_table(name)
        mine = colours.pieces(block.code) if colours else plain
        entry = scores[name]
        entry.blocks += 1
        entry.characters += sum(not letter.isspace() for letter in block.code)
        entry.alone += _same(alone.pieces(block.code) if alone else plain, theirs)
        entry.alike += _same(mine, theirs)
        entry.whole += mine == theirs
        own = to_html(block.fenced, highlighter=Rouge())
        entry.wrappers += _uncoloured(own) == _uncoloured(page)
    return scores


def _report(scores: dict[str, Score]) -> Iterator[str]:
    total = Score()
    for entry in scores.values():
        total.add(entry)
    yield f"{'language':16}{'blocks':>8}{'Pygments':>10}{'tables':>9}{'whole':>8}{'wrapper':>9}"
    ordered = sorted(scores.items(), key=lambda item: -item[1].blocks)
    for name, entry in [*ordered, ("all", total)]:
        shares = (entry.alone, entry.alike), (entry.whole, entry.wrappers)
        letters = [f"{part / max(1, entry.characters):.1%}" for part in shares[0]]
        wholes = [f"{part / max(1, entry.blocks):.1%}" for part in shares[1]]
        yield (
            f"{name:16}{entry.blocks:8}{letters[0]:>10}{letters[1]:>9}{wholes[0]:>8}{wholes[1]:>9}"
        )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    if shutil.which("ruby") is None:
        print("Rouge is not installed (Debian: apt-get install ruby-rouge ruby-kramdown).")
        return 1
    blocks = list(blocks_of(folder))
    if not blocks:
        print(f"There is no fenced code in a language that Rouge knows below {folder}.")
        return 1
    for line in _report(score(blocks, judged(blocks))):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
