"""What experiments on the seed corpus share: a part of it for quick runs, and its evaluation, made once."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache

from stance.corpus import Corpus, load_corpus
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.result import Evaluation
from stance.evaluation.training import evaluate

JOBS = os.cpu_count() or 1


@lru_cache(maxsize=2)
def seed_corpus(every: int = 1) -> Corpus:
    """The seed corpus, or every so-manieth of its documents with all that belongs to them.

    Examples
    --------
    >>> len(seed_corpus(10).documents) == len(load_corpus().documents.iloc[::10])
    True
    """
    corpus = load_corpus()
    documents = corpus.documents.iloc[::every]
    passages = corpus.passages[corpus.passages["document_id"].isin(documents["document_id"])]
    kept = set(passages["passage_id"])
    further = corpus.rewordings
    return replace(
        corpus,
        documents=documents,
        passages=passages,
        labels=corpus.labels[corpus.labels["passage_id"].isin(kept)],
        rewordings=None if further is None else further[further["passage_id"].isin(kept)],
    )


@lru_cache(maxsize=2)
def seed_evaluation(every: int = 1, folds: int = 5) -> Evaluation:
    """The default recipe beside its baselines: every document is scored by models that never saw it.

    Several experiments read this one evaluation; a run of all of them makes it once.
    """
    # Processes of their own cost more time than a small part of the corpus takes.
    jobs = JOBS if every == 1 else 1
    return evaluate(seed_corpus(every), lexicon=Lexicon.read(), folds=folds, jobs=jobs)
