"""All tags of Liquid and Jekyll."""

from liquid.tag import Tag

from editor.render.liquid.tags.control import (
    CaseTag,
    CommentTag,
    IfTag,
    InlineCommentTag,
    UnlessTag,
)
from editor.render.liquid.tags.highlight import HighlightTag
from editor.render.liquid.tags.includes import IncludeRelativeTag, IncludeTag
from editor.render.liquid.tags.links import LinkTag, PostUrlTag
from editor.render.liquid.tags.loops import BreakTag, ContinueTag, CycleTag, ForTag, TableRowTag
from editor.render.liquid.tags.names import (
    AssignTag,
    CaptureTag,
    DecrementTag,
    EchoTag,
    IfChangedTag,
    IncrementTag,
    LiquidTag,
    RawTag,
    RenderTag,
)
from editor.render.liquid.tags.unknown import UnknownTag

JEKYLL_TAGS: tuple[type[Tag], ...] = (
    AssignTag, BreakTag, CaptureTag, CaseTag, CommentTag, ContinueTag, CycleTag, DecrementTag,
    EchoTag, ForTag, HighlightTag, IfChangedTag, IfTag, IncludeRelativeTag, IncludeTag,
    IncrementTag, InlineCommentTag, LinkTag, LiquidTag, PostUrlTag, RawTag, RenderTag,
    TableRowTag, UnknownTag, UnlessTag,
)  # fmt: skip
