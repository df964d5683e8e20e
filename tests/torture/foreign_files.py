"""Files that are not UTF-8, or no text at all: looked at, converted on request, else left alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from torture.staging import on_stage
from torture.trial import Bench, Count, Trial

_TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "french": (
        "---\ntitle: Été à la plage\n---\nL'été dernier, nous avons mangé des crêpes, à Noël.\n",
        ("latin_1", "cp1252", "iso8859_15"),
    ),
    "german": (
        "---\ntitle: Über die Brücke\n---\nDas Mädchen läuft über die Straße und grüßt.\n",
        ("latin_1", "cp1252", "mac_roman"),
    ),
    "polish": (
        "---\ntitle: Cześć\n---\nDziś poszliśmy na spacer do parku. Było bardzo miło, żółć.\n",
        ("cp1250", "iso8859_2"),
    ),
    "russian": (
        "---\ntitle: Привет\n---\nСегодня мы пошли гулять в парк. Было очень хорошо.\n",
        ("cp1251", "koi8_r"),
    ),
    "japanese": (
        "---\ntitle: 日本語\n---\n今日は天気がいいので、公園に散歩に行きました。楽しかったです。\n",
        ("shift_jis", "euc_jp"),
    ),
    "chinese": (
        "---\ntitle: 你好\n---\n今天天气很好，我们去公园散步，看到了很多鸟。非常高兴。\n",
        ("gb18030",),
    ),
    "korean": (
        "---\ntitle: 안녕\n---\n오늘은 날씨가 좋아서 공원에 산책하러 갔습니다. 정말 즐거웠어요.\n",
        ("cp949",),
    ),
}
_WIDE = ("utf_16", "utf_16_le", "utf_16_be", "utf_32")
_NO_TEXT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe0\0\x10JFIF",
    b"GIF89a\xff\0",
    b"PK\x03\x04\x14\0",
    b"%PDF-1.7\n",
    b"\x1f\x8b\x08\0",
    b"\x7fELF\x02\x01",
    b"\0\x01\x02\x03",
)

File = tuple[bytes, str | None]
"""The bytes of a file, and the text that they are where they are one."""


def _encoded() -> Iterator[File]:
    for text, codecs in _TEXTS.values():
        for written in (text, text.replace("\n", "\r\n"), text * 40):
            for codec in (*codecs, *_WIDE[:2]):
                yield written.encode(codec), written


def _wide_and_damaged(random: Random) -> Iterator[File]:
    for text, _ in _TEXTS.values():
        for codec in _WIDE:
            yield text.encode(codec), text
        whole = text.strip().encode()
        letter = random.choice([at for at, byte in enumerate(whole) if byte >= 0xC0])
        yield whole[: letter + 1], None
        yield text.encode().replace(b" ", b"\0", 1), None


def _no_text(random: Random) -> Iterator[File]:
    for start in _NO_TEXT:
        yield start + random.randbytes(random.randrange(2_000)) + b"\xff\0\xfe", None


def _some(random: Random, count: int) -> list[File]:
    """Return ``count`` files, of every kind some."""
    kinds: list[Callable[[], list[File]]] = [
        lambda: list(_encoded()),
        lambda: list(_wide_and_damaged(random)),
        lambda: list(_no_text(random)),
    ]
    heaps = [heap() for heap in kinds]
    for heap in heaps:
        random.shuffle(heap)
    chosen: list[File] = []
    while len(chosen) < count:
        for heap in heaps:
            if heap:
                chosen.append(heap.pop())
    return chosen[:count]


def _lay_out(bench: Bench) -> list[tuple[Path, File]]:
    files = _some(bench.random, bench.of(12, 100))
    posts = bench.folder / "site" / "_posts"
    posts.mkdir(parents=True)
    (bench.folder / "site" / "_config.yml").write_text("title: x\n")
    laid = []
    for number, file in enumerate(files):
        path = posts / f"2026-01-02-file-{number}.md"
        path.write_bytes(file[0])
        laid.append((path, file))
    return laid


def _ours(bench: Bench) -> Count:
    laid = _lay_out(bench)
    job = {
        "state": str(bench.folder / "state"),
        "files": [(str(path), text) for path, (_, text) in laid],
    }
    answer = on_stage("torture.foreign_stage:look_and_convert", job)
    failed = list(answer["failed"])
    saved = set(answer["saved"])
    failed += [
        f"{path.name} was changed"
        for path, (data, _) in laid
        if str(path) not in saved and path.read_bytes() != data
    ]
    expected = {path.name for path, _ in laid}
    failed += [
        f"{path.name} was made" for path in laid[0][0].parent.iterdir() if path.name not in expected
    ]
    figure = (
        f"slowest {answer['slowest']:.2f} s of CPU, {answer['right']} of {answer['texts']} texts"
        f" read right unasked, {len(saved)} saved with their old bytes kept"
    )
    return Count.of(failed, len(laid), figure)


def _naive(bench: Bench) -> Count:
    laid = _lay_out(bench)
    failed = []
    for path, (data, _) in laid:
        path.write_text(path.read_text("utf-8", errors="replace"), "utf-8")
        if path.read_bytes() != data:
            failed.append(f"{path.name} was changed")
    return Count.of(failed, len(laid))


TRIAL = Trial(
    name="foreign-files",
    goal=14,
    promise="0 bytes changed, reason within 1 s",
    ours=_ours,
    naive_way="read what can be read, write it back",
    naive=_naive,
    alone=True,
)
