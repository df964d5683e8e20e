"""Shell scripts in the classes that Rouge gives them.

The rules are measured: short scripts were coloured by rouge 3.30.0, and what it said of them is in
the tests. A reader goes over the script word by word and looks at what a word begins with.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from editor.render.rouge.pieces import Piece, Reader

_COMMANDS: Final = """
    alias arch awk b2sum base32 base64 basename bg bind break builtin caller cat cd chcon chgrp
    chmod chown chroot cksum comm command compgen complete cp csplit cut date dd declare df dir
    dircolors dirname dirs disown du echo enable env eval exec exit expand export expr factor false
    fc fg fmt fold getopts grep groups gunzip gzip hash head help history hostid hostname id install
    jobs join kill let link ln local logname logout ls mapfile md5sum mkdir mkfifo mknod mktemp mv
    nice nl nohup nproc numfmt od paste pathchk popd pr printenv printf ptx pushd pwd read readlink
    readonly realpath rm rmdir runcon sed seq set sha1sum sha224sum sha256sum sha384sum sha512sum
    shift shopt shred shuf sleep sort source split stat stdbuf stty sudo sum suspend sync tac tail
    tar tee test time timeout times touch tr trap true truncate tsort tty type typeset ulimit umask
    unalias uname unexpand uniq unlink unset uptime users vdir wait wc who whoami yes
"""
_KEYWORDS: Final = """
    case continue do done elif else esac fi for function if in return select then until while
"""
_DEEPEST = 40
"""Levels of commands in texts in commands; what is deeper is read as plain text."""


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), reverse=True)))


_KEYWORD = re.compile(rf"(?:{_any_of(_KEYWORDS)})\b", re.ASCII)
_BEFORE_WORD = re.compile(r"\s+(?=\w)")
_COMMAND = re.compile(rf"(?:{_any_of(_COMMANDS)})(?![\w.-])|\.(?=\s)", re.ASCII)
_NAME = re.compile(r"\w+(?==)", re.ASCII)
_OPTION = re.compile(r"--?[\w-]+", re.ASCII)
_OPERATOR = re.compile(r"&&|\|\||<<<|[][{}()!>=]")
_COMMENT = re.compile(r"#[^\n]*")
_PLAIN_WORD = re.compile(r"[^\s\"'`$\\=*;{}()<]+|<")
_VARIABLE = re.compile(r"\$#?(?:\w+|[^\n])", re.ASCII)
_HERE = re.compile(r"(?P<o><<-?)(?P<_>\s*)(?P<sh>([\"'])(?=\w+\4)|\\)?(?P<no>\w+)", re.ASCII)
_SINGLE = re.compile(r"'[^']*(?:'|\Z)")
_IN_QUOTES = re.compile(r"[^\"`$\\]+|\$#?(?=\")")
_IN_ESCAPED_QUOTES = re.compile(r"[^'\\]+")
_IN_HERE = re.compile(r"[^$\\\n]+|\n")
_ESCAPE = re.compile(r"\\[^\n]?")
_NUMBER = re.compile(r"\d+", re.ASCII)
_ARITHMETIC = re.compile(r"\*\*|[!=]=|>>|[-+*/%^|&]")
_PARAMETER = re.compile(r"\w+", re.ASCII)
_PARAMETER_PART = re.compile(r"[^:}\"'`$]+")
_SPACE = re.compile(r"\s+")

_Inside = Callable[[], bool]


class Shell:
    """Colours scripts of shells."""

    def pieces(self, code: str) -> list[Piece]:
        """Return a script in pieces, each with its class."""
        return _Script(code).read()


class _Script:
    """Reads one script; ``pieces`` holds what has been read."""

    def __init__(self, script: str) -> None:
        self.pieces: list[Piece] = []
        self._script = script
        self._at = 0
        self._depth = 0
        self._in_quotes = False
        self._open_brackets = 0
        """Round ones within ``$( )``, whose ends are not its end."""
        self._cases: list[bool] = []
        """For every ``case`` that is open, whether a pattern of it is being read."""
        self._beginnings: dict[str, Callable[[], bool]] = {
            "#": self._comment,
            "*": self._star,
            ";": self._semicolon,
            "\\": self._escape,
            '"': self._quotes,
            "'": self._single,
            "`": self._backtick,
            "$": self._dollar,
            "<": self._here,
            ")": self._end_of_pattern,
            "|": self._or_in_pattern,
        }

    def read(self) -> list[Piece]:
        """Return the whole script in pieces, each with its class."""
        while self._at < len(self._script):
            self._part()
        return self.pieces

    def _give(self, name: str, end: int) -> bool:
        text = self._script[self._at : end]
        if self.pieces and self.pieces[-1][0] == name:
            self.pieces[-1] = (name, self.pieces[-1][1] + text)
        elif text:
            self.pieces.append((name, text))
        self._at = end
        return True

    def _take(self, name: str, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._script, self._at)
        return found is not None and self._give(name, found.end())

    def _next(self, text: str) -> bool:
        return self._script.startswith(text, self._at)

    def _part(self) -> None:
        """Read the next word, space or sign; always reads something."""
        if self._take("", _SPACE):
            return
        beginning = self._beginnings.get(self._script[self._at])
        if beginning is not None and beginning():
            return
        if (
            self._keyword()
            or self._command()
            or self._take("nv", _NAME)
            or self._take("nt", _OPTION)
            or self._take("o", _OPERATOR)
            or self._take("", _PLAIN_WORD)
        ):
            return
        self._give("", self._at + 1)

    def _keyword(self) -> bool:
        found = _KEYWORD.match(self._script, self._at)
        if found is None:
            return False
        in_pattern = self._in_pattern()
        if found[0] == "case":
            self._cases.append(True)
        elif found[0] == "esac" and self._cases:
            self._cases.pop()
        space = _BEFORE_WORD.match(self._script, found.end())
        alone = found[0] == "case" or (found[0] == "esac" and in_pattern)
        return self._give("k", space.end() if space and not alone else found.end())

    def _command(self) -> bool:
        found = _COMMAND.match(self._script, self._at)
        if found is None:
            return False
        space = _BEFORE_WORD.match(self._script, found.end()) if found[0] != "." else None
        return self._give("nb", space.end() if space else found.end())

    def _comment(self) -> bool:
        return self._take("c", _COMMENT)

    def _star(self) -> bool:
        return self._give("k", self._at + 1)

    def _semicolon(self) -> bool:
        twice = self._next(";;")
        if twice and self._cases:
            self._cases[-1] = True
        return self._give("p", self._at + 1 + twice)

    def _end_of_pattern(self) -> bool:
        if not self._in_pattern():
            return False
        self._cases[-1] = False
        return self._give("p", self._at + 1)

    def _or_in_pattern(self) -> bool:
        return self._in_pattern() and self._give("p", self._at + 1)

    def _in_pattern(self) -> bool:
        return bool(self._cases and self._cases[-1])

    def _escape(self) -> bool:
        return self._take("se", _ESCAPE)

    def _single(self) -> bool:
        return self._take("s1", _SINGLE)

    def _quotes(self) -> bool:
        """Double quotes: variables, commands and escapes keep their meaning within."""
        self._give("s2", self._at + 1 + self._next("$"))
        inside = {"\\": self._escape, "`": self._backtick, "$": self._dollar}
        outer, self._in_quotes = self._in_quotes, True
        self._until('"', "s2", _IN_QUOTES, inside)
        self._in_quotes = outer
        return True

    def _until(
        self,
        end: str,
        name: str,
        text: re.Pattern[str],
        inside: dict[str, _Inside],
    ) -> None:
        """Read a text up to the sign that ends it, and that sign."""
        while self._at < len(self._script):
            if self._next(end):
                self._give(name, self._at + len(end))
                return
            special = inside.get(self._script[self._at])
            if not self._take(name, text) and not (special is not None and special()):
                self._give(name, self._at + 1)

    def _backtick(self) -> bool:
        return self._nested("sb", "`", "`", self._part)

    def _dollar(self) -> bool:
        if self._next("$(("):
            return self._nested("k", "$((", "))", self._arithmetic)
        if self._next("$("):
            return self._nested("si", "$(", ")", self._part)
        if self._next("${"):
            opening = "${#" if self._next("${#") else "${"
            return self._nested("k", opening, "}", self._parameter)
        if self._next("$'") and not self._in_quotes:
            self._give("s1", self._at + 2)
            self._until("'", "s1", _IN_ESCAPED_QUOTES, {"\\": self._escape})
            return True
        if self._next('$"'):
            return self._quotes()
        return self._take("nv", _VARIABLE) or self._give("err", self._at + 1)

    def _nested(self, name: str, opening: str, closing: str, part: Callable[[], None]) -> bool:
        """Read what stands between two signs with the rules of its own."""
        self._give(name, self._at + len(opening))
        if self._depth >= _DEEPEST:
            return True
        self._depth += 1
        outer = self._cases, self._in_quotes, self._open_brackets
        self._cases, self._in_quotes, self._open_brackets = [], False, 0
        while self._at < len(self._script) and not self._ends(closing):
            part()
        self._cases, self._in_quotes, self._open_brackets = outer
        self._depth -= 1
        return self._give(name, min(len(self._script), self._at + len(closing)))

    def _ends(self, closing: str) -> bool:
        if not self._next(closing):
            self._open_brackets += closing == ")" and self._next("(")
            return False
        self._open_brackets -= 1
        return self._open_brackets < 0 or closing != ")"

    def _arithmetic(self) -> None:
        if not self._take("m", _NUMBER) and not self._take("o", _ARITHMETIC):
            self._part()

    def _parameter(self) -> None:
        if self._next(":-"):
            self._give("k", self._at + 2)
        elif not self._take("nv", _PARAMETER) and not self._take("p", _PARAMETER_PART):
            self._part()

    def _here(self) -> bool:
        """A text that goes to the line that repeats its name."""
        if self._next("<<<"):
            return self._give("o", self._at + 3)
        found = _HERE.match(self._script, self._at)
        if found is None:
            return False
        for name, text in found.groupdict().items():
            self._give(name.strip("_"), self._at + len(text or ""))
        ending = re.compile(rf"^[ \t]*{found['no']}[ \t]*\n", re.MULTILINE)
        last = ending.search(self._script, self._at)
        end = last.start() if last else len(self._script)
        inside = {"\\": self._escape, "$": self._dollar}
        while self._at < end:
            special = inside.get(self._script[self._at])
            if not self._take("sh", _IN_HERE) and not (special is not None and special()):
                self._give("sh", self._at + 1)
        if last is not None and self._at == last.start():
            self._give("no", last.end())
        return True


READERS: Mapping[str, Reader] = {"shell": lambda _: Shell()}
