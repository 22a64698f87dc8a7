"""How much of each cell's text carries each label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS, LEVEL
from stance.evaluation.resampling import RESAMPLES
from stance.framing.cell_estimate import NO_ERRORS
from stance.framing.pooling import FEWEST_TO_POOL, pooled
from stance.framing.resampling import split
from stance.framing.results import Prevalence
from stance.framing.rule import METHODS, Request, Rule
from stance.framing.totals import DocumentTotals

if TYPE_CHECKING:
    import pandas as pd


def prevalence(
    predictions: pd.DataFrame | DocumentTotals,
    by: Sequence[str] = (),
    *,
    calibration: pd.DataFrame | None = None,
    gold: pd.DataFrame | None = None,
    method: str = "auto",
    pool: bool = False,
    language: str | None = None,
    labels: Sequence[str] | None = None,
    structure: Structure | None = None,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Prevalence:
    """The share of passages that carry each label, per cell.

    A cell with gold labels of at least ten documents, drawn with known probabilities, is estimated from them
    (DSL); it holds whatever the classifier is worth. Else PACC corrects it by the error rates in the
    calibration documents of its own sources, unless an alarm says that they do not hold for it. Else it
    keeps the uncorrected share and is grey: `reason` says why, `documents_to_code` what to code next.

    Parameters
    ----------
    predictions : pandas.DataFrame or DocumentTotals
        One row a passage with a column ``p_<label>`` per label, the document and the columns of `by`; or
        their totals. A column ``unseen``, the share of words that are new to the model, is checked if there.
    by : sequence of str
        The columns that make a cell, such as source and year; none makes one cell of everything.
    calibration : pandas.DataFrame, optional
        Predictions of passages that the model did not learn from (out-of-fold, grouped by document), with
        the label that each was given.
    gold : pandas.DataFrame, optional
        passage_id, label and sampling_probability, of passages drawn at random among the predictions.
    method : {"auto", "cc", "pcc", "acc", "pacc", "sld", "ppi", "dsl"}
        "auto" is the rule above. Any other is used wherever it can be; a cell whose alarm sounds keeps its
        estimate and is grey.
    pool : bool
        Shrink cells towards each other (empirical Bayes on the logit scale), which also gives an interval to
        cells of two to nine documents.
    language : str, optional
        The model's, as "en"; passages in another language sound an alarm. Needs their text.
    labels : sequence of str, optional
        In the order wanted; the order of the columns ``p_<label>`` otherwise.
    structure : Structure, optional
        Which columns are the document, the source and the label.
    level : float
        Of the intervals, between 0 and 1.
    resamples, seed : int
        Of the bootstrap over documents, of the cells and of the calibration alike, within sources.

    Returns
    -------
    Prevalence
        Of passages: long documents weigh more than short ones.

    Raises
    ------
    StanceError
        When a table is not what it must be, or a number is out of range.

    Notes
    -----
    Forman 2008; Bella et al. 2010; Saerens et al. 2002; Angelopoulos et al. 2023; Egami et al. 2023: see the
    functions `acc`, `pacc`, `sld`, `ppi` and `dsl`. Intervals are expanded percentiles of the resamples, and
    t (DSL) or Wilson's (PPI++) with the number of gold documents less one.

    Examples
    --------
    >>> from stance.framing.simulate import Design, simulate
    >>> world = simulate(Design(share=(0.3, 0.7), calibration_documents=100))
    >>> print(prevalence(world.predictions, ["source"], calibration=world.calibration))
    Share of passages per label, 95% intervals over documents
    source: 60 documents, 596 passages, PACC
      label 0                  0.205 [0.049, 0.341]
      label 1                  0.795 [0.659, 0.951]
    """
    _check(method, level, resamples)
    if isinstance(predictions, DocumentTotals):
        totals = _given(predictions, by, gold, method, language)
    else:
        totals = DocumentTotals.from_frame(predictions, by, structure, labels, gold=gold, language=language)
    if not len(totals.keys):
        raise StanceError("'predictions' must hold at least one passage; got none.")
    if gold is not None and not totals.of("coded").any():
        raise StanceError("'gold' must hold labels of passages among the predictions; it holds none.")
    passages = None if isinstance(predictions, DocumentTotals) else predictions
    request = Request(method, level, resamples, language)
    rule = Rule(totals, calibration, passages, request, np.random.SeedSequence(seed))
    made = _assembled(totals, rule, level, FEWEST_TO_POOL if pool else FEWEST_DOCUMENTS)
    return pooled(made) if pool else made


def _assembled(totals: DocumentTotals, rule: Rule, level: float, fewest: int) -> Prevalence:
    cells, cell = totals.cells()
    rows = split(cell)
    n_passages = np.bincount(cell, weights=totals.passages).astype(np.int64)
    documents = totals.documents
    n_documents = np.array([len(np.unique(documents[x])) for x in rows])
    shares = _per_cell(totals.per_label("probability"), cell) / n_passages[:, None]
    estimate, low, high = shares.copy(), np.full(shares.shape, np.nan), np.full(shares.shape, np.nan)
    method = np.full(len(cells), "PCC, uncorrected", dtype=object)
    assumption = np.full(len(cells), NO_ERRORS, dtype=object)
    reason = np.array(
        [f"{n} documents: no interval, {FEWEST_DOCUMENTS} needed" for n in n_documents], dtype=object
    )
    degrees = np.full(len(cells), np.nan)
    drawn = np.flatnonzero(n_documents >= fewest)
    draws = []
    for c in drawn:
        small = bool(n_documents[c] < FEWEST_DOCUMENTS)
        made = rule.estimate(rows[c], int(c), small=small)
        estimate[c], degrees[c], method[c], assumption[c] = (
            made.estimate,
            made.degrees,
            made.method,
            made.assumption,
        )
        draws.append(made.draws)
        if small:
            reason[c] += f"; {made.reason}" if made.reason else ""
        else:
            low[c], high[c], reason[c] = made.low, made.high, made.reason
    return Prevalence(
        by=totals.by,
        labels=totals.labels,
        cells=cells,
        estimate=estimate,
        low=low,
        high=high,
        uncorrected=shares,
        effective_n=_effective_n(totals, cell, shares, n_passages, n_documents),
        level=level,
        method=tuple(method),
        assumption=tuple(assumption),
        reason=tuple(reason),
        n_documents=n_documents,
        n_passages=n_passages,
        degrees=degrees,
        drawn=drawn,
        draws=np.stack(draws, axis=1) if draws else np.empty((0, 0, len(totals.labels))),
    )


def _per_cell(values: NDArray[np.float64], cell: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.column_stack([np.bincount(cell, weights=column) for column in values.T])


def _effective_n(
    totals: DocumentTotals,
    cell: NDArray[np.int64],
    shares: NDArray[np.float64],
    n_passages: NDArray[np.int64],
    n_documents: NDArray[np.int64],
) -> NDArray[np.float64]:
    """How many independent passages would give a mean that varies as this one: n / (1 + (m - 1) rho)."""
    n = n_passages[:, None].astype(float)
    variance = _per_cell(totals.per_label("square"), cell) / n - shares**2
    distance = totals.per_label("probability") - totals.passages[:, None] * shares[cell]
    documents = n_documents[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        of_mean = documents / (documents - 1) * _per_cell(distance**2, cell) / n**2
        effective = np.where(of_mean > 0, variance / of_mean, n)
    return np.where(documents > 1, np.minimum(effective, n), np.nan)


def _check(method: str, level: float, resamples: int) -> None:
    if method not in METHODS:
        raise StanceError(f"'method' must be one of {list(METHODS)}; got {method!r}.")
    if not 0 < level < 1:
        raise StanceError(f"'level' must be between 0 and 1; got {level}.")
    if resamples < 100:
        raise StanceError(f"'resamples' must be at least 100; got {resamples}.")


def _given(
    totals: DocumentTotals, by: Sequence[str], gold: object, method: str, language: str | None
) -> DocumentTotals:
    if by and tuple(by) != totals.by:
        raise StanceError(
            f"'by' must be what the totals were added up by, {list(totals.by)}; got {list(by)}."
        )
    if gold is not None:
        raise StanceError("'gold' must be given when totals are added up; got it with totals.")
    if method == "sld":
        raise StanceError("SLD must have single passages; got totals.")
    if language is not None and "foreign" not in totals.sums:
        raise StanceError("'language' must be given when totals are added up; got it with totals alone.")
    return totals
