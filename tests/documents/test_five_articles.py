"""The five real articles: all of their own paragraphs and nothing else.

Their paragraphs were told by eye and are given here as line numbers, so that no text of theirs is kept.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from stance.documents.document import Document
from stance.documents.furniture import clean
from stance.documents.passage_set import read_passages
from stance.documents.passages import split_document
from stance.documents.reading import read_documents

# File, first digits of its SHA-256, and the lines that are the article's own paragraphs.
ARTICLES = [
    ("000_715fc8b4af5a131c.txt", "15a224e547eea498", [8, 10, 12, 14, 16, 18, 22, 24, 26, 30, 32, 34, 36]),
    ("001_f41e98adef4d2e8e.txt", "f2577a847d9c3c7a", [8, 10, 12, 14, 16, 20, 22, 24, 26]),
    ("002_a8f7f7c376d14424.txt", "5400f4338363bfc8", [1, 3, 5, 9, 11, 13, 17, 19, 21, 25, 27, 29, 31]),
    ("003_57bddd4777f8f53b.txt", "2cb62a9f3687eaf1", [6, 8, 12, 14, 16]),
    (
        "004_bf1c57b45627abbf.txt",
        "98caeeb369732b05",
        [3, 5, 7, 9, 11, 13, 15, 19, 21, 23, 25, 27, 29, 31, 33, 35],
    ),
]
# The line that is the title, the author and the date, as far as the text states them.
STATED = [(4, "MIKE LASUSA", "2018-08-16"), (4, "JAMES BARGENT", "2013-07-03"), (None, None, None)]
STATED += [(1, None, None), (1, None, None)]
# Where an article must be seen to be parted from its page, and why.
REASONS = [
    {1: "navigation", 2: "section label", 6: "byline", 28: "see also", 38: "share buttons", 44: "appeal"},
    {1: "navigation", 18: "subhead", 36: "invitation", 38: "licence", 50: "teaser", 60: "about"},
    {7: "see also", 15: "subhead", 23: "see also", 33: "invitation", 35: "invitation", 37: "licence"},
    {1: "title", 3: "caption", 4: "caption", 10: "headline between", 18: "cut off"},
    {1: "title", 17: "placeholder", 37: "organisation blurb", 39: "organisation blurb"},
]


def _lines(path: Path, digest: str) -> list[str]:
    data = path.read_bytes()
    if not hashlib.sha256(data).hexdigest().startswith(digest):
        pytest.skip(f"{path.name} is another version than the one that was read by eye")
    return data.decode().split("\n")


@pytest.fixture(params=range(5), ids=[name for name, _, _ in ARTICLES])
def number(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_alone(shared: Path, number: int) -> None:
    name, digest, own = ARTICLES[number]
    lines = _lines(shared / "seeds" / name, digest)
    (document,) = read_documents(shared / "seeds" / name).documents
    cleaned = clean(document)
    assert [block.text for block in cleaned.paragraphs] == [lines[i - 1].strip() for i in own]
    removed = {line.start: line.reason for line in cleaned.removed}
    starts = {i: document.text.index(lines[i - 1]) for i in REASONS[number]}
    if 4 in starts and lines[2] == lines[3]:  # the caption that stands twice
        starts[4] = document.text.index(lines[3], starts[3] + 1)
    assert all(removed[starts[i]].startswith(reason) for i, reason in REASONS[number].items())


def test_stated_facts(shared: Path, number: int) -> None:
    name, digest, _ = ARTICLES[number]
    lines = _lines(shared / "seeds" / name, digest)
    title, author, date = STATED[number]
    (document,) = read_documents(shared / "seeds" / name).documents
    assert document.title == (lines[title - 1] if title else None)
    assert (document.author, document.date) == (author, date)
    assert document.year == (int(date[:4]) if date else None)
    assert (document.source, document.source_type, document.url) == (None, None, None)


def test_passages(shared: Path, number: int) -> None:
    name, digest, own = ARTICLES[number]
    lines = _lines(shared / "seeds" / name, digest)
    (document,) = read_documents(shared / "seeds" / name).documents
    passages = split_document(document)
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    assert all(len(p.text.split()) <= 150 for p in passages)
    # Together they are the paragraphs, in order, whatever the white space between them.
    joined = " ".join(" ".join(p.text for p in passages).split())
    assert joined == " ".join(" ".join(lines[i - 1] for i in own).split())
    assert [p.position for p in passages] == list(range(len(passages)))


def test_together_with_a_side_table(shared: Path, tmp_path: Path) -> None:
    side = tmp_path / "sources.csv"
    with side.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["file", "source", "source_type", "title", "date", "year"])
        for name, title, date, year in (
            (ARTICLES[0][0], "", "", ""),
            (ARTICLES[1][0], "A Title of the Table", "", ""),
            (ARTICLES[2][0], "", "2020-09-24", ""),
            (ARTICLES[3][0], "", "", "2017"),
            (ARTICLES[4][0], "", "18 May 2017", ""),
        ):
            writer.writerow([name, "A Source", "media", title, date, year])
    read = read_passages(shared / "seeds", sources=side)
    assert read.failures == ()
    documents = read.documents
    assert documents["source"].tolist() == ["A Source"] * 5
    assert documents["year"].tolist() == [2018, 2013, 2020, 2017, 2017]
    assert documents["date"].tolist()[2] == "2020-09-24"
    assert documents["date"].isna().tolist() == [False, False, False, True, False]
    assert documents["title"].tolist()[1] == "A Title of the Table"
    kept = {name: 0 for name, _, _ in ARTICLES}
    for name, digest, own in ARTICLES:
        lines = _lines(shared / "seeds" / name, digest)
        identity = documents.loc[documents["path"].str.endswith(name), "document_id"].item()
        texts = read.passages.loc[read.passages["document_id"] == identity, "text"]
        assert " ".join(" ".join(texts).split()) == " ".join(" ".join(lines[i - 1] for i in own).split())
        kept[name] = len(texts)
    assert min(kept.values()) >= 5


def test_title_of_the_table_does_not_keep_the_headline(shared: Path) -> None:
    name, digest, own = ARTICLES[3]
    lines = _lines(shared / "seeds" / name, digest)
    text = "\n".join(lines)
    cleaned = clean(Document.of(text, name, {"title": "Another title"}))
    assert len(cleaned.paragraphs) == len(own)
