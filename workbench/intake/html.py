"""Reads HTML: paragraphs, and what the page says of itself. Nothing is fetched, nothing runs.

Scripts, styles, comments, document types and nearly all attributes are cut away before the parser
sees them, in one pass; what is left is bounded, so that a hostile page ends in seconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from workbench.errors import SourceTooLarge, WhenSyntaxError
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

MOST_TAGS = 200_000
_LONGEST_ATTRIBUTES = 4_000
_TOLD = frozenset({"html", "meta", "link", "time"})
_NOISE = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
  | <!doctype[^>\[]*(?:\[.*?(?:\]\s*>|\Z)|>|\Z)
  | <\?[^>]*(?:>|\Z)
  | <(?P<raw>script|style|iframe|noembed|noframes|xmp|template|svg|math)(?![\w-])
     .*?(?:</(?P=raw)\s*>|\Z)
  | <(?P<name>/?[a-z][^\s/>]{0,60}+)
     (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?)*+)(?:>|\Z)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_REGIONS = frozenset({"aside", "footer", "head", "nav"})
_DROPPED = frozenset(
    {"audio", "button", "canvas", "embed", "menu", "noscript", "object", "select", "textarea",
     "video"} | _REGIONS
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table",
     "tbody", "tfoot", "thead", "tr", "ul"}
)  # fmt: skip
_SPACE = re.compile("[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_FORM_SHARE = 2
_AUTHOR = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_TITLE = ("og:title", "citation_title", "dc.title")
_DATE = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a page, a paragraph a line, and what its head says."""

    text: str
    title: str = ""
    author: str = ""
    published: When = When.UNKNOWN
    language: str = ""
    url: str = ""


def read_page(markup: str, name: str) -> Page:
    """Read HTML; navigation, asides, footers and forms that are not the page itself are left out.

    Raises:
        SourceTooLarge: more than 200,000 tags, or nested beyond all use; `name` is its file.
    """
    root = _parsed(_bounded(markup, name), name)
    if root is None:
        return Page(text="")
    text, with_forms = _text(root, _DROPPED | {"form"}), _text(root, _DROPPED)
    if len(with_forms) > _FORM_SHARE * len(text):
        text = with_forms  # the whole page is one form, as ASP.NET makes them
    meta = _meta(root)
    heading = root.find(".//h1")
    title = root.findtext(".//head/title") or ("" if heading is None else heading.text_content())
    return Page(
        text=text,
        title=_folded(_first(meta, _TITLE) or title),
        author=_folded(_first(meta, _AUTHOR)),
        published=_date(_first(meta, _DATE) or _time(root)),
        language=root.get("lang", "")[:20],
        url=_address(root, meta),
    )


def _bounded(markup: str, name: str) -> str:
    """Return the markup without what is never read, and with plain tags."""
    tags = 0

    def plain(found: re.Match[str]) -> str:
        nonlocal tags
        tag = found["name"]
        if tag is None:
            return " "
        tags += 1
        if tags > MOST_TAGS:
            raise SourceTooLarge(name, "very many HTML tags", f"{MOST_TAGS:,}")
        attributes = found["attributes"]
        if tag.casefold() in _TOLD and len(attributes) <= _LONGEST_ATTRIBUTES:
            return found[0]
        return f"<{tag}>"

    return _NOISE.sub(plain, markup)


def _parsed(markup: str, name: str) -> HtmlElement | None:
    # Without huge_tree the parser would cut text at 10 MB and nesting at 256 without a word.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None
    if any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log):
        raise SourceTooLarge(name, "elements nested very deep", "2,000 levels")
    return root


class _Lines:
    """Gathers text into lines, one for each block; white space is folded except in `pre`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._pre = 0

    def open(self, tag: str) -> None:
        """Begin an element."""
        if tag in _BLOCKS:
            self._end()
        elif tag in {"td", "th"}:
            self._line.append(" ")
        self._pre += tag == "pre"

    def close(self, tag: str) -> None:
        """End an element, one that was left out as well."""
        if tag in _BLOCKS or tag in _REGIONS:
            self._end()
        self._pre -= tag == "pre"

    def add(self, text: str | None) -> None:
        """Take text in; a line break counts only inside `pre`."""
        first, *others = (text or "").split("\n") if self._pre else [text or ""]
        self._line.append(first)
        for other in others:
            self._end()
            self._line.append(other)

    def text(self) -> str:
        """Return what was gathered, a paragraph a line."""
        self._end()
        return "\n".join(self._lines)

    def _end(self) -> None:
        if words := _folded("".join(self._line)):
            self._lines.append(words)
        self._line.clear()


def _text(root: HtmlElement, dropped: frozenset[str]) -> str:
    lines = _Lines()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            lines.close(element.tag)
            lines.add(element.tail)
        elif element.tag in dropped:
            walk.skip_subtree()
        else:
            lines.open(element.tag)
            lines.add(element.text)
    return lines.text()


def _folded(text: str) -> str:
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def _meta(root: HtmlElement) -> dict[str, str]:
    """What the page says of itself, by name in small letters; the first of a name counts."""
    told: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        told.setdefault(name.casefold(), element.get("content", ""))
    return told


def _first(meta: dict[str, str], names: Iterable[str]) -> str:
    return next((meta[name] for name in names if meta.get(name, "").strip()), "")


def _time(root: HtmlElement) -> str:
    return next((each.get("datetime", "") for each in root.iter("time")), "")


def _date(words: str) -> When:
    """The date in the words of a page; its time of day and zone are not kept."""
    day = _ISO_DAY.match(words.strip())
    try:
        return When.parse(day[0] if day else _folded(words))
    except WhenSyntaxError:
        return When.UNKNOWN


def _address(root: HtmlElement, meta: dict[str, str]) -> str:
    links = (each.get("href", "") for each in root.iter("link") if each.get("rel") == "canonical")
    address = (next(links, "") or meta.get("og:url", "")).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    sound = parts.scheme in {"http", "https"} and parts.netloc and " " not in address
    return address if sound and address.isprintable() else ""
