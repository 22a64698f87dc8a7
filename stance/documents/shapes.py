"""What a block looks like: prose, heading, label, salutation. No judgement on what it is for."""

from __future__ import annotations

import re

from stance.documents.blocks import ends_sentence

_ENGLISH = """a an and are as at be been but by can could do does for from had has have he her his if in
into is it its may might more must of on or our over shall she should so such than that the their they this
those through to under was we were which while who whom whose will with would"""
_SPANISH = "al con de del el en la las los o para por que se su un una y"
# No heading ends on one of these: the line was broken off.
FUNCTION_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())
_ADDRESSEES = """your his her mr mrs ms madam madame sir sirs dear honou?rable distinguished
excellenc(?:y|ies) president chair(?:man|woman|person)? secretary-general ladies gentlemen delegates?
delegations? colleagues friends heads? of states? governments? and the ministers? members representatives
majest(?:y|ies) highness(?:es)? brothers sisters esteemed guests general vice prime minister all speaker i
may thanks? you very much god bless so amen señora? presidente señores muchas gracias m le président
merci"""
_SALUTATION = re.compile(rf"\W*(?:(?:{'|'.join(_ADDRESSEES.split())})\b\W*)+", re.IGNORECASE)
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,4})[.)]|[•▪●◦·*\-–—])\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_SPEAKER = re.compile(r"\b(?:i|me|my|we|us|our|is|are|was|were|has|have|had)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\W*(?:mr|mrs|ms|mdm|madame?|sir|your|his|her|dear|distinguished|honou?rable|excellenc\w+|h\.? ?e\b"
    r"|in the (?:holy )?name of)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def count_words(text: str) -> int:
    """The number of stretches between white space."""
    return len(text.split())


def is_prose(text: str) -> bool:
    """Whether a block reads as running text: a sentence's end and enough words before it."""
    return len(text) > 60 and ends_sentence(text) and (len(text) > 150 or count_words(text) >= 12)


def is_salutation(text: str) -> bool:
    """Whether a line only addresses or thanks its hearers.

    Examples
    --------
    >>> is_salutation("Mr. President,"), is_salutation("**Excellencies,**"), is_salutation("He left")
    (True, True, False)
    """
    return len(text) < 120 and _SALUTATION.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether a line begins by turning to someone, as the first lines of a speech do.

    Examples
    --------
    >>> is_address("H.E. Mr. Doe, President of the Assembly"), is_address("A Letter to His Excellency")
    (True, False)
    """
    return _ADDRESS.match(text) is not None or is_salutation(text)


def is_label(text: str) -> bool:
    """Whether a line is a label in capitals.

    Examples
    --------
    >>> is_label("OPINION"), is_label("World News"), is_label("US AND MEXICO SIGN A TREATY")
    (True, False, False)
    """
    return len(text) < 40 and text.isupper() and count_words(text) <= 3 and not ends_sentence(text)


def is_title_case(text: str) -> bool:
    """Whether the words that carry meaning are capitalized.

    Examples
    --------
    >>> is_title_case("A Way Out of the War"), is_title_case("A way out of the war")
    (True, False)
    """
    words = [word for word in _WORD.findall(text) if word.lower() not in FUNCTION_WORDS]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def is_marked_heading(text: str) -> bool:
    """Whether markup says that the line is a heading."""
    return _MARKDOWN_HEADING.match(text) is not None


def is_heading(text: str, longest: int = 14) -> bool:
    """Whether a line could be a heading: a few words that are no sentence and not part of one.

    Examples
    --------
    >>> is_heading("What Comes Next"), is_heading("It came next."), is_heading("the United Nations")
    (True, False, False)
    >>> is_heading("Mr. President"), is_heading("A Map That Spans the U.S."), is_heading("Members of the")
    (False, True, False)
    """
    if len(text) > 12 * longest:
        return False
    if ends_sentence(text) and not _ABBREVIATION_END.search(text) and not is_marked_heading(text):
        return False
    bare = text.lstrip("#*_\"'“‘¿¡([ ")
    if not bare or not (bare[0].isupper() or bare[0].isdigit()) or _ITEM.match(text) or "|" in text:
        return False
    words = bare.split()
    last = words[-1].rstrip("*_)]\"'”’")
    if len(words) > longest or last.endswith((",", "-", "–", "—")) or last.lower() in FUNCTION_WORDS:
        return False
    if sum(x.isalpha() for x in bare) < 3 or is_address(text):
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return False
    # "I should like to congratulate": a sentence that was broken off, not a heading.
    return text.isupper() or is_title_case(text) or not _SPEAKER.search(text)
