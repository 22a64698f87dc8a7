"""The datasheet must stay true: every count in it is computed again from the tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from stance.corpus import Corpus, load_corpus


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def datasheet(root: Path) -> dict[str, dict[str, list[str]]]:
    """The tables of the datasheet: by the first header cell, the rows by their first cell."""
    tables: dict[str, dict[str, list[str]]] = {}
    name = ""
    for line in (root / "seeds" / "README.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            name = ""
            continue
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if not name:
            name = cells[0]
            tables[name] = {}
        elif not set(cells[0]) <= {"-"}:
            tables[name][cells[0]] = cells[1:]
    return tables


def test_sizes(seeds: Corpus, datasheet: dict[str, dict[str, list[str]]]) -> None:
    words = seeds.passages["text"].str.count(r"\S+")
    readings = seeds.labels[seeds.labels["coder"] != "adjudicated"]
    un = seeds.documents["url"].str.startswith("ungdc:", na=False)
    found = {
        "documents": len(seeds.documents),
        "sources": seeds.documents["source"].nunique(),
        "passages": len(seeds.passages),
        "readings": len(readings),
        "UN General Assembly speeches": int(un.sum()),
        "documents without a date (year only)": int(seeds.documents["date"].isna().sum()),
        "words in the shortest passage": int(words.min()),
        "words in the longest passage": int(words.max()),
    }
    assert {key: int(row[0]) for key, row in datasheet["what"].items()} == found


def test_labels(seeds: Corpus, datasheet: dict[str, dict[str, list[str]]]) -> None:
    counts = seeds.labelled()["label"].value_counts()
    stated = {key: int(row[0]) for key, row in datasheet["label"].items()}
    assert {key: stated[key] for key in seeds.codebook.labels} == counts.to_dict()
    assert stated["all"] == len(seeds.passages)
    assert stated["(no majority)"] == len(seeds.passages) - counts.sum()


@pytest.mark.parametrize("column", ["source_type", "year"])
def test_labels_by_column(seeds: Corpus, datasheet: dict[str, dict[str, list[str]]], column: str) -> None:
    labelled = seeds.labelled()
    for value, part in labelled.groupby(column):
        counts = part["label"].value_counts()
        numbers = [
            part["document_id"].nunique(),
            *(counts.get(x, 0) for x in seeds.codebook.labels),
            len(part),
        ]
        assert [int(x) for x in datasheet[column][str(value)]] == numbers
    assert len(datasheet[column]) == labelled[column].nunique()


def test_agreement(seeds: Corpus, datasheet: dict[str, dict[str, list[str]]]) -> None:
    """Against nltk, an implementation of others."""
    stated = {key: float(row[0]) for key, row in datasheet["agreement of reader-1 and reader-2"].items()}
    wide = seeds.labels.pivot_table(index="passage_id", columns="coder", values="label", aggfunc="first")
    both = wide[["reader-1", "reader-2"]].dropna()
    same = both["reader-1"] == both["reader-2"]
    triples = [(coder, row, label) for coder in both for row, label in both[coder].items()]
    assert stated["passages read by both"] == len(both)
    assert stated["raw agreement"] == pytest.approx(same.mean(), abs=5e-4)
    assert stated["Krippendorff's alpha, nominal"] == pytest.approx(AnnotationTask(triples).alpha(), abs=5e-4)
    for label in seeds.codebook.labels:
        specific = 2 * (same & (both["reader-1"] == label)).sum() / (both == label).sum().sum()
        assert stated[f"specific agreement, {label}"] == pytest.approx(specific, abs=5e-4)
    control = wide.loc[both.index[same]].dropna(subset=["reader-3"])
    agrees = (control["reader-3"] == control["reader-1"]).mean()
    assert stated["reader-3 agrees with both, control sample"] == pytest.approx(agrees, abs=5e-4)


@pytest.mark.parametrize(("one", "other"), [(4, 5), (7, 8), (9, 10)])
def test_agreement_of_the_later_readers(
    seeds: Corpus, datasheet: dict[str, dict[str, list[str]]], one: int, other: int
) -> None:
    stated = datasheet[f"agreement of reader-{one} and reader-{other}"]
    both = _readings(seeds)[[f"reader-{one}", f"reader-{other}"]].dropna()
    assert int(stated["passages read by both"][0]) == len(both)
    raw = (both.iloc[:, 0] == both.iloc[:, 1]).mean()
    assert float(stated["raw agreement"][0]) == pytest.approx(raw, abs=5e-4)


@pytest.mark.parametrize(
    ("pairs", "third", "row"),
    [
        ([(4, 5)], 6, "reader-6 agrees with both, control sample"),
        ([(7, 8), (9, 10)], 11, "reader-11 agrees with both, control sample of the two pairs"),
    ],
)
def test_control_samples_of_third_readers(
    seeds: Corpus,
    datasheet: dict[str, dict[str, list[str]]],
    pairs: list[tuple[int, int]],
    third: int,
    row: str,
) -> None:
    wide, agrees = _readings(seeds), []
    for one, other in pairs:
        read = wide[[f"reader-{one}", f"reader-{other}", f"reader-{third}"]].dropna()
        same = read[read.iloc[:, 0] == read.iloc[:, 1]]
        agrees += (same.iloc[:, 0] == same.iloc[:, 2]).tolist()
    one, other = pairs[-1]
    stated = datasheet[f"agreement of reader-{one} and reader-{other}"][row][0]
    assert float(stated) == pytest.approx(sum(agrees) / len(agrees), abs=5e-4)


def _readings(seeds: Corpus) -> pd.DataFrame:
    """One row a passage, one column a coder."""
    return seeds.labels.pivot_table(index="passage_id", columns="coder", values="label", aggfunc="first")


def test_rewordings(seeds: Corpus, datasheet: dict[str, dict[str, list[str]]]) -> None:
    assert seeds.rewordings is not None
    stated = {key: row[0] for key, row in datasheet["rewordings"].items()}
    assert int(stated["kept"]) == len(seeds.rewordings)
    assert int(stated["passages that have at least one"]) == seeds.rewordings["passage_id"].nunique()
    kinds = seeds.rewordings["kind"].value_counts().to_dict()
    assert {key: int(row[0]) for key, row in datasheet["kind"].items()} == kinds
    assert set(seeds.rewordings["passage_id"]) <= set(seeds.labelled()["passage_id"])


def test_adjudicated_is_the_majority(seeds: Corpus) -> None:
    readings = seeds.labels[seeds.labels["coder"] != "adjudicated"]
    counts = readings.groupby(["passage_id", "label"]).size().reset_index(name="n")
    best = counts.sort_values("n", ascending=False).drop_duplicates("passage_id").set_index("passage_id")
    adjudicated = seeds.labels[seeds.labels["coder"] == "adjudicated"].set_index("passage_id")["label"]
    assert (best.loc[adjudicated.index, "label"] == adjudicated).all()
    assert (best.loc[adjudicated.index, "n"] >= 2).all()
    assert isinstance(adjudicated, pd.Series)
