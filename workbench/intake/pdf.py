"""Reads PDF with PDFium, from where the characters of each page stand."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from workbench.errors import DamagedSource, NoTextLayer, SourceTooLarge
from workbench.intake.dates import date_of
from workbench.intake.document import Document
from workbench.intake.reflow import Line, reflow
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 5_000

_LINE_END = frozenset("\r\n\v\f\x85\u2028\u2029")
_NO_CHARACTER = frozenset({0, 0xFEFF, 0xFDD0, 0xFDD1})
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
_HYPHENS_AT_END = frozenset("\x02\ufffe")
"""How PDFium gives a hyphen at the end of a line, after which it gives no line end."""
_MOST_TOLD = 10


def read_pdf(data: bytes, name: str) -> Document:
    """Read the text layer of a PDF: paragraphs put together, running heads left out.

    The pages of a scan are pictures: its text is empty, and a warning says what to do.

    Raises:
        DamagedSource: it is broken, or protected by a password.
        SourceTooLarge: it has more than 5,000 pages.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        told = {key: value.strip("\0 ") for key, value in document.get_metadata_dict().items()}
        count = len(document)
        if count > MOST_PAGES:
            raise SourceTooLarge(name, f"{count:,} pages", f"{MOST_PAGES:,}")
        pages = [list(_lines(document, number)) for number in range(count)]
    except pdfium.PdfiumError as fault:
        raise DamagedSource(name, _reason(str(fault))) from fault
    text, runs, warnings = reflow(pages)
    if not any(pages):
        warnings = (str(NoTextLayer(name, count)),)
    return Document(
        text=text,
        title=told.get("Title", ""),
        author=told.get("Author", ""),
        made=date_of(told.get("CreationDate", "")),
        pages=count,
        runs=runs,
        warnings=(*warnings, *(_without_text(pages) if any(pages) else ())),
    )


def _reason(fault: str) -> str:
    if "assword" in fault:
        return "it is protected by a password"
    return "the file is damaged or cut short"


def _without_text(pages: list[list[Line]]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    if not empty:
        return ()
    shown = ", ".join(empty[:_MOST_TOLD]) + (" …" if len(empty) > _MOST_TOLD else "")
    return (f"No text layer on {len(empty):,} of {many(len(pages), 'page')}: {shown}.",)


def _lines(document: Any, number: int) -> Iterator[Line]:
    """The lines of a page in the order in which they were written."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        signs: list[str] = []
        indices: list[int] = []
        for index, sign in _signs(text_page):
            if sign not in _LINE_END:
                signs.append("-" if sign in _HYPHENS_AT_END else sign)
                indices.append(index)
            if sign in _LINE_END or sign in _HYPHENS_AT_END:
                yield from _line(text_page, number, signs, indices)
                signs, indices = [], []
        yield from _line(text_page, number, signs, indices)
    finally:
        text_page.close()
        page.close()


def _signs(text_page: Any) -> Iterator[tuple[int, str]]:
    """Each character of a page with how the page counts it; halves are put together."""
    from pypdfium2 import raw

    get = raw.FPDFText_GetUnicode
    handle, high = text_page.raw, 0
    for index in range(text_page.count_chars()):
        code = get(handle, index)
        if _HIGH <= code < _LOW:
            high = code
        elif _LOW <= code < _END:
            if high:
                yield index - 1, chr(0x10000 + ((high - _HIGH) << 10) + (code - _LOW))
            high = 0
        elif code not in _NO_CHARACTER and code <= 0x10FFFF:  # noqa: PLR2004 - the last code point
            yield index, chr(code)


def _line(text_page: Any, page: int, signs: list[str], indices: list[int]) -> Iterator[Line]:
    """One line without the white space at its ends; nothing where nothing else is in it."""
    text = "".join(signs)
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    if start >= stop:
        return
    kept = indices[start:stop]
    first, last = box(text_page, kept[0]), box(text_page, kept[-1])
    yield Line(
        page=page,
        text=text[start:stop],
        indices=kept,
        left=first[0],
        right=last[2],
        bottom=min(first[1], last[1]),
        top=max(first[3], last[3]),
    )


def box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character, in points from the lower left corner."""
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(found))
    return found.left, found.bottom, found.right, found.top
