"""Posts of a given size, like the ones that people write, and sites to put them in."""

from itertools import count, islice
from pathlib import Path

from editor.site.sample import make_sample_site

HEAD = (
    "---\nlayout: post\ntitle: A long evening\ndate: 2025-10-11 19:05:00 +0000\n"
    "tags: [paper, ink]\n---\n\n"
)
_PARAGRAPH = (
    "The *first* proof came off the press at noon, still damp, and smelled of linseed and [rain]"
    "(https://example.org/rain). She read it **twice**, once for the words and once for the "
    "spaces between them, as `someone` had taught her long ago.\n\n"
)
_LIST = "- one for the printer\n- one for the author\n- one to keep\n\n"
_CODE = '```python\ndef press(sheets: int) -> str:\n    return f"{sheets} proofs"\n```\n\n'
_QUOTE = "> A mistake is cheapest on paper that nobody has bought yet.\n\n"


def post_text(size: int) -> str:
    """Return a post of about ``size`` bytes."""

    def pieces() -> list[str]:
        number = next(numbers)
        extra = (_LIST, _CODE, _QUOTE)[number % 3]
        return [f"## Part {number}\n\n", _PARAGRAPH, _PARAGRAPH, extra, _PARAGRAPH]

    numbers = count(1)
    one = len("".join(pieces()))
    parts = islice(iter(pieces, None), max(1, (size - len(HEAD)) // one))
    return HEAD + "".join(piece for part in parts for piece in part)


def write_post(site: Path, size: int) -> Path:
    """Write a post of about ``size`` bytes into ``site``; return its path."""
    path = site / "_posts" / f"2025-10-11-post-{size}.md"
    path.write_text(post_text(size))
    return path


def make_site(parent: Path, others: int = 0) -> Path:
    """Make the sample site below ``parent``, with so many ``others`` among its posts."""
    parent.mkdir()
    site = make_sample_site(parent)
    text = post_text(2_000)
    for number in range(others):
        day = f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        head = text.replace("A long evening", f"Evening {number}").replace("2025-10-11", day)
        (site / "_posts" / f"{day}-evening-{number}.md").write_text(head)
    return site
