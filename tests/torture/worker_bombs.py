"""Texts, templates, data and style sheets that would run for ever or fill the memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop
from torture.trial import Bench, Count, Trial

from editor.render.exchange import Article, ArticleRequest, Publication
from editor.workspace.renderer import FIRST_PAGE_MS, LONGEST_DEADLINE_MS, Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

NEXT_S = 0.5
BIG_S = LONGEST_DEADLINE_MS / 1000
_WORKER = (sys.executable, "-m", "editor.render.worker")
_HEAD = "---\nlayout: post\ntitle: x\n---\n"
_DOUBLE = "{% assign a = a | append: a %}"


def text_bombs() -> Mapping[str, str]:
    """Return posts by name, each of which would run for very long."""
    deep = 20_000
    nested = "{% capture a %}{{a}}{{a}}{{a}}{{a}}{% endcapture %}"
    return {
        "range": "{% for i in (1..1000000000) %}{% endfor %}",
        "range printed": "{% for i in (1..100000000) %}xxxxxxxxxx{{ i }}{% endfor %}",
        "ranges": "{% for i in (1..99999) %}{% for j in (1..99999) %}{% endfor %}{% endfor %}",
        "table row": "{% tablerow i in (1..1000000000) %}x{% endtablerow %}",
        "append": "{% assign a = '0123456789' %}" + _DOUBLE * 60 + "{{ a }}",
        "replace": "{% assign a = 'aaaa' %}" + "{% assign a = a | replace: 'a', a %}" * 9,
        "captures": "{% capture a %}x{% endcapture %}" + nested * 30 + "{{ a | size }}",
        "nested captures": "{% capture a %}" * deep + "{% endcapture %}" * deep,
        "nested ifs": "{% if true %}" * deep + "x" + "{% endif %}" * deep,
        "include itself": "{% include self.html %}",
        "include twice": "{% include two.html %}",
        "includes": "{% include many0.html %}",
        "power": "{% assign a = 9999999999 %}" + "{% assign a = a | times: a %}" * 40,
        "split": "{% assign a = '0123456789' %}" + _DOUBLE * 24 + "{{ a | split: '' | size }}",
        "date": "{{ '2024-01-01' | date: '%9999999999d' }}",
        "data": "{{ site.data.laughs | jsonify | size }}{{ site | jsonify | size }}",
        "quotes": "> " * deep + "x",
        "lists": "* " * deep + "a",
        "brackets": "[a" * 50_000,
        "links": "[a](b" * 50_000,
        "divs": "<div>" * 100_000,
        "marked divs": "<div markdown=1>\n" * 5_000,
        "emphasis": "*a **a " * 20_000,
        "table": ("|a" * 700 + "\n") * 700,
        "lists of attributes": "{:" * 50_000,
        "footnotes": "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(5_000)) + "[^0]",
        "abbreviations": "".join(f"*[ab{n}]: x\n" for n in range(9_000)) + "ab1 " * 30_000,
        "backticks": "`a" * 50_000,
        "comments": "<!-- a" * 50_000,
        "entities": "&#x" * 90_000,
        "code": "```ruby\n" + "<<A " * 50_000 + "\n```",
        "code of python": "```python\n" + 'f"{' * 50_000 + "\n```",
    }


def yaml_bombs() -> Mapping[str, str]:
    """Return YAML by name that would grow, nest or run something."""
    letters = "abcdefghij"
    pairs = list(pairwise(letters))
    laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in pairs
    )
    merges = "a: &a {x: 1}\n" + "".join(
        f"{new}: &{new}\n  <<: [{','.join([f'*{old}'] * 10)}]\n  y{new}: 1\n" for old, new in pairs
    )
    return {
        "laughs": laughs,
        "merges": merges,
        "itself": "a: &a [*a]\n",
        "brackets": "a: " + "[" * 100_000 + "\n",
        "braces": "a: " + "{a: " * 100_000 + "\n",
        "keys": "".join(f"k{n}: 1\n" for n in range(20_000)),
        "number": "a: " + "9" * 100_000 + "\n",
        "date": "date: 2024-02-30\n",
        "program": "a: !!python/object/apply:os.abort []\n",
    }


def big_texts() -> Mapping[str, str]:
    """Return posts of 5 MB."""
    return {
        "5 MB of prose": ("word " * 15 + "\n\n") * 66_000,
        "5 MB of Japanese": ("これは日本語の文章です。" * 12 + "\n\n") * 11_400,
        "5 MB of spaces": " " * 5_000_000,
        "5 MB in a line": "a" * 5_000_000,
    }


def _site(folder: Path) -> Path:
    for name in ("_layouts", "_includes", "_posts", "_data"):
        (folder / name).mkdir(parents=True)
    (folder / "_config.yml").write_text("title: x\n")
    (folder / "_layouts" / "post.html").write_text("<html><body>{{ content }}</body></html>")
    (folder / "_includes" / "self.html").write_text("{% include self.html %}")
    (folder / "_includes" / "two.html").write_text("{% include two.html %}" * 2)
    for level in range(12):
        inside = f"{{% include many{level + 1}.html %}}" * 10 if level < 11 else "x"
        (folder / "_includes" / f"many{level}.html").write_text(inside)
    (folder / "_data" / "laughs.yml").write_text(yaml_bombs()["laughs"])
    post = folder / "_posts" / "2024-01-01-a.md"
    post.write_text(_HEAD)
    return post


class _Asker:
    """Asks the renderer of the program and waits for what it says."""

    def __init__(self, post: Path) -> None:
        self._post = post
        self._said: list[object] = []
        self.renderer = Renderer(_WORKER)
        self.renderer.rendered.connect(self._said.append)
        self.renderer.failed.connect(self._said.append)

    def ask(self, body: str, head: str = _HEAD) -> tuple[object, float]:
        """Return the article or the sentence, and how many seconds it took."""
        now = datetime.now(UTC).isoformat()
        place = Publication(str(self._post.parent.parent), str(self._post), head, now)
        self._said.clear()
        start = time.monotonic()
        self.renderer.submit(ArticleRequest(body, publication=place))
        while not self._said and time.monotonic() - start < 90:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.001)
        return (self._said or [None])[0], time.monotonic() - start


def _cases(post: Path, *, long: bool) -> Iterator[tuple[str, str, str, float]]:
    """Give a name, a text, a head and how many seconds it may take."""
    limit = 2.0 + 0.5
    texts, heads = list(text_bombs().items()), list(yaml_bombs().items())
    for name, text in texts if long else texts[::11]:
        yield name, text, _HEAD, limit + len(text) * 1.5e-6
    for name, bomb in heads if long else heads[3:4]:
        yield f"front matter: {name}", "x", f"---\nlayout: post\n{bomb}---\n", limit
    folder = post.parent.parent
    for name, bomb in heads if long else heads[:1]:
        (folder / "_data" / "bomb.yml").write_text(bomb)
        yield f"data: {name}", "{{ site.data.bomb | jsonify | size }}", _HEAD, limit
        (folder / "_data" / "bomb.yml").unlink()
    for name, bomb in heads if long else ():
        (folder / "_config.yml").write_text(f"title: y\n{bomb}")
        yield f"settings: {name}", "{{ site.a | size }}", _HEAD, FIRST_PAGE_MS / 1000
        (folder / "_config.yml").write_text("title: x\n")
    for name, text in big_texts().items() if long else ():
        yield name, text, _HEAD, BIG_S + 0.5


def _bombs(bench: Bench) -> Count:
    application = QCoreApplication.instance() or QCoreApplication(["bombs"])
    post = _site(bench.folder / "site")
    asker = _Asker(post)
    failed = []
    tried = told = 0
    longest_next = 0.0
    asker.ask("warm")
    for name, text, head, limit in _cases(post, long=bench.long):
        tried += 1
        answer, took = asker.ask(text, head)
        gone = isinstance(answer, str)
        told += gone
        if answer is None or (bench.long and took > limit):
            failed.append(f"{name}: {took:.1f} s, {'no answer' if answer is None else 'late'}")
        _next, after = asker.ask("the next text")
        if not isinstance(_next, Article) or after > bench.within(NEXT_S):
            failed.append(f"{name}: the next text took {after:.1f} s")
        longest_next = max(longest_next, after)
    asker.renderer.close()
    del application
    figure = f"{told} given up with a sentence, the next text in {longest_next:.2f} s at most"
    return Count.of(failed, tried, figure)


def _naive(way: str, bench: Bench) -> Count:
    """A reader of markdown in the window's own process, as most editors have it."""
    del bench
    script = "import sys, yaml; yaml.load(sys.stdin.read(), Loader=yaml.CSafeLoader)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=yaml_bombs()[way],
        text=True,
        capture_output=True,
        check=False,
    )
    return Count.of([f"ended by signal {-done.returncode}"] if done.returncode < 0 else [], 1)


TRIAL = Trial(
    name="bombs",
    goal=26,
    promise="an answer in 2 s, the next in 0.5 s",
    ours=_bombs,
    naive_way="PyYAML in our process",
    naive=partial(_naive, "brackets"),
    alone=True,
)
