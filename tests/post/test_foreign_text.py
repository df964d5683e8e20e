"""Files in other encodings: which one is guessed, and what their text is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.post.foreign_text import DAMAGED, WITHOUT_NUL, encodings_of, guess, read_as

FRENCH = "---\ntitle: Été à la plage\n---\nL'été dernier, nous avons mangé des crêpes, à Noël.\n"
GERMAN = "---\ntitle: Über die Brücke\n---\nDas Mädchen läuft über die Straße – „schöne“ Größe.\n"
ENGLISH = (
    "---\ntitle: Hello\n---\nI went to a café. It was 25°C, and ½ a cup is 5£: “quite naïve”.\n"
)
POLISH = "---\ntitle: Cześć\n---\nDziś poszliśmy na spacer do parku. Było bardzo miło, żółć.\n"
CZECH = "---\ntitle: Příliš\n---\nPříliš žluťoučký kůň úpěl ďábelské ódy. Dnes jsme šli do parku.\n"
RUSSIAN = "---\ntitle: Привет\n---\nСегодня мы пошли гулять в парк. Было очень хорошо.\n"
JAPANESE = (
    "---\ntitle: 日本語\n---\n今日は天気がいいので、公園に散歩に行きました。"
    "とても楽しかったです。\n"
)
CHINESE = "---\ntitle: 你好\n---\n今天天气很好，我们去公园散步，看到了很多鸟。非常高兴。\n"
KOREAN = "---\ntitle: 안녕\n---\n오늘은 날씨가 좋아서 공원에 산책하러 갔습니다.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "latin_1"),
        (GERMAN, "cp1252"),
        (GERMAN.replace("–", "-"), "mac_roman"),
        (ENGLISH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "cp949"),
        (JAPANESE, "utf_16"),
        (ENGLISH, "utf_16_le"),
        (ENGLISH, "utf_16_be"),
        (RUSSIAN, "utf_32"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_text_is_read_as_it_was_written(text: str, codec: str, line_end: str) -> None:
    data = text.replace("\n", line_end).encode(codec)
    encoding = guess(data)
    assert encoding is not None
    document = read_as(data, encoding)
    assert document is not None
    assert document.text == text.replace("\n", line_end)
    assert document.has_front_matter
    assert encodings_of(data)[0] is encoding


@pytest.mark.parametrize("cut", [1, 2, 4, 5])
def test_utf_8_that_was_cut_off_is_no_other_encoding(cut: int) -> None:
    data = JAPANESE.strip().encode()[:-cut]
    assert guess(data) is DAMAGED
    document = read_as(data, DAMAGED)
    assert document is not None
    assert document.text == data.decode(errors="replace")


def test_one_strange_letter_in_utf_8_is_damage_and_in_ascii_is_none() -> None:
    assert guess(JAPANESE.encode() + b"caf\xe9\n") is DAMAGED
    western = guess(b"the caf\xe9")
    assert western is not None
    assert western.name == "cp1252"


def test_a_stray_nul_can_be_left_out() -> None:
    assert guess(b"---\ntitle: x\n---\na\0b\n") is WITHOUT_NUL
    document = read_as(b"a\0b, and more of it", WITHOUT_NUL)
    assert document is not None
    assert document.text == "ab, and more of it"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\xff\xd8\xff\xe0 not really",
        b"PK\x03\x04" + JAPANESE.encode("shift_jis"),
        bytes(range(256)) * 9,
        b"\xff\xfe\x00",
        b"\0\0\0\0",
        b"\x01\x02\x03\xff" * 40,
    ],
)
def test_what_is_no_text_has_no_encoding(data: bytes) -> None:
    assert guess(data) is None
    assert encodings_of(data) == []


@given(st.binary(max_size=400))
def test_any_bytes_are_text_as_guessed_or_none_at_all(data: bytes) -> None:
    for encoding in encodings_of(data):
        document = read_as(data, encoding)
        assert document is not None
        assert "\0" not in document.text


def test_in_a_long_file_only_telling_lines_count() -> None:
    data = b"An English line.\n" * 50_000 + JAPANESE.encode("shift_jis") * 3_000
    found = guess(data)
    assert found is not None
    assert found.label == "Japanese (Shift JIS)"
