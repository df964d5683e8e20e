"""The words of an address as Addressable 2.8.1 escapes or refuses them; all of it measured."""

import pytest

from editor.site.address_escapes import escape_path
from editor.site.errors import BuildStopError


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Plain-words/2.0", "Plain-words/2.0"),
        ("a b?c#d[e]%f", "a%20b?c%23d%5Be%5D%25f"),
        ("/A_z~!$&'()*+,;=:@/", "/A_z~!$&'()*+,;=:@/"),
        ("\u65e5", "%E6%97%A5"),
        ("\udce9", "%E9"),  # a file name that is not UTF-8
        ("a\0b", "a%00b"),
        ("what?", "what?"),
        ("#1", "%231"),
        ("review: books", "review:%20books"),
        ("a/b: c", "a/b:%20c"),
        ("a:", "a:"),
        ("x\n:y", "x\n:y"),  # one line is plain, and so all of it is taken as it is
        ("//a:80/c", "//a:80/c"),
        ("//a:/x", "//a/x"),
        ("//u@\u00e9/x", "//u@%C3%A9/x"),
        ("//[x]/y", "//[x]/y"),
        ("ws:", "ws:"),
    ],
)
def test_what_may_not_stand_in_an_address_is_escaped(text: str, escaped: str) -> None:
    assert escape_path(text) == escaped


REFUSED = (
    *("12:30", "a b: c", ":x", "::", "\u00e9:x", "-a:b", "1/-[\n1:", "http://", "HTTP:?x"),
    *("//a:b/c", "//a b/c", "//a\\b", "//a\u2028"),
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_address_stops_the_build(text: str) -> None:
    with pytest.raises(BuildStopError, match="stops Jekyll's whole build"):
        escape_path(text)
