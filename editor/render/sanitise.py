"""The first of three layers between a post and the reader's machine: an allow-list of HTML.

The other two are the preview page's content security policy and its switched-off scripts; each
is meant to be enough alone. Nothing may change the HTML after this step, but for the numbers of
``editor.render.source_lines``, whose attribute no post can name.
"""

import nh3

from editor.render.source_lines import LINE_ATTRIBUTE

_TEXT = """a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd mark q rb rp rt
    rtc ruby s samp small span strike strong sub sup time tt u var wbr"""
_BLOCKS = """address article aside blockquote center dd details div dl dt figcaption figure footer
    h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary ul"""
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_MEDIA = "audio img picture source track video"
_TAGS = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES} {_MEDIA} input label".split())

_CELL_NAMES = "align valign colspan rowspan headers scope width height"
_CELL = frozenset(_CELL_NAMES.split())
_COMMON = "id class style title lang dir role aria-label aria-hidden align"
_SIZE = frozenset(("width", "height"))
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {*_COMMON.split(), LINE_ATTRIBUTE},
    "a": {"href", "hreflang"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "blockquote": {"cite"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "font": {"color", "face", "size"},
    "img": {"src", "srcset", "sizes", "alt", *_SIZE},
    "input": {"checked", "disabled"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "table": {"border", "cellpadding", "cellspacing", "width"},
    "td": set(_CELL),
    "th": set(_CELL),
    "time": {"datetime"},
    "track": {"src", "kind", "label", "srclang"},
    "ul": {"type"},
    "video": {"src", "controls", "loop", "muted", "poster", "preload", *_SIZE},
}
_STYLES = """
    background-color border border-bottom border-collapse border-color border-left
    border-radius border-right border-style border-top border-width clear color display
    float font-family font-size font-style font-variant font-weight height letter-spacing
    line-height list-style-type margin margin-bottom margin-left margin-right margin-top
    max-height max-width min-height min-width object-fit opacity padding padding-bottom
    padding-left padding-right padding-top text-align text-decoration text-indent
    text-transform vertical-align white-space width word-break
"""
"""No property that takes an address, and none that lays a post over the window's own parts."""

SCHEMES = frozenset(("http", "https", "mailto"))

_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={"script", "style", "template", "noscript", "math", "svg", "title"},
    attributes=_ATTRIBUTES,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes=set(SCHEMES),
    filter_style_properties=set(_STYLES.split()),
    link_rel=None,
)


def sanitise(page: str) -> str:
    """Return the HTML with only what may be shown; what comes out is balanced.

    Takes time that grows with the square of the nesting: run it where it can be stopped.
    """
    return _CLEANER.clean(page)
