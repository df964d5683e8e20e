"""The HTML elements by how kramdown reads them, each list measured with the real one.

``<x>*a*</x>`` at the start of a line, within a line and with ``markdown="1"`` tell the tables.
"""

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPAN = _names(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark"
    " option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var"
)
"""At the start of a line these begin a paragraph; every other element begins a block."""

NOT_IN_SPAN = _names(
    "address applet article aside blockquote body caption col colgroup dd div dl dt fieldset"
    " figcaption footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li"
    " main map menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul"
)
"""Within a line these stay text."""

VOID = _names("area base br col command embed hr img input keygen link meta param source track wbr")

BLOCK_CONTENT = _names(
    "address applet article aside blockquote body dd details div dl fieldset figcaption"
    " figure footer form header hgroup iframe li main map menu nav noscript object section"
    " summary td"
)
SPAN_CONTENT = _names(
    "a abbr acronym b bdo big button caption cite del dfn dt em h1 h2 h3 h4 h5 h6 i ins label"
    " legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"
)
RAW_TEXT = frozenset(("script", "style"))

KNOWN = (
    SPAN
    | NOT_IN_SPAN
    | VOID
    | BLOCK_CONTENT
    | SPAN_CONTENT
    | _names(
        "audio basefont bdi canvas datalist dialog dir font frame meter output progress s script"
        " strike style template textarea time title video center svg math"
    )
)

NAME = r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?"
_S = r"[ \t\r\f\v\n]"
_ATTRIBUTE = rf"{_S}*({NAME})(?:{_S}*={_S}*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?"
OPENING = re.compile(
    rf"<({NAME})((?:{_S}+{NAME}(?:{_S}*={_S}*(?:[\w-]+|\"[^\"]*\"|'[^']*'))?)*+){_S}*+(/?)>"
)
ATTRIBUTE = re.compile(_ATTRIBUTE)
CLOSING = re.compile(rf"</({NAME}){_S}*>")
CDATA, CDATA_END = "<![CDATA[", "]]>"
"""Text as it is written, which kramdown knows since 2.5."""
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
INSTRUCTION = re.compile(r"<\?(.*?)\?>", re.DOTALL)


def content_model(name: str) -> str:
    """Return how the content of an element is read when it is read at all."""
    if name in BLOCK_CONTENT:
        return "block"
    return "span" if name in SPAN_CONTENT else "raw"


def tag_name(written: str) -> str:
    """Return an element's name: HTML's own are the same in capitals, others are not."""
    lowered = written.lower()
    return lowered if lowered in KNOWN else written


def read_attributes(source: str, name: str) -> dict[str, str]:
    """Return the attributes of a tag; the later of two with one name wins."""
    found: dict[str, str] = {}
    lower = name in KNOWN and name not in ("svg", "math")
    for match in ATTRIBUTE.finditer(source):
        key = match[1].lower() if lower else match[1]
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found[key] = value
    return found
