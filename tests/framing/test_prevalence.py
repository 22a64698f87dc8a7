from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.adjusted import acc, pacc
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.framing.simulate import Simulation
from stance.framing.totals import DocumentTotals

Table = Callable[..., pd.DataFrame]
P = ["p_label 0", "p_label 1"]


def estimate(world: Simulation, method: str, **options: object) -> Prevalence:
    values = {"calibration": world.calibration, "gold": world.gold, "resamples": 200, **options}
    return prevalence(world.predictions, ["source"], method=method, **values)  # type: ignore[arg-type]


def test_uncorrected_shares_are_those_of_passages(table: Table) -> None:
    # Document d1 has three passages and d2 one: (.5 + .5 + .5 + 1) / 4.
    frame = table([("d1", "A", 2020, 0.5)] * 3 + [("d2", "A", 2020, 1.0)])
    made = prevalence(frame, ["source"])
    assert made.estimate.tolist() == [[0.375, 0.625]]
    assert made.n_documents.tolist() == [2]
    assert made.n_passages.tolist() == [4]


def test_fewer_than_ten_documents_have_no_interval(table: Table) -> None:
    made = prevalence(table([(f"d{i}", "A", 2020, i / 9) for i in range(9)]))
    assert np.isnan(made.low).all()
    assert made.reason == ("9 documents: no interval, 10 needed",)
    assert made.draws.shape == (0, 0, 2)
    ten = prevalence(table([(f"d{i}", "A", 2020, i / 10) for i in range(10)]))
    assert (ten.low < ten.estimate).all()


def test_interval_of_documents_of_one_passage_is_that_of_a_mean(table: Table) -> None:
    rng = np.random.default_rng(0)
    p = rng.random(200)
    made = prevalence(table([(f"d{i:03d}", "A", 2020, x) for i, x in enumerate(p)]), resamples=4000)
    half = 1.972 * p.std(ddof=1) / np.sqrt(200)
    assert made.low[0, 1] == pytest.approx(p.mean() - half, abs=0.1 * half)
    assert made.high[0, 1] == pytest.approx(p.mean() + half, abs=0.1 * half)
    assert made.effective_n[0, 1] == pytest.approx(200, abs=1.1)


def test_effective_n_of_equal_passages_is_the_number_of_documents(table: Table) -> None:
    rng = np.random.default_rng(1)
    rows = [(f"d{i:03d}", "A", 2020, x) for i, x in enumerate(rng.random(40)) for _ in range(5)]
    made = prevalence(table(rows))
    # n / (1 + (m - 1) rho) with rho = 1, but for the 39 / 40 of an unbiased variance.
    assert made.effective_n[0, 1] == pytest.approx(39, rel=1e-9)


def test_named_methods_are_the_pure_functions(world: Simulation) -> None:
    f, calibration = world.predictions[P].to_numpy(), world.calibration[P].to_numpy()
    truth = (world.calibration["label"] == "label 1").to_numpy(dtype=int)
    predicted, of_calibration = f.argmax(axis=1), calibration.argmax(axis=1)
    assert estimate(world, "pacc").estimate[0] == pytest.approx(pacc(f, calibration, truth), abs=1e-12)
    expected = acc(predicted, of_calibration, truth, 2)
    assert estimate(world, "acc").estimate[0] == pytest.approx(expected, abs=1e-12)
    assert estimate(world, "pcc").estimate[0] == pytest.approx(f.mean(axis=0), abs=1e-12)
    assert estimate(world, "cc").estimate[0, 1] == pytest.approx(predicted.mean(), abs=1e-12)


def test_the_rule_prefers_gold_then_calibration_then_says_uncorrected(world: Simulation) -> None:
    assert estimate(world, "auto").method == ("DSL",)
    assert estimate(world, "auto", gold=None).method == ("PACC",)
    plain = estimate(world, "auto", gold=None, calibration=None)
    assert plain.method == ("PCC, uncorrected",)
    assert plain.reason == ("uncorrected; no calibration documents",)
    assert plain.estimate.tolist() == plain.uncorrected.tolist()


def test_nine_gold_documents_do_not_do(world: Simulation) -> None:
    documents = world.predictions.set_index("passage_id")["document_id"]
    of = documents[world.gold["passage_id"]].to_numpy(dtype=object)
    nine = world.gold[np.isin(of, np.unique(of)[:9])]
    assert estimate(world, "auto", gold=nine).method == ("PACC",)
    made = estimate(world, "dsl", gold=nine)
    assert made.reason == ("uncorrected; 9 documents with gold labels, 10 needed",)
    lone = estimate(world, "auto", gold=nine, calibration=None)
    assert lone.reason == ("uncorrected; 9 documents with gold labels, 10 needed; no calibration documents",)


def test_ppi_needs_whole_documents_and_dsl_does_not(world: Simulation) -> None:
    half = world.gold[::2].assign(sampling_probability=world.gold["sampling_probability"][::2] / 2)
    assert estimate(world, "dsl", gold=half).method == ("DSL",)
    assert "PPI++ needs documents that are coded in full" in estimate(world, "ppi", gold=half).reason[0]
    assert estimate(world, "ppi").method == ("PPI++",)


def test_totals_give_what_their_passages_give(world: Simulation) -> None:
    frame = world.predictions
    batches = (frame.iloc[k : k + 100] for k in range(0, len(frame), 100))
    totals = DocumentTotals.from_batches(batches, ["source"], gold=world.gold)
    of_totals = prevalence(totals, resamples=200)
    of_passages = prevalence(frame, ["source"], gold=world.gold, resamples=200)
    for name in ("estimate", "low", "high", "effective_n"):
        assert getattr(of_totals, name) == pytest.approx(getattr(of_passages, name), abs=1e-12)


def test_row_order_does_not_matter(world: Simulation) -> None:
    shuffled = world.predictions.sample(frac=1, random_state=1)
    calibration = world.calibration.sample(frac=1, random_state=2)
    for method in ("auto", "pacc", "sld"):
        first = prevalence(world.predictions, calibration=world.calibration, method=method, resamples=200)
        second = prevalence(shuffled, calibration=calibration, method=method, resamples=200)
        assert second.low == pytest.approx(first.low, abs=1e-9)
        assert second.estimate == pytest.approx(first.estimate, abs=1e-9)


def test_a_seed_is_repeated_byte_for_byte(world: Simulation) -> None:
    first, second = estimate(world, "auto", gold=None), estimate(world, "auto", gold=None)
    assert str(first.to_dict()) == str(second.to_dict())
    assert first.draws.tobytes() == second.draws.tobytes()


def test_other_columns_by_their_declared_names(world: Simulation) -> None:
    names = {"document_id": "speech", "source": "country", "label": "code"}
    structure = Structure(document="speech", source="country", label="code")
    made = prevalence(
        world.predictions.rename(columns=names),
        ["country"],
        calibration=world.calibration.rename(columns=names),
        structure=structure,
        resamples=200,
    )
    assert made.method == ("PACC",)
    assert made.estimate == pytest.approx(estimate(world, "auto", gold=None).estimate, abs=1e-12)


def test_labels_in_the_order_asked_for(world: Simulation) -> None:
    turned = prevalence(world.predictions, labels=["label 1", "label 0"], resamples=200)
    assert turned.labels == ("label 1", "label 0")
    assert turned.estimate[:, ::-1] == pytest.approx(prevalence(world.predictions, resamples=200).estimate)


def test_cells_share_the_resamples_of_their_calibration(world: Simulation) -> None:
    """Two halves of a cell corrected by the same documents err together."""
    halves = world.predictions["document_id"].rank(method="dense") % 2
    predictions = world.predictions.assign(half=halves)
    made = prevalence(predictions, ["half"], calibration=world.calibration, method="pacc", resamples=1000)
    alone = prevalence(predictions, ["half"], method="pcc", resamples=1000)
    assert np.corrcoef(made.draws[:, 0, 1], made.draws[:, 1, 1])[0, 1] > 0.2
    assert abs(np.corrcoef(alone.draws[:, 0, 1], alone.draws[:, 1, 1])[0, 1]) < 0.1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "median"}, "'method' must be one of .*; got 'median'"),
        ({"level": 1.0}, "'level' must be between 0 and 1; got 1.0"),
        ({"resamples": 99}, "'resamples' must be at least 100; got 99"),
        ({"labels": ["label 0", "other"]}, "must have a column 'p_other'"),
    ],
)
def test_refuses_what_it_can_not_do(world: Simulation, options: dict[str, object], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        prevalence(world.predictions, ["source"], **options)  # type: ignore[arg-type]


def test_refuses_tables_without_rows_and_gold_of_other_passages(world: Simulation) -> None:
    with pytest.raises(StanceError, match="'predictions' must hold at least one passage; got none"):
        prevalence(world.predictions.iloc[:0])
    elsewhere = world.gold.assign(passage_id="elsewhere").iloc[:1]
    with pytest.raises(StanceError, match="'gold' must hold labels of passages among the predictions"):
        prevalence(world.predictions, gold=elsewhere)


def test_refuses_with_totals_what_needs_passages(world: Simulation) -> None:
    totals = DocumentTotals.from_frame(world.predictions, ["source"])
    for options, message in (
        ({"by": ["year"]}, "'by' must be what the totals were added up by"),
        ({"gold": world.gold}, "'gold' must be given when totals are added up"),
        ({"method": "sld"}, "SLD must have single passages; got totals"),
        ({"language": "en"}, "'language' must be given when totals are added up"),
    ):
        with pytest.raises(StanceError, match=message):
            prevalence(totals, **options)
