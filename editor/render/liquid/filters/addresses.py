"""Addresses: joined with the site's own, and normalised as the gem Addressable does."""

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

from editor.render.liquid.context import Context
from editor.render.liquid.drop import Drop
from editor.render.liquid.filters.calls import services_of, with_context
from editor.render.liquid.values import RUBY_SPACE, to_s

_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SUB_DELIMITERS = "!$&'()*+,;="
_PCHAR = f"{_SUB_DELIMITERS}:@"
_ANYWHERE = f"{_SUB_DELIMITERS}:/?#[]@"
_DEFAULT_PORTS = {"http": ":80", "https": ":443", "ftp": ":21", "ws": ":80", "wss": ":443"}


def normalize_component(text: str, kept: str = _ANYWHERE) -> str:
    """Undo all percent-encoding, and encode again what may not stand there."""
    try:
        plain = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return quote(unquote_to_bytes(text), safe=kept)
    return quote(unicodedata.normalize("NFKC", plain), safe=kept)


def is_absolute(address: str) -> bool:
    """Whether an address names its scheme."""
    found = _PARTS.match(address)
    return found is not None and found[1] is not None


def normalize(address: str) -> str:
    """Return the address in its normal form (``Addressable::URI#normalize``)."""
    found = _PARTS.match(address)
    if found is None:
        return address
    scheme, host, path, query, fragment = found.groups()
    text = ""
    if scheme is not None:
        text = f"{scheme.lower()}:"
    if host is not None:
        text += f"//{_host(host, (scheme or '').lower())}"
    text += _path(path, has_host=host is not None)
    if query is not None and (pairs := _query(query)):
        text += f"?{pairs}"
    if fragment:
        text += f"#{normalize_component(fragment, f'{_PCHAR}/?')}"
    return text


def _host(host: str, scheme: str) -> str:
    return host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, "\0"))


def _path(path: str, *, has_host: bool) -> str:
    segments = [normalize_component(part, _PCHAR) for part in path.strip(RUBY_SPACE).split("/")]
    text = _without_dots("/".join(segments))
    return "/" if not text and has_host else text


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` (RFC 3986, 5.2.4)."""
    if "." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if part == ".":
            kept.extend([""] if last else [])
        elif part == "..":
            if kept and kept != [""]:
                kept.pop()
            kept.extend([""] if last else [])
        else:
            kept.append(part)
    return "/".join(kept)


def _query(query: str) -> str:
    kept = f"{_PCHAR}/?".replace("&", "").replace(";", "").replace("+", "")
    pairs = []
    for pair in query.split("&"):
        pieces = [normalize_component(piece, kept) for piece in re.split(r"(?i)\+|%2b", pair)]
        signs = re.findall(r"(?i)\+|%2b", pair)
        pairs.append(
            "".join(piece + sign.upper() for piece, sign in zip(pieces, [*signs, ""], strict=True))
        )
    return "&".join(pairs)


def _address(value: object) -> str:
    return to_s(value["url"]) if isinstance(value, Drop) else to_s(value)


def relative_url(context: Context, value: object) -> object:
    """Put the site's base before a path."""
    if value is None:
        return None
    address = _address(value)
    if is_absolute(address):
        return address
    base = to_s(services_of(context).setting("baseurl")).removesuffix("/")
    return normalize(_leading_slash(base) + _leading_slash(address))


def absolute_url(context: Context, value: object) -> object:
    """Put the site's address and base before a path."""
    if value is None:
        return None
    address = _address(value)
    if is_absolute(address):
        return address
    site = to_s(services_of(context).setting("url"))
    relative = to_s(relative_url(context, address))
    return normalize(site + relative) if site else relative


def _leading_slash(text: str) -> str:
    return text if not text or text.startswith("/") else f"/{text}"


FILTERS = with_context({"relative_url": relative_url, "absolute_url": absolute_url})
