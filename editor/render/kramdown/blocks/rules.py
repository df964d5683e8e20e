"""Which rule is tried when: the order is kramdown's, the characters only save attempts."""

from editor.render.kramdown.blocks.code import read_fenced, read_indented
from editor.render.kramdown.blocks.definition_lists import read_definition_list
from editor.render.kramdown.blocks.definitions import read_abbreviation, read_footnote, read_link
from editor.render.kramdown.blocks.extensions import read_attribute_list, read_extension
from editor.render.kramdown.blocks.headers import read_atx, read_rule, read_setext
from editor.render.kramdown.blocks.html import read_html
from editor.render.kramdown.blocks.lists import read_list
from editor.render.kramdown.blocks.math import read_math
from editor.render.kramdown.blocks.paragraphs import (
    read_blank,
    read_boundary,
    read_paragraph,
    read_stray,
)
from editor.render.kramdown.blocks.parser import Rule, Rules
from editor.render.kramdown.blocks.quotes import read_quote
from editor.render.kramdown.blocks.tables import read_table

_LAST: tuple[Rule, ...] = (read_paragraph, read_stray)
_TEXT: tuple[Rule, ...] = (read_setext, read_table)

_FIRST_CHARACTERS: dict[str, tuple[Rule, ...]] = {
    "`": (read_fenced, *_TEXT),
    "~": (read_fenced, *_TEXT),
    "#": (read_atx, *_TEXT),
    ">": (read_quote,),
    "*": (read_rule, read_list, *_TEXT, read_abbreviation),
    "-": (read_rule, read_list, *_TEXT),
    "_": (read_rule, *_TEXT),
    "+": (read_list, *_TEXT),
    ":": (read_definition_list, *_TEXT),
    "<": (read_html, *_TEXT),
    "$": (read_setext, read_math, read_table),
    "\\": (read_setext, read_math, read_table),
    "[": (*_TEXT, read_footnote, read_link),
    "{": (*_TEXT, read_attribute_list, read_extension),
    "^": (*_TEXT, read_boundary),
    **dict.fromkeys("0123456789", (read_list, *_TEXT)),
}

RULES = Rules(
    by_character={
        **{first: (*rules, *_LAST) for first, rules in _FIRST_CHARACTERS.items()},
        **dict.fromkeys("\n\t\r\f\v", (read_blank, read_indented, *_TEXT, *_LAST)),
    },
    others=(*_TEXT, *_LAST),
    indented=(read_blank, read_indented, *_LAST),
)
