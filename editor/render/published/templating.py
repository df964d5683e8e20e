"""Templates of the site rendered for one page, and what they hold that nobody knows here."""

import re

from liquid.template import BoundTemplate
from liquid.token import Token

from editor.render.liquid.context import Budget, Context, Filter, template_path
from editor.render.liquid.environment import JekyllEnvironment, render_template
from editor.render.liquid.errors import RenderError, TemplateSyntaxError
from editor.render.liquid.values import truthy
from editor.render.published.build import Build
from editor.render.published.faults import error_sentence
from editor.render.published.fidelity import Reason
from editor.render.published.site_plugins import SitePlugins

_MOST_TEXTS = 64
"""Texts of posts whose templates are kept."""


class Templating:
    """Carries out the Liquid of one page after the other.

    ``stop`` is what Jekyll would stop with at an unknown tag; ``first_lines`` says on which line,
    from 0, the text of each file begins behind its front matter.
    """

    def __init__(
        self,
        build: Build,
        env: JekyllEnvironment,
        filters: dict[str, Filter],
        services: object,
        plugins: SitePlugins,
    ) -> None:
        self._build = build
        self._env = env
        self._filters = filters
        self._services = services
        self._plugins = plugins
        liquid = build.settings.get("liquid")
        self._strict_filters = isinstance(liquid, dict) and truthy(liquid.get("strict_filters"))
        self._budget = Budget()
        self._texts: dict[tuple[str, str], BoundTemplate] = {}
        self._outer: BoundTemplate | None = None
        self.stop: str | None = None
        self.first_lines: dict[str, int] = {}

    def begin(self, path: str, first_line: int) -> None:
        """Begin the page of the post in ``path``."""
        self._budget = Budget()
        self.stop = None
        self.first_lines = {path: first_line}

    def text(self, source: str, path: str, payload: dict[str, object]) -> str:
        """Return what a text writes; raises LiquidError."""
        key = (path, source)
        template = self._texts.get(key)
        if template is None:
            template = self._env.read(source, path)
            self._texts = {**dict(list(self._texts.items())[-_MOST_TEXTS:]), key: template}
        return self.rendered(template, payload)

    def rendered(self, template: BoundTemplate, payload: dict[str, object]) -> str:
        """Return what a template writes; raises LiquidError."""
        context = Context(template, payload, self._filters, self._budget, self._services)
        context.on_unknown_filter = self._unknown_filter
        context.on_unknown_tag = self._unknown_tag
        outer, self._outer = self._outer, template
        try:
            return render_template(template, context)
        finally:
            self._outer = outer

    def _unknown_filter(self, name: str, context: Context) -> None:
        if not self._plugins.may_know(name):
            if self._strict_filters:
                raise RenderError(f"undefined filter {name}")
            return  # Jekyll leaves the value as it is, too
        owner = self._plugins.filters.get(name)
        said = (
            f"the site's own plugin {owner.rpartition('/')[2]} adds the filter {name}"
            if owner
            else f"the filter {name} is not known here"
        )
        line = _line_of_filter(context.template, name)
        self._remark(f"{said}; its value is shown unchanged", context, line)

    def _unknown_tag(self, token: Token, context: Context) -> None:
        name = token.value
        owner = self._plugins.tags.get(name)
        said = (
            f"the site's own plugin {owner.rpartition('/')[2]} adds the tag {name}"
            if owner
            else f"Unknown tag '{name}'"
        )
        line = token.source.count("\n", 0, token.start_index) + 1
        self._remark(f"{said}; it is shown as it is written", context, line)
        if not self._plugins.may_know(name):
            fault = TemplateSyntaxError(f"Unknown tag '{name}'", token)
            if context.template is not self._outer:
                fault.template_name = template_path(context)
            self.stop = self.stop or error_sentence(fault, template_path(context), self.first_lines)

    def _remark(self, text: str, context: Context, line: int) -> None:
        path = template_path(context)
        below = self.first_lines.get(path, 0)
        self._build.remark(Reason(text, path, line + below if line else 0))


def _line_of_filter(template: BoundTemplate, name: str) -> int:
    source = next((node.token.source for node in template.nodes), "")
    found = re.search(rf"\|\s*{re.escape(name)}\b", source)
    return source.count("\n", 0, found.start()) + 1 if found else 0
