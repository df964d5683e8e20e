"""Pictures come into the site once, under a name of their own, and nowhere else."""

import hashlib
import os
from pathlib import Path

import pytest
from sites import JPEG, PNG, SVG, make_site

from editor.site import images
from editor.site.habits import Habits, find_habits
from editor.site.image_kinds import image_kind
from editor.site.images import ImageError, find_image, import_image
from editor.site.site import Site
from editor.storage.atomic import write_new


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", {}, "baseurl: /base\n")


def picture(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "data", "extension"),
    [
        ("Photo.PNG", PNG, ".png"),
        ("Photo.JPEG", JPEG, ".jpeg"),
        ("Photo.jpg", JPEG, ".jpg"),
        ("lies.png", JPEG, ".jpg"),
        ("noext", PNG, ".png"),
        ("drawing.svg", SVG, ".svg"),
    ],
)
def test_the_name_is_the_md5_of_the_bytes(
    site: Site, tmp_path: Path, name: str, data: bytes, extension: str
) -> None:
    image = import_image(site, Habits(), picture(tmp_path, name, data), write_new)
    expected = f"assets/images/{hashlib.md5(data).hexdigest()}{extension}"
    assert image.value == expected
    assert image.path == site.root / expected
    assert image.copied
    assert tree(site.root).keys() == {"_config.yml", expected}
    assert image.path.read_bytes() == data
    assert find_image(site, image.value) == image.path


def test_the_same_bytes_are_copied_once(site: Site, tmp_path: Path) -> None:
    first = import_image(site, Habits(), picture(tmp_path, "a.png", PNG), write_new)
    again = import_image(site, Habits(), picture(tmp_path, "b.png", PNG), write_new)
    assert (again.path, again.value, again.copied) == (first.path, first.value, False)


def test_the_same_bytes_under_another_name_are_used(site: Site, tmp_path: Path) -> None:
    make_site(site.root, {"assets/images/cat.png": PNG, "assets/images/dog.png": PNG[:-1] + b"!"})
    image = import_image(site, Habits(), picture(tmp_path, "x.png", PNG), write_new)
    assert (image.value, image.copied) == ("assets/images/cat.png", False)


def test_a_picture_of_the_site_stays_where_it_is(site: Site) -> None:
    make_site(site.root, {"media/cat.png": PNG, "top.png": PNG, "_drafts/hidden.png": JPEG})
    assert (
        import_image(site, Habits(), site.root / "media/cat.png", write_new).value
        == "media/cat.png"
    )
    assert import_image(site, Habits(), site.root / "top.png", write_new).value == "top.png"
    assert import_image(site, Habits(), site.root / "_drafts/hidden.png", write_new).copied


def test_a_name_that_is_taken_by_other_bytes_is_never_overwritten(
    site: Site, tmp_path: Path
) -> None:
    stem = f"assets/images/{hashlib.md5(PNG).hexdigest()}"
    make_site(site.root, {f"{stem}.png": b"cut short"})
    (site.root / f"{stem}-2.png").symlink_to(tmp_path / "nowhere")
    image = import_image(site, Habits(), picture(tmp_path, "x.png", PNG), write_new)
    assert image.value == f"{stem}-3.png"
    assert (site.root / f"{stem}.png").read_bytes() == b"cut short"
    assert not (tmp_path / "nowhere").exists()


def test_values_have_the_style_of_the_site(site: Site, tmp_path: Path) -> None:
    source = picture(tmp_path, "x.png", PNG)
    for style in ("img/{}", "/img/{}", "/base/img/{}", "{{{{ site.baseurl }}}}/img/{}"):
        value = style.format("old.png")
        make_site(
            site.root,
            {"img/old.png": JPEG, "_posts/2025-01-01-a.md": f"---\nimage: '{value}'\n---\n"},
            "baseurl: /base\n",
        )
        image = import_image(site, find_habits(site), source, write_new)
        assert image.value == style.format(f"{hashlib.md5(PNG).hexdigest()}.png")
        assert find_image(site, image.value) == image.path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.png", b"GIF7"),
        ("x.png", b""),
        ("x.svg", b"<html><svg></svg></html>"),
        ("x.jpg", b"%PDF-1.7"),
        ("x.webp", b"RIFF\0\0\0\0WAVE"),
    ],
)
def test_what_is_no_picture_is_refused(site: Site, tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(ImageError, match="not a picture"):
        import_image(site, Habits(), picture(tmp_path, name, data), write_new)
    assert tree(site.root).keys() == {"_config.yml"}


def test_what_cannot_be_read_is_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for source in (tmp_path, tmp_path / "gone.png", tmp_path / "pipe.png"):
        with pytest.raises(ImageError, match="not a file"):
            import_image(site, Habits(), source, write_new)
    monkeypatch.setattr(images, "MOST_IMAGE_BYTES", 1024 * 1024)
    large = picture(tmp_path, "large.png", PNG + bytes(1024 * 1024))
    with pytest.raises(ImageError, match="larger than 1 MB"):
        import_image(site, Habits(), large, write_new)


def test_nothing_is_written_outside_the_site(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "assets").symlink_to(outside)
    source = picture(tmp_path, "x.png", PNG)
    for folder in ("assets/images", "../outside", str(outside), "a/../../outside", "_x", ".git"):
        with pytest.raises(ImageError):
            import_image(site, Habits(image_folder=folder), source, write_new)
    assert tree(outside) == {}


@pytest.mark.parametrize(
    "folder", ["CON", "a.", "x" * 300, "-x", "ASSETS/images", "assets/e\u0301"]
)
def test_a_folder_that_not_every_system_can_have_is_not_made(
    site: Site, tmp_path: Path, folder: str
) -> None:
    make_site(site.root, {"assets/\u00c9/old.png": JPEG})
    before = tree(site.root)
    with pytest.raises(ImageError, match="not every system"):
        import_image(site, Habits(image_folder=folder), picture(tmp_path, "x.png", PNG), write_new)
    assert tree(site.root) == before


def test_the_name_is_that_of_the_bytes_written(site: Site, tmp_path: Path) -> None:
    source = picture(tmp_path, "x.png", PNG + b"tail")
    image = import_image(site, Habits(), source, write_new, lambda data: data.removesuffix(b"tail"))
    again = import_image(site, Habits(), picture(tmp_path, "y.png", PNG), write_new)
    assert image.path.stem == hashlib.md5(PNG).hexdigest()
    assert image.path.read_bytes() == PNG
    assert (again.path, again.copied) == (image.path, False)


def test_a_folder_that_cannot_be_made_is_told(site: Site, tmp_path: Path) -> None:
    make_site(site.root, {"assets": "a file"})
    with pytest.raises(ImageError, match="could not be written"):
        import_image(site, Habits(), picture(tmp_path, "x.png", PNG), write_new)


@pytest.mark.parametrize(
    "value",
    [
        "assets/my cat.jpg",
        "/assets/my cat.jpg",
        "//assets/../assets/my cat.jpg"[1:],
        "./assets/my cat.jpg",
        "/assets/my%20cat.jpg?v=2#top",
        "/base/assets/my cat.jpg",
        "{{ site.baseurl }}/assets/my cat.jpg",
        "{{site.baseurl}}assets/my cat.jpg",
        "{{ site.url }}{{ site.baseurl }}/assets/my cat.jpg",
        "{{ '/assets/my cat.jpg' | relative_url }}",
        '{{ "assets/my cat.jpg" | absolute_url }}',
        "  assets/my cat.jpg\n",
    ],
)
def test_a_value_of_any_style_is_found(site: Site, value: str) -> None:
    make_site(site.root, {"assets/my cat.jpg": JPEG}, "baseurl: /base\n")
    assert find_image(site, value) == site.root / "assets/my cat.jpg"


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/assets/cat.jpg",
        "//example.org/assets/cat.jpg",
        "data:image/png;base64,AAAA",
        "assets/gone.jpg",
        "../secret.jpg",
        "/assets/../../secret.jpg",
        "%2e%2e/secret.jpg",
        "linked/secret.jpg",
        ".git/config",
        "assets",
        "",
        "/",
        "assets/cat.jpg\0",
        "x" * 5000,
        "{{ page.image }}",
        "{% include x %}",
    ],
)
def test_other_values_are_not(site: Site, tmp_path: Path, value: str) -> None:
    picture(tmp_path, "secret.jpg", JPEG)
    make_site(site.root, {"assets/cat.jpg": JPEG, ".git/config": "x"}, "baseurl: /base\n")
    (site.root / "linked").symlink_to(tmp_path)
    assert find_image(site, value) is None


def test_a_name_with_a_question_mark_is_found_as_written(site: Site) -> None:
    make_site(site.root, {"a?b#c.png": PNG, "base/x.png": PNG}, "baseurl: /base\n")
    assert find_image(site, "a?b#c.png") == site.root / "a?b#c.png"
    assert find_image(site, "/base/x.png") == site.root / "base/x.png"


def test_kinds_are_told_by_their_first_bytes() -> None:
    assert image_kind(b"RIFF\x24\0\0\0WEBPVP8 ") == "WebP"
    assert image_kind(b"GIF89a") == "GIF"
    assert image_kind(b"\0\0\0\x20ftypmif1\0\0\0\0mif1avif") == "AVIF"
    assert image_kind(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom") is None
    assert image_kind(b"\xef\xbb\xbf<svg>") == "SVG"
    assert image_kind(b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg\n>') == "SVG"


def test_a_hostile_prologue_is_judged_too() -> None:
    assert image_kind(b"<!-- -->" * 500 + b"x") is None
    assert image_kind(b"<?xml " * 600) is None
