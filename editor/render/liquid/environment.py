"""The tags that templates are read with, and the templates that were read."""

from collections.abc import Callable, Iterable, Iterator

from liquid import Environment
from liquid.ast import Node
from liquid.exceptions import LiquidError
from liquid.tag import Tag
from liquid.template import BoundTemplate
from liquid.token import Token

from editor.render.liquid.blocks import BlockStream, parse_body, run_template
from editor.render.liquid.context import Context
from editor.render.liquid.errors import RenderError
from editor.render.liquid.lexing import tokenize
from editor.render.liquid.tags.table import JEKYLL_TAGS

LONGEST_TEMPLATE_CHARACTERS = 4 * 1024 * 1024


class JekyllEnvironment(Environment):
    """Liquid with Jekyll's tags, and those of plugins."""

    def __init__(self, more_tags: Iterable[type[Tag]] = ()) -> None:
        self._more_tags = tuple(more_tags)
        super().__init__()

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Know Jekyll's tags and no others; filters are given with each page."""
        for tag in (*JEKYLL_TAGS, *self._more_tags):
            self.add_tag(tag)

    def tokenizer(self) -> Callable[[str], Iterator[Token]]:
        """Cut templates as Ruby's Liquid does."""
        return tokenize

    def read(self, source: str, path: str) -> BoundTemplate:
        """Return the template of a file; raises LiquidError, which then names the file."""
        if len(source) > LONGEST_TEMPLATE_CHARACTERS:
            raise RenderError("this file is too long for the preview")
        return self.from_string(source, path=path)

    def from_string(  # type: ignore[override]
        self, source: str, path: str | None = None
    ) -> BoundTemplate:
        """Return the template of a text; raises LiquidError as it is."""
        return BoundTemplate(self, self._parse(source), path=path)

    def _parse(self, source: str) -> list[Node]:
        try:
            return parse_body(self, BlockStream(tokenize(source)), ()).nodes
        except RecursionError as error:
            raise RenderError("Nesting too deep") from error


def render_template(template: BoundTemplate, context: Context) -> str:
    """Return what a template writes; raises LiquidError with the place of the fault."""
    output = context.new_output()
    try:
        run_template(template.nodes, context, output)
    except LiquidError as error:
        if error.token is None and error.template_name is None:
            error.template_name = template.path
        raise
    return output.getvalue()
