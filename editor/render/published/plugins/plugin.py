"""What a ported gem may add to a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from liquid.tag import Tag

from editor.render.liquid.context import Filter
from editor.render.published.build import Build
from editor.render.published.documents import DocumentDrop
from editor.render.published.pages import PageFile


@dataclass(frozen=True, slots=True)
class PagePart:
    """A text on its way to the page: of which document, and in which site."""

    build: Build
    document: DocumentDrop
    file_url: Callable[[str], str | None]


Change = Callable[[str, PagePart], str]
"""Returns the text as the plugin leaves it."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One gem: its tags and filters, and what it does to posts when the site asks for it.

    ``before_liquid`` changes the source of the post, ``after_layouts`` the whole page;
    ``layout`` names one for a post that has none; ``pages`` are addresses of pages it makes,
    ``paged`` those that it makes of the site's own pages and the number of its posts.
    """

    tags: tuple[type[Tag], ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    before_liquid: Change | None = None
    after_layouts: Change | None = None
    values: Callable[[Build, DocumentDrop], Mapping[str, object]] | None = None
    site_values: Callable[[Build], Mapping[str, object]] | None = None
    pages: Callable[[Build], list[object]] | None = None
    paged: Callable[[Build, Sequence[PageFile], int], list[object]] | None = None
    layout: Callable[[Callable[[str], bool]], str | None] | None = None
