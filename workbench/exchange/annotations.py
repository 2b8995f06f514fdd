"""Annotations of other programs: W3C Web Annotation in and out, Hypothesis and Zotero in.

All are read into one value. None of them names a place that can be trusted: positions count in
another text, so the quote with its surroundings is what is looked for.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import ExchangeUnreadable
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MARKUP = re.compile(r"<[^>]+>")
_NAMED = "urn:uuid:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A marked stretch of a document with tags and a memo.

    `document` is the address of the document, `title` what it is called. `start` and `stop` are
    code points in the text of the program that wrote it, -1 where it gives none.
    """

    key: str = ""
    document: str = ""
    title: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    stop: int = -1
    page: str = ""
    memo: str = ""
    tags: tuple[str, ...] = ()
    creator: str = ""
    created: str = ""


def write_annotations(found: Sequence[Annotation], title: str) -> bytes:
    """A W3C AnnotationCollection (JSON-LD) with one page of annotations."""
    items = [_item(each) for each in found]
    collection = {
        "@context": CONTEXT,
        "id": f"{_NAMED}collection",
        "type": "AnnotationCollection",
        "label": title,
        "total": len(items),
        "first": {"id": f"{_NAMED}page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _item(each: Annotation) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in each.tags
    ]
    if each.memo:
        memo = {"type": "TextualBody", "purpose": "commenting", "value": each.memo}
        bodies.append(memo | {"format": "text/plain"})
    quote = {"type": "TextQuoteSelector", "exact": each.quote}
    quote |= {"prefix": each.prefix, "suffix": each.suffix}
    selectors: list[dict[str, Any]] = [
        quote,
        {"type": "TextPositionSelector", "start": each.start, "end": each.stop},
    ]
    if each.page:
        conforms = "http://tools.ietf.org/rfc/rfc3778"
        page = {"type": "FragmentSelector", "conformsTo": conforms, "value": f"page={each.page}"}
        selectors.append(page)
    motivation = "tagging" if each.tags else "commenting" if each.memo else "highlighting"
    target = {"type": "SpecificResource", "source": each.document, "selector": selectors}
    item = {
        "id": each.key,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": target | ({"title": each.title} if each.title else {}),
    }
    created = {"created": each.created} if each.created else {}
    creator = {"creator": {"type": "Person", "name": each.creator}} if each.creator else {}
    return item | created | creator


def read_annotations(data: bytes, name: str) -> tuple[list[Annotation], tuple[str, ...]]:
    """The annotations in a JSON file of any of these programs, and what is not taken, in words.

    Raises:
        ExchangeUnreadable: it is no such file.
    """
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as fault:
        raise ExchangeUnreadable(name, f"it is no JSON: {fault}") from None
    found = [*_web(held), *_zotero(held, "", "")]
    if not found:
        why = "it holds no Web Annotation, Hypothesis or Zotero annotation"
        raise ExchangeUnreadable(name, why)
    kept = [each for each in found if each.quote.strip()]
    without = len(found) - len(kept)
    told = many(without, "annotation marks", "annotations mark")
    lost = (f"{told} no words: a note on a page, an image or a reply.",)
    return kept, lost if without else ()


def _web(held: Any) -> Iterator[Annotation]:
    """W3C annotations and Hypothesis' rows, however they are wrapped."""
    if isinstance(held, list):
        for each in held:
            yield from _web(each)
    elif isinstance(held, dict):
        if "target" in held:
            yield _from_web(held)
            return
        for name in ("first", "items", "rows", "annotations", "@graph"):
            yield from _web(held.get(name, ()))


def _from_web(held: dict[str, Any]) -> Annotation:
    targets = _several(held["target"])
    target = next((each for each in targets if isinstance(each, dict)), {})
    first = targets[0] if targets and isinstance(targets[0], str) else ""
    selectors = list(_selectors(target.get("selector")))
    quote = next((each for each in selectors if "exact" in each), {})
    place = next((each for each in selectors if each.get("type") == "TextPositionSelector"), {})
    bodies = [each for each in _several(held.get("body")) if isinstance(each, dict)]
    source = target.get("source") or held.get("uri") or first
    document = held.get("document") if isinstance(held.get("document"), dict) else {}
    titles = _several((document or {}).get("title")) or _several(target.get("title"))
    return Annotation(
        key=str(held.get("id", "")),
        document=str(source.get("id", "") if isinstance(source, dict) else source),
        title=str(titles[0]) if titles else "",
        quote=str(quote.get("exact", "")),
        prefix=str(quote.get("prefix", "")),
        suffix=str(quote.get("suffix", "")),
        start=_number(place.get("start")),
        stop=_number(place.get("end")),
        page=_page(selectors),
        memo="\n\n".join(_memos(held, bodies)),
        tags=tuple(dict.fromkeys((*map(str, _several(held.get("tags"))), *_tags(bodies)))),
        creator=_creator(held),
        created=str(held.get("created", "")),
    )


def _selectors(held: Any) -> Iterator[dict[str, Any]]:
    for each in _several(held):
        if isinstance(each, dict):
            yield each
            yield from _selectors(each.get("refinedBy"))


def _page(selectors: Iterable[dict[str, Any]]) -> str:
    for each in selectors:
        if found := re.search(r"page=(\w+)", str(each.get("value", ""))):
            return found[1]
        if each.get("type") == "PageSelector":
            return str(each.get("label") or each.get("index", ""))
    return ""


def _tags(bodies: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (
        str(each["value"])
        for each in bodies
        if each.get("purpose") == "tagging" and "value" in each
    )


def _memos(held: dict[str, Any], bodies: Iterable[dict[str, Any]]) -> Iterator[str]:
    said = [str(held.get("text") or ""), str(held.get("bodyValue") or "")]
    said += [_plain(each) for each in bodies if each.get("purpose") != "tagging"]
    return (each.strip() for each in said if each.strip())


def _plain(body: dict[str, Any]) -> str:
    value = str(body.get("value", ""))
    return html.unescape(_MARKUP.sub("", value)) if body.get("format") == "text/html" else value


def _creator(held: dict[str, Any]) -> str:
    creator = next(iter(_several(held.get("creator"))), "")
    if isinstance(creator, dict):
        return str(creator.get("name") or creator.get("nickname") or creator.get("id", ""))
    return str(creator or held.get("user", "")).removeprefix("acct:").partition("@")[0]


def _zotero(held: Any, document: str, title: str) -> Iterator[Annotation]:
    """Zotero's items, from its interface or an export, with what they are attached to."""
    if isinstance(held, list):
        parents = {str(_fields(each).get("key", "")): _fields(each) for each in held}
        for each in held:
            yield from _zotero(each, *_document(_fields(each), parents, (document, title)))
    elif isinstance(held, dict):
        fields = _fields(held)
        if "annotationType" in fields or "annotationText" in fields:
            yield _from_zotero(fields, document, title)
            return
        own = str(fields.get("url") or document), str(fields.get("title") or title)
        for name in ("items", "attachments", "annotations"):
            yield from _zotero(fields.get(name, ()), *own)


def _fields(held: Any) -> dict[str, Any]:
    if not isinstance(held, dict):
        return {}
    data = held.get("data")
    return {"key": held.get("key", "")} | data if isinstance(data, dict) else held


def _document(
    fields: dict[str, Any], parents: dict[str, dict[str, Any]], known: tuple[str, str]
) -> tuple[str, str]:
    """The address and title of what an item is attached to, through its attachment."""
    document, title = known
    seen: set[str] = set()
    above = fields
    while (key := str(above.get("parentItem", ""))) in parents and key and key not in seen:
        seen.add(key)
        above = parents[key]
        document = str(above.get("url") or document)
        title = str(above.get("title") or title)
    return document, title


def _from_zotero(fields: dict[str, Any], document: str, title: str) -> Annotation:
    tags = (
        each.get("tag", "") if isinstance(each, dict) else each for each in fields.get("tags", ())
    )
    return Annotation(
        key=str(fields.get("key", "")),
        document=document,
        title=title,
        quote=_MARKUP.sub("", str(fields.get("annotationText") or "")),
        page=str(fields.get("annotationPageLabel") or ""),
        memo=str(fields.get("annotationComment") or "").strip(),
        tags=tuple(str(each) for each in tags if each),
        creator=str(fields.get("annotationAuthorName") or ""),
        created=str(fields.get("dateAdded") or ""),
    )


def _several(held: Any) -> list[Any]:
    if held is None:
        return []
    return held if isinstance(held, list) else [held]


def _number(held: Any) -> int:
    return held if isinstance(held, int) else -1
