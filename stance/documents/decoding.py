"""Bytes to the text that is stored."""

from __future__ import annotations

import codecs
import re

from stance.documents.document import Unreadable

_MARKS = (  # the longer marks first: UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Detectors take a short Spanish text for Polish or Chinese: Western text is told by its characters first.
_WESTERN = set(
    "áéíóúýàèìòùâêîôûäëïöüÿãõñçåæøœßšžÁÉÍÓÚÝÀÈÌÒÙÂÊÎÔÛÄËÏÖÜŸÃÕÑÇÅÆØŒŠŽ¿¡«»“”„‘’‚–—…•€£§©®™°·ªº´½¼\xa0\xad"
)
_MOST_ACCENTS = 0.4
_LIKELY = ["cp1250", "cp1251", "cp1253", "cp1256", "mac_roman", "gb18030", "big5", "shift_jis", "euc_kr"]
_SAMPLE = 1 << 18
_FEW_CONTROLS, _MOST_CONTROLS = 4, 0.02
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
# A lead byte of UTF-8 read as Latin-1, followed by what a continuation byte turns into.
_LEADS = "ÂÃâÅÄÐÑ×ØÙ"
_MOJIBAKE = re.compile(f"[{_LEADS}][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def decode(data: bytes) -> str:
    """Text of a file: what its mark says, else UTF-8, else the likeliest encoding.

    Line ends become ``\\n`` and NUL characters go, so that the result is what `open(path).read()`
    gives for an ordinary file.

    Raises
    ------
    Unreadable
        When the bytes are no text.

    Examples
    --------
    >>> decode("Peña".encode("utf-16")), decode("“Sí”, dijo Peña.".encode("cp1252"))
    ('Peña', '“Sí”, dijo Peña.')
    """
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding, errors="replace" if encoding == "utf-8" else "strict")
    except UnicodeError:
        raise Unreadable(f"it begins like {encoding} and is not") from None
    plain = text.encode(errors="replace")
    if len(plain) - len(plain.translate(None, _CONTROLS)) > _FEW_CONTROLS + _MOST_CONTROLS * len(text):
        raise Unreadable("it holds binary data, not text")
    return tidy(text)


def encoding_of(data: bytes) -> str:
    """The encoding of bytes that hold text.

    Examples
    --------
    >>> encoding_of(b"plain"), encoding_of("año".encode()), encoding_of("a b".encode("utf-16-le"))
    ('utf-8', 'utf-8', 'utf-16-le')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        half = max(1, len(data) // 2)
        even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
        if min(even, odd) < 0.05 and max(even, odd) > 0.3:
            return "utf-16-be" if even > odd else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _other_encoding(data)
    return "utf-8"


def tidy(text: str) -> str:
    """The text with ``\\n`` as line end, without NULs and lone surrogates, which no file can hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        text = text.replace("\x00", "")
    return without_surrogates(text)


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which JSON can write and no file can hold.

    Examples
    --------
    >>> without_surrogates("a\\ud800b") == "a\\ufffdb"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def repair(text: str) -> str:
    """The text with characters that were decoded wrongly before it reached us put right.

    Only lines that hold such a sequence and that ftfy judges to be garbled are touched; quotes,
    ligatures and accents of good text stay as they are.

    Examples
    --------
    >>> repair("PeÃ±a Nieto â€” “Sí”"), repair("ESPAÑA, “Âme”")
    ('Peña Nieto — “Sí”', 'ESPAÑA, “Âme”')
    """
    if text.isascii() or not any(lead in text for lead in _LEADS) or not _MOJIBAKE.search(text):
        return text
    return "\n".join(_repair_line(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))


def _repair_line(line: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import badness, is_bad

    if not is_bad(line):
        return line
    # A lossy sequence could only be guessed at.
    fixed = fix_encoding(line, TextFixerConfig(replace_lossy_sequences=False))
    return fixed if badness(fixed) < badness(line) and "\ufffd" not in fixed else line


def _other_encoding(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= 0.1 * sum(not x.isascii() for x in text[:_SAMPLE]):
        return "utf-8"  # a few damaged characters do not make it another encoding
    if _is_western(data[:_SAMPLE]):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY).best()
    if best is None:
        raise Unreadable("its encoding can not be told")
    return best.encoding


def _is_western(data: bytes) -> bool:
    text = data.decode("cp1252", errors="replace")
    marked = [x for x in text if not x.isascii()]
    return set(marked) <= _WESTERN and len(marked) <= _MOST_ACCENTS * sum(not x.isspace() for x in text)
