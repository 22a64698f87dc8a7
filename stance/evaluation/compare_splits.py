"""The same model under several splits, side by side: what a random split promises and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.data import SPLITS, documents_of, duplicates_of, passages_of, read
from stance.evaluation.evaluate import evaluate
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate
from stance.evaluation.out_of_fold import Factory
from stance.evaluation.paired import difference, document_counts
from stance.evaluation.result import Evaluation
from stance.labelled import LabelledTable

if TYPE_CHECKING:
    import pandas as pd

_FOIL = "optimistic_random"


@dataclass(frozen=True)
class SplitComparison:
    """One evaluation for each split.

    `gaps` says by how much the optimistic random split flatters the model: its macro-F1 minus that of the
    split, on the passages that both test. `left_out` says why a split is not there.
    """

    evaluations: Mapping[str, Evaluation]
    gaps: Mapping[str, Estimate]
    left_out: Mapping[str, str]

    def __str__(self) -> str:
        first = next(iter(self.evaluations.values()))
        lines = [
            f"macro-F1 of {first.model!r}, {len(first.table.frame):,} passages",
            f"{'split':<20}{'macro-F1':<22}{'optimistic by':<24}{'tested':>7}{'leaks prevented':>17}",
        ]
        for name, evaluation in self.evaluations.items():
            found = evaluation.scores[evaluation.model].overall["macro_f1"]
            gap = str(self.gaps[name]) if name in self.gaps else "-"
            lines.append(
                f"{name:<20}{found!s:<22}{gap:<24}{found.n_passages:>7,}"
                f"{evaluation.split.leaks_prevented:>17,}"
            )
        return "\n".join([*lines, *(f"{name}: {reason}" for name, reason in self.left_out.items())])

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "splits": {name: x.to_dict() for name, x in self.evaluations.items()},
            "gaps": {name: x.to_dict() for name, x in self.gaps.items()},
            "left_out": dict(self.left_out),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row for each split, model, label and metric."""
        import pandas as pd

        frames = [x.to_frame().assign(split=name) for name, x in self.evaluations.items()]
        joined = pd.concat(frames, ignore_index=True)
        return joined[["split", *(x for x in joined.columns if x != "split")]]


def compare_splits(
    data: str | Path | pd.DataFrame | LabelledTable,
    model: Factory,
    structure: Structure | None = None,
    *,
    splits: Sequence[str] = SPLITS,
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
) -> SplitComparison:
    """Evaluate under each split; a split that the table can not carry is left out with the reason.

    Parameters
    ----------
    splits : sequence of str
        Names for `evaluate`; the other parameters are also those of `evaluate`.

    Raises
    ------
    StanceError
        When a name is unknown, or no split can be made.
    """
    unknown = [split for split in splits if split not in SPLITS]
    if unknown:
        raise StanceError(f"'splits' must be among {list(SPLITS)}; got {unknown[0]!r}.")
    table = read(data, structure, labels)
    clusters = duplicates_of(table) if duplicates is None else duplicates
    evaluations, left_out = {}, {}
    for split in splits:
        try:
            evaluations[split] = evaluate(
                table, model, split=split, baselines=baselines, folds=folds, grid=grid,
                rewordings=rewordings, duplicates=clusters, name=name, seed=seed, jobs=jobs,
                progress=progress,
            )  # fmt: skip
        except StanceError as error:
            left_out[split] = str(error)
    if not evaluations:
        raise StanceError(f"At least one split must be possible; got {'; '.join(left_out.values())}")
    return SplitComparison(evaluations, _gaps(table, evaluations, seed), left_out)


def _gaps(table: LabelledTable, evaluations: Mapping[str, Evaluation], seed: int) -> dict[str, Estimate]:
    if _FOIL not in evaluations:
        return {}
    truth = passages_of(table).truth
    documents, n = documents_of(table), len(table.labels)
    foil = evaluations[_FOIL].predictions[evaluations[_FOIL].model]
    gaps = {}
    for name, evaluation in evaluations.items():
        if name == _FOIL:
            continue
        own = evaluation.predictions[evaluation.model]
        rows = own.tested
        flattered = foil.predicted[np.searchsorted(foil.tested, rows)]
        gaps[name] = difference(
            document_counts(truth[rows], flattered, documents[rows], n),
            document_counts(truth[rows], own.predicted, documents[rows], n),
            n_passages=len(rows),
            seed=seed,
        )
    return gaps
