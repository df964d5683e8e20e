"""The first of three layers between a post and the reader's machine: an allow-list of HTML.

The other two are the preview page's content security policy and its switched-off scripts; each
is meant to be enough alone. Nothing may change the HTML after this step, but for the numbers of
``editor.render.source_lines``, whose attribute no post can name.
"""

import os

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


SLOT = f"gp-slot-{os.urandom(8).hex()}"
"""The element that stands for the article in a frame; no post can name it before it is read."""

_FORMS = "button datalist fieldset form input label legend meter optgroup option output progress"
_PICTURES = """circle clippath clipPath defs desc ellipse feblend fecolormatrix feoffset filter g
    fegaussianblur line lineargradient linearGradient marker mask path pattern polygon polyline
    radialgradient radialGradient rect stop svg symbol text tspan use view"""
PAGE_TAGS = frozenset(
    f"{_TEXT} {_BLOCKS} {_TABLES} {_MEDIA} {_FORMS} {_PICTURES} map area search menu dialog dir"
    f" figcaption nobr select slot style textarea tt wbr {SLOT}".split()
)
_PAGE_COMMON = """align aria-label background bgcolor border class color dir draggable height hidden
    id inert itemid itemprop itemscope itemtype lang part property role spellcheck style tabindex
    title translate typeof valign vocab width xml:lang"""
_PAGE_ATTRIBUTES = """abbr alt autocomplete cellpadding cellspacing char charoff checked cite
    colspan cols compact controls coords datetime disabled download face for frame headers high href
    hreflang hspace label list loading decoding fetchpriority loop low max maxlength media min
    minlength multiple muted name noshade nowrap open optimum pattern placeholder playsinline poster
    preload readonly rel required reversed rows rowspan rules scope selected shape size sizes span
    src srclang srcset start step summary target type usemap value vspace wrap"""
_PICTURE_ATTRIBUTES = """clip-path clip-rule cx cy d dx dy fill fill-opacity fill-rule filter
    gradientTransform gradientUnits gradienttransform gradientunits markerHeight markerUnits
    markerWidth mask offset opacity orient pathLength points preserveAspectRatio
    preserveaspectratio r refX refY rx ry spreadMethod stdDeviation stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor transform version vector-effect viewBox viewbox x x1 x2
    xlink:href xmlns xmlns:xlink y y1 y2 enable-background font-family font-size font-weight"""
PAGE_SCHEMES = SCHEMES | {"data", "tel"}

_PAGE_CLEANER = nh3.Cleaner(
    tags=set(PAGE_TAGS),
    clean_content_tags={"script", "template", "noscript", "title", "iframe", "object", "math"},
    attributes={
        "*": {
            *_PAGE_COMMON.split(),
            *_PAGE_ATTRIBUTES.split(),
            *_PICTURE_ATTRIBUTES.split(),
            LINE_ATTRIBUTE,
        }
    },
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes=set(PAGE_SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitise_page(page: str) -> str:
    """Return the HTML of a published page without anything that runs; what comes out is balanced.

    Everything that shows stays, so that the site's own style sheets find it: classes, ids, forms,
    drawings, the page's style elements. Time grows as in ``sanitise``.
    """
    return _PAGE_CLEANER.clean(page)
