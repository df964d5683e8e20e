"""What writers get wrong in a template, and where: the line and column in their file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text, the place in its file that the message names, and the layout it stands in."""

    name: str
    body: str
    place: str
    layout: str = "post"


FILE = "_posts/2024-05-06-a-walk.md"
FIRST_LINES = 4
"""Lines of front matter above each text."""


def _here(line: int, column: int) -> str:
    return f"{FILE}, line {FIRST_LINES + line}, column {column}"


MISTAKES = (
    Mistake("if is not closed", "One.\n\n{% if page.title %}two", _here(3, 23)),
    Mistake("for is not closed", "{% for x in page.tags %}\ntwo", _here(2, 4)),
    Mistake("case is not closed", "{% case page.title %}{% when 1 %}", _here(1, 34)),
    Mistake("capture is not closed", "{% capture x %} two", _here(1, 20)),
    Mistake("comment is not closed", "One.\n{% comment %} two", _here(2, 18)),
    Mistake("raw is not closed", "One.\n{% raw %} two", _here(2, 14)),
    Mistake("highlight is not closed", "{% highlight ruby %} two", _here(1, 25)),
    Mistake("a tag without its end", "One.\n{% if page", _here(2, 1)),
    Mistake("an output without its end", "One. {{ page.title\ntwo", _here(1, 6)),
    Mistake("an unknown tag", "One.\n\ntwo {% kite red %}", _here(3, 8)),
    Mistake("an end too many", "One.\n{% endif %}", _here(2, 4)),
    Mistake("else on its own", "One {% else %}", _here(1, 8)),
    Mistake("the wrong end", "{% if a %}x{% endfor %}", _here(1, 15)),
    Mistake("bad parameters", "One.\n{% include box.html x=1 y %}", _here(2, 4)),
    Mistake("an include above", "{% include ../box.html %}", _here(1, 4)),
    Mistake("an include with a space", "{% include a b.html %}", _here(1, 4)),
    Mistake("an include without a name", "{% include %}", _here(1, 4)),
    Mistake("a missing include", "One.\n{% include none.html %}", _here(2, 4)),
    Mistake("a missing file beside", "{% include_relative none.md %}", _here(1, 4)),
    Mistake("an include that includes itself", "{% include loop.html %}", ""),
    Mistake("if is open in an include", "{% include open.html %}", "_includes/open.html, line 3"),
    Mistake("a post that is not there", "{% post_url 2020-01-01-none %}", _here(1, 4)),
    Mistake("no name of a post", "{% post_url none %}", _here(1, 4)),
    Mistake("a link to nowhere", "One.\n\n{% link none.md %}", _here(3, 4)),
    Mistake("highlight without a language", "{% highlight %}x{% endhighlight %}", _here(1, 4)),
    Mistake("assign without a value", "{% assign x %}", _here(1, 4)),
    Mistake("for without in", "{% for x y %}{% endfor %}", _here(1, 4)),
    Mistake("if without a condition", "{% if %}x{% endif %}", _here(1, 4)),
    Mistake("cycle without values", "{% cycle %}", _here(1, 4)),
    Mistake("an operator that is none", "{% if a =! b %}x{% endif %}", _here(1, 4)),
    Mistake("a comparison of two kinds", "{% if 'a' > 1 %}x{% endif %}", _here(1, 4)),
    Mistake("division by zero", "One.\n{{ 1 | divided_by: 0 }}", _here(2, 1)),
    Mistake("a filter without its argument", "{{ 'x' | replace }}", _here(1, 1)),
    Mistake("a filter with too many", "{{ 'x' | upcase: 1, 2 }}", _here(1, 1)),
    Mistake("a date that is none", "{{ 'soon' | date_to_string }}", _here(1, 1)),
    Mistake("sorting nothing", "{{ page.none | sort }}", _here(1, 1)),
    Mistake("an include missing in the layout", "x", "_layouts/broken.html, line 6", "broken"),
    Mistake("for is open in the layout", "x", "_layouts/unclosed.html, line", "unclosed"),
)  # fmt: skip


def text_of(mistake: Mistake) -> str:
    """Return the whole file."""
    return f"---\nlayout: {mistake.layout}\ntitle: A walk\n---\n{mistake.body}"
