"""What each passage adds to the totals of its document, once its row has been checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import require_columns
from stance.errors import StanceError
from stance.framing.language import foreign

if TYPE_CHECKING:
    import pandas as pd

POWERS = (1, 2, 3)
_SUM_TOLERANCE = 1e-6
_MOST_LOG_ODDS = 6.0


def passage_values(
    predictions: pd.DataFrame, labels: Sequence[str], gold: pd.DataFrame | None, language: str | None
) -> pd.DataFrame:
    """The columns that are added up, one row a passage.

    Per label: predicted (0 or 1), probability, its square, and the first powers of the log odds ("score 1" to
    "score 3"). With gold labels: coded (0 or 1), weight (1 / probability of being sampled) and per label the
    weighted gold label and the weighted error of the probability. "unseen" where the predictions have it,
    "foreign" where a language is given.

    Raises
    ------
    StanceError
        When a row's probabilities, predicted label or gold label are none; it names the row.
    """
    import pandas as pd

    probabilities = _probabilities(predictions, labels)
    if "predicted" in predictions:
        codes = label_codes(predictions, "predicted", labels, "predictions")
    else:
        codes = probabilities.argmax(axis=1)
    predicted = np.asarray(codes[:, None] == np.arange(len(labels)), dtype=np.float64)
    scores = log_odds(probabilities)
    values = {"passages": np.ones(len(predictions))}
    for k, label in enumerate(labels):
        values[f"predicted {label}"] = predicted[:, k]
        values[f"probability {label}"] = probabilities[:, k]
        values[f"square {label}"] = probabilities[:, k] ** 2
        values |= {f"score {power} {label}": scores[:, k] ** power for power in POWERS}
    if gold is not None:
        values |= _gold_values(predictions, labels, gold, probabilities)
    if "unseen" in predictions:
        values["unseen"] = _share(predictions, "unseen")
    if language is not None:
        require_columns(predictions, ["text"], "predictions")
        values["foreign"] = foreign(predictions["text"], language)
    return pd.DataFrame(values)


def labels_of(predictions: pd.DataFrame) -> tuple[str, ...]:
    """The labels that have a column ``p_<label>``, in the order of the columns."""
    labels = tuple(str(x)[2:] for x in predictions.columns if str(x).startswith("p_"))
    if len(labels) < 2:
        raise StanceError(f"Predictions must have a column 'p_<label>' per label; got {len(labels)} of them.")
    return labels


def log_odds(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log odds of each label, kept within 6 of 0: beyond, they say no more than that it is certain.

    Examples
    --------
    >>> log_odds(np.array([[0.75, 0.25], [1.0, 0.0]])).round(4)
    array([[ 1.0986, -1.0986],
           [ 6.    , -6.    ]])
    """
    with np.errstate(divide="ignore"):
        odds = np.log(probabilities) - np.log1p(-np.minimum(probabilities, 1.0))
    return np.asarray(np.clip(odds, -_MOST_LOG_ODDS, _MOST_LOG_ODDS), dtype=np.float64)


def _probabilities(predictions: pd.DataFrame, labels: Sequence[str]) -> NDArray[np.float64]:
    import pandas as pd

    columns = predictions[[f"p_{x}" for x in labels]].apply(pd.to_numeric, errors="coerce")
    values: NDArray[np.float64] = columns.to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(invalid="ignore"):
        distant = np.abs(values.sum(axis=1) - 1) > _SUM_TOLERANCE
        wrong = distant | ~(values >= 0).all(axis=1)
    if wrong.any():
        row = int(wrong.argmax())
        found = ", ".join(f"{x:g}" for x in values[row])
        raise StanceError(
            f"Probabilities must be at least 0 and sum to 1; got {found} (predictions, row {row + 1})."
        )
    return values


def label_codes(frame: pd.DataFrame, column: str, labels: Sequence[str], where: str) -> NDArray[np.int64]:
    """The place of each row's label among the labels."""
    place = {label: k for k, label in enumerate(labels)}
    found = frame[column].to_numpy(dtype=object)
    # A missing label may be None, NaN or NA, none of which is among the labels.
    codes = np.array([place.get(x, -1) if isinstance(x, str) else -1 for x in found], dtype=np.int64)
    if (codes < 0).any():
        row = int((codes < 0).argmax())
        raise StanceError(
            f"{column!r} must be one of {list(labels)}; got {found[row]!r} ({where}, row {row + 1})."
        )
    return codes


def _gold_values(
    predictions: pd.DataFrame, labels: Sequence[str], gold: pd.DataFrame, probabilities: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    import pandas as pd

    require_columns(gold, ["passage_id", "label", "sampling_probability"], "gold")
    require_columns(predictions, ["passage_id"], "predictions")
    chance = pd.to_numeric(gold["sampling_probability"], errors="coerce").to_numpy(
        dtype=float, na_value=np.nan
    )
    wrong = ~((chance > 0) & (chance <= 1))
    if wrong.any():
        row = int(wrong.argmax())
        raise StanceError(
            "'sampling_probability' must be above 0 and at most 1: an estimate from gold labels rests on how "
            f"they were drawn; got {gold['sampling_probability'].iloc[row]!r} (gold, row {row + 1})."
        )
    ids = pd.Index(gold["passage_id"])
    if ids.has_duplicates:
        row = int(ids.duplicated().argmax())
        raise StanceError(
            f"A passage must have one gold label; got two of {ids[row]!r} (gold, row {row + 1})."
        )
    truth = label_codes(gold, "label", labels, "gold")
    at = np.asarray(ids.get_indexer(predictions["passage_id"]))
    coded = at >= 0
    weight = np.where(coded, 1 / chance[at], 0.0)
    weighted = weight[:, None] * (truth[at][:, None] == np.arange(len(labels)))
    errors = weighted - weight[:, None] * probabilities
    values = {"coded": coded.astype(float), "weight": weight}
    for k, label in enumerate(labels):
        values |= {f"gold {label}": weighted[:, k], f"error {label}": errors[:, k]}
    return values


def _share(predictions: pd.DataFrame, column: str) -> NDArray[np.float64]:
    import pandas as pd

    values: NDArray[np.float64] = pd.to_numeric(predictions[column], errors="coerce").to_numpy(
        dtype=float, na_value=np.nan
    )
    wrong = ~((values >= 0) & (values <= 1))
    if wrong.any():
        row = int(wrong.argmax())
        raise StanceError(
            f"{column!r} must be a share from 0 to 1; "
            f"got {predictions[column].iloc[row]!r} (predictions, row {row + 1})."
        )
    return values
