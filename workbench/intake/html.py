"""Reads HTML: paragraphs, and what the page says of itself. Nothing is fetched, nothing runs.

Scripts, styles, comments, document types and nearly all attributes are cut away before the parser
sees them, in one pass; what is left is bounded, so that a hostile page ends in seconds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from workbench.errors import SourceTooLarge
from workbench.intake.dates import date_of
from workbench.intake.document import Document
from workbench.intake.encoding import decoded
from workbench.intake.linked_data import linked_data
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

MOST_TAGS = 200_000
MOST_MARKUP = 8 * 1024 * 1024
"""How many characters of plain markup a page may have, once scripts and attributes are gone."""

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
_PUBLISHER = ("og:site_name", "citation_publisher", "dc.publisher", "publisher")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})", re.IGNORECASE
)
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\([0-9]+\)|Page saved with SingleFile\s+url:\s*)(?P<url>\S+)"
    r"(?:\s+saved date:\s*(?:\w{3}\s)?(?P<day>\w{3}\s+[0-9]{1,2}\s+[0-9]{4}))?",
    re.IGNORECASE,
)
"""What browsers and the extension SingleFile write into a page that they save."""
_HEAD = 4_096


def read_html(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read the bytes of a page in the encoding that they are marked with or name.

    Raises:
        SourceTooLarge: more than 200,000 tags or 8 MB of plain markup, or nested beyond all use.
        UnknownEncoding: `encoding` does not exist or does not fit.
        BinarySource: it holds no text.
    """
    declared = _CHARSET.search(data[:_HEAD])
    hint = declared[1].decode("ascii") if declared else ""
    markup, found, doubts = decoded(data, name, encoding, hint=hint)
    return replace(read_page(markup, name), encoding=found, warnings=doubts)


def read_page(markup: str, name: str) -> Document:
    """Read HTML; navigation, asides, footers and forms that are not the page itself are left out.

    Raises:
        SourceTooLarge: more than 200,000 tags or 8 MB of plain markup, or nested beyond all use;
            `name` is its file.
    """
    root = _parsed(_bounded(markup, name), name)
    if root is None:
        return Document(text="")
    meta, linked, saved = _meta(root), linked_data(markup), _SAVED.search(markup[:_HEAD])
    heading = root.find(".//h1")
    title = root.findtext(".//head/title") or ("" if heading is None else heading.text_content())
    return Document(
        text=_said(root),
        title=_folded(_first(meta, _TITLE) or linked.get("title", "") or title),
        author=_folded(_first(meta, _AUTHOR) or linked.get("author", "")),
        publisher=_folded(_first(meta, _PUBLISHER) or linked.get("publisher", "")),
        published=date_of(_first(meta, _DATE) or linked.get("published", "") or _time(root)),
        accessed=date_of(" ".join((saved["day"] or "").split())) if saved else When.UNKNOWN,
        language=(root.get("lang", "") or linked.get("language", ""))[:20],
        url=_address(root, meta)
        or _sound(linked.get("url", ""))
        or _sound(saved["url"] if saved else ""),
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

    left = _NOISE.sub(plain, markup)
    if len(left) > MOST_MARKUP:
        raise SourceTooLarge(name, f"{len(left):,} characters of HTML", f"{MOST_MARKUP:,}")
    return left


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


def _said(root: HtmlElement) -> str:
    """The text of a page; forms count only where the whole page is one, as ASP.NET makes them."""
    if root.find(".//form") is None:
        return _text(root, _DROPPED)
    text, with_forms = _text(root, _DROPPED | {"form"}), _text(root, _DROPPED)
    return with_forms if len(with_forms) > _FORM_SHARE * len(text) else text


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


def _address(root: HtmlElement, meta: dict[str, str]) -> str:
    links = (each.get("href", "") for each in root.iter("link") if each.get("rel") == "canonical")
    return _sound((next(links, "") or meta.get("og:url", "")).strip())


def _sound(address: str) -> str:
    """An address of the web as it is, anything else as nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    sound = parts.scheme in {"http", "https"} and parts.netloc and " " not in address
    return address if sound and address.isprintable() else ""
