"""Texts that some reader takes for something else, alone and in random mixtures."""

from random import Random

PIECES = (
    *("no", "yes", "on", "~", "null", "true", "007", "1.10", "1e3", "0x1F", "1_000", ".inf", ".5"),
    *("12:30", "2024-1-2", "2025-12-09 05:05:31 +0900", "2024-13-45", "=", "<<", ":sym", "!!str"),
    *("-", "--", "---", "...", "?", ":", "#", "&x", "*x", "!x", "|", ">", ">-", "%", "@", "`"),
    *("[", "]", "{", "}", ",", "'", '"', "\\", "{{", "}}", "{%", "/", "..", "//", "<b>", "&amp;"),
    *(" ", "  ", "\t", "\n", "\r", "\r\n", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\xa0"),
    *("\u2028", "\u2029", "\ufeff", "\ufffe", "\ue000", "é", "ß", "日本", "नम", "😀", "\u0301"),
    *("a word", "A: title", "x #y", "it's", "50 % off", "C++", "post", "index.html"),
)
PLACES = (
    "",
    "title: plain\n",
    "title: 'single'\n",
    'title: "double"\n',
    "title: |\n  block\n  of text\n",
    "title: >-\n  folded\n  text\n",
    "title: [flow, 'list']\n",
    "title:\n- block\n- list\n",
    "title:\n",
)
MOST_PIECES = 5


def one_text(random: Random) -> str:
    """Return a text of one to some pieces, or of any letters there are."""
    if random.random() < 0.2:
        return "".join(_any_letter(random) for _ in range(random.randint(1, 12)))
    return "".join(random.choices(PIECES, k=random.randint(1, MOST_PIECES)))


def front_matter_place(random: Random) -> str:
    """Return front matter in which a title stands in some style, or none does."""
    return random.choice(PLACES) + "end: x\n"


def _any_letter(random: Random) -> str:
    code = random.choice((0x80, 0x250, 0x3000, 0xD800, 0x10000, 0x110000))
    letter = chr(random.randrange(code))
    return letter if not 0xD800 <= ord(letter) <= 0xDFFF else "x"
