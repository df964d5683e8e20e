"""Languages that hold other languages: Dockerfiles, HTTP messages and templates with Ruby.

The rules are measured of rouge 3.30.0.
"""

import re
from collections.abc import Iterator, Mapping

from editor.render.rouge.pieces import Colours, Named, Piece, Reader, joined

_DOCKER_LINE = re.compile(
    r"""(?i:
        (?P<start>FROM)(?P<gap>\s+)(?P<image>\S.*)(?P<gap2>\s+)(?P<as>AS)(?P<gap3>\s+)(?P<name>.+)
      | (?P<run>(?:ONBUILD\s+)?RUN\s+)
      | (?P<on>ONBUILD)(?P<gap4>\s+)(?P<word>ADD|COPY)(?P<rest>\b.*)
      | (?P<word2>ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER
        |ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?P<rest2>\b.*)
    )""",
    re.VERBOSE,
)
_DOCKER_CLASSES = {
    **dict.fromkeys(("start", "as", "run", "on", "word", "word2"), "k"),
    **dict.fromkeys(("gap", "gap2", "gap3", "gap4"), "w"),
    **dict.fromkeys(("image", "name", "rest", "rest2"), "s"),
}
_DOCKER_COMMENT = re.compile(r"(\s*)(#.*)", re.DOTALL)


class Dockerfile:
    """Colours a Dockerfile; what is run is a shell's."""

    def __init__(self, named: Named) -> None:
        self._shell = named("shell")

    def pieces(self, code: str) -> list[Piece]:
        """Return the text in pieces, each with its class."""
        return joined(self._of(code.splitlines(keepends=True)))

    def _of(self, lines: list[str]) -> Iterator[Piece]:
        goes_on = open_word = below = False
        for line in lines:
            comment = _DOCKER_COMMENT.fullmatch(line.removesuffix("\n"))
            found = None if goes_on else _DOCKER_LINE.match(line.removesuffix("\n"))
            runs = goes_on or (found is not None and found["run"] is not None)
            goes_on = runs and line.endswith("\\\n")
            body = line.removesuffix("\\\n" if goes_on else "\n")
            if found is not None:
                for group, text in found.groupdict().items():
                    yield _DOCKER_CLASSES[group], text or ""
            if runs:
                yield from self._command(body[found.end() if found else 0 :])
            elif comment is not None and not below:
                yield from (("", comment[1]), ("c", comment[2]))
            elif found is None:
                yield "", body
            yield "se" if goes_on else "", line[len(body) :]
            # measured: no comment is seen two lines below a word whose line goes on
            below = open_word and comment is None and found is None
            open_word = found is not None and not runs and line.endswith("\\\n")

    def _command(self, code: str) -> list[Piece]:
        return self._shell.pieces(code) if self._shell else [("", code)]


_REQUEST = re.compile(
    r"(?P<nf>GET|POST|PUT|DELETE|HEAD|OPTIONS|TRACE|PATCH)(?P<_1> +)(?P<nn>\S+)(?P<_2> +)"
    r"(?P<k>HTTP)(?P<o>/)(?P<m>1\.[01])(?P<_3>\n|\Z)"
)
_RESPONSE = re.compile(
    r"(?P<k>HTTP)(?P<o>/)(?P<m>1\.[01])(?P<_1> +)(?P<m_2>\d{3})(?P<_2> *)"
    r"(?P<ne>[^\n]*)(?P<_3>\n|\Z)"
)
_FIELD = re.compile(r"(?P<na>[^\s:]+)(?P<_1> *)(?P<p>:)(?P<_2> *)(?P<s>\S[^\n]*)(?P<_3>\n|\Z)")
_LINE = re.compile(r"(?P<s>[^\n]+)(?P<_3>\n|\Z)")
_KINDS = {
    "application/javascript": "javascript",
    "application/xml": "xml",
    "text/css": "css",
    "text/html": "html",
    "text/javascript": "javascript",
    "text/xml": "xml",
}


class HttpMessage:
    """Colours a request or an answer; what it carries has the colours of its kind."""

    def __init__(self, named: Named) -> None:
        self._named = named

    def pieces(self, code: str) -> list[Piece]:
        """Return the text in pieces, each with its class."""
        return joined(self._of(code))

    def _of(self, code: str) -> Iterator[Piece]:
        at = 0
        first = None
        while first is None and at < len(code):
            first = _REQUEST.match(code, at) or _RESPONSE.match(code, at)
            if first is None:
                end = code.find("\n", at) + 1 or len(code)
                yield "err", code[at:end]
                at = end
        if first is None:
            return
        yield from _groups(first)
        at, kind = first.end(), ""
        while at < len(code) and code[at] != "\n":
            found = _FIELD.match(code, at) or _LINE.match(code, at)
            if found is None:
                break
            yield from _groups(found)
            at = found.end()
            if found.groupdict().get("na", "").lower() == "content-type":
                kind = found["s"].partition(";")[0].strip()
        body = at + code.startswith("\n", at)
        yield "", code[at:body]
        colours = self._of_kind(kind)
        yield from colours.pieces(code[body:]) if colours else [("", code[body:])]

    def _of_kind(self, kind: str) -> Colours | None:
        name = "json" if re.fullmatch(r"application/(?:.+\+)?json", kind) else _KINDS.get(kind)
        return self._named(name) if name else None


def _groups(found: re.Match[str]) -> Iterator[Piece]:
    for name, text in found.groupdict().items():
        yield name.partition("_")[0], text


_TAG = re.compile(
    r"(?P<comment><%\#.*?%>)|(?P<open><%[%=-]?)(?P<code>.*?)(?P<close>-?%>|\Z)", re.DOTALL
)


class RubyTemplate:
    """Colours HTML with Ruby in ``<% %>``; the HTML is read as if that were not there."""

    def __init__(self, named: Named) -> None:
        self._html = named("html")
        self._ruby = named("ruby")

    def pieces(self, code: str) -> list[Piece]:
        """Return the text in pieces, each with its class."""
        tags = list(_TAG.finditer(code))
        around = _TAG.sub("", code)
        return joined(self._put_in(tags, self._html.pieces(around) if self._html else []))

    def _put_in(self, tags: list[re.Match[str]], html: list[Piece]) -> Iterator[Piece]:
        at, left = 0, iter(tags)
        tag = next(left, None)
        for name, piece in html:
            text = piece
            while tag is not None and at + len(text) >= tag.start():
                yield name, text[: tag.start() - at]
                text = text[tag.start() - at :]
                yield from self._tag(tag)
                at = tag.end()
                tag = next(left, None)
            yield name, text
            at += len(text)
        while tag is not None:
            yield from self._tag(tag)
            tag = next(left, None)

    def _tag(self, tag: re.Match[str]) -> Iterator[Piece]:
        if tag["comment"]:
            yield "c", tag["comment"]
            return
        yield "cp", tag["open"]
        yield from self._ruby.pieces(tag["code"]) if self._ruby else [("", tag["code"])]
        yield "cp", tag["close"]


READERS: Mapping[str, Reader] = {
    "docker": Dockerfile,
    "erb": RubyTemplate,
    "http": HttpMessage,
}
