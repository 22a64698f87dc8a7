"""The default model is what one command makes of the seed corpus."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stance.corpus import load_corpus
from stance.evaluation.training import train
from stance.model.folder import load_model, read_card


@pytest.mark.slow
def test_training_again_gives_the_default_model() -> None:
    stored, rebuilt = load_model(), train(load_corpus(), evaluation=False).model
    assert rebuilt.training == stored.training
    assert rebuilt.codebook == stored.codebook
    assert rebuilt.features.word_terms == stored.features.word_terms
    assert rebuilt.features.character_terms == stored.features.character_terms
    texts = load_corpus().passages["text"].tolist()[:300]
    # Other machines add numbers up in another order: the optimum is the same, not its last digits.
    np.testing.assert_allclose(rebuilt.predict_proba(texts), stored.predict_proba(texts), atol=1e-5)


def test_the_card_shows_the_evaluation_and_the_baselines() -> None:
    card = read_card("security-stance")
    for said in ("| stance |", "| majority |", "| prior |", "| lexicon |", "| multinomial naive Bayes |"):
        assert said in card
    assert "*not measured*" not in card


def test_the_folder_is_small(root: Path) -> None:
    folder = root / "models" / "security-stance"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 8_000_000
