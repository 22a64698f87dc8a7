"""A small corpus to report on, hostile where it can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.model.classifier import StanceClassifier
from stance.model.linear import StanceModel
from stance.model.scoring import Predictions, score
from stance.report.page.evidence import Evidence
from stance.report.page.write import write_report

HOSTILE = (
    "<script>window.broken = 1</script> 'one' \"two\" & </script><img src=x onerror='window.broken = 1'> ☂"
)
_WORDS = {
    "storm": "hail wind rain thunder flood",
    "calm": "sun sky breeze meadow warmth",
    "mixed": "cloud haze mist",
}


@pytest.fixture(scope="session")
def hostile() -> str:
    """A text that a page must show and not run."""
    return HOSTILE


@pytest.fixture(scope="session")
def model(codebook: Codebook) -> StanceModel:
    """A model of three labels."""
    texts = [
        f"{word} came with {other}"
        for words in _WORDS.values()
        for word in words.split()
        for other in words.split()
    ]
    labels = [label for label, words in _WORDS.items() for _ in range(len(words.split()) ** 2)]
    return StanceClassifier(codebook=codebook, min_df=1).fit(texts, labels).model_


@pytest.fixture(scope="session")
def passages() -> pd.DataFrame:
    """Two passages of each of 48 documents, one of which tries to break the page."""
    rng = np.random.default_rng(3)
    rows = []
    for d in range(48):
        source = ["Harbour Post", "Hill Gazette", "=HYPERLINK('x')", None][d % 4]
        leaning = ["storm", "calm", "mixed"][d % 3]
        for position in range(2):
            words = rng.choice(_WORDS[leaning].split(), 4)
            rows.append(
                {
                    "document_id": f"d{d}",
                    "position": position,
                    "source": source,
                    "year": None if d % 7 == 6 else 2015 + d % 5,
                    "title": f"Weather report {d}",
                    "url": "https://example.org/1" if d % 2 else "javascript:window.broken = 1",
                    "text": f"There was {' and '.join(words)}.",
                }
            )
    rows[0] |= {"text": HOSTILE, "title": HOSTILE, "source": HOSTILE}
    rows[1] |= {"title": HOSTILE, "source": HOSTILE}
    return pd.DataFrame(rows).astype({"year": "Int64"})


@pytest.fixture(scope="session")
def predictions(passages: pd.DataFrame, model: StanceModel) -> Predictions:
    """The passages, scored."""
    return score(passages, model)


@pytest.fixture(scope="session")
def report(
    tmp_path_factory: pytest.TempPathFactory,
    predictions: Predictions,
    model: StanceModel,
    evaluation: dict[str, Any],
) -> Path:
    """A report with a model, an evaluation and a hostile title."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    evidence = Evidence(evaluation=evaluation)
    return write_report(target, predictions, model=model, evidence=evidence, title=HOSTILE)


@pytest.fixture(scope="session")
def some(predictions: Predictions) -> Callable[[Sequence[Any]], Predictions]:
    """A function that keeps some columns or rows of the predictions."""

    def keep(columns: Sequence[Any]) -> Predictions:
        return Predictions(predictions.frame.drop(columns=list(columns)), predictions.codebook)

    return keep
