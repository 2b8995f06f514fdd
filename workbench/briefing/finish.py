"""The last touches to a package.

Properties, alternative texts, order of elements, and the same bytes every time.

openpyxl stamps the present moment into properties and archive, writes fonts in an order that
Microsoft's schema does not know, and has no words for charts. All that is mended in its parts here,
before they go into the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipInfo

from workbench.briefing.cell import printable
from workbench.briefing.sheet import SLOT
from workbench.briefing.xml import CHART, DRAWING, MAIN, part_of, tree as xml_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet

STRINGS = "xl/sharedStrings.xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_QUICK = 1
_FILE_MODE = 0o644 << 16
_FIRST = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip
_QUOTE = {'"': "&quot;"}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def entry(name: str, *, quick: bool = False) -> ZipInfo:
    """The archive entry `name`, alike on every machine and at every hour.

    `quick` packs it less tightly, which halves the time for very long sheets.
    """
    info = ZipInfo(name, _EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = _FILE_MODE
    # Public from Python 3.13 on, as compress_level; this name works in all.
    info._compresslevel = _QUICK if quick else None  # type: ignore[attr-defined]  # noqa: SLF001
    return info


def finished(book: Book, sheets: Sequence[Sheet], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """All parts but the cells, mended, in the order in which they go into the file."""
    mended = dict(parts)
    mended["docProps/core.xml"] = core_part(book)
    mended["docProps/app.xml"] = app_part()
    mended["xl/styles.xml"] = _styles(parts["xl/styles.xml"])
    mended["[Content_Types].xml"] = with_strings_type(parts["[Content_Types].xml"])
    relations = "xl/_rels/workbook.xml.rels"
    mended[relations] = with_strings_relation(parts[relations])
    tabled = [sheet for sheet in sheets if sheet.table]
    for number, sheet in enumerate(tabled, start=1):
        name = f"xl/tables/table{number}.xml"
        mended[name] = _told(parts[name], sheet)
    charts = [chart for sheet in sheets for chart in sheet.charts]
    for name in parts:
        if name.startswith("xl/charts/"):
            mended[name] = chart_part(book, parts[name])
    drawn = [sheet for sheet in sheets if sheet.charts or sheet.pictures]
    for number, sheet in enumerate(drawn, start=1):
        name = f"xl/drawings/drawing{number}.xml"
        mended[name] = _described(parts[name], sheet)
    if len(charts) != sum(name.startswith("xl/charts/") for name in parts):
        raise AssertionError("A chart got lost.")
    return {name: mended[name] for name in sorted(mended, key=_rank)}


def _rank(name: str) -> tuple[int, int, str]:
    if name in _FIRST:
        return 0, _FIRST.index(name), name
    number = re.search(r"(\d+)\.xml", name)
    return 1, int(number[1]) if number else 0, name


def core_part(book: Book) -> bytes:
    """The properties: title, marking, moment; the author only where the preparer asks."""
    data = book.data
    stamp = f"{data.moment:%Y-%m-%dT%H:%M:%SZ}"
    created = f'xsi:type="dcterms:W3CDTF">{stamp}</dcterms'
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_property(data.title)}</dc:title>"
        f"<dc:subject>{_property(data.subtitle)}</dc:subject>"
        f"<dc:creator>{_property(data.prepared_by)}</dc:creator>"
        f"<cp:keywords>{_property(book.marked)}</cp:keywords>"
        f"<dc:language>{book.recipe.language}</dc:language>"
        f"<dcterms:created {created}:created><dcterms:modified {created}:modified>"
        "</cp:coreProperties>"
    ).encode()


def _property(text: str) -> str:
    return escape(" ".join(printable(text).split())[:250])


def app_part() -> bytes:
    """The properties of the program that wrote it."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    name = "<Application>Policy Workbench</Application>"
    return f'{_XML}<Properties xmlns="{space}">{name}</Properties>'.encode()


def with_strings_type(part: bytes) -> bytes:
    """The content types with that of the shared strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    return _before_end(part, f'<Override PartName="/{STRINGS}" ContentType="{kind}"/>', "Types")


def with_strings_relation(part: bytes) -> bytes:
    """The relationships of the workbook with the one to its shared strings."""
    relation = f'<Relationship Id="strings" Type="{_RELATIONS}/sharedStrings" Target="/{STRINGS}"/>'
    return _before_end(part, relation, "Relationships")


def _before_end(part: bytes, addition: str, element: str) -> bytes:
    end = f"</{element}>".encode()
    if part.count(end) != 1:
        raise AssertionError(f"Expected one {element} element.")
    return part.replace(end, addition.encode() + end)


def relations_with(part: bytes | None, addition: str) -> bytes:
    """The relationship part of a sheet with `addition` in it."""
    if part is not None:
        return _before_end(part, addition, "Relationships")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML}<Relationships xmlns="{space}">{addition}</Relationships>'.encode()


def _styles(part: bytes) -> bytes:
    tree = xml_tree(part)
    ranks = {f"{MAIN}{name}": rank for rank, name in enumerate(_FONT_ORDER)}
    for font in tree.iter(f"{MAIN}font"):
        font[:] = sorted(font, key=lambda child: ranks.get(child.tag, len(ranks)))
    return part_of(tree)


def chart_part(book: Book, part: bytes) -> bytes:
    """A chart in the theme's colours and the recipe's language."""
    for colour, inked in book.theme.inks.items():
        part = part.replace(f'val="{colour}"'.encode(), f'val="{inked}"'.encode())
    part = part.replace(b'lang="en-GB"', f'lang="{book.recipe.language}"'.encode())
    tree = xml_tree(part)
    for number_format in tree.iter(f"{CHART}numFmt"):
        number_format.set("sourceLinked", "0")
    return part_of(tree)


def _told(part: bytes, sheet: Sheet) -> bytes:
    """A table that tells a screen reader what it holds."""
    columns = ", ".join(column.header for column in sheet.columns if column.header)
    words = [
        escape(printable(" ".join(each.split()))[:250], _QUOTE) for each in (sheet.title, columns)
    ]
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    told = (
        f'<extLst><ext uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}" xmlns:x14="{space}">'
        f'<x14:table altText="{words[0]}" altTextSummary="{words[1]}"/></ext></extLst>'
    )
    return _before_end(part, told, "table")


def _described(part: bytes, sheet: Sheet) -> bytes:
    tree = xml_tree(part)
    frames = list(tree.iter(f"{DRAWING}graphicFrame"))
    for frame, chart in zip(frames, sheet.charts, strict=True):
        words = frame.find(f"{DRAWING}nvGraphicFramePr/{DRAWING}cNvPr")
        words.set("name", f"{SLOT}{chart.name}")
        words.set("descr", printable(chart.alt)[:2000])
    pictures = tree.iter(f"{DRAWING}pic")
    for number, (pic, placed) in enumerate(zip(pictures, sheet.pictures, strict=True), start=1):
        words = pic.find(f"{DRAWING}nvPicPr/{DRAWING}cNvPr")
        words.set("name", f"Plot {number}")
        words.set("descr", printable(placed.picture.words)[:2000])
    return part_of(tree)
