"""``{% highlight language %}``: code in Rouge's markup."""

import html
import re
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.highlight import colour_code
from editor.render.liquid.blocks import Body, RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.values import RUBY_SPACE

_SYNTAX = re.compile(r'([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)')
_WINDOWS = (
    "this file has the line ends of Windows: Jekyll sets blank lines into highlighted code then"
)
_LINE_ENDS = "\r\n"


class HighlightNode(RubyNode):
    """``{% highlight %}``."""

    __slots__ = ("_body", "_language", "_numbered")

    def __init__(self, token: Token, language: str, body: Body, *, numbered: bool) -> None:
        super().__init__(token, blank=body.blank)
        self._language = language
        self._body = body
        self._numbered = numbered

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the code in its figure."""
        code = self._body.text(context).strip(_LINE_ENDS)
        if "\r" in code:
            services_of(context).remark(_WINDOWS, context)
        if services_of(context).setting("highlighter") in (None, "rouge", "pygments"):
            shown = colour_code(self._language, code)
            shown = _with_numbers(shown, code) if self._numbered else shown
        else:
            shown = html.escape(code).replace("&#x27;", "&#39;").strip(RUBY_SPACE)
        prefix = context.find("highlighter_prefix") or ""
        suffix = context.find("highlighter_suffix") or ""
        buffer.write(
            f'{prefix}<figure class="highlight"><pre><code class="language-'
            f'{self._language.replace("+", "-")}" data-lang="{self._language}">'
            f"{shown.removesuffix(chr(10))}</code></pre></figure>{suffix}"
        )


def _with_numbers(shown: str, code: str) -> str:
    lines = code.count("\n") + 1
    numbers = "".join(f"{number}\n" for number in range(1, lines + 1))
    return (
        '<table class="rouge-table"><tbody><tr><td class="gutter gl">'
        f'<pre class="lineno">{numbers}</pre></td><td class="code"><pre>{shown}\n</pre></td>'
        "</tr></tbody></table>"
    )


class HighlightTag(RubyTag):
    """``{% highlight %}``."""

    name = "highlight"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read language and options, and the code up to ``endhighlight``."""
        found = _SYNTAX.fullmatch(markup.strip(RUBY_SPACE))
        if found is None:
            raise JekyllTagError(
                "Syntax Error in tag 'highlight' while parsing the following markup:\n\n"
                f"{markup}\n\nValid syntax: highlight <lang> [linenos]\n"
            )
        body, _, _ = self.body(stream, ("endhighlight",))
        numbered = re.search(r"\blinenos\b", found[2]) is not None
        return HighlightNode(token, found[1].lower(), body, numbered=numbered)
