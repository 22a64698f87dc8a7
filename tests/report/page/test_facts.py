"""What there is to report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from stance.errors import StanceError
from stance.model.scoring import Predictions
from stance.report.comparison import compare
from stance.report.page.evidence import Evidence
from stance.report.page.facts import Facts, gather

BY = ("source", "year")


def facts_of(predictions: Predictions, by: tuple[str, ...] = BY) -> Facts:
    cells = compare(predictions, by).cells
    return gather(predictions, cells.to_frame(), by, cells.level, None, Evidence())


def test_documents_are_counted_once(predictions: Predictions) -> None:
    facts = facts_of(predictions)
    assert (facts.n_documents, facts.n_passages) == (48, 96)
    assert facts.n_sources == 4
    assert facts.years == (2015, 2019)
    assert facts.n_undated == 6
    assert facts.n_unsourced == 12
    assert sum(facts.predicted.values()) == 96
    assert facts.uncorrected


def test_absent_columns_are_unknown_everywhere(some: Callable[[Sequence[Any]], Predictions]) -> None:
    facts = facts_of(some(["year"]), ("source",))
    assert facts.years is None
    assert facts.n_undated == 48


def test_the_digest_follows_the_predictions(predictions: Predictions) -> None:
    changed = Predictions(predictions.frame.assign(title="another"), predictions.codebook)
    assert facts_of(predictions).digest == facts_of(predictions).digest != facts_of(changed).digest


def test_a_table_without_documents_is_refused(predictions: Predictions) -> None:
    cells = compare(predictions, BY).cells.to_frame()
    bare = Predictions(predictions.frame.drop(columns="document_id"), predictions.codebook)
    with pytest.raises(StanceError, match="must have a column 'document_id'"):
        gather(bare, cells, BY, 0.95, None, Evidence())
    empty = Predictions(predictions.frame.head(0), predictions.codebook)
    with pytest.raises(StanceError, match="at least one passage; got none"):
        gather(empty, cells, BY, 0.95, None, Evidence())
