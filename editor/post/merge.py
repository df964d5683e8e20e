"""Two versions of a post made one, beside the version that both came from.

Front matter is merged key by key, by what its values mean; all else, and front matter that keys
cannot describe, by lines. Whatever both sides changed differently is a Clash for the writer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from editor.post.document import Document
from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.front_matter import FrontMatter
from editor.post.line_merge import Stretch, common_text, merge_lines, split_lines
from editor.post.list_edits import identity
from editor.post.values import MERGE

_T = TypeVar("_T")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed differently.

    ``key`` is the front matter key, whose YAML the texts are; None for lines. A side that has no
    such key holds None. ``both`` is the two of them together, None where that makes no sense.
    """

    key: str | None
    base: str | None
    mine: str | None
    theirs: str | None
    both: str | None


class _Section(Protocol):
    """A part of the post, with its clashes and the way to its text once they are decided."""

    @property
    def clashes(self) -> tuple[Clash, ...]: ...

    def text(self, answers: Sequence[str | None], line_end: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that waits for an answer to each of its clashes; often there are none."""

    clashes: tuple[Clash, ...]
    _frame: Document
    _head: _Section
    _body: _Section

    def resolved(self, answers: Sequence[str | None]) -> Document:
        """Return the merged post with the text of ``answers`` in the place of each clash.

        An answer of None takes the key of its clash out. Raises FrontMatterError or
        CannotEditError when a text cannot stand as the YAML of its key.
        """
        count = len(self._head.clashes)
        end = self._frame.line_end
        head = _joined((self._head.text(answers[:count], end), self._frame.closing), end)
        head = head.removesuffix(self._frame.closing)
        body = self._body.text(answers[count:], end)
        if not self._frame.has_front_matter:
            return Document.decode(replace(self._frame, body=body).encode())
        # A new document instead of ``with_front_matter``: the text has its line ends already.
        whole = replace(self._frame, front_matter="", body="").with_body(body)
        return replace(whole, front_matter=head)


def merge(base: Document, mine: Document, theirs: Document) -> Merge:
    """Merge what ``mine`` and ``theirs`` each made of ``base``."""
    base, mine, theirs = _with_one_line_end(base, mine, theirs)
    frame = replace(
        mine,
        bom=_three_way(base.bom, mine.bom, theirs.bom),
        opening=_three_way(base.opening, mine.opening, theirs.opening),
        closing=_three_way(base.closing, mine.closing, theirs.closing),
    )
    if len({base.has_front_matter, mine.has_front_matter, theirs.has_front_matter}) > 1:
        frame = replace(frame, opening="", front_matter="", closing="")
        head: _Section = _Lines(())
        body = _Lines(merge_lines(base.text, mine.text, theirs.text))
    else:
        head = _merge_heads(base.front_matter, mine.front_matter, theirs.front_matter)
        body = _Lines(merge_lines(base.body, mine.body, theirs.body))
    return Merge((*head.clashes, *body.clashes), frame, head, body)


def common_base(mine: Document, theirs: Document) -> Document:
    """Return a base for two posts whose common past is not known: what both of them hold.

    What only one of them holds then counts as added by it, so a merge drops nothing of either.
    """
    head = _common_head(mine.front_matter, theirs.front_matter)
    return replace(mine, front_matter=head, body=common_text(mine.body, theirs.body))


# --- sections ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lines:
    stretches: tuple[Stretch, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(
            Clash(None, part.base, part.mine, part.theirs, _joined((part.mine, part.theirs), "\n"))
            for part in self.stretches
            if part.agreed is None
        )

    def text(self, answers: Sequence[str | None], line_end: str) -> str:
        left = iter(answers)
        texts = (part.agreed if part.agreed is not None else next(left) for part in self.stretches)
        return _joined([text or "" for text in texts], line_end)


@dataclass(frozen=True, slots=True)
class _Keys:
    """Front matter in which all is settled but the values of ``clashes``."""

    start: FrontMatter
    clashes: tuple[Clash, ...]
    order: tuple[str, ...]

    def text(self, answers: Sequence[str | None], line_end: str) -> str:
        result = self.start
        for clash, answer in zip(self.clashes, answers, strict=True):
            assert clash.key is not None
            if answer != clash.mine:
                source = answer if answer is None else _LINE_END.sub(line_end, answer)
                result = _with_key(result, clash.key, source, self.order)
        return result.text


def _joined(texts: Sequence[str], line_end: str) -> str:
    """Join texts of whole lines; one that ends without a line end gets it before the next."""
    parts = [text for text in texts if text]
    ended = [text if text.endswith(("\n", "\r")) else text + line_end for text in parts[:-1]]
    return "".join((*ended, *parts[-1:]))


# --- front matter --------------------------------------------------------------------------


def _merge_heads(base: str, mine: str, theirs: str) -> _Section:
    lines = _Lines(merge_lines(base, mine, theirs))
    if mine in (base, theirs) or theirs == base:
        return lines
    try:
        heads = _Heads(*map(FrontMatter.parse, (base, mine, theirs)))
    except FrontMatterError:
        return lines
    if not heads.plain:
        return _faithful_lines(lines, base, mine, theirs)
    keys = heads.undecided()
    if not keys and not lines.clashes and heads.agrees_with(lines.text((), "\n")):
        return lines  # keeps the comments and the order of both sides
    # From either side, so that the sides may change places and the same is asked.
    merged, mirrored = _merge_keys(heads, keys), _merge_keys(heads.mirrored(), keys)
    if merged is None or mirrored is None:
        return _faithful_lines(lines, base, mine, theirs)
    return merged


def _faithful_lines(lines: _Lines, base: str, mine: str, theirs: str) -> _Lines:
    """Return ``lines`` if they ask about something, or else all of it as one question."""
    return lines if lines.clashes else _Lines((Stretch(base, mine, theirs),))


@dataclass(frozen=True, slots=True)
class _Heads:
    base: FrontMatter
    mine: FrontMatter
    theirs: FrontMatter

    @property
    def plain(self) -> bool:
        """Whether every key is written once and none comes from another through ``<<``."""
        return all(
            head.occurrences(key) == 1 and key != MERGE
            for head in (self.base, self.mine, self.theirs)
            for key in head.values()
        )

    def mirrored(self) -> "_Heads":
        return _Heads(self.base, self.theirs, self.mine)

    def all_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.mine.keys(), *self.theirs.keys(), *self.base.keys())))

    def choice(self, key: str) -> FrontMatter | None:
        """Return the side whose value the merged front matter has; None for a clash."""
        for state in (_source, _meaning):
            base, mine, theirs = (state(head, key) for head in (self.base, self.mine, self.theirs))
            if mine in (theirs, base):
                return self.theirs if mine == base else self.mine
            if theirs == base:
                return self.mine
        return None

    def undecided(self) -> tuple[str, ...]:
        return tuple(key for key in self.all_keys() if self.choice(key) is None)

    def agrees_with(self, text: str) -> bool:
        """Whether ``text`` gives each key the value of the side that ``choice`` names."""
        try:
            result = FrontMatter.parse(text)
        except FrontMatterError:
            return False
        chosen = ((key, self.choice(key)) for key in self.all_keys())
        return all(side and _meaning(result, key) == _meaning(side, key) for key, side in chosen)


def _source(head: FrontMatter, key: str) -> object:
    return head.source(key) if key in head else None


def _meaning(head: FrontMatter, key: str) -> object:
    return (identity(head.get(key)),) if key in head else None


def _merge_keys(heads: _Heads, undecided: Sequence[str]) -> _Keys | None:
    """Return the merge that starts from mine; None where keys cannot say all of it."""
    result, order = heads.mine, heads.theirs.keys()
    try:
        for key in heads.all_keys():
            if heads.choice(key) is heads.theirs:
                source = heads.theirs.source(key) if key in heads.theirs else None
                if source != _source(result, key):
                    result = _with_key(result, key, source, order)
        clashes = tuple(_key_clash(heads, key, result) for key in undecided)
        merged = _Keys(result, clashes, order)
        return merged if _holds_every_line(merged, heads) else None
    except (FrontMatterError, CannotEditError):
        return None


def _with_key(head: FrontMatter, key: str, source: str | None, order: Sequence[str]) -> FrontMatter:
    return head.remove(key) if source is None else head.set_source(key, source, order=order)


def _key_clash(heads: _Heads, key: str, start: FrontMatter) -> Clash:
    base, mine, theirs = (
        head.source(key) if key in head else None for head in (heads.base, heads.mine, heads.theirs)
    )
    return Clash(key, base, mine, theirs, _both_lists(heads, key, start))


def _both_lists(heads: _Heads, key: str, start: FrontMatter) -> str | None:
    mine, theirs = heads.mine.get(key), heads.theirs.get(key)
    if not isinstance(mine, list) or not isinstance(theirs, list):
        return None
    known = {identity(item) for item in mine}
    added = [item for item in theirs if identity(item) not in known]
    try:
        return start.set(key, [*mine, *added]).source(key)
    except CannotEditError:
        return None


def _holds_every_line(merged: _Keys, heads: _Heads) -> bool:
    """Whether what a side wrote, comments too, is there when each clash is answered for it."""
    sides = (
        (heads.mine, [clash.mine for clash in merged.clashes]),
        (heads.theirs, [clash.theirs for clash in merged.clashes]),
    )
    return all(
        _words(side.text) - _words(heads.base.text) <= _words(merged.text(answers, "\n"))
        for side, answers in sides
    )


def _words(text: str) -> set[str]:
    return {line.strip() for line in split_lines(text)} - {""}


def _common_head(mine: str, theirs: str) -> str:
    try:
        one, other = FrontMatter.parse(mine), FrontMatter.parse(theirs)
        for key in one.values():
            if _meaning(one, key) != _meaning(other, key):
                one = one.remove(key)
    except (FrontMatterError, CannotEditError):
        return common_text(mine, theirs)
    return one.text


# --- line ends and the like ----------------------------------------------------------------


def _three_way(base: _T, mine: _T, theirs: _T) -> _T:
    return theirs if mine == base else mine


def _with_one_line_end(*versions: Document) -> tuple[Document, ...]:
    """Give all versions the line ends that one side changed the whole file to, if one did."""
    ends = [_only_line_end(version) for version in versions]
    if None in ends or len(set(ends)) == 1:
        return versions
    wanted = _three_way(*ends)
    return tuple(_with_line_ends(version, wanted or "\n") for version in versions)


def _only_line_end(document: Document) -> str | None:
    found = set(_LINE_END.findall(document.text))
    return found.pop() if len(found) == 1 else None


def _with_line_ends(document: Document, line_end: str) -> Document:
    texts = (document.opening, document.front_matter, document.closing, document.body)
    return Document(document.bom, *(_LINE_END.sub(line_end, text) for text in texts))
