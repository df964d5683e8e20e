"""What tags and filters ask of the site that a template belongs to."""

import datetime as dt
from typing import Protocol

from liquid.template import BoundTemplate

from editor.post.scalars import Value
from editor.render.liquid.context import Context


class Services(Protocol):
    """The site, as far as the templates of one page reach it."""

    @property
    def now(self) -> dt.datetime:
        """The moment of the build, in the zone of the site."""

    def setting(self, name: str) -> Value:
        """Return what ``_config.yml`` says under ``name``, or nil."""

    def markdown(self, text: str) -> str:
        """Return the HTML of markdown."""

    def sass(self, text: str, context: Context, *, indented: bool) -> str:
        """Return the CSS of Sass; raises RenderError for what cannot be compiled."""

    def include(self, name: str) -> BoundTemplate | None:
        """Return the include of that name; None when no folder of includes has it."""

    def include_folders(self) -> list[str]:
        """Return the folders of includes, for messages."""

    def include_relative(self, name: str, context: Context) -> BoundTemplate | None:
        """Return the file beside the page; None when there is none that may be read."""

    def page_folder(self, context: Context) -> str:
        """Return the folder of the page, for messages."""

    def file_url(self, path: str) -> str | None:
        """Return the address of the file ``path`` of the site, without the site's base."""

    def post_url(self, name: str) -> str | None:
        """Return the address of the post that is called ``name`` in ``post_url``."""

    def remark(self, text: str, context: Context) -> None:
        """Keep a reason why the page is not exactly the published one."""
