"""Which n-grams count as features."""

from __future__ import annotations

from dataclasses import dataclass

from stance.errors import StanceError


@dataclass(frozen=True)
class FeatureSettings:
    """What a text is turned into: one TF-IDF block of words, one of characters, or both.

    Each block is L2-normalised on its own and the word block comes first, as in a ``FeatureUnion`` of two
    ``TfidfVectorizer(smooth_idf=True)`` of scikit-learn.

    Parameters
    ----------
    word : (1, 1) or (1, 2), or None
        Range of word n-grams. A word is a run of two or more letters, digits or underscores, lower-cased
        (scikit-learn's ``token_pattern=r"(?u)\\b\\w\\w+\\b"``).
    character : (low, high), or None
        Range of character n-grams inside the white-space separated pieces of the lower-cased text, each
        padded with one space on both sides (scikit-learn's ``analyzer="char_wb"``).
    min_df : int
        A feature must stand in at least so many texts.
    max_features : int, or None
        Keep the most frequent features of each block only.
    sublinear : bool
        Replace a count c by 1 + ln c.

    Examples
    --------
    >>> FeatureSettings(word=(1, 2), character=None)
    FeatureSettings(word=(1, 2), character=None, min_df=2, max_features=None, sublinear=True)
    >>> FeatureSettings(word=(2, 3))
    Traceback (most recent call last):
    stance.errors.StanceError: 'word' must be (1, 1), (1, 2) or None; got (2, 3).
    """

    word: tuple[int, int] | None = (1, 2)
    character: tuple[int, int] | None = (3, 5)
    min_df: int = 2
    max_features: int | None = None
    sublinear: bool = True

    def __post_init__(self) -> None:
        for name in ("word", "character"):
            if isinstance(getattr(self, name), list):  # as JSON and TOML bring it
                object.__setattr__(self, name, tuple(getattr(self, name)))
        if self.word not in (None, (1, 1), (1, 2)):
            raise StanceError(f"'word' must be (1, 1), (1, 2) or None; got {self.word!r}.")
        if self.character is not None and not _is_range(self.character):
            raise StanceError(
                f"'character' must be (low, high) with 1 <= low <= high, or None; got {self.character!r}."
            )
        if self.word is None and self.character is None:
            raise StanceError("'word' or 'character' must be given; got None for both.")
        if not _is_count(self.min_df):
            raise StanceError(f"'min_df' must be an integer of at least 1; got {self.min_df!r}.")
        if self.max_features is not None and not _is_count(self.max_features):
            raise StanceError(
                f"'max_features' must be an integer of at least 1, or None; got {self.max_features!r}."
            )
        if not isinstance(self.sublinear, bool):
            raise StanceError(f"'sublinear' must be true or false; got {self.sublinear!r}.")

    @property
    def effort(self) -> int:
        """How long numpy works on a character of text, finding words alone taken as 1; measured."""
        return (self.word is not None) + 4 * (self.character is not None)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_range(value: object) -> bool:
    return (
        isinstance(value, tuple) and len(value) == 2 and all(map(_is_count, value)) and value[0] <= value[1]
    )
