"""Errors of the site that more than one module raises."""

from editor.errors import EditorError


class BuildStopError(EditorError):
    """Jekyll would stop the whole build at this post; the text says at what and what to do."""


class IgnoredFrontMatterError(EditorError):
    """Jekyll gives up on the front matter of a post and publishes its text alone."""


class ImageError(EditorError):
    """A picture could not be brought into the site; neither it nor the site was changed."""
