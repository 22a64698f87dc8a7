from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook, Scale
from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.change import explain_change
from stance.model.classifier import StanceClassifier
from stance.model.linear import StanceModel

LABELS = ["force", "law", "other"]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    """Learnt from a dozen invented passages: soldiers for force, judges for law, weather for neither."""
    texts = [
        f"{who} {does} in the {place}"
        for place in ("north", "south")
        for who, does in (
            ("soldiers", "march"),
            ("soldiers", "patrol"),
            ("judges", "rule"),
            ("judges", "reform"),
            ("clouds", "gather"),
            ("clouds", "drift"),
        )
    ]
    labels = ["force", "force", "law", "law", "other", "other"] * 2
    codebook = Codebook.from_labels("invented", LABELS, Scale("force", "law", "other"))
    return StanceClassifier(min_df=1, C=50, codebook=codebook).fit(texts, labels).model_


def table(n: int = 24) -> pd.DataFrame:
    """A source that speaks of soldiers in 2013 and of judges in 2016; each document has a word of its own."""
    return pd.DataFrame(
        {
            "document_id": [f"d{i % (n // 2)}" if i < n // 2 else f"e{i % (n // 2)}" for i in range(n)],
            "source": "Gazette",
            "year": [2013 if i < n // 2 else 2016 for i in range(n)],
            "text": [
                f"{'Soldiers patrol' if i < n // 2 else 'Judges rule'} the town, item x{i}." for i in range(n)
            ],
        }
    )


@pytest.mark.parametrize("target", ["position", *LABELS])
def test_contributions_sum_to_the_change_of_the_models_own_mean(model: StanceModel, target: str) -> None:
    rows = table()
    result = explain_change(rows, model, 2013, 2016, target=target, permutations=9)
    if target == "position":
        values = model.position(list(rows["text"]))
    else:
        values = model.predict_proba(list(rows["text"]))[:, LABELS.index(target)]
    later = (rows["year"] == 2016).to_numpy()
    assert result.means == pytest.approx((values[~later].mean(), values[later].mean()), abs=1e-12)
    assert result.change == pytest.approx(values[later].mean() - values[~later].mean(), abs=1e-12)
    assert result.contributions.sum() + result.rarer == pytest.approx(result.change, abs=1e-12)


def test_the_words_that_moved_it_come_first_and_last(model: StanceModel) -> None:
    result = explain_change(table(), model, 2013, 2016, permutations=199)
    frame = result.to_frame()
    # Judges arrived and soldiers left: both move the position up.
    assert set(frame["word"][:2]) == {"judges", "soldiers"}
    moved = frame.set_index("word")
    assert moved["p_adjusted"][["judges", "soldiers"]].tolist() == [0.005, 0.005]
    # Six words a passage: soldiers, patrol, the, town, item, x0.
    assert moved["rate_before"]["soldiers"] == pytest.approx(1000 / 6)
    assert moved["rate_after"]["soldiers"] == 0
    assert result.documents[result.words.index("judges")].tolist() == [0, 12]


def test_words_outside_the_model_add_nothing(model: StanceModel) -> None:
    rows = table().assign(text="zzz qqq")
    result = explain_change(rows, model, 2013, 2016, permutations=9)
    assert result.contributions.tolist() == [0.0, 0.0]
    assert result.change == 0.0


def test_no_change_is_not_significant(model: StanceModel) -> None:
    rows = table().assign(year=[2013 + 3 * (i % 2) for i in range(24)])
    result = explain_change(rows, model, 2013, 2016, permutations=199)
    assert result.p_change is not None
    assert result.p_change > 0.5


def test_only_the_source_that_was_asked_for(model: StanceModel) -> None:
    rows = pd.concat([table(), table().assign(source="Herald", document_id=range(24), text="Clouds drift.")])
    result = explain_change(
        rows, model, 2013, range(2014, 2020), within={"source": "Gazette"}, permutations=9
    )
    assert result.n_passages == (12, 12)
    assert "clouds" not in result.words
    assert result.after == "2014-2019"


def test_few_documents_claim_no_significance(model: StanceModel) -> None:
    result = explain_change(table(8), model, 2013, 2016)
    assert result.p_change is None
    assert np.isnan(result.p).all()
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["words"][0]["p"] is None
    assert "no significance is claimed below 10 documents" in str(result).replace("\n", " ")


def test_prints_means_change_and_words(model: StanceModel) -> None:
    result = explain_change(table(), model, 2013, 2016, permutations=99)
    lines = str(result).splitlines()
    assert lines[0].startswith("mean position: -0.")
    assert "in 2013 (12 passages, 12 documents), +0." in lines[0]
    assert lines[1] == f"change: {result.change:+.3f} (p = 0.0100)"
    assert lines[-1].startswith("all other words")
    share = explain_change(table(), model, 2013, 2016, target="law", permutations=9)
    assert str(share).startswith("mean share of law: +0.")


def test_same_input_same_bytes(model: StanceModel) -> None:
    one, two = (
        explain_change(table(), model, 2013, 2016, permutations=50, seed=3).to_dict() for _ in range(2)
    )
    assert json.dumps(one) == json.dumps(two)


def test_refusals(model: StanceModel) -> None:
    with pytest.raises(StanceError, match="'target' must be 'position' or one of"):
        explain_change(table(), model, 2013, 2016, target="peace")
    with pytest.raises(StanceError, match="'after' must hold a passage; got none in 2020"):
        explain_change(table(), model, 2013, 2020)
    with pytest.raises(StanceError, match="must not overlap"):
        explain_change(table(), model, 2013, range(2013, 2017))
    with pytest.raises(StanceError, match="needs a time column"):
        explain_change(table(), model, 2013, 2016, structure=Structure(time=None))
    with pytest.raises(StanceError, match="must have a column 'year'"):
        explain_change(table().drop(columns="year"), model, 2013, 2016)
    flat = StanceClassifier(min_df=1).fit(["soldiers march", "judges rule"], ["force", "law"]).model_
    with pytest.raises(StanceError, match="A position needs a scale"):
        explain_change(table(), flat, 2013, 2016)
