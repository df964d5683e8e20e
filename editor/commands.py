"""The commands without a window: the same core, for scripts and for checking, without Qt."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editor.arguments import DONE, INPUT_AT_FAULT, SentenceParser
from editor.errors import EditorError
from editor.post import fields
from editor.post.dates import meaning, set_date
from editor.post.document import Document
from editor.post.fields import FieldKind
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Value, to_text
from editor.render.article import ArticleRequest, render_article
from editor.render.comparison.exchange import PostComparison, Verdict
from editor.render.comparison.report import report
from editor.render.markdown import to_html
from editor.render.page import whole_page
from editor.render.published.fidelity import PublishedPage, Reason
from editor.site.habits import find_habits
from editor.site.layout import kind_of
from editor.site.new_post import new_document, plan_draft_path, plan_post_path, slug_for_title
from editor.site.reading import PostData, read_post
from editor.site.site import Site, find_site_root
from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint
from editor.storage.reading import read_file
from editor.storage.reasons import reason_of

if TYPE_CHECKING:
    from editor.render.published.renderer import SiteRenderer

MOST_POSTS: Final = 50
"""How many of the last posts are compared when no number is given."""
_KINDS: Final = {field.key: field.kind for field in fields.KNOWN_FIELDS}


def run_command(arguments: Sequence[str]) -> int:
    """Carry out the command in ``arguments``, whose first is its name; return its exit status."""
    options = _commands_parser().parse_args(arguments)
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except EditorError as error:
        print(f"galleyproof: {error}", file=sys.stderr)
        return INPUT_AT_FAULT
    except BrokenPipeError:  # the reader of our output has gone, such as head
        sys.stderr.close()
        return INPUT_AT_FAULT
    except OSError as error:
        place = error.filename or "a file"
        print(f"galleyproof: {place} cannot be used: {reason_of(error)}.", file=sys.stderr)
        return INPUT_AT_FAULT
    return status


def _new(options: argparse.Namespace) -> int:
    site = _site_at(options.site)
    habits = find_habits(site)
    now = datetime.now(UTC)
    if not options.title.strip():
        raise EditorError("A post needs a title; the one given is empty.")
    slug = slug_for_title(options.title, "default")
    if options.draft:
        planned = plan_draft_path(site, habits, slug=slug)
    else:
        day = now.astimezone(site.config.timezone).date()
        planned = plan_post_path(site, habits, slug=slug, day=day)
    if planned.taken:
        raise EditorError(
            f"There is a file named {planned.path.name} already. It was left as it is; the next "
            f"free name is {planned.next_free.name}."
        )
    moment = None if options.draft else now
    document = new_document(site, habits, title=options.title, moment=moment, draft=options.draft)
    atomic.create(planned.path, document.encode())
    print(planned.path)
    return DONE


def _get(options: argparse.Namespace) -> int:
    data = _post_values(_read(options.file)[1])
    if options.key is not None and options.key not in data:
        raise EditorError(f"{options.file} has no {options.key}.")
    shown = data if options.key is None else data[options.key]
    print(json.dumps(_speakable(shown), ensure_ascii=False, indent=2, default=_jekyll_text))
    return DONE


def _set(options: argparse.Namespace) -> int:
    data = read_file(options.file)
    document = _decode(data, options.file)
    site = _site_of(options.file)
    front_matter = FrontMatter.parse(document.front_matter)
    for key, value in options.changes:
        front_matter = _changed(front_matter, key, value, site)
    if front_matter.text != document.front_matter:
        changed = document.with_front_matter(front_matter.text)
        atomic.replace(options.file, changed.encode(), Fingerprint.of(data))
    return DONE


def _changed(front_matter: FrontMatter, key: str, value: str, site: Site) -> FrontMatter:
    kind = _KINDS.get(key)
    if not value:
        return front_matter.remove(key) if key in front_matter else front_matter
    if kind is FieldKind.LIST:
        items = tuple(item.strip() for item in value.split(",") if item.strip())
        return fields.set_list(front_matter, key, items)
    if kind is FieldKind.DATE:
        zone = site.config.timezone
        return set_date(front_matter, key, meaning(value, zone), zone)
    if kind is None:
        return fields.set_typed(front_matter, key, value)
    return fields.set_text(front_matter, key, value)


def _url(options: argparse.Namespace) -> int:
    site, data = _read(options.file)
    if kind_of(site, options.file.absolute()) is None:
        raise EditorError(f"Jekyll does not read {options.file} as a post, so it has no address.")
    print(data.url)
    return DONE


def _render(options: argparse.Namespace) -> int:
    stems = [file.stem for file in options.files]
    if len(set(stems)) < len(stems) and options.output_dir is not None:
        raise EditorError("Two of the files have the same name, so one page would hide the other.")
    renderers: dict[Path, SiteRenderer] = {}
    for file in options.files:
        html = _body_html(file, renderers) if options.body else _page_html(file, renderers)
        if options.output_dir is None:
            sys.stdout.write(html)
        else:
            _write_page(options.output_dir / f"{file.stem}.html", html)
    return DONE


def _compare(options: argparse.Namespace) -> int:
    # Liquid takes a while to load: only pages wait for it.
    from editor.render.comparison.posts import compare_posts, default_destination  # noqa: PLC0415

    site = _site_at(options.site)
    built = options.built or default_destination(site)
    told = compare_posts(site, built, options.posts, datetime.now(UTC))
    compared = [one for one in told if isinstance(one, PostComparison)]
    sys.stdout.write(report(compared))
    return DONE if all(one.verdict is Verdict.SAME for one in compared) else INPUT_AT_FAULT


def _body_html(file: Path, renderers: "dict[Path, SiteRenderer]") -> str:
    document = _decode(read_file(file), file)
    root = find_site_root(file)
    if root is None:
        return to_html(document.body)
    renderer = _renderer(root, renderers, coloured=False)
    page = renderer.render_body(file.absolute(), document, now=datetime.now(UTC))
    return _told(page, file, ()).article_html


def _page_html(file: Path, renderers: "dict[Path, SiteRenderer]") -> str:
    root = find_site_root(file)
    renderer = None if root is None else _renderer(root, renderers)
    if renderer is None or not renderer.has_layouts:
        return _article_page(file)
    document = _decode(read_file(file), file)
    page = renderer.render(file.absolute(), document, now=datetime.now(UTC))
    return _told(page, file, page.reasons).html


def _renderer(
    root: Path, renderers: "dict[Path, SiteRenderer]", *, coloured: bool = True
) -> "SiteRenderer":
    """The renderer of a site, read once for all posts of the command."""
    if root not in renderers:
        # Liquid takes a while to load: only pages wait for it.
        from editor.render.published.renderer import SiteRenderer  # noqa: PLC0415

        renderers[root] = SiteRenderer(Site.open(root), convert=None if coloured else to_html)
    return renderers[root]


def _told(page: PublishedPage, file: Path, reasons: tuple[Reason, ...]) -> PublishedPage:
    """Say on standard error why a page is not exactly the published one."""
    if page.error is not None:
        print(f"{file}: {page.error}", file=sys.stderr)
    if page.ignored:
        print(f"{file}: {page.ignored}.", file=sys.stderr)
    for reason in reasons:
        print(f"{file}: {page.fidelity.value}: {reason.sentence}", file=sys.stderr)
    return page


def _article_page(file: Path) -> str:
    site, data = _read(file)
    request = ArticleRequest(
        body=data.body,
        title="" if data.title is None else str(data.title),
        date=data.date.strftime("%Y-%m-%d"),
        image_url=_simple_text(data.values.get("image")),
        base_url=data.url,
        baseurl=site.config.baseurl,
    )
    return whole_page(render_article(request), request.title)


def _simple_text(value: Value) -> str:
    return "" if value is None or isinstance(value, list | dict) else to_text(value)


def _write_page(path: Path, html: str) -> None:
    data = html.encode()
    if path.exists():
        atomic.replace(path, data, Fingerprint.of_file(path))
    else:
        atomic.create(path, data)
    print(path)


def _read(file: Path) -> tuple[Site, PostData]:
    document = _decode(read_file(file), file)
    site = _site_of(file)
    modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    path = file.absolute()
    return site, read_post(site, path, document, now=datetime.now(UTC), modified=modified)


def _decode(data: bytes, file: Path) -> Document:
    try:
        return Document.decode(data)
    except EditorError as error:
        raise EditorError(f"{file}: {error}") from error


def _site_of(file: Path) -> Site:
    return Site.open(find_site_root(file) or file.absolute().parent)


def _site_at(folder: Path) -> Site:
    if not folder.is_dir():
        raise EditorError(f"{folder} is not a folder. Name the folder of a Jekyll site.")
    return Site.open(find_site_root(folder) or folder)


def _post_values(data: PostData) -> dict[str, object]:
    derived = {
        "title": data.title,
        "slug": data.slug,
        "date": data.date,
        "tags": data.tags,
        "categories": data.categories,
        "draft": data.draft,
        "published": data.published,
        "excerpt": data.excerpt,
        "url": data.url,
        "path": data.path,
    }
    return {**data.values, **derived}


def _speakable(value: object) -> object:
    """Return ``value`` with the numbers that JSON has no word for as text."""
    if isinstance(value, dict):
        return {str(key): _speakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_speakable(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _jekyll_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")


def _change(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return key.strip(), value


_COMMANDS: Final = {
    "new": _new,
    "get": _get,
    "set": _set,
    "url": _url,
    "render": _render,
    "compare": _compare,
}


def _commands_parser() -> argparse.ArgumentParser:
    parser = SentenceParser(prog="galleyproof")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="make a post or a draft and print its path")
    new.add_argument("title")
    new.add_argument("--site", type=Path, default=Path(), metavar="DIR")
    new.add_argument("--draft", action="store_true", help="make it in _drafts, undated")
    get = commands.add_parser("get", help="print as JSON what Jekyll reads in a post")
    get.add_argument("file", type=Path, metavar="FILE")
    get.add_argument("key", nargs="?", metavar="KEY")
    change = commands.add_parser("set", help="change keys of a post in place", epilog=_SET_EPILOG)
    change.add_argument("file", type=Path, metavar="FILE")
    change.add_argument("changes", nargs="+", type=_change, metavar="KEY=VALUE")
    url = commands.add_parser("url", help="print the address a post is published at")
    url.add_argument("file", type=Path, metavar="FILE")
    render = commands.add_parser("render", help="print or write the page of posts as HTML")
    render.add_argument("files", nargs="+", type=Path, metavar="FILE")
    render.add_argument("--body", action="store_true", help="the converted markdown alone")
    render.add_argument("--output-dir", type=Path, metavar="DIR")
    compare = commands.add_parser("compare", help="compare the last posts with the built site")
    compare.add_argument("site", type=Path, metavar="SITE")
    compare.add_argument("--built", type=Path, metavar="DIR", help="default: what Jekyll builds to")
    compare.add_argument("--posts", type=_number_of_posts, default=MOST_POSTS, metavar="N")
    return parser


def _number_of_posts(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of posts")
    return int(text)


_SET_EPILOG: Final = (
    "KEY= removes the key. Values of tags and categories are separated by commas. A date is read "
    "as Jekyll reads it and written in the file's own style. Title, author, excerpt, image and "
    "layout are always text; any other value keeps its type (a number, true, false) where it fits."
)
