"""Reads Word (.docx) and OpenDocument (.odt) texts: a paragraph a line, a table row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import DamagedSource
from workbench.intake.archive import Archive, local, own
from workbench.intake.dates import date_of
from workbench.intake.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_WORD_LEFT_OUT = frozenset(
    {"Fallback", "del", "delText", "instrText", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "trPr",
     "tcPr", "sdtPr"}
)  # fmt: skip
_OPEN_LEFT_OUT = frozenset(
    {"annotation", "annotation-end", "forms", "sequence-decls", "tracked-changes", "index-title",
     "title", "desc"}
)  # fmt: skip
_SIGNS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "line-break": "\n",
    "soft-page-break": "",
}  # fmt: skip
_CELLS = frozenset({"tc", "table-cell"})
_ROWS = frozenset({"tr", "table-row"})
_PARAGRAPHS = frozenset({"p", "h"})


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word document: its body, then its notes; comments and headers are left out.

    Raises:
        DamagedSource: it is no Word document, or a broken one.
        SourceTooLarge: it unpacks to more than any document would.
    """
    archive = Archive(data, name)
    root = archive.tree("word/document.xml")
    if root is None:
        raise DamagedSource(name, "it has no text part")
    lines = _lines(root, _word_text, _WORD_LEFT_OUT)
    for part, words in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = archive.tree(f"word/{part}.xml")
        for note in () if notes is None else notes:
            if local(note) == words and not own(note, "type"):
                said = " ".join(_lines(note, _word_text, _WORD_LEFT_OUT)).strip()
                lines.append(f"[{own(note, 'id')}] {said}")
    told = _told(archive.tree("docProps/core.xml"))
    told["publisher"] = _told(archive.tree("docProps/app.xml")).get("Company", "")
    return _document(lines, told, _tracked(root, {"ins", "del", "moveFrom"}))


def read_odt(data: bytes, name: str) -> Document:
    """Read an OpenDocument text with its notes where they are called; comments are left out.

    Raises:
        DamagedSource: it is no OpenDocument text, or a broken one.
        SourceTooLarge: it unpacks to more than any document would.
    """
    archive = Archive(data, name)
    root = archive.tree("content.xml")
    body = None if root is None else root.find("{*}body/{*}text")
    if body is None:
        raise DamagedSource(name, "it has no text part")
    lines = _lines(body, _open_text, _OPEN_LEFT_OUT)
    told = _told(archive.tree("meta.xml"))
    return _document(lines, told, _tracked(body, {"changed-region"}))


def _document(lines: list[str], told: dict[str, str], tracked: int) -> Document:
    changes = (f"Read as if its {tracked:,} tracked changes were accepted." if tracked else "",)
    return Document(
        text="\n".join(lines),
        title=told.get("title", ""),
        author=told.get("creator", "") or told.get("initial-creator", ""),
        publisher=told.get("publisher", ""),
        made=date_of(told.get("created", "") or told.get("creation-date", "")),
        language=told.get("language", ""),
        warnings=tuple(filter(None, changes)),
    )


def _told(root: etree._Element | None) -> dict[str, str]:
    """What the properties of a document say, by the name of each."""
    told: dict[str, str] = {}
    for element in () if root is None else root.iter():
        if element.text and element.text.strip():
            told.setdefault(local(element), " ".join(element.text.split()))
    return told


def _tracked(root: etree._Element, names: set[str]) -> int:
    return sum(local(element) in names for element in root.iter())


class _Gathering:
    """Paragraphs as they end; inside a table row they are gathered into the row's line."""

    def __init__(self, text_of: Callable[[etree._Element], str], left_out: frozenset[str]) -> None:
        self.lines: list[str] = []
        self._text_of = text_of
        self._left_out = left_out

    def take(self, element: etree._Element, into: list[str]) -> None:
        """Take in what lies below an element; `into` is the paragraph it belongs to."""
        for child in element:
            name = local(child)
            if name in self._left_out:
                pass
            elif name in _ROWS:
                self._row(child)
            elif name in _PARAGRAPHS:
                self._paragraph(child)
            else:
                into.append(self._text_of(child))
                self.take(child, into)
            into.append(self._tail(child))

    def _tail(self, child: etree._Element) -> str:
        return (child.tail or "") if self._text_of is _open_text else ""

    def _paragraph(self, element: etree._Element) -> None:
        words = [element.text or ""] if self._text_of is _open_text else []
        self.take(element, words)
        self.lines += [line.rstrip() for line in "".join(words).split("\n")]

    def _row(self, element: etree._Element) -> None:
        outer, cells = self.lines, []
        for cell in element.iter():
            if local(cell) in _CELLS and next(_rows_above(cell), None) is element:
                self.lines = []
                self.take(cell, [])
                cells.append(" ".join(line for line in self.lines if line))
        self.lines = outer
        self.lines.append("\t".join(cells).rstrip())


def _rows_above(cell: etree._Element) -> etree.ElementIterator:
    return (each for each in cell.iterancestors() if local(each) in _ROWS)


def _lines(
    root: etree._Element, text_of: Callable[[etree._Element], str], left_out: frozenset[str]
) -> list[str]:
    gathering = _Gathering(text_of, left_out)
    gathering.take(root, [])
    return gathering.lines


def _word_text(element: etree._Element) -> str:
    """What one element of a Word text adds of itself."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name in {"footnoteReference", "endnoteReference"}:
        return f"[{own(element, 'id')}]"
    return _SIGNS.get(name, "")


def _open_text(element: etree._Element) -> str:
    """What one element of an OpenDocument text adds of itself."""
    name = local(element)
    if name == "s":
        return " " * min(int(own(element, "c") or 1), 1_000)
    if name in _SIGNS:
        return _SIGNS[name]
    if name == "note-citation":
        return f"[{element.text or ''}]"
    return element.text or ""
