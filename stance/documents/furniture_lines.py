"""Lines that say themselves that they are not the article's: the common language of web pages."""

from __future__ import annotations

import re

from stance.documents.blocks import ends_sentence

SHARE = "share buttons"
FEEDBACK = "invitation to comment"
APPEAL = "appeal for money or readers"
LICENCE = "licence notice"
RELATED = "related stories"
ABOUT = "about the publisher"
SEE_ALSO = "see also"
CAPTION = "caption or credit"
PLACEHOLDER = "placeholder of an image"
ADVERT = "advert"
NAVIGATION = "navigation"
PAGE_NUMBER = "page number or running head"
RULE = "rule"

_LONGEST = 900
_SHARE = "share email e-mail print tweet facebook twitter whatsapp linkedin compartir"
_SHARE_MORE = """shares sharing tweets x telegram reddit pinterest instagram youtube bluesky threads copy
link icon icons this story article page post on via save follow us or and to with more like imprimir"""
_SHARE_CORE = frozenset(_SHARE.split())
_SHARE_WORDS = _SHARE_CORE.union(_SHARE_MORE.split())
_TITLES = {
    FEEDBACK: r"what are your thoughts|what do you think|have your say|tell us what you think|join the "
    r"(?:conversation|discussion|debate)|(?:leave|post|add|write) (?:a|your) (?:comment|reply)"
    r"|(?:\d+ |no |view |show |all )?comments?(?: \(?\d+\)?)?|comentarios|deja un comentario"
    r"|(?:was|is|did you find) this (?:content|page|article|story|post|information) (?:helpful|useful)",
    APPEAL: r"donate(?: now| today| here)?|subscribe(?: now| today| here)?|sign up(?: now| today| here)?"
    r"|become a (?:member|supporter|patron|subscriber)|support (?:us|our work|independent journalism)"
    r"|(?:our |free |daily |weekly )*newsletters?|(?:sign up|subscribe) (?:for|to) (?:our|the|a|free) .{0,40}"
    r"|haz una donación|donar|suscr[ií]bete",
    RELATED: r"related(?: (?:content|stor(?:y|ies)|articles?|posts?|news|coverage|reading|topics|tags))?"
    r"|more (?:from|on|about|in) .{2,40}|more (?:stories|news|coverage|articles|posts)"
    r"|read (?:more|next|also)"
    r"|you (?:may|might) also (?:like|be interested in)|recommended(?: for you| stories| reading| articles)?"
    r"|most (?:read|popular|viewed|shared)|latest (?:news|stories|posts|articles)|trending(?: now)?"
    r"|editor['’]?s['’]? picks?|further reading|see also|don['’]t miss|popular (?:posts|articles|stories)"
    r"|in other news|up next|keep reading|explore more|(?:artículos|noticias|contenidos?) relacionad[oa]s?"
    r"|lo más (?:leído|visto)|te puede interesar|leer más|tags?",
    ADVERT: r"(?:advertisements?|adverts?|ads?|publicidad|sponsored(?: content)?|promoted(?: content)?"
    r"|paid content)(?: by .{2,40})?|(?:story|article) continues (?:below|after).{0,40}"
    r"|continue reading.{0,60}",
    NAVIGATION: r"skip to (?:main )?content|(?:main )?menu|search|home|back to (?:top|home)|log ?in|sign in"
    r"|previous(?: (?:article|post|story))?|next(?: (?:article|post|story))?|table of contents|close",
    PLACEHOLDER: r"(?:image|photo|picture|video|audio|chart|map|figure|graphic|embed|slideshow|gallery)s?"
    r" (?:was |has been )?(?:removed|unavailable|not available|not found|omitted|placeholder|below|above)",
}
_EXACT = {
    reason: re.compile(rf"[\W_]*(?:{pattern})[\W_]*", re.IGNORECASE) for reason, pattern in _TITLES.items()
}
_ABOUT = re.compile(
    r"about (?:us|the authors?|this (?:article|site|report|series)|the (?=[A-Z])|(?=[A-Z])).{0,50}"
)
_CLICK = re.compile(
    r"\bclick here (?:to|for)\b.*\b(?:send|comment|share|donat|subscrib|join|sign|read|see|view|more)",
    re.IGNORECASE,
)
_SEE_ALSO = re.compile(
    r"\W*(?:see also|also (?:see|read)|read (?:also|more|next)|related(?: \w+)?|more on this|further reading"
    r"|don['’]t miss|watch|listen|lea también|lee también|ver también|véase también)\s*[:|–—-]\s*\S",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:please |to )?"
    r"(?:sign up|subscribe|donate|support|join|help|follow|get|click|like|receive|if you)\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"newsletter|\binbox|subscri(?:be|ption)|\bdonat(?:e|ion)|email alerts|podcast", re.IGNORECASE
)
_READER = re.compile(r"\b(?:our|us|your?|here)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\W*(?:©|copyright (?:©|\(c\)|\d{4}|by)|all rights reserved\b)", re.IGNORECASE)
_AGENCY = (
    r"AP|AFP|EFE|EPA|Reuters|Getty Images|Flickr|Wikimedia(?: Commons)?|Shutterstock|Creative Commons"
    r"|Unsplash|iStock|Bloomberg|Xinhua|Alamy|Notimex|Cuartoscuro"
)
_CREDIT = re.compile(
    rf"(?:^|[\s(\[|–—-])(?:photo(?:graph)?s?|image|picture|illustration|credit|courtesy|foto|imagen|crédito)"
    rf"(?:(?: (?:credit|courtesy|by))?\s*[:/©]\s*\S|(?: by| courtesy of) (?-i:[A-Z]))"
    rf"|\b(?:{_AGENCY})(?: Photo)?\s*[/|)].{{0,60}}$|[/|(©]\s*(?:{_AGENCY})\b.{{0,20}}$",
    re.IGNORECASE,
)
_CREDIT_CHAIN = re.compile(r"(?:[.;] |[(])[A-Z][\w.&' -]{2,40}(?:/[A-Z][\w.&' -]{2,60}){1,4}\)?$")
_SEPARATED = re.compile(r"\s*(?:>|»|›|\|| / |•|·)\s*")
_MARK = re.compile(r"(?:(?:page|p\.?)\s*)?[-–— ]*\d{1,3}[-–— ]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_RECORD = re.compile(r"(?=.*\d)(?=.*[/-])(?!.*[^\W\d_]{4})[^a-zß-öø-ÿ,;!?]{4,24}")
_NO_WORDS = re.compile(r"[\W_]+")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\([^)\s]*\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def reason_of_line(text: str) -> str | None:
    """Why a line is furniture wherever it stands, or None.

    Examples
    --------
    >>> reason_of_line("SEE ALSO: Five Maps"), reason_of_line("Was this page useful?")
    ('see also', 'invitation to comment')
    >>> reason_of_line("We see also a need to share the costs of this plan.")
    """
    if len(text) > _LONGEST:
        return None
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if len(text) <= 90:
        for reason, pattern in _EXACT.items():
            if pattern.fullmatch(text):
                return reason
        short = _short_line(text)
        if short:
            return short
    if len(text) < 120 and _NOTICE.match(text):
        return LICENCE
    if _SEE_ALSO.match(text) and len(text) < 220:
        return SEE_ALSO
    if _is_credit(text):
        return CAPTION
    if len(text) < 220 and _CLICK.search(text):
        return FEEDBACK if "comment" in text.lower() else APPEAL
    if _ASKS.match(text) and len(text) < 250 and _ASKS_FOR.search(text) and _READER.search(text):
        return APPEAL
    return None


def _short_line(text: str) -> str | None:
    if _NO_WORDS.fullmatch(text):
        return RULE
    if _MARK.fullmatch(text) or _RECORD.fullmatch(text):
        return PAGE_NUMBER
    if _PICTURE.fullmatch(text):
        return PLACEHOLDER
    words = text.lower().replace(",", " ").split()
    if _SHARE_CORE.intersection(words) and _SHARE_WORDS.issuperset(words):
        return SHARE
    if _ABOUT.fullmatch(text[:1].lower() + text[1:]) and not ends_sentence(text) and len(words) <= 6:
        return ABOUT
    parts = [part for part in _SEPARATED.split(text) if part]
    if len(parts) >= 3 and all(len(part.split()) <= 3 and part[0].isupper() for part in parts):
        return NAVIGATION
    return None


def _is_credit(text: str) -> bool:
    if len(text) > 400 or (text[-1] in ".?!:;" and not text[-12:].isupper()):
        return False
    return _CREDIT.search(text) is not None or _CREDIT_CHAIN.search(text) is not None
