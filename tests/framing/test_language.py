from __future__ import annotations

import pytest

from stance.errors import StanceError
from stance.framing.language import foreign, guess_language

SENTENCES = {
    "en": "The ministers have said that the border is to be closed for those who were in the trade.",
    "es": "Los ministros han dicho que la frontera se debe cerrar para los que estaban en el negocio.",
    "fr": "Les ministres ont dit que la frontière est fermée pour ceux qui sont dans le commerce des armes.",
    "de": "Die Minister haben gesagt, dass die Grenze für alle geschlossen wird, die mit dem Handel leben.",
    "pt": "Os ministros disseram que a fronteira não será aberta para os que estão no comércio das armas.",
    "it": "I ministri hanno detto che il confine è chiuso per chi si trova nel traffico delle armi.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_tells_a_sentence_by_its_function_words(language: str) -> None:
    assert guess_language(SENTENCES[language]) == language


def test_another_script_is_another_language() -> None:
    assert guess_language("يجب أن تكون المحاكم حرة من الخوف من الجماعات الإجرامية ومن أموالها") == "other"


@pytest.mark.parametrize(
    "text", ["", "Cocaine 12 kg", "Sinaloa Jalisco Tamaulipas Guerrero Veracruz Sonora Colima Durango"]
)
def test_does_not_guess_where_nothing_tells(text: str) -> None:
    assert guess_language(text) is None


def test_what_can_not_be_told_is_not_foreign() -> None:
    texts = [SENTENCES["es"], SENTENCES["en"], "Table 4", None]
    assert foreign(texts, "en").tolist() == [1.0, 0.0, 0.0, 0.0]  # type: ignore[arg-type]


def test_refuses_a_language_that_it_does_not_know() -> None:
    with pytest.raises(StanceError, match=r"'language' must be one of .*; got 'xx'"):
        foreign([], "xx")
