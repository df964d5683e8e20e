"""Front matter as writers write it, in all its styles, for property tests."""

from hypothesis import strategies as st
from nasty_texts import NASTY_TEXTS

KEYS = ("title", "date", "tags", "categories", "excerpt", "image", "a b", "'q'", "2024", "no")
PLAIN = (
    "",
    *(
        "word",
        "two words",
        "a#b",
        "no",
        "007",
        "1.10",
        "12:30",
        "1,000",
        "1e3",
        "~",
        "Null",
        ":sym",
    ),
    *(
        "2025-12-09",
        "2025-12-09 05:05:31 +0200",
        "http://x/y?a=b",
        "it's",
        "tab\tin",
        "😀",
        "a\u00a0b",
    ),
)
QUOTED = (
    "'s'",
    "'it''s'",
    '"d"',
    '"d\\n\\u00e9"',
    '"over\n  lines"',
    "'over\n\n  lines'",
    "''",
    '""',
)
FLOW = (
    "[]",
    "[ ]",
    "[a]",
    "[ a,b ]",
    "[a, 'b', \"c\"]",
    "[\n  a,\n  b]",
    "[\n    a, # c\n    b,\n  ]",
)
OTHER = (
    "{a: b}",
    "{a: [1, {b: 2}]}",
    "[a: b]",
    "&x v",
    "*x",
    "!!str 1",
    "! 1",
    "one\n  more\n\n  line",
)
BLOCKS = (
    *("|\n  a\n  b", "|-\n  a", "|+\n  a\n\n", "| # c\n  x", "|2\n   a", "|\n\n  a"),
    *(">\n  a\n  b\n\n  c", ">-\n    a\n     b", ">-\n  a b\n"),
)
LISTS = (
    *("\n  - a\n  - b", "\n- a\n- 1.10", "\n  - a: b\n    c: d", "\n  # c\n  - a # d\n\n  - b"),
    *(
        "\n    -   'a'\n    -   b",
        "\n  -\n  - x",
        "\n  - - a\n    - b",
        " &x\n  - a",
        " # c\n  - a",
    ),
)
MAPS = ("\n  k: v\n  l:\n    - x", "\n    a: 1\n    # c\n    b: 2", "\n  'quoted below'")


@st.composite
def entry(draw: st.DrawFn) -> str:
    """Draw one key with its value, blanks and comment."""
    key = draw(st.sampled_from(KEYS))
    kind = draw(st.sampled_from([PLAIN, PLAIN, QUOTED, FLOW, OTHER, BLOCKS, LISTS, MAPS]))
    value = draw(st.sampled_from(kind))
    gap = "" if value.startswith(("\n", " ")) else draw(st.sampled_from([" ", "  ", "\t", "    "]))
    comment = "" if "\n" in value else draw(st.sampled_from(["", "", " # c", "  ", "\t# c"]))
    above = draw(st.sampled_from(["", "", "", "# above\n", "\n", "   \n", "  # in\n"]))
    return f"{above}{key}:{gap}{value}{comment}\n"


@st.composite
def front_matter_text(draw: st.DrawFn) -> str:
    """Draw the YAML between the fences; some of it is not YAML, and the reader says so."""
    text = "".join(draw(st.lists(entry(), min_size=1, max_size=5)))
    if draw(st.booleans()) and draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text


NEW_VALUES = st.one_of(
    st.sampled_from(NASTY_TEXTS),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from([7, 1.5, True, None]),
    st.lists(
        st.one_of(st.sampled_from(["a", "b", "word"]), st.sampled_from(NASTY_TEXTS)), max_size=4
    ),
)
