"""What a web page says of itself for search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.{1,300000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
_MOST_BLOCKS = 20
_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Article", "BlogPosting",
    "Report", "ScholarlyArticle", "Legislation", "WebPage",
)  # fmt: skip
_DEEPEST = 4


def linked_data(markup: str) -> dict[str, str]:
    """Return title, author, publisher, published, language and url of the article in a page."""
    found: dict[str, dict[str, Any]] = {}
    for number, block in enumerate(_BLOCK.finditer(markup)):
        if number >= _MOST_BLOCKS:
            break
        try:
            held = json.loads(block[1])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(held, 0):
            for kind in _listed(node.get("@type")):
                found.setdefault(str(kind), node)
    node = next((found[kind] for kind in _TYPES if kind in found), {})
    told = {
        "title": _words(node.get("headline") or node.get("name")),
        "author": _names(node.get("author")),
        "publisher": _names(node.get("publisher")),
        "published": _words(node.get("datePublished")),
        "language": _words(node.get("inLanguage")),
        "url": _words(node.get("url") or node.get("mainEntityOfPage")),
    }
    return {name: words for name, words in told.items() if words}


def _nodes(held: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    for each in _listed(held):
        if isinstance(each, dict):
            yield each
            yield from _nodes(each.get("@graph", []), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> str:
    """The names of people or bodies, which are given as words or as nodes."""
    names = [each.get("name") if isinstance(each, dict) else each for each in _listed(value)]
    return ", ".join(filter(None, map(_words, names)))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("name") or value.get("alternateName")
    return " ".join(value.split())[:500] if isinstance(value, str) else ""
