"""The terms that a site's posts use, most used first: what the form offers while typing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.site.index import PostSummary
from editor.site.site import Site


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Tags, categories and authors in use, most used first, and the site's layouts by name."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()


def count_terms(summaries: Iterable[PostSummary], layouts: tuple[str, ...] = ()) -> Taxonomy:
    """Count the terms of the given posts; ``layouts`` come from ``find_layouts``."""
    tags: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    for summary in summaries:
        tags.update(summary.tags)
        categories.update(summary.categories)
        authors.update((summary.author,) if summary.author else ())
    return Taxonomy(_ranked(tags), _ranked(categories), _ranked(authors), layouts)


def with_terms_of(terms: Taxonomy, summary: PostSummary) -> Taxonomy:
    """Return ``terms`` with those of one more post at their end; nothing is counted anew."""
    author = (summary.author,) if summary.author else ()
    return Taxonomy(
        tuple(dict.fromkeys((*terms.tags, *summary.tags))),
        tuple(dict.fromkeys((*terms.categories, *summary.categories))),
        tuple(dict.fromkeys((*terms.authors, *author))),
        terms.layouts,
    )


def find_layouts(site: Site) -> tuple[str, ...]:
    """Return the names of the layouts in the site's own folder of layouts (a theme may add more).

    Rule: ``jekyll/readers/layout_reader.rb``: a name is the path without its extension.
    """
    folder = site.root / site.config.layouts_dir
    if not site.contains(folder):
        return ()
    try:
        names = {_layout_name(folder, path) for path in folder.rglob("*.*") if path.is_file()}
    except OSError:
        return ()
    return tuple(sorted(name for name in names if not name.startswith((".", "_", "#", "~"))))


def _layout_name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _ranked(counted: Counter[str]) -> tuple[str, ...]:
    """Most used first; equally used ones in the order of the alphabet."""
    return tuple(sorted(counted, key=lambda term: (-counted[term], term.casefold(), term)))
