"""REFI-QDA codes, in a project and in a codebook file (.qdc), in and out.

A code of the standard has a description only: what to include and exclude and an example go there
under headings, and come back from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from workbench.errors import ExchangeUnreadable
from workbench.exchange.project import CodeEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Policy Workbench"
_PARTS = (("include", "Include when"), ("exclude", "Exclude when"), ("example", "Example"))
_HEADING = re.compile(
    r"(?:^|\n+)(" + "|".join(heading for _, heading in _PARTS) + r"):[ \n]", re.MULTILINE
)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def guid(key: str) -> str:
    """A GUID for a key of ours: always the same one for the same key."""
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"policy-workbench:{key}"))


def legal(text: str) -> str:
    """A text without the characters that XML cannot hold; as long as before."""
    return _ILLEGAL.sub("\ufffd", text)


def parsed(data: bytes, name: str) -> Any:
    """The root of an XML file; nothing outside of it is read.

    Raises:
        ExchangeUnreadable: it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ExchangeUnreadable(name, f"it is no XML: {fault.msg}") from None


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of an element that are called so, whatever their namespace."""
    return (each for each in element if local(each) == name)


def words_in(element: Any, name: str) -> str:
    """The text of the first child that is called so."""
    return next((str(each.text or "").strip() for each in children(element, name)), "")


def read_codebook(data: bytes, name: str) -> tuple[CodeEntry, ...]:
    """The codes of a codebook file, each after the one that it stands below.

    Raises:
        ExchangeUnreadable: it is no codebook.
    """
    root = parsed(data, name)
    if local(root) != "CodeBook":
        raise ExchangeUnreadable(name, f"it is a {local(root)}, not a REFI-QDA codebook")
    return tuple(codes_in(root))


def codes_in(book: Any) -> Iterator[CodeEntry]:
    """The codes below a CodeBook element."""
    for codes in children(book, "Codes"):
        for code in children(codes, "Code"):
            yield from _code(code, "")


def _code(element: Any, parent: str) -> Iterator[CodeEntry]:
    key = element.get("guid") or f"{parent}/{element.get('name', '')}"
    colour = element.get("color", "")
    yield CodeEntry(
        key=key,
        title=" ".join(element.get("name", "").split()) or "Code without a name",
        parent=parent,
        colour=_long_colour(colour) if _COLOUR.fullmatch(colour) else "",
        **_told(words_in(element, "Description")),
    )
    for each in children(element, "Code"):
        yield from _code(each, key)


def _long_colour(colour: str) -> str:
    short = len(colour) == len("#abc")
    return ("#" + "".join(2 * each for each in colour[1:]) if short else colour).lower()


def _told(description: str) -> dict[str, str]:
    """A description taken apart at the headings that `description_of` writes."""
    first, *rest = _HEADING.split(description)
    names = {heading: name for name, heading in _PARTS}
    parts = {names[head]: words.strip() for head, words in zip(rest[::2], rest[1::2], strict=True)}
    return {"definition": first.strip()} | parts


def description_of(code: CodeEntry) -> str:
    """Everything that is said of a code, as one text."""
    parts = [code.definition]
    parts += [
        f"{heading}: {getattr(code, name)}" for name, heading in _PARTS if getattr(code, name)
    ]
    return "\n\n".join(each for each in parts if each)


def write_codebook(codes: Sequence[CodeEntry]) -> bytes:
    """A codebook file (.qdc) of codes."""
    from lxml import etree

    space: Any = {None: CODEBOOK}
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": ORIGIN}, nsmap=space)
    add_codes(root, codes)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def add_codes(book: Any, codes: Sequence[CodeEntry]) -> None:
    """Adds codes as a tree below a CodeBook element."""
    from lxml import etree

    space = book.tag.rpartition("}")[0] + "}"
    made: dict[str, Any] = {"": etree.SubElement(book, f"{space}Codes")}
    waiting = list(codes)
    while waiting:
        ready = [each for each in waiting if each.parent in made]
        for each in ready or waiting[:1]:  # a parent that is not there leaves a code at the top
            above = made.get(each.parent, made[""])
            made[each.key] = _added(above, f"{space}Code", each)
            waiting.remove(each)


def _added(above: Any, tag: str, code: CodeEntry) -> Any:
    from lxml import etree

    element = etree.SubElement(
        above, tag, guid=guid(code.key), name=legal(code.title), isCodable="true"
    )
    if code.colour:
        element.set("color", code.colour)
    if description := description_of(code):
        etree.SubElement(element, f"{tag.rpartition('}')[0]}}}Description").text = legal(
            description
        )
    return element
