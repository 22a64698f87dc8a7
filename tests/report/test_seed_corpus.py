from __future__ import annotations

from stance.corpus import load_corpus
from stance.report.seed_corpus import seed_corpus


def test_every_document_is_the_seed_corpus() -> None:
    whole, found = load_corpus(), seed_corpus(1)
    assert str(found) == str(whole)
    assert found.labelled().equals(whole.labelled())


def test_a_part_keeps_documents_whole() -> None:
    whole, part = load_corpus(), seed_corpus(20)
    documents = set(part.documents["document_id"])
    assert documents == set(whole.documents["document_id"][::20])
    own = whole.passages[whole.passages["document_id"].isin(documents)]
    assert part.passages.equals(own)
    assert part.labels.equals(whole.labels[whole.labels["passage_id"].isin(own["passage_id"])])
    assert part.rewordings is not None
    assert whole.rewordings is not None
    assert part.rewordings.equals(whole.rewordings[whole.rewordings["passage_id"].isin(own["passage_id"])])
