"""Every file the program names is there."""

import pytest

from editor.resources import resource_path, resource_text


def test_a_resource_is_found_and_read() -> None:
    assert resource_path("sample_site/_config.yml").is_file()
    assert "currentColor" in resource_text("icons/bold.svg")


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="install Galleyproof again"):
        resource_path("no/such/file")
