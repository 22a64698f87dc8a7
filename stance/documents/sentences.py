"""Where sentences end: the rules of Punkt with our own abbreviations."""

from __future__ import annotations

import re

_TITLES = """mr mrs ms mx dr prof hon rev fr msgr st gen lt col maj capt cmdr cpl sgt adm sen rep gov pres
amb sec min atty insp supt det jr sr esq ph.d m.d m.p sra srta dra lic ing gral cnel cap mme mlle"""
_REFERENCES = """art arts para paras p pp vol vols ch chap sect fig figs eq ed eds cf e.g i.e viz vs
v al ibid op cit ca approx incl esp res doc docs núm"""
_NAMES = "u.s u.k u.n u.s.a u.s.s.r e.u d.c u.a.e inc ltd co corp bros dept univ assn natl intl"
_TIMES = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat a.m p.m"
ABBREVIATIONS = frozenset(f"{_TITLES} {_REFERENCES} {_NAMES} {_TIMES}".split())
# Words that open so many sentences that they do so after an abbreviation, too.
_STARTERS = """the this that these those it he she we they there here in on at by for from with as if when
while since after before during but and or yet however moreover nevertheless although though because what
why how who our his her its their my your all some many most both each every not one another such"""
STARTERS = frozenset(_STARTERS.split())
# Abbreviations only before a figure: "No. 5", but "She said no. He left."
_BEFORE_FIGURES = frozenset({"no", "nos"})
# Possessive, and from the first stop of a run only: a line of a million dots must not take forever.
_CANDIDATE = re.compile(
    r"(?<![.?!])([.?!]++)([\"'”’»)\]}]*+)\s++(?=[\"'“‘«(\[{¿¡—–-]{0,5}([^\s\"'”’»)\]}]\S{0,40}))"
)
_LONGEST_WORD = 40
_TRAILING = ".?!…,;:\"'”’»)]}"
_PLAIN = re.compile(r"[^\W\d_]{2,}")
# Where the word before a stop begins, and where the one after it ends: as Punkt cuts tokens.
_BEFORE = re.compile(r"[)\";}\]*:@({\[]|-{2,}|\.{2,}")
_AFTER = re.compile(rf"['‘’“”«»?!]|{_BEFORE.pattern}")
_OPENING = "`&#-,"
_LETTER = re.compile(r"[^\W\d]")
_NUMBER = re.compile(r"[.,]?\d[\d,.-]*")
_INTERNAL = ",:;"
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\W*")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text starts and ends, white space between them left out.

    Parameters
    ----------
    text : str
        A paragraph.

    Returns
    -------
    list of (int, int)
        Offsets into `text`.

    Notes
    -----
    Kiss and Strunk (2006), "Unsupervised Multilingual Sentence Boundary Detection", with the parameters
    set here instead of learnt, as nltk's Punkt would apply them; and no sentence begins in lower case, as in
    ``"Why?" he asked.`` nltk itself takes seconds to import, and with all that it imports more memory than
    the texts.

    Examples
    --------
    >>> text = "Gen. Lee met Sen. Doe in the U.S. Senate. “Is it No. 5?” he asked. It rose 2.5 per cent."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Gen. Lee met Sen. Doe in the U.S. Senate.', '“Is it No. 5?” he asked.', 'It rose 2.5 per cent.']
    """
    spans = []
    start = len(text) - len(text.lstrip())
    for match in _CANDIDATE.finditer(text):
        end = match.end(2)
        if not _ENUMERATOR.fullmatch(text, start, end) and _is_boundary(text, match):
            spans.append((start, end))
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    stop, closers, following = match.groups()
    if following[0].islower():
        return False
    if "?" in stop or "!" in stop:
        return True
    before = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
    word = "" if before[-1:].isspace() else before.split()[-1] if before else ""
    if word.lower() in _BEFORE_FIGURES and following[0].isdigit():
        return False
    if stop == "." and word.lower() not in ABBREVIATIONS and _PLAIN.fullmatch(word.rpartition("-")[2]):
        return True
    # A stop of the following word's own is its own question.
    following = following.rstrip(_TRAILING)
    return bool(following) and _ends(_BEFORE.split(word)[-1].lstrip(_OPENING), stop, closers or following)


def _ends(word: str, stop: str, following: str) -> bool:
    """Whether a stop ends the sentence: by what kind of token stands before it, and what comes next."""
    capital = following[0].isupper()
    starts = capital and _AFTER.split(following)[0].rstrip(",").lower() in STARTERS
    if stop != ".":
        return starts  # an ellipsis
    is_initial = len(word) == 1 and _LETTER.match(word) is not None
    if word.lower().rpartition("-")[2] in ABBREVIATIONS or word.lower() in ABBREVIATIONS:
        return starts and not is_initial
    if is_initial:
        return not capital and following[0] not in _INTERNAL
    return following[0] not in _INTERNAL or not _NUMBER.fullmatch(word)
