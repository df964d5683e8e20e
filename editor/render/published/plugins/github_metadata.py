"""jekyll-github-metadata: what ``site.github`` says of the repository without asking GitHub."""

import os
import re
from collections.abc import Mapping

from editor.render.liquid.drop import Drop
from editor.render.published.build import Build
from editor.render.published.fidelity import Reason
from editor.render.published.plugins.plugin import Plugin

_REMOTE = re.compile(
    r"url\s*=\s*(?:\S*github\.com[:/])([\w.-]+/[\w.-]+?)(?:\.git)?\s*$", re.MULTILINE
)
_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def _repository(build: Build) -> str | None:
    written = build.settings.get("repository") or os.environ.get("PAGES_REPO_NWO")
    if isinstance(written, str) and _NAME.fullmatch(written):
        return written
    found = _REMOTE.search(build.folder.text(".git/config") or "")
    return found[1] if found else None


class GithubDrop(Drop):
    """``site.github``: what is known without a network, and a remark for the rest."""

    def __init__(self, build: Build, values: Mapping[str, object]) -> None:
        self._build = build
        self._values = values

    @property
    def fallback(self) -> Mapping[str, object]:
        """What is known."""
        return self._values

    def __getitem__(self, key: str) -> object:
        if key not in self._values:
            self._build.remark(
                Reason(f"site.github.{key} is asked of GitHub when the site is built")
            )
        return self._values.get(key)


def _values(build: Build) -> Mapping[str, object]:
    name = _repository(build)
    if name is None or build.settings.get("github"):
        return {}
    owner, _, repository = name.partition("/")
    home = f"https://github.com/{name}"
    is_user_page = repository.lower() == f"{owner.lower()}.github.io"
    known = {
        "owner_name": owner,
        "owner_url": f"https://github.com/{owner}",
        "repository_name": repository,
        "repository_nwo": name,
        "repository_url": home,
        "project_title": build.settings.get("title") or repository,
        "is_user_page": is_user_page,
        "is_project_page": not is_user_page,
        "hostname": "github.com",
        "issues_url": f"{home}/issues",
        "wiki_url": f"{home}/wiki",
        "releases_url": f"{home}/releases",
        "zip_url": f"{home}/zipball/gh-pages",
        "tar_url": f"{home}/tarball/gh-pages",
        "clone_url": f"{home}.git",
    }
    return {"github": GithubDrop(build, known)}


PLUGIN = Plugin(site_values=_values)
