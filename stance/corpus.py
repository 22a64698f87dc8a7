"""The tables that travel: documents, passages, labels, predictions; their columns and checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.resources import resource
from stance.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

ADJUDICATED = "adjudicated"

# Per table: the columns that it must have, those that it may have, and what identifies a row.
_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "documents": (
        ("document_id",),
        ("source", "source_type", "title", "author", "year", "date", "url", "path"),
        ("document_id",),
    ),
    "passages": (
        ("passage_id", "document_id", "text"),
        ("position", "start", "end", "duplicate_of"),
        ("passage_id",),
    ),
    "labels": (
        ("passage_id", "coder", "label"),
        ("confidence", "sampling_probability", "sampling_design", "cell"),
        ("passage_id", "coder"),
    ),
    "rewordings": (("passage_id", "kind", "text"), (), ("passage_id", "text")),
}
_OPTIONAL = "rewordings"
_NUMBERS = ("year", "position", "start", "end", "confidence")


@dataclass(frozen=True)
class Structure:
    """Which columns say what a row is part of; every split, bootstrap and interval follows from it.

    Parameters
    ----------
    text, label : str
        The columns of the passage and of its label.
    document : str or None
        The column of the document that a passage is part of. None: every row is a document.
    source, time : str or None
        The columns of who published it, and when.

    Examples
    --------
    >>> Structure(document="speech", source="country")
    Structure(text='text', label='label', document='speech', source='country', time='year')
    """

    text: str = "text"
    label: str = "label"
    document: str | None = "document_id"
    source: str | None = "source"
    time: str | None = "year"

    def columns(self) -> dict[str, str]:
        """The declared columns, by role."""
        return {role: name for role, name in asdict(self).items() if name is not None}


@dataclass(frozen=True)
class Corpus:
    """Documents, their passages, what every coder said of these, and the codebook they used.

    `rewordings`, where there are any, are other wordings of passages: training text, and nothing else.

    Examples
    --------
    >>> seeds = load_corpus()
    >>> print(seeds)
    security-stance 1.1: 2,354 documents, 3,585 passages, 11,056 labels of 12 coders
    """

    codebook: Codebook
    documents: pd.DataFrame
    passages: pd.DataFrame
    labels: pd.DataFrame
    rewordings: pd.DataFrame | None = None

    def __str__(self) -> str:
        return (
            f"{self.codebook.name} {self.codebook.version}: {len(self.documents):,} documents, "
            f"{len(self.passages):,} passages, {len(self.labels):,} labels of "
            f"{self.labels['coder'].nunique()} coders"
        )

    def labelled(self, coder: str = ADJUDICATED) -> pd.DataFrame:
        """One row a passage that `coder` labelled, with its label and its document's columns.

        Raises
        ------
        StanceError
            When nobody of that name labelled anything.
        """
        own = self.labels.loc[self.labels["coder"] == coder, ["passage_id", "label"]]
        if own.empty:
            names = sorted(self.labels["coder"].unique())
            raise StanceError(f"'coder' must be one of {names}; got {coder!r}.")
        passages = self.passages.merge(own, on="passage_id", how="inner", sort=False)
        return passages.merge(self.documents, on="document_id", how="left", sort=False)


def load_corpus(folder: str | Path | None = None) -> Corpus:
    """Load a folder with codebook.toml, documents.csv, passages.csv, labels.csv and perhaps rewordings.csv.

    Parameters
    ----------
    folder : str or Path, optional
        The seed corpus that ships with the package, if not given.

    Raises
    ------
    StanceError
        When a table has unknown or missing columns, duplicate ids, labels outside the codebook, or
        rows that point at nothing; it names the file and the row.
    """
    folder = resource("seeds") if folder is None else Path(folder)
    if not folder.is_dir():
        raise StanceError(f"A corpus must be a folder; got {folder}.")
    codebook = Codebook.read(folder / "codebook.toml")
    tables = {}
    for kind in _TABLES:
        path = folder / f"{kind}.csv"
        if kind == _OPTIONAL and not path.exists():
            continue
        tables[kind] = check_table(read_table(path), kind, str(path))
    corpus = Corpus(codebook, **tables)
    _check_references(corpus, folder)
    return corpus


def check_table(frame: pd.DataFrame, kind: str, where: str) -> pd.DataFrame:
    """The table with its numbers as numbers, once its columns and ids are what they must be.

    Parameters
    ----------
    frame : pandas.DataFrame
        As read.
    kind : {"documents", "passages", "labels", "rewordings"}
        Which of the tables it is.
    where : str
        What to call it in a refusal; rows are counted from 1, without the header.
    """
    required, optional, key = _TABLES[kind]
    known = [*required, *optional]
    unknown = [name for name in frame.columns if name not in known]
    if unknown:
        raise StanceError(f"Columns of {kind} must be among {known}; got {unknown[0]!r} ({where}).")
    require_columns(frame, required, where)
    for name in required:
        if frame[name].isna().any():
            row = int(frame[name].isna().to_numpy().argmax()) + 1
            raise StanceError(f"{name!r} must be given in every row; got nothing ({where}, row {row}).")
    repeated = frame.duplicated(list(key)).to_numpy()
    if repeated.any():
        row = int(repeated.argmax())
        values = ", ".join(str(frame[name].iloc[row]) for name in key)
        raise StanceError(
            f"{' and '.join(key)} must be distinct; got {values!r} twice ({where}, row {row + 1})."
        )
    numbers = [name for name in _NUMBERS if name in frame.columns]
    return frame.assign(**{name: whole_numbers(frame[name], name, where) for name in numbers})


def require_columns(frame: pd.DataFrame, names: Sequence[str], where: str) -> None:
    """Refuse a table that lacks a column."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise StanceError(
            f"The table must have a column {missing[0]!r}; got {[str(x) for x in frame.columns]} ({where})."
        )


def whole_numbers(column: pd.Series, name: str, where: str) -> pd.Series:
    """The column as nullable whole numbers."""
    import pandas as pd

    values = pd.to_numeric(column, errors="coerce").astype("Float64")
    wrong = ((values.isna() & column.notna()) | (values % 1 != 0).fillna(False)).to_numpy(dtype=bool)
    if wrong.any():
        row = int(wrong.argmax())
        raise StanceError(
            f"{name!r} must hold whole numbers; got {column.iloc[row]!r} ({where}, row {row + 1})."
        )
    return values.astype("Int64")


def _check_references(corpus: Corpus, folder: Path) -> None:
    _subset(corpus.passages, "document_id", corpus.documents, f"{folder / 'passages.csv'}")
    _subset(corpus.labels, "passage_id", corpus.passages, f"{folder / 'labels.csv'}")
    if corpus.rewordings is not None:
        _subset(corpus.rewordings, "passage_id", corpus.passages, f"{folder / 'rewordings.csv'}")
    outside = ~corpus.labels["label"].isin(corpus.codebook.labels).to_numpy()
    if outside.any():
        row = int(outside.argmax())
        raise StanceError(
            f"'label' must be one of {list(corpus.codebook.labels)}; "
            f"got {corpus.labels['label'].iloc[row]!r} ({folder / 'labels.csv'}, row {row + 1})."
        )


def _subset(frame: pd.DataFrame, name: str, of: pd.DataFrame, where: str) -> None:
    outside = ~frame[name].isin(of[name]).to_numpy()
    if outside.any():
        row = int(outside.argmax())
        raise StanceError(
            f"{name!r} must point at a row that exists; "
            f"got {frame[name].iloc[row]!r} ({where}, row {row + 1})."
        )
