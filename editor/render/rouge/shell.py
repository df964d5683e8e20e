"""Shells, and sessions with a shell or with Ruby's console."""

import re
from collections.abc import Iterator

from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from editor.render.rouge.rules import Colourer, Table, parts, rule

_COMMANDS = """
    alias arch awk b2sum base32 base64 basename bg bind break builtin caller cat cd chcon
    chgrp chmod chown chroot cksum comm command compgen complete cp csplit cut date dd
    declare df dir dircolors dirname dirs disown du echo enable env eval exec exit expand
    export expr factor false fc fg fmt fold getopts grep groups gunzip gzip hash head help
    history hostid hostname id install jobs join kill let link ln local logname logout ls
    mapfile md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
    pathchk popd pr printenv printf ptx pushd pwd read readlink readonly realpath rm rmdir
    runcon sed seq set sha1sum sha224sum sha256sum sha384sum sha512sum shift shopt shred
    shuf sleep sort source split stat stdbuf stty sum suspend sync tac tail tar tee test
    time timeout times touch tr trap true truncate tsort tty type typeset ulimit umask
    unalias uname unexpand uniq unlink unset uptime users vdir wait wc who whoami yes
"""
_COMMAND = "|".join(_COMMANDS.split())
_KEYWORD = (
    "case|continue|do|done|elif|else|esac|fi|for|function|if|in|return|select|then|until|while"
)
_WORD_ENDS = r"(?![\w.-])"
_ALONE = r"(?:^|[\s;&|(`\"'=])"

SHELL = Table(
    "bash",
    {
        Comment.Hashbang: "c",
        Comment.Single: "c",
        Keyword: (
            rule("nb", "break"),
            rule("si", "$( )"),
        ),
        Name.Builtin: rule("", before=r"[/.]", text=".*"),
        Name.Variable: rule("nb", _COMMANDS, after="="),
        Number: "",
        Operator: rule("", "&"),
        Punctuation: rule("", "|"),
        String.Double: parts(r"(?P<se>\\.)", "s2"),
        String.Interpol: rule("k", text=r"\$\{#?|\}"),
        String.Escape: parts(r"(?P<_>\n)", "se"),
        Text: (
            rule("nv", "$", after=" "),
            rule("nt", text=r"--?[\w-]+", before=_ALONE),
            rule(parts(r"\A(?P<nt>--?[\w-]+)", ""), text=r"--?[\w-].*", before=_ALONE),
            rule("nb", text=rf"(?:{_COMMAND})", after=_WORD_ENDS, before=_ALONE),
            parts(r"(?P<k>\*)|(?P<o>[>!])|(?P<nv>\$ )", ""),
        ),
        Whitespace: (
            rule(parts(r"\A(?P<nv> )", ""), before=r"(?:^|\s)\$"),
            rule(parts(r"\A(?P<nb>[ \t\n]+)", ""), before=rf"{_ALONE}(?:{_COMMAND})", after=r"\w"),
            rule(parts(r"\A(?P<k>[ \t\n]+)", ""), before=rf"{_ALONE}(?:{_KEYWORD})", after=r"\w"),
        ),
    },
)

MAKE = Table(
    "make",
    {
        Comment: "c",
        Comment.Single: "c",
        Name.Function: (rule("nl"),),
    },
    with_line_end=frozenset(("c",)),
)

_SNIPPED = re.compile(r"\s*(?:<\.+>|\.+)\s*")
_PROMPT = re.compile(r"[^\n]*?[$#>;]")
_RUBY_PROMPT = re.compile(r"[^\n]*?(?:irb|pry)[^\n]*?[>\"*]")
_RUBY_ERROR = re.compile(r"\w+(?:Error|Exception):")
_OBJECT = re.compile(r"(#<|>+)")
_SPACE = re.compile(r"\s*")
_LINE = re.compile(r"[^\n]*\n?")


class Session:
    """Colours what was typed behind a prompt; all else is what was answered."""

    def __init__(self, commands: Colourer, prompt: re.Pattern[str] = _PROMPT) -> None:
        self._commands = commands
        self._prompt = prompt

    def pieces(self, code: str) -> list[tuple[str, str]]:
        """Return the text in pieces, each with its class."""
        return _joined(piece for line in _LINE.findall(code) if line for piece in self._line(line))

    def _line(self, line: str) -> Iterator[tuple[str, str]]:
        prompt = self._prompt.match(line)
        if _SNIPPED.fullmatch(line):
            yield "c", line
        elif prompt is None:
            yield "go", line
        else:
            yield from self._typed(line, prompt)

    def _typed(self, line: str, prompt: re.Match[str]) -> Iterator[tuple[str, str]]:
        space = _SPACE.match(line, prompt.end())
        begun = space.end() if space else prompt.end()
        yield "gp", prompt[0]
        yield "w", line[prompt.end() : begun]
        yield from self._commands.pieces(line[begun:])


class RubySession(Session):
    """Ruby's console: an answer is what was printed, then a value, which is Ruby too."""

    def __init__(self, commands: Colourer) -> None:
        super().__init__(commands, _RUBY_PROMPT)

    def pieces(self, code: str) -> list[tuple[str, str]]:
        """Return the text in pieces, each with its class."""
        return _joined(self._lines(_LINE.findall(code)))

    def _lines(self, lines: list[str]) -> Iterator[tuple[str, str]]:
        printed, failed, value = True, False, ""
        for line in lines:
            prompt = self._prompt.match(line)
            if prompt or _SNIPPED.fullmatch(line) or line.lstrip().startswith("#"):
                yield from self._value(value)
                printed, failed, value = True, False, ""
                yield from self._typed(line, prompt) if prompt else iter((("c", line),))
            elif not printed:
                value += line
            elif line.startswith("=>"):
                printed, value = False, line[2:]
                yield "p", "=>"
            else:
                failed = failed or _RUBY_ERROR.match(line) is not None
                yield "gr" if failed else "go", line
        yield from self._value(value)

    def _value(self, value: str) -> Iterator[tuple[str, str]]:
        """An object that says no more of itself than its class and fields stands in ``#<>``."""
        if "#<" not in value:
            yield from self._commands.pieces(value)
            return
        for text in _OBJECT.split(value):
            yield from (("kt", text),) if _OBJECT.fullmatch(text) else self._commands.pieces(text)


def _joined(pieces: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, text in pieces:
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + text)
        elif text:
            found.append((name, text))
    return found
