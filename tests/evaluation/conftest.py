"""An invented corpus: passages in documents of a few sources, words that lean to a label."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import Pipeline, make_pipeline

from stance.evaluation.evaluate import evaluate
from stance.evaluation.result import Evaluation

LEANING = {
    "force": ["raid", "troops", "seized", "arrested", "patrol"],
    "law": ["court", "judge", "reform", "clinic", "school"],
    "other": ["weather", "figures", "meeting", "harvest", "tuesday"],
}
COMMON = ["the", "city", "and", "people", "river", "plan", "year", "said"]


def corpus(n_documents: int = 45, seed: int = 0) -> pd.DataFrame:
    """Passages in documents; a fifth of the words lean to the label, as many are the document's own."""
    rng = np.random.default_rng(seed)
    rows = []
    labels = list(LEANING)
    for d in range(n_documents):
        source = ["North Post", "South Herald", "East Wire"][d % 3]
        lean = rng.dirichlet([1.0, 0.8, 0.6])
        for k in range(int(rng.integers(1, 6))):
            label = labels[rng.choice(3, p=lean)]
            words = [*rng.choice(COMMON, 6), *rng.choice(LEANING[label], 2)]
            words += [*rng.choice(LEANING[labels[rng.integers(3)]], 1), f"own{d}"]
            rng.shuffle(words)
            rows.append(
                {
                    "passage_id": f"p{d}-{k}",
                    "document_id": f"d{d}",
                    "source": source,
                    "source_type": "wire" if source == "East Wire" else "paper",
                    "year": 2000 + d // 5,
                    "text": " ".join(words),
                    "label": label,
                }
            )
    return pd.DataFrame(rows)


def bag() -> Pipeline:
    """A small model with probabilities."""
    return make_pipeline(CountVectorizer(), MultinomialNB())


def logistic() -> Pipeline:
    """A small linear model."""
    return make_pipeline(CountVectorizer(), LogisticRegression())


@pytest.fixture(name="corpus", scope="session")
def corpus_fixture() -> Callable[..., pd.DataFrame]:
    return corpus


@pytest.fixture(name="bag", scope="session")
def bag_fixture() -> Callable[[], Pipeline]:
    return bag


@pytest.fixture(name="logistic", scope="session")
def logistic_fixture() -> Callable[[], Pipeline]:
    return logistic


@pytest.fixture(scope="session")
def evaluation() -> Evaluation:
    """A small model by document, beside another one."""
    return evaluate(corpus(), bag, baselines={"logistic": logistic})
