"""The inner loops, compiled by numba; each does what its numpy counterpart does, to the bit.

Imported by `fast` alone, when numba is there and the work is worth it.
"""

from stance.model.features.compiled.lookup import find, intern, locate
from stance.model.features.compiled.products import times, transposed_times
from stance.model.features.compiled.rows import expand, most_listed, word_features
from stance.model.features.compiled.sums import count, score_lists, score_words, scratch, tfidf
from stance.model.features.compiled.text import others, view

__all__ = [
    "count",
    "expand",
    "find",
    "intern",
    "locate",
    "most_listed",
    "others",
    "score_lists",
    "score_words",
    "scratch",
    "tfidf",
    "times",
    "transposed_times",
    "view",
    "word_features",
]
