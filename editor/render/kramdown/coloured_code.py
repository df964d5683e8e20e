"""Code of a known language, in the highlighter's markup.

Only code that kramdown reads as code comes here: a ``pre`` that a text writes as HTML has no such
element in the tree, so that no text can ask for the markup in another way.
"""

import re
from dataclasses import dataclass

from editor.render.kramdown.entities import escape_attribute
from editor.render.kramdown.options import Options
from editor.render.kramdown.tree import Attributes, Element

_LANGUAGE = re.compile(r"(?<!\S)language-(\S+)")


@dataclass(frozen=True, slots=True)
class ColouredBlock:
    """A block in the highlighter's markup, with the attributes of the ``div`` around it."""

    html: str
    attributes: Attributes


def coloured_block(element: Element, options: Options) -> ColouredBlock | None:
    """Return a code block coloured; None where kramdown leaves it without colours."""
    highlighter = options.highlighter
    if highlighter is None:
        return None
    names = element.attributes.get("class", "")
    found = _LANGUAGE.search(names)
    language = element.tag or (found[1] if found else highlighter.default_language)
    html = highlighter.block(language, element.text)
    if html is None:
        return None
    own = names.replace(found[0], "", 1) if found else names
    shown = found[1] if found else highlighter.default_language
    return ColouredBlock(
        html, {**element.attributes, "class": _classes(shown, own, highlighter.sign)}
    )


def coloured_span(element: Element, options: Options) -> str | None:
    """Return code within a text coloured; None where kramdown leaves it without colours."""
    highlighter = options.highlighter
    if highlighter is None:
        return None
    names = element.attributes.get("class", "")
    found = _LANGUAGE.search(names)
    language = found[1] if found else highlighter.default_language
    html = highlighter.span(language, element.text)
    if html is None:
        return None
    own = names.replace(found[0], "", 1) if found else names
    attributes = {**element.attributes, "class": _classes(language, own, highlighter.sign)}
    written = "".join(f' {name}="{escape_attribute(text)}"' for name, text in attributes.items())
    return f"<code{written}>{html}</code>"


def _classes(language: str, own: str, sign: str) -> str:
    own = own.strip(" ")
    return f"language-{language} {own} {sign}" if own else f"language-{language} {sign}"
