"""Web pages: the text by trafilatura, the facts from what the page states about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from stance.documents.dates import parse_date
from stance.documents.decoding import decode
from stance.documents.document import Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
# Where pages state a fact, the most deliberate place first.
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "citation_author", "parsely-author"),
    "source": ("og:site_name", "citation_publisher", "dc.publisher"),
    "date": ("article:published_time", "datepublished", "dc.date", "dc.date.issued", "citation_date", "date"),
    "url": ("og:url",),
}


def read_webpage(data: bytes) -> tuple[str, dict[str, Any]]:
    """The main text of a page, and what its metadata state.

    trafilatura's own dates are not used: it looks for one until it finds one, in addresses and
    copyright lines too.

    Raises
    ------
    Unreadable
        When the page holds no text.
    """
    from lxml import html  # type: ignore[import-untyped]
    from trafilatura import extract

    page = _decoded(data)
    text = extract(page, include_comments=False, include_tables=True, deduplicate=False)
    if not text:
        raise Unreadable("the page holds no text")
    try:
        tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.ParserError):
        return text, {}
    return text, _stated(tree)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def _stated(tree: HtmlElement) -> dict[str, Any]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if content:
            meta.setdefault(name.lower(), content)
    found = {fact: next((meta[n] for n in names if n in meta), None) for fact, names in _META.items()}
    linked = _linked_data(tree)
    facts = {fact: linked.get(fact) or found[fact] for fact in _META}
    facts["title"] = facts["title"] or _text(tree.find(".//title"))
    canonical = tree.find(".//link[@rel='canonical']")
    facts["url"] = facts["url"] or (canonical.get("href") if canonical is not None else None)
    facts["date"] = parse_date(facts["date"] or "")
    if str(facts["author"] or "").startswith("http"):
        facts["author"] = None
    return {fact: value for fact, value in facts.items() if value}


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """The facts of the page's JSON-LD article, if it has one."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if item.get("datePublished") or item.get("headline"):
                facts = {
                    "title": item.get("headline"),
                    "author": _names(item.get("author")),
                    "source": _names(item.get("publisher")),
                    "date": item.get("datePublished"),
                    "url": item.get("url"),
                }
                return {
                    fact: " ".join(value.split()) for fact, value in facts.items() if isinstance(value, str)
                }
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (x for x in graph if isinstance(x, dict)) if isinstance(graph, list) else ()


def _names(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return ", ".join(name for name in names if isinstance(name, str) and name) or None


def _text(element: HtmlElement | None) -> str | None:
    return " ".join(element.text_content().split()) or None if element is not None else None
