"""Out-of-fold predictions: every passage scored by a model that did not train on it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.evaluation import metrics
from stance.evaluation.groups import Codes
from stance.evaluation.splits import Fold, Split, by_document

Floats = NDArray[np.float64]
Factory = Callable[[], Any]


class Passages(NamedTuple):
    """What is learnt from: texts, label codes, and the groups that no inner split may divide."""

    texts: NDArray[Any]
    truth: Codes
    groups: Codes
    labels: tuple[str, ...]


class Rewordings(NamedTuple):
    """Further training texts; each has the label of its owner, a row number, and trains only with it."""

    texts: NDArray[Any]
    owners: Codes


NO_REWORDINGS = Rewordings(np.empty(0, dtype=object), np.empty(0, dtype=np.int64))


@dataclass(frozen=True)
class OutOfFold:
    """What one model said of the passages that were tested.

    Parameters
    ----------
    tested : int array, shape (m,)
        Row numbers.
    predicted : int array, shape (m,)
        Label codes.
    probabilities : array, shape (m, L), or None
        None for a model without probabilities. A label that a fold did not train on has probability 0.
    settings : tuple of dict
        What the inner loop chose in each fold.
    fold : int array, shape (m,)
        Which fold tested the row.
    fit_seconds, score_seconds : float
        Over all folds, the inner loop included. Not part of what is compared or saved.
    estimators : tuple
        The fitted model of each fold, to ask it why.
    """

    tested: Codes
    predicted: Codes
    probabilities: Floats | None
    fold: Codes
    settings: tuple[Mapping[str, Any], ...] = ()
    fit_seconds: float = field(default=0.0, compare=False)
    score_seconds: float = field(default=0.0, compare=False)
    estimators: tuple[Any, ...] = field(default=(), compare=False, repr=False)


def out_of_fold(
    model: Factory,
    passages: Passages,
    split: Split,
    *,
    grid: Mapping[str, Sequence[Any]] | None = None,
    rewordings: Rewordings = NO_REWORDINGS,
    seed: int = 0,
    jobs: int = 1,
    keep: bool = True,
) -> OutOfFold:
    """Fit on the training part of each fold and score its test part.

    Parameters
    ----------
    model : callable
        Gives a new estimator with ``fit(texts, labels)``, ``predict`` and perhaps ``predict_proba``.
    grid : mapping of str to sequence, optional
        Settings to choose among, for the estimator's ``set_params``. They are chosen inside the training
        part, by macro-F1 over inner folds that respect the groups; the first setting wins a tie.
    jobs : int
        How many folds to work on at once, each in a process of its own.
    keep : bool
        Keep the fitted models; they can be many times as large as the texts.

    Raises
    ------
    StanceError
        When a fold trains on fewer than two labels.
    """
    for fold in split:
        trained = set(passages.truth[fold.train].tolist())
        if len(trained) < 2:
            raise StanceError(
                f"Every fold must train on at least two labels; "
                f"got {len(trained)} where {fold.held_out!r} is held out ({split.name})."
            )
    tasks = [(model, passages, fold, grid, rewordings, seed, keep) for fold in split]
    if jobs == 1:
        done = [_one_fold(*task) for task in tasks]
    else:
        from joblib import Parallel, delayed, parallel_config

        with parallel_config("loky", inner_max_num_threads=1):
            done = Parallel(n_jobs=jobs)(delayed(_one_fold)(*task) for task in tasks)
    settings, estimators, parts, seconds = zip(*done, strict=True)
    total = np.sum(seconds, axis=0)
    tested = np.concatenate([fold.test for fold in split])
    predicted = np.concatenate([part[0] for part in parts])
    fold_of = np.repeat(np.arange(len(split.folds)), [len(fold.test) for fold in split])
    order = np.argsort(tested)
    scored = [part[1] for part in parts if part[1] is not None]
    return OutOfFold(
        tested=tested[order],
        predicted=predicted[order],
        probabilities=np.concatenate(scored)[order] if scored else None,
        fold=fold_of[order],
        settings=tuple(settings),
        fit_seconds=float(total[0]),
        score_seconds=float(total[1]),
        estimators=tuple(estimators) if keep else (),
    )


def _one_fold(
    model: Factory,
    passages: Passages,
    fold: Fold,
    grid: Mapping[str, Sequence[Any]] | None,
    rewordings: Rewordings,
    seed: int,
    keep: bool,
) -> tuple[dict[str, Any], Any, tuple[Codes, Floats | None], tuple[float, float]]:
    """The chosen setting, the fitted model, what it said of the test part, and the seconds that this took."""
    started = time.perf_counter()
    chosen = choose(model, passages, fold.train, grid, rewordings, seed) if grid else {}
    estimator = _fitted(model, chosen, passages, fold.train, rewordings)
    fitted = time.perf_counter()
    scored = _scored(estimator, passages, fold)
    return chosen, estimator if keep else None, scored, (fitted - started, time.perf_counter() - fitted)


def choose(
    model: Factory,
    passages: Passages,
    rows: Codes,
    grid: Mapping[str, Sequence[Any]],
    rewordings: Rewordings = NO_REWORDINGS,
    seed: int = 0,
    folds: int = 3,
) -> dict[str, Any]:
    """The setting with the best macro-F1 over folds of `rows` that respect the groups."""
    settings = [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]
    if not settings:
        raise StanceError("'grid' must offer at least one value for each setting; got none.")
    if len(settings) == 1:
        return settings[0]
    groups = np.unique(passages.groups[rows], return_inverse=True)[1]
    inner = by_document(passages.truth[rows], groups, folds=folds, seed=seed)
    n = len(passages.labels)
    counts = np.zeros((len(settings), n, n), dtype=np.int64)
    parts = [Fold(rows[fold.train], rows[fold.test], fold.held_out) for fold in inner]
    if set(grid) == {"C"} and hasattr(model(), "predict_path"):
        told = _predict_path(model, passages, parts, grid["C"], rewordings)
    else:
        told = (
            [
                _scored(_fitted(model, x, passages, part.train, rewordings), passages, part)[0]
                for x in settings
            ]
            for part in parts
        )
    for part, of_settings in zip(parts, told, strict=True):
        for k, predicted in enumerate(of_settings):
            counts[k] += metrics.confusion(passages.truth[part.test], predicted, n)
    # Rounded, so that the first of equally good settings wins on every machine.
    return settings[int(np.argmax(np.round(metrics.macro_f1(counts), 12)))]


def _predict_path(
    model: Factory, passages: Passages, parts: Sequence[Fold], path: Sequence[float], rewordings: Rewordings
) -> Iterator[list[Codes]]:
    """As fitting every setting in every part, with features computed once."""
    n = len(passages.texts)
    used = np.unique(np.concatenate([part.test for part in parts]))
    own = np.flatnonzero(np.isin(rewordings.owners, used))
    rows = np.concatenate([used, n + own])
    texts = np.concatenate([passages.texts, rewordings.texts])[rows]
    owners = np.concatenate([np.arange(n), rewordings.owners])[rows]
    labels = np.asarray(passages.labels)[passages.truth[owners]]
    splits = [
        (np.flatnonzero(np.isin(owners, part.train)), np.searchsorted(used, part.test)) for part in parts
    ]
    code = {label: k for k, label in enumerate(passages.labels)}
    for of_path in model().predict_path(list(texts), labels, splits, path):
        yield [np.array([code[str(x)] for x in predicted], dtype=np.int64) for predicted in of_path]


def _fitted(
    model: Factory,
    setting: Mapping[str, Any],
    passages: Passages,
    rows: Codes,
    rewordings: Rewordings,
) -> Any:
    own = np.isin(rewordings.owners, rows)
    texts = [*passages.texts[rows], *rewordings.texts[own]]
    truth = np.concatenate([passages.truth[rows], passages.truth[rewordings.owners[own]]])
    estimator = model()
    if setting:
        estimator.set_params(**setting)
    return estimator.fit(texts, np.asarray(passages.labels)[truth])


def _scored(estimator: Any, passages: Passages, fold: Fold) -> tuple[Codes, Floats | None]:
    texts = list(passages.texts[fold.test])
    code = {label: k for k, label in enumerate(passages.labels)}
    if not hasattr(estimator, "predict_proba"):
        return np.array([code[str(x)] for x in estimator.predict(texts)], dtype=np.int64), None
    given = np.asarray(estimator.predict_proba(texts), dtype=np.float64)
    probabilities = np.zeros((len(texts), len(passages.labels)))
    probabilities[:, [code[str(x)] for x in estimator.classes_]] = given
    predicted = [code[str(x)] for x in estimator.predict(texts)]
    return np.array(predicted, dtype=np.int64), probabilities
