"""Settings of markdown and Liquid that are not followed, named when a page may show them."""

from collections.abc import Iterator

from editor.post.scalars import Value
from editor.render.kramdown.options import FOLLOWED
from editor.render.liquid.values import truthy
from editor.render.published.build import Build
from editor.render.published.code_settings import is_followed
from editor.render.published.fidelity import Reason
from editor.render.published.settings import jekyll_settings

_SAME_AS_DEFAULT: dict[str, tuple[Value, ...]] = {
    "syntax_highlighter": ("rouge",),
    "enable_coderay": (False,),
    "use_coderay": (False,),
    "math_engine": ("mathjax",),
    "syntax_highlighter_opts": ({},),
    "line_width": (72, 80, 100, 120),
    "guess_lang": (True, False),
}
_ONLY_WITH_CODE = "syntax_highlighter_opts"
_NOT_THAT_WAY = frozenset(("math_engine", "html_to_native"))
"""Read, but carried out in part only, or in Jekyll's usual way whatever the setting says."""


def markdown_reasons(build: Build, article: str) -> Iterator[Reason]:
    """Yield the settings that differ from Jekyll's own and could show on this page."""
    engine = build.settings.get("markdown")
    if engine not in ("kramdown", None):
        yield Reason(f"markdown is converted by kramdown here, not by {engine}", "_config.yml")
    written = build.settings.get("kramdown")
    standard = jekyll_settings()["kramdown"]
    if not isinstance(written, dict) or not isinstance(standard, dict):
        return
    for key, value in written.items():
        if value == standard.get(key) or value in _SAME_AS_DEFAULT.get(key, ()):
            continue
        if key == _ONLY_WITH_CODE and (is_followed(value) or "<code" not in article):
            continue
        if key in FOLLOWED - _NOT_THAT_WAY:
            continue
        yield Reason(f"kramdown's setting “{key}” is not followed here", "_config.yml")


def liquid_reasons(build: Build) -> Iterator[Reason]:
    """Yield the settings of Liquid at which Jekyll may stop where nothing is found here."""
    written = build.settings.get("liquid")
    if not isinstance(written, dict):
        return
    if written.get("error_mode") == "strict":
        said = "“error_mode: strict” stops Jekyll at more than is found here"
        yield Reason(said, "_config.yml")
    if truthy(written.get("strict_variables")):
        said = "“strict_variables” stops Jekyll at names without a value, which are not found here"
        yield Reason(said, "_config.yml")
