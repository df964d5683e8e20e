"""How the words of an address are percent-escaped, and which words stop the whole build.

Jekyll gives each of them to Addressable as if it were an address of its own
(``url.rb#escape_path``), so that ``12:30`` has a scheme, which may not be a number. The rules were
measured with Addressable 2.8.1.
"""

import re
from urllib.parse import quote

from editor.site.errors import BuildStopError

# Ruby's ^ and $ are those of a line: one plain line is enough.
_PLAIN = re.compile(r"^[a-zA-Z0-9./-]+$", re.MULTILINE)
_PARTS = re.compile(
    r"^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)"
    r"(?P<query>\?[^#]*)?(?:#(?P<fragment>.*))?$",
    re.MULTILINE,
)
_AUTHORITY = re.compile(r"(?P<user>[^\[\]]*@)?(?P<host>.*?)(?::(?P<port>[^:@\[\]]*))?", re.DOTALL)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*")
_PORT = re.compile(r"\d*")
_NO_HOST = re.compile(r'[^\S\x1c-\x1f]|["<>\\{}:]')
_AMBIGUOUS = re.compile(r"^[^/]*:", re.MULTILINE)
_BRACKETED = re.compile(r"\[.*\]", re.DOTALL)
_NEEDS_HOST = frozenset(
    {"dns", "ftp", "gopher", "http", "https", "ldap", "nntp"}
    | {"prospero", "sftp", "ssh", "svn+ssh", "telnet", "tftp", "wais"}
)
_SAFE = "!$&'()*+,;=:@/?"


def escape_path(text: str) -> str:
    """Percent-escape what may not stand in an address; raises BuildStopError.

    A ``?`` stays, and so does a text of several lines of which one is plain.
    """
    if _PLAIN.search(text):
        return text
    found = _PARTS.search(text)
    assert found is not None  # every part of it may be missing
    authority, path = found["authority"], found["path"]
    place = "" if authority is None else f"//{_escape_authority(text, authority)}"
    scheme = _checked_scheme(text, found["scheme"], place, path)
    fragment = found["fragment"]
    hidden = "" if fragment is None else f"%23{_escape(fragment)}"
    return f"{scheme}{place}{_escape(path + (found['query'] or ''))}{hidden}"


def _checked_scheme(text: str, scheme: str | None, place: str, path: str) -> str:
    """Return ``scheme`` with its colon; raises BuildStopError where Addressable refuses."""
    if scheme is None:
        wrong = not place and _AMBIGUOUS.search(path) is not None
    else:
        lacks_host = scheme.lower() in _NEEDS_HOST and place in {"", "//"} and not path
        wrong = lacks_host or _SCHEME.fullmatch(scheme) is None
    if wrong:
        raise _stop(text)
    return "" if scheme is None else f"{scheme}:"


def _escape_authority(text: str, authority: str) -> str:
    found = _AUTHORITY.fullmatch(authority)
    assert found is not None  # what is no port belongs to the host
    host, port = found["host"], found["port"] or ""
    if not _PORT.fullmatch(port) or (not _BRACKETED.fullmatch(host) and _NO_HOST.search(host)):
        raise _stop(text)
    return f"{_escape(found['user'] or '')}{_escape(host, '[]')}{port and f':{port}'}"


def _escape(text: str, also_safe: str = "") -> str:
    return quote(text, safe=_SAFE + also_safe, errors="surrogateescape")


def _stop(text: str) -> BuildStopError:
    return BuildStopError(
        f"“{text}” cannot be a part of an address, and stops Jekyll's whole build. Nothing is "
        "lost; where it is a category or a permalink, take out its colon."
    )
