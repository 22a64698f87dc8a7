from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from stance.documents.document import Unreadable
from stance.documents.webpage import read_webpage

Paragraph = Callable[[str], str]


def _page(paragraph: Paragraph, head: str = "") -> str:
    body = "".join(f"<p>{paragraph(x)}</p>" for x in ("One.", "Two.", "Three."))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}<script>alert(1)</script></head><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>Judges for the North</h1>{body}</article>"
        "<footer>Copyright 1999</footer></body></html>"
    )


def test_text_without_page(paragraph: Paragraph) -> None:
    text, _ = read_webpage(_page(paragraph).encode())
    assert [line for line in text.split("\n") if line] == [
        "Judges for the North",
        paragraph("One."),
        paragraph("Two."),
        paragraph("Three."),
    ]


def test_meta_elements(paragraph: Paragraph) -> None:
    head = (
        '<title>Judges | The Herald</title><meta property="og:title" content="Judges  for the North">'
        '<meta property="og:site_name" content="The Herald"><meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2017-05-03T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/judges">'
    )
    assert read_webpage(_page(paragraph, head).encode())[1] == {
        "title": "Judges for the North",
        "author": "Jane Doe",
        "source": "The Herald",
        "date": "2017-05-03",
        "url": "https://example.org/judges",
    }


def test_linked_data(paragraph: Paragraph) -> None:
    head = (
        '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
        '{"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": "NewsArticle", "headline": "Judges", '
        '"datePublished": "2019-03-04T00:00:00+00:00", "author": [{"name": "A. Doe"}, {"name": "B. Roe"}], '
        '"publisher": {"name": "The Post"}}]}</script>'
    )
    assert read_webpage(_page(paragraph, head).encode())[1] == {
        "title": "Judges",
        "author": "A. Doe, B. Roe",
        "source": "The Post",
        "date": "2019-03-04",
    }


def test_nothing_is_guessed(paragraph: Paragraph) -> None:
    facts = read_webpage(_page(paragraph, "<title>Judges</title>").encode())[1]
    assert facts == {"title": "Judges"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "cp1251"])
def test_encodings(paragraph: Paragraph, encoding: str) -> None:
    word = "Президент" if encoding == "cp1251" else "Peña"
    page = _page(lambda opening: paragraph(f"{opening} {word}"))
    page = page.replace("charset=utf-8", f"charset={encoding.removesuffix('-sig')}")
    assert read_webpage(page.encode(encoding))[0].count(word) == 3


def test_broken_markup(paragraph: Paragraph) -> None:
    text, _ = read_webpage(f"<html><body><div><p>{paragraph('One.')} <b><i><table><tr><td>cell".encode())
    assert paragraph("One.") in text


@pytest.mark.parametrize(
    "page", [b"", b"<html></html>", b"<script>alert(1)</script>", b"\x00\x00", b"<" * 100_000]
)
def test_no_text(page: bytes) -> None:
    with pytest.raises(Unreadable):
        read_webpage(page)


def test_deep_nesting_takes_no_time(paragraph: Paragraph) -> None:
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        read_webpage(("<div>" * 100_000 + paragraph("One.")).encode())
    assert time.process_time() - start < 10
