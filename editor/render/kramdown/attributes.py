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

LIST_CONTENT = r"(?:\\\}|[^}])"
_PART = re.compile(
    r"""(?:\A|(?<=\s))(?P<key>[A-Za-z0-9_][A-Za-z0-9_-]*)=(?P<quote>["'])
        (?P<value>(?:\\[}\"']|[^}])*?)(?P=quote)(?=\s|\Z)
      | \#(?P<id>[A-Za-z][\w:-]*)(?=[\s.\#]|\Z)
      | \.(?P<class>[^\s.\#]+)
      | (?:\A|(?<=\s))(?P<name>[A-Za-z0-9_][\w:-]*)(?=\s|\Z)""",
    re.VERBOSE,
)
_UNESCAPE = re.compile(r"\\([}\"'])")


@dataclass(slots=True)
class AttributeList:
    """Attributes and the names that stand beside them."""

    attributes: Attributes = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def add(self, source: str, known: Mapping[str, "AttributeList"]) -> None:
        """Read the inside of an attribute list into this one; unreadable parts are left out."""
        joined = 0
        for part in _PART.finditer(source):
            if part.start() != joined and not source[part.start() - 1].isspace():
                continue
            joined = part.end()
            if part["key"]:
                self.attributes[part["key"]] = _UNESCAPE.sub(r"\1", part["value"])
            elif part["id"]:
                self.attributes["id"] = part["id"]
            elif part["class"]:
                self._add_class(part["class"])
            else:
                self._add_name(part["name"], known)

    def _add_name(self, name: str, known: Mapping[str, "AttributeList"]) -> None:
        if len(self.names) >= MOST_NAMES:
            return
        self.names.append(name)
        found = known.get(name)
        if found is not None and found is not self:
            self.merge(found)

    def _add_class(self, name: str) -> None:
        held = self.attributes.get("class")
        if held and len(held) + len(name) > LONGEST_CLASS:
            return
        self.attributes["class"] = f"{held} {name}" if held else name

    def merge(self, other: "AttributeList") -> None:
        """Add what another list holds; classes add up, anything else is replaced."""
        for key, value in other.attributes.items():
            if key == "class":
                self._add_class(value)
            else:
                self.attributes[key] = value
        new = [name for name in other.names if name not in self.names]
        self.names += new[: max(0, MOST_NAMES - len(self.names))]


def apply(found: AttributeList, element: Element) -> None:
    """Put the attributes of a list on an element."""
    held = AttributeList(element.attributes, element.references)
    held.merge(found)
