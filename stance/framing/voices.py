"""Whose voice a sentence is in: the document's own, or that of someone whom it reports (English)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from stance.documents.sentences import split_sentences
from stance.framing.quotes import Quote, quotes
from stance.framing.speakers import Report, find_report
from stance.framing.speakers_names import Speakers
from stance.framing.speakers_phrases import QUOTED
from stance.framing.speakers_words import FORMS

OWN, REPORTED = "own", "reported"
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"\n\s*\n")
# "Must it go?" Vega asked.
_ASKED = re.compile(r"[?!][\"”»’]$")
_ASKS = re.compile(rf"(?:[\w’'-]+\s+){{1,5}}(?:{'|'.join(FORMS)})\.|(?:{'|'.join(FORMS)})\s[^.]+\.")
# Fewer quoted words are a name or a word held at a distance ("cartels"), not what someone said.
_FEWEST_QUOTED = 4


@dataclass(frozen=True)
class Segment:
    """A sentence, and whose voice it is in.

    Parameters
    ----------
    start, end : int
        ``text`` is the split text's ``[start:end]``.
    text : str
    voice : {"own", "reported"}
    speaker : str or None
        Who is reported, where one is named.
    kind : {"narration", "direct quote", "indirect report"}
    """

    start: int
    end: int
    text: str
    voice: str
    speaker: str | None
    kind: str

    def __str__(self) -> str:
        return f"{self.kind}{f' of {self.speaker}' if self.speaker else ''}: {self.text}"


@dataclass
class _Sentence:
    start: int
    end: int
    text: str
    quotes: list[int]
    whole: bool
    report: Report | None
    kind: str = "narration"
    speaker: str | None = None


def split_voices(text: str) -> list[Segment]:
    """Split a text into sentences and tell whose voice each is in.

    A sentence is a direct quote if it quotes four words or more, or a whole utterance with a verb of
    saying; it is an indirect report if it has a verb of saying with someone to say it ("Olson added that",
    "according to the ministry"). Everything else is the document's own voice: words that quotation marks hold
    at a distance are, and so is what "we", "I" or "this report" say.

    Parameters
    ----------
    text : str
        English; a passage, or better a whole document: names and quotations go on from passage to passage.

    Returns
    -------
    list of Segment
        In order, without overlap; only space stands between them.

    Examples
    --------
    >>> text = 'Mayor Rosa Vega opened the pier. "It was time," Vega said. The pier cost little.'
    >>> for segment in split_voices(text):
    ...     print(segment)
    narration: Mayor Rosa Vega opened the pier.
    direct quote of Rosa Vega: "It was time," Vega said.
    narration: The pier cost little.
    """
    quoted = quotes(text)
    masked = _masked(text, quoted)
    spoken = {place for place, quote in enumerate(quoted) if _is_speech(text, quote)}
    sentences = [_read(text, masked, span, quoted, spoken) for span in _sentences(text)]
    _name_speakers(text, sentences)
    return [
        Segment(s.start, s.end, s.text, OWN if s.kind == "narration" else REPORTED, s.speaker, s.kind)
        for s in sentences
    ]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
        spans = [(start + first, start + last) for first, last in split_sentences(text[start:end])]
        while spans:
            first, last = spans.pop(0)
            if spans and _ASKED.search(text, first, last) and _ASKS.fullmatch(text, *spans[0]):
                last = spans.pop(0)[1]
            yield first, last
        start = end


def _masked(text: str, quoted: list[Quote]) -> str:
    parts, last = [], 0
    for start, end in quoted:
        parts += [text[last:start], QUOTED * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _is_speech(text: str, quote: Quote) -> bool:
    words = _WORD.findall(text[quote.start : quote.end])
    long_words = [word for word in words if len(word) > 3]
    is_title = len(long_words) > 1 and all(word[0].isupper() for word in long_words)
    return len(words) >= _FEWEST_QUOTED and not is_title


def _is_utterance(text: str, quote: Quote, start: int) -> bool:
    """ "Never," she said; but not: she asked them to "go." """
    opened = text[start : quote.start].rstrip()
    return text[quote.end - 2] in ",.!?" and (not opened or opened[-1] in ",:")


def _read(text: str, masked: str, span: tuple[int, int], quoted: list[Quote], spoken: set[int]) -> _Sentence:
    start, end = span
    first = bisect_right(quoted, start, key=lambda quote: quote.end)
    inside = [k for k in range(first, len(quoted)) if quoted[k].start < end]
    report = find_report(masked[start:end])
    utterance = report is not None and any(_is_utterance(text, quoted[k], start) for k in inside)
    kind = "indirect report" if report else "narration"
    if utterance or spoken.intersection(inside):
        kind = "direct quote"
    whole = len(inside) == 1 and not masked[start:end].strip(f"{QUOTED} .,;!?…")
    return _Sentence(start, end, text[start:end], inside, whole, report, kind)


def _name_speakers(text: str, sentences: list[_Sentence]) -> None:
    speakers = Speakers(text)
    of_quote: dict[int, str | None] = {}
    for sentence in sentences:
        if sentence.report:
            sentence.speaker = speakers.resolve(sentence.report, sentence.start)
            of_quote |= dict.fromkeys(sentence.quotes, sentence.speaker)
    for place, sentence in enumerate(sentences):
        if sentence.kind != "direct quote" or sentence.report:
            continue
        named = [of_quote[k] for k in sentence.quotes if k in of_quote]
        sentence.speaker = named[0] if named else _beside(text, sentences, place)


def _beside(text: str, sentences: list[_Sentence], place: int) -> str | None:
    """Who says a quotation that stands alone: who spoke before it in the paragraph, or is named after it."""
    sentence = sentences[place]
    if not sentence.whole:
        return None
    if place:
        before = sentences[place - 1]
        goes_on = not _BREAK.search(text, before.end, sentence.start) or before.text.endswith(":")
        if before.kind != "narration" and goes_on:
            return before.speaker
    for after in sentences[place + 1 : place + 2]:
        if after.report and not after.quotes and not _BREAK.search(text, sentence.end, after.start):
            return after.speaker
    return None
