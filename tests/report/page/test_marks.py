"""The words that moved the model."""

from __future__ import annotations

import numpy as np
import pytest

from stance.codebook import Codebook
from stance.model.classifier import StanceClassifier
from stance.model.linear import StanceModel
from stance.report.page.marks import STEPS, marks


def spelled(text: str, flat: list[int]) -> list[tuple[str, int]]:
    """The marked words, as the page's script finds them."""
    found, at = [], 0
    for gap, length, step in np.array(flat, dtype=int).reshape(-1, 3).tolist():
        found.append((text[at + gap : at + gap + length], step))
        at += gap + length
    return found


@pytest.mark.parametrize("text", ["Hail, then sun!", "☂☂ hail — sun ☀", "  hail\nsun", "İ hail sun"])
def test_marks_stand_on_the_words_and_have_their_side(text: str, model: StanceModel) -> None:
    found = {word.lower(): step for word, step in spelled(text, marks(model, text, "storm")["m"])}
    assert found["hail"] < 0 < found["sun"]


def test_marks_are_the_models_own_contributions(model: StanceModel) -> None:
    text = "Hail came with sun and mist"
    by_word = {text[a:b]: values @ [-1.0, 1.0, 0.0] for a, b, values in model.explain(text).words()}
    said = marks(model, text, "storm")
    words = spelled(text, said["m"])
    for k, hundredths in said["w"]:
        assert hundredths / 100 == pytest.approx(by_word[words[k][0]], abs=0.006)
    assert said["w"][0][1] == round(100 * float(max(by_word.values(), key=abs)))
    for word, step in words:
        assert abs(by_word[word]) >= STEPS[abs(step) - 1]
        assert np.sign(by_word[word]) == np.sign(step)


def test_without_a_scale_words_speak_for_the_predicted_label() -> None:
    texts = ["hail wind", "sun sky", "mist haze"] * 3
    plain = StanceClassifier(codebook=Codebook.from_labels("w", ["a", "b", "c"]), min_df=1)
    model = plain.fit(texts, ["a", "b", "c"] * 3).model_
    assert dict(spelled("hail sun", marks(model, "hail sun", "a")["m"]))["hail"] > 0
    assert dict(spelled("hail sun", marks(model, "hail sun", "b")["m"]))["hail"] < 0


def test_a_text_without_words_has_no_marks(model: StanceModel) -> None:
    assert marks(model, "... !", "calm") == {"m": [], "w": []}
    assert marks(model, "", "calm") == {"m": [], "w": []}
