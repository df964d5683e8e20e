"""Text as Ruby sees it, where Ruby and Python differ: case, word splitting, truth, equality."""

import re

from editor.post.scalars import Value

_WORD = re.compile(r"[^ \t\n\v\f\r\0]+")


def downcase(text: str) -> str:
    """Return ``text`` in lower case as ``String#downcase`` does: a final sigma stays ``σ``."""
    return text.replace("Σ", "σ").lower()


def capitalize(text: str) -> str:
    """Return ``text`` with a large first letter and the rest small, as ``String#capitalize``."""
    return text[:1].title() + downcase(text[1:])


def split_words(text: str) -> list[str]:
    """Split on ASCII white space only, as ``String#split`` without arguments."""
    return _WORD.findall(text)


def truthy(value: Value) -> bool:
    """Whether Ruby takes ``value`` for true: everything but ``nil`` and ``false``."""
    return value is not None and value is not False


def identity(value: Value) -> tuple[str, str]:
    """Return a key that is equal for values that Ruby's ``eql?`` calls equal (1 is not 1.0)."""
    return type(value).__name__, repr(value)
