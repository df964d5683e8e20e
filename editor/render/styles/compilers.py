"""The two compilers of Sass, the one that a site is built with first."""

from editor.render.styles.sass_job import Compiler
from editor.render.styles.sass_settings import SassSettings


def compilers_of(settings: SassSettings) -> tuple[Compiler, Compiler]:
    """Return the compiler of the site's own converter, then the other one."""
    # Most previews begin with sheets that need neither.
    from editor.render.styles.dart_sass import DartSass  # noqa: PLC0415
    from editor.render.styles.libsass import Libsass  # noqa: PLC0415

    return (DartSass(), Libsass()) if settings.dart else (Libsass(), DartSass())
