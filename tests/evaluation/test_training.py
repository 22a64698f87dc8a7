from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook, Scale
from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.per_target import folder_name, mean_macro_f1, per_target
from stance.evaluation.training import evaluate, train
from stance.model.folder import load_model, read_card

COLUMNS = Structure(text="text", label="label", document="who", source=None, time=None)
FORCE = ["soldiers seized drugs", "troops at the border", "police raids and arrests", "soldiers on patrol"]
LAW = ["courts need judges", "judges and clinics", "schools and treatment", "clean courts and schools"]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Sixty passages of thirty authors, easy to tell apart."""
    rows = []
    for k in range(60):
        side = k % 2
        text = (LAW if side else FORCE)[k // 2 % 4]
        rows.append(
            {
                "passage_id": f"p{k}",
                "text": f"{text} {k}",
                "label": ["force", "law"][side],
                "who": f"w{k // 4}",
            }
        )
    return pd.DataFrame(rows)


def test_trains_and_saves_with_its_evaluation(table: pd.DataFrame, tmp_path: Path) -> None:
    codebook = Codebook.from_labels("x", ["law", "force"], Scale("force", "law"))
    trained = train(table, COLUMNS, codebook=codebook, lexicon=Lexicon({"law": ("judge*",)}))
    trained.save(tmp_path / "m")
    model = load_model(tmp_path / "m")
    assert model.labels == ("law", "force")
    assert model.training["documents"] == 15
    assert model.training["labels"] == {"law": 30, "force": 30}
    assert model.training["settings"]["C"] in (0.3, 1.0, 3.0)
    assert model.predict(["soldiers seized", "judges of courts"]) == ["force", "law"]
    assert trained.evaluation is not None
    assert list(trained.evaluation.scores)[:4] == ["stance", "majority", "prior", "lexicon"]
    assert trained.evaluation.scores["stance"].overall["accuracy"].estimate == 1.0
    assert "15 documents, 60 passages" in read_card(tmp_path / "m")


def test_without_an_evaluation_the_card_shows_the_gap(table: pd.DataFrame, tmp_path: Path) -> None:
    trained = train(table, COLUMNS, evaluation=False)
    trained.save(tmp_path / "m")
    assert "*not measured*" in read_card(tmp_path / "m")
    assert trained.to_dict()["evaluation"] is None


def test_rewordings_train_and_are_counted(table: pd.DataFrame) -> None:
    rewordings = pd.DataFrame(
        {"passage_id": ["p0", "p1", "other"], "text": ["gendarmes", "ombudsmen", "nobody"]}
    )
    model = train(table, COLUMNS, rewordings=rewordings, evaluation=False).model
    assert model.training["rewordings"] == 2
    assert model.training["passages"] == 60


def test_labels_outside_the_codebook_are_refused(table: pd.DataFrame) -> None:
    with pytest.raises(StanceError, match=r"must name every label of the table; got no 'law'"):
        train(table, COLUMNS, codebook=Codebook.from_labels("x", ["force", "other"]))


def test_a_test_table_is_honoured(table: pd.DataFrame) -> None:
    found = evaluate(table[:40], COLUMNS, test=table[40:])
    assert found.split.name == "predefined"
    assert found.scores["stance"].overall["accuracy"].n_passages == 20


def test_a_table_of_its_own_is_on_the_card(table: pd.DataFrame, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    table[40:].to_csv(own, index=False)
    trained = train(table[:40], COLUMNS, test=own)
    assert trained.elsewhere is not None
    alone = evaluate(table[:40], COLUMNS, test=table[40:])
    assert trained.elsewhere.to_dict()["models"] == alone.to_dict()["models"]
    trained.save(tmp_path / "model")
    card = (tmp_path / "model" / "card.md").read_text()
    said = card.split("## On a table that trained nothing")[1]
    assert said.count("| stance |") == said.count("| linear SVM |") == 1
    assert "- The table is own.csv." in said


def test_jobs_change_nothing(table: pd.DataFrame) -> None:
    one, two = (evaluate(table, COLUMNS, jobs=jobs) for jobs in (1, 2))
    assert one.to_dict() == two.to_dict()


def test_the_features_computed_once_choose_as_those_of_each_fold(table: pd.DataFrame) -> None:
    """Where the vocabulary is the same in every fold, the short way predicts what the long way does."""
    from stance.model.classifier import StanceClassifier

    texts = [text.rsplit(" ", 1)[0] for text in table["text"]]
    labels = table["label"].to_numpy()
    train_rows, test_rows = np.arange(40), np.arange(40, 60)
    classifier = StanceClassifier(min_df=1, word=(1, 1), character=None)
    (by_path,) = classifier.predict_path(texts, labels, [(train_rows, test_rows)], [0.1, 10.0])
    for strength, predicted in zip([0.1, 10.0], by_path, strict=True):
        fitted = StanceClassifier(C=strength, min_df=1, word=(1, 1), character=None).fit(
            texts[:40], labels[:40]
        )
        assert predicted.tolist() == fitted.predict(texts[40:]).tolist()


def test_one_model_per_target(table: pd.DataFrame) -> None:
    both = pd.concat([table.assign(about="Tax & war"), table.assign(about="Drugs")], ignore_index=True)
    found = per_target(both, "about", lambda _, rows: evaluate(rows, COLUMNS))
    assert list(found.results) == ["Drugs", "Tax & war"]
    assert mean_macro_f1(found.results)["stance"] == 1.0
    assert "Mean macro-F1 over 2 targets" in str(found)
    assert folder_name("Tax & war") == "tax-war"


def test_a_row_without_a_target_is_named(table: pd.DataFrame) -> None:
    with pytest.raises(
        StanceError, match=r"'about' must be given in every row; got nothing \(table, row 1\)"
    ):
        per_target(table.assign(about=None), "about", lambda _, rows: evaluate(rows, COLUMNS))
    with pytest.raises(StanceError, match="must have a letter or digit"):
        folder_name("??")


@pytest.mark.parametrize("further", [{"splits": True}, {"test": "other.csv"}, {"rivals": True}])
def test_what_needs_an_evaluation_is_refused_without_one(further: dict[str, Any]) -> None:
    with pytest.raises(StanceError, match="'splits', 'test' and 'rivals' must go with an evaluation"):
        train("table.csv", COLUMNS, evaluation=False, **further)
