"""The sample site is a real site, and making it never harms what is there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_jekyll import build

from editor.site.index import PostState, build_index
from editor.site.sample import SampleError, make_sample_site
from editor.site.site import Site


def test_it_has_three_published_posts_and_their_picture(tmp_path: Path) -> None:
    site = Site.open(make_sample_site(tmp_path))
    posts = list(build_index(site, datetime(2026, 1, 1, tzinfo=UTC)))
    assert [post.state for post in posts] == [PostState.PUBLISHED] * 3
    assert site.config.problem is None
    assert (site.root / "assets/images/lantern.png").is_file()


def test_a_second_one_goes_beside_the_first(tmp_path: Path) -> None:
    first, second = make_sample_site(tmp_path), make_sample_site(tmp_path)
    assert first != second
    assert first.parent == second.parent == tmp_path


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SampleError, match="Choose a folder"):
        make_sample_site(tmp_path / "file")


@pytest.mark.jekyll
def test_real_jekyll_builds_it(tmp_path: Path) -> None:
    site = make_sample_site(tmp_path)
    built = build(site, tmp_path / "build")
    page = built.page("/the-lantern-festival/")
    assert "<h1>The lantern festival</h1>" in page
    assert 'src="/assets/images/lantern.png"' in page
