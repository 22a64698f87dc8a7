from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.documents.decoding import decode, encoding_of, repair, tidy
from stance.documents.document import Unreadable

SPANISH = "“Más policía no basta”, dijo la señora Núñez en Bogotá — según el informe."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    assert decode(SPANISH.encode(encoding)) == SPANISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Peña"),
        ("cp1252", "Le président a déclaré que l’État doit agir à Marseille."),
        ("cp1250", "Rząd ogłosił nową strategię walki z przestępczością zorganizowaną."),
        ("cp1251", "Президент заявил, что борьба с наркотиками требует новых усилий."),
        ("shift_jis", "日本政府は新しい麻薬対策を発表した。国際協力を強化する。"),
    ],
)
def test_single_and_double_byte_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_byte_order_marks_of_every_kind() -> None:
    assert encoding_of(codecs.BOM_UTF32_LE + "a".encode("utf-32-le")) == "utf-32"
    assert encoding_of(codecs.BOM_UTF16_LE + "a".encode("utf-16-le")) == "utf-16"
    assert decode(codecs.BOM_UTF8) == ""


def test_line_ends_and_nul() -> None:
    assert decode(b"one\r\ntwo\rthree\nfo\x00ur") == "one\ntwo\nthree\nfour"
    assert tidy("a\ud800b") == "a\ufffdb"


def test_one_damaged_character_does_not_make_it_another_encoding() -> None:
    text = "café señor niño médico año corazón época árbol ésta señal ñandú"
    assert decode(text.encode() + b"\xc3") == text + "\ufffd"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, bytes(range(32)) * 50, b"\xff\xfea"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable:
        return
    assert text == tidy(text)
    text.encode()


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_reads_as_itself(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == tidy(text)


def test_mojibake_is_repaired_line_by_line() -> None:
    text = "Good: “Peña” — naïve.\nBad: PeÃ±a said â€œnoâ€\x9d."
    assert repair(text) == "Good: “Peña” — naïve.\nBad: Peña said “no”."


@pytest.mark.parametrize(
    "good",
    [
        SPANISH,
        "ESPAÑA, “Âme”",
        "voilà le travail",
        "ﬁne ligatures, ‘quotes’ and e\u0301",
        "Ã",
        "5 × “6”",
        "naïve café",
    ],
)
def test_good_text_is_left_alone(good: str) -> None:
    assert repair(good) == good
