"""Whatever the front matter looks like: a change is one key's, and reads back as wished."""

from generated_front_matter import NEW_VALUES, front_matter_text
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editor.post.document import Document
from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.front_matter import FrontMatter
from editor.post.list_edits import identity
from editor.post.scalars import Value

many = settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much])


def read(text: str) -> FrontMatter:
    try:
        return FrontMatter.parse(text)
    except FrontMatterError:
        assume(False)
        raise


def draw_key(data: st.DataObject, front: FrontMatter) -> str:
    key: str = data.draw(st.sampled_from([*front.keys(), "new"]))
    return key


def without(front: FrontMatter, key: str) -> Value:
    return {name: value for name, value in front.values().items() if name != key}


def touched(before: str, after: str) -> tuple[int, int]:
    """Return the first and the last line of ``before`` that are not in ``after``."""
    old, new = before.split("\n"), after.split("\n")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end


def assert_only_lines_of(before: FrontMatter, after: FrontMatter, key: str) -> None:
    """Taking the key out of both texts leaves the same lines, comments and blanks included."""
    if before.occurrences(key) > 1:
        return  # the last one is changed, all of them are removed
    start, end = touched(before.text, after.text)
    changed = before.text.split("\n")[start:end]
    for name in before.values():
        if name != key and before.occurrences(name):
            assert not any(line.startswith((f"{name}:", f"'{name}':")) for line in changed)


@many
@given(front_matter_text(), st.text("ab\n", max_size=5))
def test_without_an_edit_every_byte_stays(text: str, body: str) -> None:
    data = f"---\n{text}---\n{body}".encode()
    document = Document.decode(data)
    assert document.with_front_matter(document.front_matter).encode() == data
    front = read(document.front_matter)
    for key, value in front.values().items():
        assert front.set(key, value) is front


@many
@given(front_matter_text(), NEW_VALUES, st.data())
def test_one_edit_is_one_keys(text: str, value: Value, data: st.DataObject) -> None:
    before = read(text)
    key = draw_key(data, before)
    try:
        after = before.set(key, value)
    except CannotEditError:
        assert "&x" in text or "*x" in text or key not in before.values()
        return
    assert identity(after.get(key)) == identity(value)
    assert identity(without(after, key)) == identity(without(before, key))
    assert_only_lines_of(before, after, key)
    assert text.count("\r\n") != text.count("\n") or "\n" not in after.text.replace("\r\n", "")


@many
@given(front_matter_text(), NEW_VALUES, st.data())
def test_there_and_back_again_touches_one_key(text: str, value: Value, data: st.DataObject) -> None:
    before = read(text)
    key = data.draw(st.sampled_from(before.keys() or ("new",)))
    assume(key in before)
    try:
        after = before.set(key, value).set(key, before.get(key))
    except CannotEditError:
        assert "&x" in text or "*x" in text or isinstance(before.get(key), dict)
        return
    assert identity(after.values()) == identity(before.values())
    assert_only_lines_of(before, after, key)


@many
@given(front_matter_text(), st.data())
def test_removing_takes_one_key_and_its_lines(text: str, data: st.DataObject) -> None:
    before = read(text)
    key = draw_key(data, before)
    try:
        after = before.remove(key)
    except CannotEditError:
        assert "&x" in text
        return
    assert key not in after
    assert identity(after.values()) == identity(without(before, key))
    assert_only_lines_of(before, after, key)


@many
@given(front_matter_text(), st.data())
def test_the_source_of_a_value_can_be_put_back(text: str, data: st.DataObject) -> None:
    before = read(text)
    key = draw_key(data, before)
    assume(key in before and before.occurrences(key) == 1 and "x" not in before.source(key))
    source = before.source(key)
    after = before.set(key, "other").set_source(key, source)
    assert identity(after.values()) == identity(before.values())


@given(st.text())
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    refusal: FrontMatterError | None = None
    try:
        assert FrontMatter.parse(text).text == text
    except FrontMatterError as error:
        refusal = error
    assert refusal is None or (refusal.line >= 1 and refusal.column >= 1)
