"""The baselines' words are scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from stance.evaluation.words import WordCounts, WordTfidf

TEXTS = ["More police, more police!", "Courts; and ÉTATS-Unis a b cd", "", "police courts İstanbul ǅ"]
UNSEEN = ["courts courts more police unknown words", "nothing"]


@pytest.mark.parametrize(
    ("ours", "oracle"),
    [
        (WordCounts, CountVectorizer(ngram_range=(1, 2))),
        (WordTfidf, TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
    ],
)
def test_words_and_pairs_are_those_of_scikit_learn(ours: type, oracle: CountVectorizer) -> None:
    fitted = ours().fit(TEXTS)
    oracle.fit(TEXTS)
    assert fitted.features_.word_terms == oracle.get_feature_names_out().tolist()
    for texts in (TEXTS, UNSEEN):
        expected = oracle.transform(texts).toarray()
        np.testing.assert_allclose(fitted.transform(texts).toarray(), expected, atol=1e-15)
