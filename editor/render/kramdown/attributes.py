"""Attribute lists: ``{: .class #id key="value" name}``.

Source of the rules: kramdown.gettalong.org/syntax.html, "Attribute List Definitions".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.render.kramdown.tree import Attributes, Element

LONGEST_CLASS = 5_000
MOST_NAMES = 200
"""Lists that name one another could double without end."""

_LONGEST_LIST = 2_000
"""Characters of an attribute list: many that do not end must not be looked for to the end."""

LIST_AHEAD = rf"(?=[^}}]{{0,{_LONGEST_LIST}}}+\}})"
LIST_CONTENT = rf"{LIST_AHEAD}(?:\\\}}|[^}}]){{1,{_LONGEST_LIST}}}"
LIST_ARGUMENTS = rf"(?:[ \t\r\f\v\n](?:\\\}}|[^}}]){{0,{_LONGEST_LIST}}}?)?"
"""What stands behind the name of an extension."""
_PART = re.compile(
    r"""(?:\A|(?<=\s))(?P<key>[A-Za-z0-9_][A-Za-z0-9_-]*)=(?P<quote>["'])
        (?P<value>(?:\\[}\"']|[^}])*?)(?P=quote)(?=\s|\Z)
      | \#(?P<id>[A-Za-z][\w:-]*)(?=[\s.\#]|\Z)
      | \.(?P<class>[^\s.\#]+)
      | (?:\A|(?<=\s))(?P<name>[A-Za-z0-9_][\w:-]*)(?=\s|\Z)""",
    re.ASCII | re.VERBOSE,
)
_UNESCAPE = re.compile(r"\\([}\"'])")


@dataclass(slots=True)
class AttributeList:
    """Attributes and the names that stand beside them."""

    attributes: Attributes = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def add(self, source: str) -> None:
        """Read the inside of an attribute list into this one; unreadable parts are left out."""
        joined = 0
        for part in _PART.finditer(source):
            if part.start() != joined and source[part.start() - 1] not in " \t\r\n\f\v":
                continue
            joined = part.end()
            if part["key"]:
                self.attributes[part["key"]] = _UNESCAPE.sub(r"\1", part["value"])
            elif part["id"]:
                self.attributes["id"] = part["id"]
            elif part["class"]:
                _add_class(self.attributes, part["class"])
            elif len(self.names) < MOST_NAMES:
                self.names.append(part["name"])

    def merge(self, other: "AttributeList") -> None:
        """Add what another list holds; classes add up, anything else is replaced."""
        _lay_over(self.attributes, other.attributes)
        self.names += other.names[: max(0, MOST_NAMES - len(self.names))]


def for_html(given: AttributeList) -> bool:
    """Whether what stands in ``{::nomarkdown type="..."}`` belongs in a page."""
    kinds = given.attributes.get("type", "").split()
    return not kinds or "html" in kinds


def _add_class(attributes: Attributes, name: str) -> None:
    held = attributes.get("class")
    if held and len(held) + len(name) > LONGEST_CLASS:
        return
    attributes["class"] = f"{held} {name}" if held else name


def _lay_over(attributes: Attributes, others: Attributes) -> None:
    for key, value in others.items():
        if key == "class":
            _add_class(attributes, value)
        else:
            attributes[key] = value


def resolve(
    attributes: Attributes, given: AttributeList, known: Mapping[str, AttributeList]
) -> None:
    """Lay a list over attributes: first the lists that it names, then what it says itself."""
    steps: list[AttributeList | str] = [given]
    inside, visits = set[int](), 0
    while steps:
        step = steps.pop()
        if isinstance(step, str):
            found = known.get(step)
            if found is None or id(found) in inside or visits > MOST_NAMES:
                continue
            step = found
        elif id(step) in inside:  # its names are done
            inside.discard(id(step))
            _lay_over(attributes, step.attributes)
            continue
        visits += 1
        inside.add(id(step))
        steps.append(step)
        steps += reversed(step.names)


def apply(found: AttributeList, element: Element) -> None:
    """Note the attributes of a list for an element; see ``Element.listed``."""
    AttributeList(element.listed, element.references).merge(found)


def lay_down(element: Element, known: Mapping[str, AttributeList]) -> None:
    """Give an element the attributes that were noted for it."""
    if element.listed or element.references:
        resolve(element.attributes, AttributeList(element.listed, element.references), known)
        element.listed = {}
