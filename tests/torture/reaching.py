"""What a page gets at: the network, files outside the site, other pages and programs."""

import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from torture.staging import on_stage
from torture.trial import STRACE, Bench, Count, Trial


def _traced(bench: Bench, calls: str) -> tuple[str, ...]:
    if not bench.long:
        return ()
    log = str(bench.folder / "calls")
    return ("strace", "-f", "-qq", "-y", "-s", "4096", "-e", f"trace={calls}", "-o", log)


def _lines(bench: Bench) -> list[str]:
    log = bench.folder / "calls"
    return log.read_text(errors="replace").splitlines() if log.exists() else []


# --- the network ---------------------------------------------------------------------------------

_AWAY = re.compile(r"\bconnect\(.*AF_INET")


def _network(way: str, bench: Bench) -> Count:
    if way == "ours":
        answer = on_stage(
            "torture.reach_stage:network", {"way": way}, before=_traced(bench, "connect")
        )
        answer["failed"] += [line[:160] for line in _lines(bench) if _AWAY.search(line)]
    else:
        answer = on_stage("torture.reach_stage:network", {"way": way})
    return Count.of(answer["failed"], answer["tried"])


NETWORK = Trial(
    name="network",
    goal=20,
    promise="nothing is asked for, however it is said",
    ours=partial(_network, "ours"),
    naive_way="setHtml in a usual page",
    naive=partial(_network, "naive"),
    needs=(STRACE,),
)


# --- files ---------------------------------------------------------------------------------------


def _picture(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    script = (
        "import sys; from PySide6.QtGui import QImage; i = QImage(41, 3, QImage.Format_RGB32);"
        " i.fill(9); assert i.save(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    return path


def _addresses(folder: Path, site: Path) -> list[str]:
    secret = folder / "secret.png"
    out = str(secret)
    up = ("..", "%2e%2e", ".%2e", "%2E.", "..%2f..", "%252e%252e", "..;", "...", "..%5c", "..\\")
    prefixes = ("/", "", "/images/", "/base/", "/base/images/", "//", "/assets/", "/./", "images/")
    made = [f"{prefix}{step}/secret.png" for prefix in prefixes for step in up]
    made += [f"{prefix}images/{step}/{step}/secret.png" for prefix in ("/", "") for step in up]
    made += [f"galleyproof://site/{step}/secret.png" for step in up]
    made += [f"galleyproof://{host}{out}" for host in ("site", "app", "other", "site:80", "")]
    made += [f"{scheme}{out}" for scheme in ("file://", "file:", "FILE:///", "file://localhost")]
    made += [f"{scheme}:{out}" for scheme in ("qrc", "filesystem", "blob", "view-source", "chrome")]
    hidden = (".git/secret.png", ".hidden/secret.png", "images/.secret.png", ".secret.png")
    for path in hidden:
        made += [f"/{path}", path, f"/base/{path}", f"//{path}", f"/{quote(path, safe='')}"]
        made += [f"/{path.replace('.', '%2e', 1)}", f"/x/../{path}", f"/{path}?x", f"/{path}#x"]
    for link in ("out.png", "outside/secret.png", "hidden/secret.png", "loop/secret.png"):
        made += [f"/{link}", link, f"/base/{link}", f"/{link.upper()}", f"/assets/../{link}"]
    made += [f"/{out}", f"//{out}", f"/{quote(out, safe='')}", f"\\{out}", out.replace("/", "\\")]
    made += [f"/proc/self/root{out}", f"/proc/self/cwd/{secret.name}", f"/dev/fd/../..{out}"]
    odd = ("%00", "%00.png", "::$DATA", "%0a", "%20", ".", "/", "/.", "%2f", "%ff", "%c0%ae")
    made += [f"/../secret.png{tail}" for tail in odd]
    made += [f"/.git/secret.png{tail}" for tail in odd]
    for look in (
        ".galleyproof",
        ".GALLEYPROOF",
        "%2egalleyproof",
        ".galleyproof/..",
        "x/.galleyproof",
    ):
        made += [f"/{look}/../secret.png", f"/{look}/../../secret.png", f"/{look}/secret.png"]
        made += [f"/{look}/%2e%2e/secret.png", f"/{look}//{out}"]
    made += [f"/theme/{step}/secret.png" for step in up]
    return list(dict.fromkeys(made))


def _files(way: str, bench: Bench) -> Count:
    site = bench.folder / "site"
    secret = _picture(bench.folder / "secret.png")
    data = secret.read_bytes()
    for hidden in (".git/secret.png", ".hidden/secret.png", "images/.secret.png", ".secret.png"):
        (site / hidden).parent.mkdir(parents=True, exist_ok=True)
        (site / hidden).write_bytes(data)
    (site / ".galleyproof").mkdir()
    (site / ".galleyproof" / "secret.png").write_bytes(data)
    (site / "out.png").symlink_to(secret)
    (site / "outside").symlink_to(bench.folder)
    (site / "hidden").symlink_to(site / ".hidden")
    (site / "loop").symlink_to(site / "loop")
    addresses = _addresses(bench.folder, site)
    job = {"way": way, "addresses": addresses, "root": str(site)}
    before = _traced(bench, "open,openat,openat2") if way == "ours" else ()
    answer: dict[str, Any] = on_stage("torture.reach_stage:files", job, before=before)
    read = [line[:200] for line in _lines(bench) if "secret.png" in line and "ENOENT" not in line]
    return Count.of([*answer["failed"], *read], answer["tried"])


FILES = Trial(
    name="files",
    goal=21,
    promise="0 files outside the site or hidden",
    ours=partial(_files, "ours"),
    naive_way="the address joined to the folder",
    naive=partial(_files, "naive"),
    needs=(STRACE,),
)


# --- links ---------------------------------------------------------------------------------------

_SCHEMES = (
    "http", "https", "mailto", "file", "ftp", "ssh", "tel", "sms", "smsto", "magnet", "irc",
    "steam", "vscode", "ms-word", "search-ms", "ms-msdt", "intent", "market", "itms", "skype",
    "zoommtg", "slack", "obsidian", "x-apple", "smb", "nfs", "dav", "telnet", "ldap", "gopher",
    "news", "git", "svn", "apt", "snap", "help", "man", "info", "trash", "computer", "admin",
    "javascript", "vbscript", "data", "blob", "about", "chrome", "devtools", "qrc", "view-source",
    "filesystem", "ws", "wss", "jar", "mk", "res", "xmpp", "sip", "callto", "geo",
)  # fmt: skip
_SHAPES = (
    '<a id="x" target="_blank" href="{0}">link</a>',
    '<a id="x" target="_top" rel="noopener" href="{0}">link</a>',
    '<a id="x" download href="{0}">link</a>',
    '<a id="x" ping="{0}" href="{0}">link</a>',
    '<form action="{0}"><button id="x">send</button></form>',
    '<form method="post" target="_blank" action="{0}"><button id="x">send</button></form>',
    '<form><button id="x" formaction="{0}">send</button></form>',
    '<svg width="80" height="30"><a href="{0}"><text id="x" y="20">link</text></a></svg>',
    '<svg width="80" height="30"><a xlink:href="{0}"><text id="x" y="20">link</text></a></svg>',
    '<img usemap="#m" width="90" height="40"><map name="m"><area id="x" href="{0}">',
    '<meta http-equiv="refresh" content="0;url={0}"><p id="x">x</p>',
    '<base href="{0}"><a id="x" href="inside">link</a>',
    '<iframe src="{0}"></iframe><p id="x">x</p>',
)


def _targets() -> list[str]:
    plain = [f'<a id="x" href="{scheme}://example.org/">link</a>' for scheme in _SCHEMES]
    plain += [f'<a id="x" href="{scheme}:a@example.org">link</a>' for scheme in _SCHEMES[2:20]]
    told = ("https://example.org/", "file:///etc/passwd", "ssh://example.org/", "/about/")
    return plain + [shape.format(address) for shape in _SHAPES for address in told]


def _links(bench: Bench) -> Count:
    targets = _targets()
    chosen = targets if bench.long else targets[:6] + targets[len(_SCHEMES) + 18 :: 4]
    job = {"schemes": _SCHEMES, "targets": chosen}
    answer = on_stage("torture.reach_stage:links", job)
    failed = answer["failed"]
    if not answer["opened"]:
        failed.append("no link was opened at all")
    if answer["windows"] > 1:
        failed.append(f"{answer['windows']} windows")
    return Count.of(failed, answer["tried"], f"{answer['opened']} opened in the browser")


def _naive_links(_bench: Bench) -> Count:
    answer = on_stage("torture.reach_stage:plain_links", {"schemes": _SCHEMES})
    return Count.of(answer["failed"], answer["tried"])


LINKS = Trial(
    name="links",
    goal=22,
    promise="the page stays, no program starts",
    ours=_links,
    naive_way="every address to the system",
    naive=_naive_links,
)
