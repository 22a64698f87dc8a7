from __future__ import annotations

import pytest

from stance.framing.words_counts import count_words, token_spans, words_of


@pytest.mark.parametrize(
    "text", ["We MUST not; it's the U.S. plan, no. 9", "Straße İstanbul ΣΑΣ naïve", "", "a b c"]
)
@pytest.mark.parametrize("bigrams", [False, True])
def test_tokens_are_those_of_scikit_learn(text: str, bigrams: bool) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    analyse = CountVectorizer(ngram_range=(1, 2) if bigrams else (1, 1)).build_analyzer()
    assert words_of(text, bigrams) == list(analyse(text))


def test_spans_point_at_the_text_as_it_was_written() -> None:
    text = "The İzmir plan"  # lower-casing makes two characters of the dotted capital
    assert [text[start:end] for _, start, end in token_spans(text)] == ["The", "İzmir"[1:], "plan"]
    assert [word for word, _, _ in token_spans(text)] == words_of(text, bigrams=False)


def test_counts_by_document() -> None:
    counted = count_words(["drug war", "war war", "peace"], [7, 7, 3])
    assert counted.documents == ("3", "7")
    assert counted.words == ("drug", "peace", "war")
    assert counted.counts.toarray().tolist() == [[0, 1, 0], [1, 0, 3]]
    assert counted.passages.tolist() == [1, 2]


def test_no_word_is_left_out() -> None:
    assert count_words(["We must not, and they should not."], ["a"]).words == (
        "and",
        "must",
        "not",
        "should",
        "they",
        "we",
    )


def test_counts_nothing() -> None:
    empty = count_words([], [])
    assert empty.counts.shape == (0, 0)
    other = count_words(["war"], ["a"])
    assert empty.merge(other).counts.toarray().tolist() == [[1]]


def test_texts_and_documents_must_match() -> None:
    with pytest.raises(ValueError, match="shorter"):
        count_words(["a", "b"], ["x"])
