"""Steps of preprocessing, and a classifier that sees texts after them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.baselines import multinomial_nb
from stance.evaluation.evaluate import evaluate
from stance.evaluation.preprocessing import STEPS, Preprocessed, without_stop_words


@pytest.mark.parametrize("step", STEPS)
def test_a_step_before_is_the_same_as_texts_that_took_it(step: str, corpus: Any, bag: Any) -> None:
    table = corpus(40)
    after = table.assign(text=[STEPS[step](text) for text in table["text"]])
    found = evaluate(table, lambda: Preprocessed(step, bag)).predictions["model"]
    expected = evaluate(after, bag).predictions["model"]
    assert np.array_equal(found.predicted, expected.predicted)
    assert found.probabilities is not None
    assert expected.probabilities is not None
    assert np.array_equal(found.probabilities, expected.probabilities)


def test_the_stop_list_removes_what_carries_a_stance() -> None:
    assert without_stop_words("They must not, and should never, march.") == "march."


def test_a_step_that_is_not_there_is_refused() -> None:
    with pytest.raises(StanceError, match=r"'step' must be one of \['without punctuation'.*got 'shouted'"):
        Preprocessed("shouted", multinomial_nb)


@pytest.mark.parametrize("step", STEPS)
def test_steps_bear_any_text(step: str) -> None:
    for text in ("", "   ", "1", "—…!", "ñandú ß 警察 \ud800"):
        assert isinstance(STEPS[step](text), str)
