"""Used badly: the answer is a sentence, and nothing on the disk is touched."""

from pathlib import Path

import pytest
from writer import Writer

from editor.app import Program
from editor.ui.form.raw_view import RawView
from editor.ui.prompts import UnsavedChoice


@pytest.fixture
def said(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window said in its error dialogs."""
    sentences: list[str] = []
    monkeypatch.setattr(program.window.prompts, "say_error", sentences.append)
    return sentences


def make_post(folder: Path, data: bytes, name: str = "2025-01-02-post.md") -> Path:
    path = folder / "_posts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ntitle: caf\xe9\n---\nx", "UTF-8"),
        (b"---\ntitle: x\n---\na\x00b", "NUL"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"\xff\xfex\x00", "UTF-16"),
    ],
)
def test_what_is_no_text_is_named_and_stays_as_it_is(
    writer: Writer, said: list[str], tmp_path: Path, data: bytes, words: str
) -> None:
    program = writer.program
    path = make_post(tmp_path, data)
    program.window.desk.open_path(path)
    writer.press("Ctrl+S")
    assert said == []
    assert any(words in sentence for sentence in writer.says())
    assert path.name in program.window.windowTitle()
    assert program.library.post is None
    assert path.read_bytes() == data


def test_missing_and_huge_files_are_sentences(
    program: Program, said: list[str], tmp_path: Path
) -> None:
    program.window.desk.open_path(tmp_path / "gone.md")
    huge = make_post(tmp_path, b"")
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    program.window.desk.open_path(huge)
    assert "not there" in said[0]
    assert "50 MB" in said[1]


def test_the_post_that_was_open_stays_when_another_cannot_be_opened(
    program: Program, writer: Writer, said: list[str], tmp_path: Path
) -> None:
    good = make_post(tmp_path, b"---\ntitle: good\n---\ntext")
    program.window.desk.open_path(good)
    bad = make_post(tmp_path, b"", "2025-01-03-bad.md")
    with bad.open("wb") as file:
        file.truncate(50_000_000)
    program.window.desk.open_path(tmp_path)
    writer.wait(lambda: program.library.model.rowCount() == 2)
    program.window.desk.open_path(good)
    view = program.window.post_list.view
    view.setCurrentIndex(view.model().index(0, 0))
    program.window.post_list.open_requested.emit(bad)
    assert said
    assert writer.post.location.path == good
    assert view.currentIndex().data() == "good"  # the list still marks what is open


def test_yaml_that_cannot_be_read_opens_as_text_with_its_place_and_reason(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    data = b'---\ntags: [a]\ntitle: "never closed\n---\nbody\n'
    path = make_post(tmp_path, data)
    program.window.desk.open_path(path)
    editor = program.window.editor
    assert editor.raw.isVisible()
    assert not editor.form.isVisible()
    sentence = editor.raw.findChildren(type(editor.raw._error))[-1].text()
    assert "line 2" in sentence.lower() or "line 3" in sentence.lower()
    writer.write("still ")
    writer.press("Ctrl+S")
    assert path.read_bytes() == data.replace(b"body", b"still body")


def test_once_the_yaml_is_mended_the_form_comes_back_when_asked_for(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    path = make_post(tmp_path, b'---\ntitle: "open\n---\nbody\n')
    program.window.desk.open_path(path)
    raw: RawView = program.window.editor.raw
    raw.edited.emit('title: "open"\n')
    assert raw.isVisible()  # nobody's caret is taken away in the middle of mending
    writer.press("F11")
    assert program.window.editor.form.isVisible()
    writer.press("Ctrl+S")
    assert path.read_bytes() == b'---\ntitle: "open"\n---\nbody\n'


def test_a_file_that_vanishes_can_be_saved_again(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    path = make_post(tmp_path, b"---\ntitle: x\n---\nbody\n")
    program.window.desk.open_path(path)
    writer.write("my ")
    path.unlink()
    writer.wait(lambda: writer.post.conflict is not None)
    writer.press("Ctrl+S")
    assert not path.exists()
    writer.press_button("Save it a&gain")
    writer.wait(path.exists)
    assert path.read_bytes() == b"---\ntitle: x\n---\nmy body\n"


def test_a_post_without_a_usable_name_is_asked_for_one(
    program: Program, writer: Writer, said: list[str], tmp_path: Path
) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    program.window.desk.open_path(tmp_path)
    writer.press("Ctrl+N")
    writer.press("Ctrl+S")
    assert "Give it a title or a file name" in said[0]
    writer.fill("File name", "../../etc/passwd")
    writer.press("Ctrl+S")
    assert len(said) == 2
    assert not writer.post.location.saved
    assert list(tmp_path.rglob("*.md")) == []


def test_an_image_that_is_none_is_refused(
    program: Program, writer: Writer, said: list[str], tmp_path: Path
) -> None:
    path = make_post(tmp_path, b"---\ntitle: x\n---\nbody\n")
    program.window.desk.open_path(path)
    fake = tmp_path / "fake.png"
    fake.write_text("<script>")
    program.window.editor.form.image_chosen.emit(fake)
    writer.wait(lambda: bool(said))
    assert writer.post.snapshot().encode() == path.read_bytes()


def test_a_single_file_outside_any_site_is_edited_in_place(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"no front matter\r\n")
    program.window.desk.open_path(path)
    writer.write("still ")
    writer.press("Ctrl+S")
    assert path.read_bytes() == b"still no front matter\r\n"
    writer.fill("Title", "Now it has")
    writer.press("Ctrl+S")
    assert path.read_bytes() == b"---\r\ntitle: Now it has\r\n---\r\nstill no front matter\r\n"


def test_a_nested_field_that_is_no_yaml_is_never_dropped_unasked(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    data = b"---\ntitle: x\nseries:\n  name: paper\n---\nbody\n"
    path = make_post(tmp_path, data)
    program.window.desk.open_path(path)
    program.window.editor.form.source_edited.emit("series", "{name: paper, x: [")
    assert program.window.isWindowModified()
    writer.press("Ctrl+S")
    assert path.read_bytes() == data
    assert program.window.isWindowModified()
    asked: list[str] = []

    def cancel(title: str) -> UnsavedChoice:
        asked.append(title)
        return UnsavedChoice.CANCEL

    writer.monkeypatch.setattr(program.window.prompts, "ask_unsaved", cancel)
    assert not program.window.close()
    assert asked == ["x"]
    program.window.editor.form.source_edited.emit("series", "name: ink")
    writer.press("Ctrl+S")
    assert not program.window.isWindowModified()
    assert path.read_bytes() == data.replace(b"paper", b"ink")


def test_a_flag_added_in_the_form_is_a_flag_to_jekyll(
    program: Program, writer: Writer, tmp_path: Path
) -> None:
    path = make_post(tmp_path, b"---\ntitle: x\n---\nbody\n")
    program.window.desk.open_path(path)
    form = program.window.editor.form
    form.field_added.emit("published")
    for text in ("f", "fa", "fal", "fals", "false"):
        form.typed_edited.emit("published", text)
    writer.press("Ctrl+S")
    assert path.read_bytes() == b"---\ntitle: x\npublished: false\n---\nbody\n"
    assert program.feed.reading.data is not None
    assert program.feed.reading.data.published is False
