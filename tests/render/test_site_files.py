"""Which files of a site the preview reads, and above all which it does not."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.render import site_files
from editor.render.site_files import SiteFiles


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name in ("assets/a b.png", "assets/ü.JPG", ".git/logo.png", "assets/.hidden.png"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")
    (root / "_config.yml").write_text("secret: 1")
    (tmp_path / "outside.png").write_bytes(b"secret")
    (root / "assets" / "out.png").symlink_to(tmp_path / "outside.png")
    (root / "assets" / "in.png").symlink_to(root / "assets" / "a b.png")
    (root / "assets" / "to_hidden.png").symlink_to(root / ".git" / "logo.png")
    (root / "assets" / "folder.png").mkdir()
    return root


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/assets/a%20b.png", "assets/a b.png"),
        ("/assets/%C3%BC.JPG", "assets/ü.JPG"),
        ("/blog/assets/a%20b.png", "assets/a b.png"),
        ("/assets/in.png", "assets/a b.png"),
    ],
)
def test_images_of_the_site_are_found(site: Path, address: str, name: str) -> None:
    found = SiteFiles(site, "/blog").find(address)

    assert found is not None
    assert found.path == site / name
    assert found.media_type.startswith("image/")


@pytest.mark.parametrize(
    "address",
    [
        "/../outside.png",
        "/assets/../../outside.png",
        "/%2e%2e/outside.png",
        "/assets/..%2f..%2foutside.png",
        "/assets/out.png",
        "/.git/logo.png",
        "/assets/.hidden.png",
        "/assets/to_hidden.png",
        "/%2egit/logo.png",
        "/assets/folder.png",
        "/_config.yml",
        "/assets/missing.png",
        "/assets/a%20b.png%00.png",
        "/C:/x.png",
        "/assets\\a b.png",
        "//outside.png",
        "/",
        "",
        "/" + "a" * 5_000 + ".png",
        "/" + "a" * 300 + ".png",
    ],
)
def test_nothing_else_is_read(site: Path, address: str) -> None:
    assert SiteFiles(site, "/blog").find(address) is None


def test_an_absolute_path_is_not_an_address(site: Path) -> None:
    assert SiteFiles(site).find(str(site.parent / "outside.png")) is None
    assert SiteFiles(site).find("/" + str(site.parent / "outside.png")) is None


def test_without_a_site_there_are_no_files() -> None:
    assert SiteFiles(None).find("/etc/passwd") is None


def test_a_pipe_is_no_image(site: Path) -> None:
    os.mkfifo(site / "assets" / "pipe.png")
    assert SiteFiles(site).find("/assets/pipe.png") is None


def test_a_file_too_large_is_left_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_files, "MAX_FILE_BYTES", 3)
    assert SiteFiles(site).find("/assets/a%20b.png") is None


@given(st.text(alphabet="./%2eE\\a:~", max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_leads_out(site: Path, address: str) -> None:
    found = SiteFiles(site).find(f"{address}/outside.png")
    assert found is None or found.path.is_relative_to(site)
