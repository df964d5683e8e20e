"""``include`` and ``include_relative``."""

import re
from collections.abc import Mapping
from typing import TextIO

from liquid import Environment
from liquid.ast import Node
from liquid.exceptions import LiquidError
from liquid.stream import TokenStream
from liquid.template import BoundTemplate
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag, run_template
from editor.render.liquid.context import Context
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.expressions import parse_value
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.values import RUBY_SPACE

_PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*
    (?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))""",
    re.VERBOSE,
)
_PARAMETERS = re.compile(rf"\s*(?:{_PARAMETER.pattern}(?=\s|\Z)\s*)*", re.VERBOSE)
_VARIABLE = re.compile(
    r"(?P<variable>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<parameters>.*)", re.DOTALL
)
_NAME = re.compile(r"[\w/.\-()+~\#@]+")
_EXAMPLE = "\nValid syntax:\n\n{% include file.ext param='value' param2='value' %}\n"
_BAD_SEQUENCE = re.compile(r"[./]{2,}")


def parse_include(markup: str) -> tuple[str, str | None]:
    """Return the name and the parameters; raises JekyllTagError for parameters of no form."""
    text = markup.strip(RUBY_SPACE)
    found = _VARIABLE.match(text)
    if found:
        name, parameters = found["variable"].strip(), found["parameters"].strip()
    else:
        parts = text.split(None, 1)
        name, parameters = (parts[0] if parts else ""), (parts[1] if len(parts) > 1 else "")
        if not parameters:
            return name, None
    if not _PARAMETERS.fullmatch(parameters):
        raise JekyllTagError(f"Invalid syntax for include tag:\n\n{parameters}\n{_EXAMPLE}")
    return name, parameters


def read_parameters(parameters: str, context: Context) -> dict[str, object]:
    """Return the values of an include's parameters."""
    values: dict[str, object] = {}
    for name, double, single, variable in _PARAMETER.findall(parameters):
        if variable:
            values[name] = parse_value(variable).evaluate(context)
        else:
            values[name] = double.replace('\\"', '"') or single.replace("\\'", "'")
    return values


class IncludeNode(RubyNode):
    """``{% include file.html name="value" %}``."""

    __slots__ = ("_name", "_parameters", "_template")

    tag_name = "include"

    def __init__(self, token: Token, markup: str, env: Environment) -> None:
        super().__init__(token)
        self._name, self._parameters = parse_include(markup)
        self._template = env.from_string(self._name) if "{{" in self._name else None

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the file; raises JekyllTagError when there is none."""
        name = self.file_name(context)
        template = self.locate(name, context)
        names: dict[str, object] = {}
        if self._parameters is not None:
            names["include"] = read_parameters(self._parameters, context)
        write_include(template, names, context, buffer)

    def file_name(self, context: Context) -> str:
        """Return the name of the file, checked; raises JekyllTagError."""
        name = self._name
        if self._template is not None:
            output = context.new_output()
            run_template(self._template.nodes, context, output)
            name = output.getvalue()
        if _BAD_SEQUENCE.search(name) or not _NAME.fullmatch(name):
            raise JekyllTagError(
                "Invalid syntax for include tag. File contains invalid characters or sequences:"
                f"\n\n  {name}\n{_EXAMPLE.replace('include', self.tag_name)}"
            )
        return name

    def locate(self, name: str, context: Context) -> BoundTemplate:
        """Return the file among the includes; raises JekyllTagError when it is not there."""
        services = services_of(context)
        template = services.include(name)
        if template is None:
            folders = ", ".join(f'"{folder}"' for folder in services.include_folders())
            raise JekyllTagError(missing_include(name, f"[{folders}]"))
        return template


def missing_include(name: str, folders: str) -> str:
    """Jekyll's words for an include that is not there."""
    return (
        f"Could not locate the included file '{name}' in any of {folders}. Ensure it exists in "
        "one of those directories and, if it is a symlink, does not point outside your site "
        "source."
    )


def write_include(
    template: BoundTemplate, names: Mapping[str, object], context: Context, buffer: TextIO
) -> None:
    """Write a file in the place of its tag; errors say that they are in that file."""
    with context.inner_scope(dict(names)), context.inside(template):
        try:
            run_template(template.nodes, context, buffer)
        except LiquidError as error:
            if error.template_name is None:
                error.template_name = template.path
            raise


class IncludeTag(RubyTag):
    """``{% include %}``."""

    name = "include"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read name and parameters."""
        return IncludeNode(token, markup, self.env)


class IncludeRelativeNode(IncludeNode):
    """``{% include_relative file.md %}``."""

    __slots__ = ()

    tag_name = "include_relative"

    def locate(self, name: str, context: Context) -> BoundTemplate:
        """Return the file beside the page; raises JekyllTagError when it is not there."""
        template = services_of(context).include_relative(name, context)
        if template is None:
            folder = services_of(context).page_folder(context)
            raise JekyllTagError(missing_include(name, f'["{folder}"]'))
        return template


class IncludeRelativeTag(RubyTag):
    """``{% include_relative %}``."""

    name = "include_relative"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read name and parameters."""
        return IncludeRelativeNode(token, markup, self.env)
