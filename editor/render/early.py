"""What the window will ask first, asked before it does: its post is rendered while it loads."""

from datetime import UTC, datetime
from pathlib import Path

from editor.post.document import Document
from editor.post.editable_text import EditableText
from editor.render.exchange import ArticleRequest, Publication
from editor.site.site import find_site_root


def first_request(path: Path) -> ArticleRequest:
    """Return the request that a window started with the post at ``path`` will make, or nearly.

    Raises OSError, and EditorError for a file that is no post.
    """
    path = path.parent.resolve() / path.name
    document = Document.decode(path.read_bytes())
    root = find_site_root(path)
    if root is None:
        return ArticleRequest(EditableText.of(document.body).shown)
    head = document.opening + document.front_matter + document.closing
    now = datetime.now(UTC).isoformat()
    return ArticleRequest(document.body, publication=Publication(str(root), str(path), head, now))
