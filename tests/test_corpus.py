from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from stance.corpus import Structure, check_table, load_corpus
from stance.errors import StanceError


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    """A small corpus of invented passages, whole and well-formed."""
    shutil.copy(root / "seeds" / "codebook.toml", tmp_path)
    (tmp_path / "documents.csv").write_text("document_id,source,year\nd1,A,2001\nd2,B,\n")
    (tmp_path / "passages.csv").write_text("passage_id,document_id,text\np1,d1,One.\np2,d2,Two.\n")
    (tmp_path / "labels.csv").write_text(
        "passage_id,coder,label\np1,x,neutral\np1,adjudicated,neutral\np2,adjudicated,enforcement\n"
    )
    return tmp_path


def test_loads_and_joins(folder: Path) -> None:
    corpus = load_corpus(folder)
    labelled = corpus.labelled()
    assert labelled["label"].tolist() == ["neutral", "enforcement"]
    assert labelled["source"].tolist() == ["A", "B"]
    assert labelled["year"].tolist() == [2001, pd.NA]
    assert corpus.labelled("x")["passage_id"].tolist() == ["p1"]


def test_an_unknown_coder_is_refused(folder: Path) -> None:
    with pytest.raises(StanceError, match=r"'coder' must be one of \['adjudicated', 'x'\]; got 'y'"):
        load_corpus(folder).labelled("y")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("documents.csv", "source,", "publisher,", r"got 'publisher' \(.*documents.csv\)"),
        ("documents.csv", "d2,B", "d1,B", r"must be distinct; got 'd1' twice \(.*documents.csv, row 2\)"),
        ("documents.csv", "2001", "soon", r"'year' must hold whole numbers; got 'soon' \(.*row 1\)"),
        ("documents.csv", "2001", "2001.5", r"'year' must hold whole numbers; got '2001.5' \(.*row 1\)"),
        (
            "passages.csv",
            "p2,d2",
            "p2,d9",
            r"'document_id' must point .*; got 'd9' \(.*passages.csv, row 2\)",
        ),
        ("passages.csv", "Two.", "", r"'text' must be given in every row; got nothing \(.*row 2\)"),
        ("passages.csv", ",text", ",words", r"got 'words' \(.*passages.csv\)"),
        ("labels.csv", "p1,x,neutral", "p1,x,mixed", r"'label' must be one of .*; got 'mixed' \(.*row 1\)"),
        ("labels.csv", "p1,x,", "p7,x,", r"'passage_id' must point .*; got 'p7' \(.*labels.csv, row 1\)"),
        ("labels.csv", "p1,x", "p1,adjudicated", r"got 'p1, adjudicated' twice \(.*labels.csv, row 2\)"),
        ("labels.csv", "coder", "code", r"got 'code' \(.*labels.csv\)"),
        ("labels.csv", "p1,x,neutral", "p1,x", r"Every row must have 3 cells; got 2 \(.*labels.csv, row 1\)"),
    ],
)
def test_a_damaged_table_is_named_with_its_row(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(StanceError, match=message):
        load_corpus(folder)


def test_rewordings_point_at_passages(folder: Path) -> None:
    assert load_corpus(folder).rewordings is None
    (folder / "rewordings.csv").write_text("passage_id,kind,text\np1,genre,Won.\n")
    rewordings = load_corpus(folder).rewordings
    assert rewordings is not None
    assert rewordings["text"].tolist() == ["Won."]
    (folder / "rewordings.csv").write_text("passage_id,kind,text\np9,genre,Won.\n")
    with pytest.raises(StanceError, match=r"got 'p9' \(.*rewordings.csv, row 1\)"):
        load_corpus(folder)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(StanceError, match="must have a column 'text'"):
        check_table(pd.DataFrame({"passage_id": ["p"], "document_id": ["d"]}), "passages", "frame")


def test_a_folder_is_needed(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="must be a folder"):
        load_corpus(tmp_path / "none")


def test_structure_lists_what_it_declares() -> None:
    assert Structure(document=None, time=None).columns() == {
        "text": "text",
        "label": "label",
        "source": "source",
    }
