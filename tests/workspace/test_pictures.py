"""What the process that reads pictures makes of them, and that the window goes on meanwhile."""

from pathlib import Path
from threading import Event

import pytest
from hostile_pictures import CANARY, drawn, gif, hostile, riff_chunk, segment, tagged
from patient_bot import PATIENCE_MS
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor.site.errors import ImageError
from editor.site.images import ImportedImage
from editor.workspace.pictures import PictureImports, prepare_picture

# Where the red patch of the upper left corner stands once the picture is turned upright, and
# whether it lies on its side (Exif 2.32, 4.6.4, tag 274).
UPRIGHT = {
    1: ("upper left", False),
    2: ("upper right", False),
    3: ("lower right", False),
    4: ("lower left", False),
    5: ("upper left", True),
    6: ("upper right", True),
    7: ("lower right", True),
    8: ("lower left", True),
}


def bare(data: bytes) -> bytes:
    return prepare_picture(data, remove_camera_data=True)


def red_corner(picture: QImage) -> str:
    right, low = picture.width() - 3, picture.height() - 3
    corners = {
        "upper left": (2, 2),
        "upper right": (right, 2),
        "lower left": (2, low),
        "lower right": (right, low),
    }
    return min(corners, key=lambda name: _unlike_red(picture, *corners[name]))


def _unlike_red(picture: QImage, x: int, y: int) -> int:
    colour = picture.pixelColor(x, y)
    return 255 - colour.red() + colour.green() + colour.blue()


@pytest.mark.parametrize("turn", UPRIGHT)
def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(turn: int) -> None:
    after = bare(tagged("JPEG", turn))
    picture = QImage.fromData(after)
    corner, on_side = UPRIGHT[turn]
    assert CANARY not in after
    assert red_corner(picture) == corner
    assert (picture.height() > picture.width()) == on_side
    assert b"ICC_PROFILE\0\1\1its colours" in after


@pytest.mark.parametrize("kind", ["PNG", "WebP"])
def test_other_kinds_are_turned_without_loss(kind: str) -> None:
    photo = tagged(kind, 6)
    turned = QImage.fromData(bare(photo))
    stored = QImage.fromData(drawn(25, 17, kind))
    assert red_corner(turned) == "upper right"
    assert (turned.width(), turned.height()) == (stored.height(), stored.width())
    for x in range(stored.width()):
        for y in range(stored.height()):
            assert turned.pixel(stored.height() - 1 - y, x) == stored.pixel(x, y)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "GIF"])
def test_an_upright_photo_keeps_every_byte_of_its_picture(kind: str) -> None:
    plain = gif() if kind == "GIF" else drawn(25, 17, kind)
    after = bare(tagged(kind))
    assert CANARY not in after
    assert QImage.fromData(after) == QImage.fromData(plain)
    if kind in {"PNG", "GIF"}:
        assert after == plain
    elif kind == "JPEG":
        assert after.replace(segment(0xE2, b"ICC_PROFILE\0\1\1its colours"), b"") == plain
    else:
        assert plain[12:] in after
        assert b"EXIF" not in after
        assert riff_chunk(b"VP8X", b"\0\0\0\0\x18\0\0\x10\0\0") in after


def test_with_the_switch_off_a_photo_stays_as_it_is() -> None:
    photo = tagged("JPEG", 6)
    assert prepare_picture(photo, remove_camera_data=False) == photo


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """Pictures made to harm; making them takes a while."""
    return dict(hostile())


@pytest.mark.parametrize("switch", [True, False])
def test_what_runs_or_never_ends_is_refused_whatever_the_switch_says(
    pictures: dict[str, bytes], switch: bool
) -> None:
    for name in ("svg with a script", "svg that repeats a million shapes", "png cut in the middle"):
        with pytest.raises(ImageError):
            prepare_picture(pictures[name], remove_camera_data=switch)


def test_an_honest_drawing_is_taken_as_it_is() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0"/><use href="#a"/></g>'
        b'<use href="#a"/><a href="https://example.org">x</a></svg>'
    )
    assert bare(drawing) == drawing


def test_an_avif_with_camera_data_is_refused_in_words() -> None:
    avif = b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + b"\0\0\0\x08meta"
    assert bare(avif) == avif
    with pytest.raises(ImageError, match="camera"):
        bare(avif + b"infe\2\0\0\0\0\1\0\0Exif\0")


def test_pictures_come_in_one_after_another_beside_the_window(qtbot: QtBot) -> None:
    imports = PictureImports()
    told: list[str] = []

    def work(name: str) -> ImportedImage:
        if name == "b":
            raise ImageError("b is no picture")
        return ImportedImage(Path(name), name, copied=True)

    for name in "abc":
        imports.start(lambda name=name: work(name), lambda it: told.append(it.value), told.append)  # type: ignore[misc]
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["a", "b is no picture", "c"]


def test_a_window_that_is_gone_is_told_nothing(qtbot: QtBot) -> None:
    imports = PictureImports()
    free = Event()
    told: list[object] = []

    def work() -> ImportedImage:
        free.wait(PATIENCE_MS / 1000)
        raise ImageError("too late")

    imports.start(work, told.append, told.append)
    imports.start(work, told.append, told.append)
    imports.close()
    free.set()
    assert imports._pool.waitForDone(PATIENCE_MS)
    qtbot.wait(1)
    assert told == []
