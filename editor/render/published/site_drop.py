"""``site``: everything that a template may look up in it."""

from collections.abc import Callable, Iterator, Mapping

from editor.render.liquid.context import Context, template_path
from editor.render.liquid.drop import Drop
from editor.render.liquid.tags.loops import WalkedList
from editor.render.liquid.values import to_s, truthy
from editor.render.published.added_pages import adding_plugin
from editor.render.published.build import Build
from editor.render.published.collections import Collection
from editor.render.published.data_files import DataFolder
from editor.render.published.documents import DocumentDrop
from editor.render.published.fidelity import Reason
from editor.render.published.pages import PageFile, SiteFiles
from editor.render.published.posts import PostShelf

MOST_WALKED = 1000
"""Posts that one loop goes through; a list that a reader can use has fewer."""

_RELATED = 10
_NO_KEYS = (list, dict, bool, float)
"""What is no key here, or the same one as another value that Ruby keeps apart from it."""


class SiteDrop(Drop):
    """``site``."""

    def __init__(self, build: Build, posts: PostShelf) -> None:
        self.build = build
        self.post_shelf = posts
        self.files = SiteFiles(build)
        self.more_pages: list[object] = []
        self.paged: Callable[[list[PageFile], int], list[object]] | None = None
        """Makes pages of the site's own and the number of its posts, as a plugin does."""
        self.more_values: dict[str, object] = {}
        self.adding: frozenset[str] = frozenset()
        """Gems that may add pages which are not known here."""
        self._data: DataFolder | None = None
        self._listed: WalkedList | None = None
        self._terms: dict[str, dict[object, object]] = {}
        named = build.settings.get("collections")
        self._collections = {
            label: Collection(build, label, metadata if isinstance(metadata, dict) else {}, rank)
            for rank, (label, metadata) in enumerate(
                named.items() if isinstance(named, dict) else (), 1
            )
            if label != "posts"
        }
        self.current: DocumentDrop | None = None

    @property
    def fallback(self) -> Mapping[str, object]:
        """The settings."""
        return self.build.settings

    def __getitem__(self, key: str) -> object:
        if key in self.more_values:
            return self.more_values[key]
        collection = self._collections.get(key)
        return super().__getitem__(key) if collection is None else collection.documents()

    def __contains__(self, key: object) -> bool:
        return key in self._collections or super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()

    def text(self) -> str:
        """Return the name of Jekyll's class."""
        return "Jekyll::Drops::SiteDrop"

    def posts(self) -> list[object]:
        """Return the posts, newest first; loops over very many of them are cut short."""
        if self._listed is None:
            self._listed = self._walked(self.post_shelf.newest_first(), "posts")
        return self._listed

    def _walked(self, items: list[DocumentDrop], name: str) -> WalkedList:
        walked = WalkedList(items)
        walked.most = MOST_WALKED

        def cut(cut_list: WalkedList, context: Context) -> None:
            self.build.remark(
                Reason(
                    f"the layout goes through all {len(cut_list)} {name}; "
                    f"the first {MOST_WALKED} are shown",
                    template_path(context),
                )
            )

        walked.on_cut = cut
        return walked

    def terms(self, key: str) -> dict[object, object]:
        """Return tags or categories, each with its posts, newest first."""
        if key not in self._terms:
            found: dict[object, list[DocumentDrop]] = {}
            for post in self.post_shelf.documents():
                values = post.known.get(key)
                for term in values if isinstance(values, list) else ():
                    found.setdefault(to_s(term) if isinstance(term, _NO_KEYS) else term, []).append(
                        post
                    )
            self._terms[key] = {
                term: self._walked(posts[::-1], "posts") for term, posts in found.items()
            }
        return self._terms[key]

    def pages(self) -> list[object]:
        """Return the pages, then those that plugins make."""
        self._say_added()
        return [*(page.liquid() for page in self.files.pages()), *self.more_pages, *self._paged()]

    def html_pages(self) -> list[object]:
        """Return the pages that browsers show."""
        self._say_added()
        own = (page for page in self.files.pages() if page.is_html or page.url.endswith("/"))
        return [*(page.liquid() for page in own), *self._paged()]

    def _say_added(self) -> None:
        plugin = adding_plugin(self.adding, self.files, self.build) if self.adding else None
        if plugin is not None:
            self.build.remark(Reason(f"the list of all pages lacks those that {plugin} adds"))

    def _paged(self) -> list[object]:
        if self.paged is None:
            return []
        posts = self.post_shelf.documents()
        if len(posts) <= MOST_WALKED:  # with more it would be too slow to ask each
            posts = [post for post in posts if not truthy(post.known.get("hidden"))]
        return self.paged(list(self.files.pages()), len(posts))

    def data(self) -> object:
        """Return ``_data``."""
        written = self.build.settings.get("data")
        if written is not None:
            return written
        if self._data is None:
            folder = to_s(self.build.settings.get("data_dir")) or "_data"
            self._data = DataFolder(self.build.folder, folder, self._say_broken)
        return self._data

    def _say_broken(self, path: str) -> None:
        said = "this data file cannot be read: Jekyll would stop the build at it"
        self.build.remark(Reason(said, path))

    def related(self) -> object:
        """Return the newest posts but the present one; ``lsi`` is not known here."""
        if self.build.settings.get("lsi"):
            self.build.remark(
                Reason("“lsi” is not known here: the newest posts are shown as related")
            )
        newest = self.post_shelf.documents()[-(_RELATED + 1) :][::-1]
        if len(self.post_shelf.documents()) < 2:
            return []
        return [post for post in newest if post is not self.current][:_RELATED]

    def collection(self, label: str) -> Collection | None:
        """Return one of the site's own collections."""
        return self._collections.get(label)

    def own_collections(self) -> list[Collection]:
        """Return the collections apart from the posts."""
        return [*self._collections.values()]

    def collection_of(self, relative: str) -> tuple[Collection | None, str]:
        """Return the collection that a file of the site lies in, and its path there."""
        for collection in self._collections.values():
            if relative.startswith(f"{collection.directory}/"):
                below = relative.removeprefix(collection.directory)
                return collection, f"_{collection.label}{below}"
        return None, relative

    def collections(self) -> list[object]:
        """Return all collections by their names."""
        posts = PostsCollection(self)
        every: list[Drop] = [*self._collections.values(), posts]
        return [*sorted(every, key=lambda one: to_s(one["label"]))]

    def documents(self) -> list[object]:
        """Return the documents of all collections, posts first."""
        found: list[object] = [*self.post_shelf.documents()]
        for collection in self._collections.values():
            found.extend(collection.documents())
        return found

    def forget_order(self) -> None:
        """The posts are others, or stand in another order."""
        self._listed = None
        self._terms.clear()

    def refresh(self) -> bool:
        """Forget the posts' order, the pages and the documents that changed on disk."""
        changed = [
            self.post_shelf.refresh(),
            self.files.refresh(),
            *(collection.refresh() for collection in self._collections.values()),
        ]
        if any(changed):
            self.forget_order()
        return any(changed)

    def forget_files(self) -> None:
        """Look for pages, data and documents again."""
        self.files.forget()
        self._data = None
        for collection in self._collections.values():
            collection.forget()

    getters: Mapping[str, Callable[["SiteDrop"], object]] = {
        "time": lambda drop: drop.build.now,
        "pages": lambda drop: drop.pages(),
        "html_pages": lambda drop: drop.html_pages(),
        "posts": lambda drop: drop.posts(),
        "static_files": lambda drop: drop.files.static_files(),
        "tags": lambda drop: drop.terms("tags"),
        "categories": lambda drop: drop.terms("categories"),
        "collections": lambda drop: drop.collections(),
        "documents": lambda drop: drop.documents(),
        "related_posts": lambda drop: drop.related(),
        "data": lambda drop: drop.data(),
        "config": lambda _: None,
    }


class PostsCollection(Drop):
    """The posts as one of the collections."""

    def __init__(self, site: SiteDrop) -> None:
        self._site = site

    @property
    def fallback(self) -> Mapping[str, object]:
        """What ``_config.yml`` says of the posts."""
        collections = self._site.build.settings["collections"]
        posts = collections.get("posts") if isinstance(collections, dict) else None
        return posts if isinstance(posts, dict) else {}

    getters: Mapping[str, Callable[["PostsCollection"], object]] = {
        "label": lambda _: "posts",
        "docs": lambda drop: [*drop._site.post_shelf.documents()],  # noqa: SLF001
        "files": lambda _: [],
        "relative_directory": lambda _: "_posts",
        "directory": lambda drop: str(drop._site.build.site.root / "_posts"),  # noqa: SLF001
        "output": lambda _: True,
    }
