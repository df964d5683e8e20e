"""Filters of texts."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import quote_plus, unquote_plus

from editor.render.liquid.conditions import class_name
from editor.render.liquid.errors import JekyllTagError, RenderError
from editor.render.liquid.filters.addresses import normalize_component
from editor.render.liquid.filters.calls import plain
from editor.render.liquid.values import (
    MOST_TEXT_CHARACTERS,
    RUBY_SPACE,
    inspect,
    join,
    size_of,
    to_integer,
    to_s,
)
from editor.site.ruby_text import capitalize, downcase
from editor.site.slugs import slugify

_UNESCAPED = re.compile(r"""["><']|&(?!([a-zA-Z]+|(#\d+));)""")
_ENTITIES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_HIDDEN = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"))
_WORD_SPACE = re.compile(f"[{RUBY_SPACE}]+")
_RUBY_S = re.compile(r"[ \t\r\n\f\v]+")
_CJK = (
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fd-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\uff66-\uff6f\uff71-\uff9d\uffa0-\uffdc"
    "\u1100-\u11ff\U00020000-\U0003134f]"
)
"""Not compiled before it is needed: so many characters take long."""
_REPLACEMENT = re.compile(r"\\([0-9&\\])")


def size(value: object) -> object:
    """The number of characters or items; 0 of what has none."""
    return size_of(value) or 0


def escape(value: object) -> str | None:
    """HTML-escape."""
    return None if value is None else html.escape(to_s(value)).replace("&#x27;", "&#39;")


def escape_once(value: object) -> str:
    """HTML-escape what is not escaped yet."""
    return _UNESCAPED.sub(lambda found: _ENTITIES[found[0]], to_s(value))


def xml_escape(value: object) -> str:
    """Escape for an attribute of XML."""
    return html.escape(to_s(value)).replace("&#x27;", "&apos;")


def url_encode(value: object) -> str | None:
    """Percent-encode, a space as ``+``."""
    return None if value is None else quote_plus(to_s(value).encode(), safe="")


def url_decode(value: object) -> str | None:
    """Undo percent-encoding."""
    if value is None:
        return None
    try:
        return unquote_plus(to_s(value), errors="strict")
    except UnicodeDecodeError as error:
        raise RenderError("invalid byte sequence in UTF-8") from error


def cgi_escape(value: object) -> str:
    """Percent-encode, a space as ``+``; only texts."""
    if not isinstance(value, str):
        shown = inspect(value) if value is None or value is True else class_name(value)
        raise JekyllTagError(f"no implicit conversion of {shown} into String")
    return quote_plus(value.encode(), safe="")


def uri_escape(value: object) -> object:
    """Percent-encode what cannot stand in an address."""
    if value is None or isinstance(value, str):
        return None if value is None else normalize_component(value)
    raise JekyllTagError(f"Can't convert {class_name(value)} into String.")


def base64_encode(value: object) -> str:
    """Base64."""
    return base64.b64encode(to_s(value).encode()).decode()


def base64_decode(value: object) -> str:
    """Undo Base64."""
    return _decoded(to_s(value), "base64_decode")


def base64_url_safe_encode(value: object) -> str:
    """Base64 for addresses."""
    return base64.urlsafe_b64encode(to_s(value).encode()).decode()


def base64_url_safe_decode(value: object) -> str:
    """Undo Base64 for addresses."""
    text = to_s(value)
    padded = text + "=" * (-len(text) % 4)
    plain_text = padded.translate(str.maketrans("-_", "+/"))
    return _decoded(plain_text, "base64_url_safe_decode")


def _decoded(text: str, name: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError) as error:
        raise RenderError(f"invalid base64 provided to {name}") from error


def slice_(value: object, offset: object, length: object = None) -> object:
    """A part of a text or a list."""
    start = to_integer(offset)
    count = 1 if length is None or length is False else to_integer(length)
    held: str | list[object] = value if isinstance(value, list) else to_s(value)
    if start < 0:
        start += len(held)
    nothing: str | list[object] = [] if isinstance(value, list) else ""
    if start < 0 or start > len(held) or count < 0:
        return nothing
    return held[start : start + count]


def truncate(value: object, length: object = 50, ending: object = "...") -> str | None:
    """Shorten to so many characters, the ending included."""
    if value is None:
        return None
    text, end = to_s(value), to_s(ending)
    most = to_integer(length)
    return text[: max(0, most - len(end))] + end if len(text) > most else text


def truncatewords(value: object, words: object = 15, ending: object = "...") -> str | None:
    """Shorten to so many words."""
    if value is None:
        return None
    text = to_s(value)
    most = max(1, to_integer(words))
    if most > len(text):
        return text
    found = _WORD_SPACE.split(text.lstrip(RUBY_SPACE), maxsplit=most)
    return text if len(found) <= most else " ".join(found[:most]) + to_s(ending)


def split(value: object, pattern: object) -> list[object]:
    """Cut at a text; empty pieces at the end are dropped."""
    text, separator = to_s(value), to_s(pattern)
    if separator == " ":
        return [*_words(text)]
    pieces: list[object] = [*text] if not separator else [*text.split(separator)]
    while pieces and pieces[-1] == "":
        pieces.pop()
    return pieces


def _words(text: str) -> list[str]:
    return [word for word in _WORD_SPACE.split(text) if word]


def strip_html(value: object) -> str:
    """Take out tags, and scripts, styles and comments whole."""
    return _TAG.sub("", "".join(_shown_parts(to_s(value))))


def _shown_parts(text: str) -> Iterator[str]:
    starts = {opening: text.find(opening) for opening, _ in _HIDDEN}
    closers = dict(_HIDDEN)
    place = 0
    while True:
        waiting = [(start, opening) for opening, start in starts.items() if start >= 0]
        if not waiting:
            yield text[place:]
            return
        start, opening = min(waiting)
        end = text.find(closers[opening], start + len(opening)) if start >= place else -1
        if start >= place and end < 0:
            starts[opening] = -1
            continue
        if end >= 0:
            yield text[place:start]
            place = end + len(closers[opening])
        starts = {
            one: found if found < 0 or found >= place else text.find(one, place)
            for one, found in starts.items()
        }


def strip_newlines(value: object) -> str:
    """Take out line ends."""
    return to_s(value).replace("\r\n", "\n").replace("\n", "")


def newline_to_br(value: object) -> str:
    """Put ``<br />`` before line ends."""
    return to_s(value).replace("\r\n", "\n").replace("\n", "<br />\n")


def replace(value: object, old: object, new: object = "") -> str:
    """Replace a text everywhere."""
    text, wanted = to_s(value), to_s(old)
    instead = _replacement(to_s(new), wanted)
    if text.count(wanted) * len(instead) > MOST_TEXT_CHARACTERS:
        raise RenderError("a text became too long for the preview")
    return text.replace(wanted, instead)


def replace_first(value: object, old: object, new: object = "") -> str:
    """Replace a text where it comes first."""
    return to_s(value).replace(to_s(old), _replacement(to_s(new), to_s(old)), 1)


def _replacement(new: str, old: str) -> str:
    """Ruby reads ``\\0`` in a replacement as what is replaced."""
    if "\\" not in new:
        return new
    known = {"0": old, "&": old, "\\": "\\"}
    return _REPLACEMENT.sub(lambda found: known.get(found[1], ""), new)


def replace_last(value: object, old: object, new: object) -> str:
    """Replace a text where it comes last."""
    if not to_s(old):
        return to_s(value) + to_s(new)
    head, found, tail = to_s(value).rpartition(to_s(old))
    return head + to_s(new) + tail if found else to_s(value)


def remove(value: object, old: object) -> str:
    """Take a text out everywhere."""
    return replace(value, old)


def remove_first(value: object, old: object) -> str:
    """Take a text out where it comes first."""
    return replace_first(value, old)


def remove_last(value: object, old: object) -> str:
    """Take a text out where it comes last."""
    return replace_last(value, old, "")


def append(value: object, text: object) -> str:
    """Put a text behind."""
    return to_s(value) + to_s(text)


def prepend(value: object, text: object) -> str:
    """Put a text before."""
    return to_s(text) + to_s(value)


def normalize_whitespace(value: object) -> str:
    """One space for every run of white space, none at the ends."""
    return _RUBY_S.sub(" ", to_s(value)).strip(RUBY_SPACE)


def number_of_words(value: object, mode: object = None) -> int:
    """Count words; in the modes ``cjk`` and ``auto``, characters of Chinese and the like too."""
    text = _needing_text(value, "split")
    if mode not in ("cjk", "auto"):
        return len(_words(text))
    characters = len(re.findall(_CJK, text))
    if mode == "auto" and not characters:
        return len(_words(text))
    others = _RUBY_S.split(re.sub(_CJK, " ", text))
    return characters + sum(1 for word in others if word)


def _needing_text(value: object, method: str) -> str:
    """Return a text; raises JekyllTagError in Ruby's words for anything else."""
    if isinstance(value, str):
        return value
    shown = f"{inspect(value)}:{class_name(value)}"
    raise JekyllTagError(f"undefined method `{method}' for {shown}")


def array_to_sentence_string(value: object, connector: object = "and") -> str:
    """Join a list as a sentence does."""
    if not isinstance(value, list):
        raise JekyllTagError(f"undefined method `length' for {inspect(value)}:{class_name(value)}")
    items = [to_s(item) for item in value]
    if len(items) < 3:
        return f" {to_s(connector)} ".join(items)
    return f"{join(items[:-1], ', ')}, {to_s(connector)} {items[-1]}"


def slugified(value: object, mode: object = None) -> object:
    """Return the slug."""
    return None if value is None else slugify(_needing_text(value, "gsub"), to_s(mode) or "default")


def strip_index(value: object) -> object:
    """Take ``index.html`` off the end of an address."""
    if value is None or value == "":
        return None
    return re.sub(r"/index\.html?$", "/", _needing_text(value, "sub"), flags=re.MULTILINE)


def inspected(value: object) -> str:
    """Write the value as in Ruby code, escaped."""
    return xml_escape(inspect(value))


FILTERS = plain(
    {
        "size": size,
        "downcase": lambda value: downcase(to_s(value)),
        "upcase": lambda value: to_s(value).upper(),
        "capitalize": lambda value: capitalize(to_s(value)),
        "escape": escape,
        "h": escape,
        "escape_once": escape_once,
        "xml_escape": xml_escape,
        "url_encode": url_encode,
        "url_decode": url_decode,
        "cgi_escape": cgi_escape,
        "uri_escape": uri_escape,
        "base64_encode": base64_encode,
        "base64_decode": base64_decode,
        "base64_url_safe_encode": base64_url_safe_encode,
        "base64_url_safe_decode": base64_url_safe_decode,
        "slice": slice_,
        "truncate": truncate,
        "truncatewords": truncatewords,
        "split": split,
        "strip": lambda value: to_s(value).strip(RUBY_SPACE),
        "lstrip": lambda value: to_s(value).lstrip(RUBY_SPACE),
        "rstrip": lambda value: to_s(value).rstrip(RUBY_SPACE),
        "strip_html": strip_html,
        "strip_newlines": strip_newlines,
        "newline_to_br": newline_to_br,
        "replace": replace,
        "replace_first": replace_first,
        "replace_last": replace_last,
        "remove": remove,
        "remove_first": remove_first,
        "remove_last": remove_last,
        "append": append,
        "prepend": prepend,
        "normalize_whitespace": normalize_whitespace,
        "number_of_words": number_of_words,
        "array_to_sentence_string": array_to_sentence_string,
        "slugify": slugified,
        "strip_index": strip_index,
        "inspect": inspected,
    }
)
