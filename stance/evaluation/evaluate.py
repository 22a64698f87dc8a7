"""`evaluate`: a model beside its baselines, on documents that it did not train on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import Structure
from stance.evaluation.data import (
    documents_of,
    duplicates_of,
    make_split,
    passages_of,
    read,
    rewordings_of,
)
from stance.evaluation.groups import Codes
from stance.evaluation.out_of_fold import Factory, out_of_fold
from stance.evaluation.result import Evaluation
from stance.evaluation.scores import score
from stance.evaluation.slices import slices
from stance.evaluation.splits import Fold, Split
from stance.labelled import LabelledTable

if TYPE_CHECKING:
    import pandas as pd


def evaluate(
    data: str | Path | pd.DataFrame | LabelledTable,
    model: Factory,
    structure: Structure | None = None,
    *,
    split: str = "document",
    baselines: Mapping[str, Factory] | None = None,
    labels: Sequence[str] | None = None,
    folds: int = 5,
    grid: Mapping[str, Sequence[Any]] | None = None,
    rewordings: pd.DataFrame | None = None,
    duplicates: Codes | None = None,
    name: str = "model",
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Cross-validate a model and its baselines so that nothing it is tested on was seen in training.

    Parameters
    ----------
    data : path, pandas.DataFrame or LabelledTable
        One row a passage.
    model : callable
        Gives a new estimator of raw texts: ``StanceClassifier``, or a function that makes one.
    structure : Structure, optional
        Which columns hold what; a `LabelledTable` brings its own.
    split : {"document", "source", "source_type", "time", "optimistic_random"}
        What is kept apart. "source_type" needs a column of that name.
    baselines : mapping of str to callable, optional
        What to show beside it: ``stance.evaluation.baselines.baselines()``.
    labels : sequence of str, optional
        The order of the labels; sorted if not given.
    folds : int
        How many, where the split leaves it open.
    grid : mapping of str to sequence, optional
        Settings of the model to choose among, inside each training part.
    rewordings : pandas.DataFrame, optional
        Columns passage_id and text: other wordings of passages of the table, which train with them
        and never test.
    duplicates : int array, optional
        Near-duplicate clusters of the rows, -1 for none; found by ``find_duplicates`` if not given.
    name : str
        What to call the model.
    seed : int
        Orders documents of one size, and draws the resamples.
    jobs : int
        How many folds to work on at once.
    progress : callable
        Is told which model is at work.

    Returns
    -------
    Evaluation

    Raises
    ------
    StanceError
        When the table is not what `labelled_table` asks for, or can not be split as asked.

    Examples
    --------
    >>> import pandas as pd
    >>> from stance.evaluation.baselines import Majority, Prior
    >>> table = pd.DataFrame({"text": ["a", "b", "c", "d"] * 6, "label": ["x", "x", "x", "y"] * 6})
    >>> columns = Structure(document=None, source=None, time=None)
    >>> found = evaluate(table, Prior, columns, baselines={"majority": Majority}, duplicates=np.full(24, -1))
    >>> print(found.scores["majority"].overall["accuracy"])
    0.750 [0.535, 0.887]
    """
    table = read(data, structure, labels)
    clusters = duplicates_of(table) if duplicates is None else duplicates
    made = make_split(table, split, folds=folds, seed=seed, duplicates=clusters)
    models = {name: model, **(baselines or {})}
    return _evaluated(table, clusters, made, models, grid, rewordings, (), seed, jobs, progress)


def evaluate_on(
    train: str | Path | pd.DataFrame | LabelledTable,
    test: str | Path | pd.DataFrame | LabelledTable,
    model: Factory,
    structure: Structure | None = None,
    *,
    baselines: Mapping[str, Factory] | None = None,
    labels: Sequence[str] | None = None,
    grid: Mapping[str, Sequence[Any]] | None = None,
    rewordings: pd.DataFrame | None = None,
    name: str = "model",
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Train on one table and test on another, as a published split asks for.

    The split is taken as it is; the notes count what stands in both tables.
    The other parameters are those of `evaluate`.
    """
    import pandas as pd

    first, second = read(train, structure), read(test, structure)
    both = LabelledTable(
        pd.concat([first.frame, second.frame], ignore_index=True),
        first.structure,
        tuple(sorted({*first.labels, *second.labels})),
        tuple(dict.fromkeys((*first.notes, *second.notes))),
    )
    table = read(both, labels=labels)
    clusters, n = duplicates_of(table), len(first.frame)
    known = (("document", documents_of(table)), ("near-duplicate", clusters))
    met = {what: int(np.isin(x[n:], x[:n][x[:n] >= 0]).sum()) for what, x in known}
    notes = [
        f"Optimistic: {count:,} passages of the test table have their {what} in training."
        for what, count in met.items()
        if count
    ]
    rows = Fold(np.arange(n), np.arange(n, len(table.frame)), "the test table")
    made = Split("predefined", "trained on one table, tested on another", (rows,))
    models = {name: model, **(baselines or {})}
    return _evaluated(table, clusters, made, models, grid, rewordings, tuple(notes), seed, 1, progress)


def _evaluated(
    table: LabelledTable,
    clusters: Codes,
    split: Split,
    models: Mapping[str, Factory],
    grid: Mapping[str, Sequence[Any]] | None,
    rewordings: pd.DataFrame | None,
    notes: tuple[str, ...],
    seed: int,
    jobs: int,
    progress: Callable[[str], None],
) -> Evaluation:
    passages, documents = passages_of(table, clusters), documents_of(table)
    further = rewordings_of(rewordings, table)
    made, scores = {}, {}
    for k, (name, model) in enumerate(models.items()):
        progress(f"{split.name}: {name}")
        # Only the evaluated model is tuned, and asked why.
        found = out_of_fold(
            model,
            passages,
            split,
            grid=grid if k == 0 else None,
            rewordings=further,
            seed=seed,
            jobs=jobs,
            keep=k == 0,
        )
        made[name] = found
        scores[name] = score(
            passages.truth[found.tested],
            found.predicted,
            found.probabilities,
            documents[found.tested],
            table.labels,
            seed=seed,
        )
    parts = slices(table, passages.truth, made[next(iter(models))], seed=seed)
    return Evaluation(split, scores, parts, made, table, (*table.notes, *split.notes, *notes))
