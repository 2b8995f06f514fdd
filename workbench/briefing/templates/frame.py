"""What frames the cells of a template: rules, links, names, properties, relationships."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.briefing.book import STAMP
from workbench.briefing.finish import app_part, core_part, relations_with
from workbench.briefing.language import languages, words_in
from workbench.briefing.sheet import SLOT, letter, quoted, slot_of
from workbench.briefing.templates.package import relations_of
from workbench.briefing.templates.regions import Area, area_of, followed, followed_areas
from workbench.briefing.xml import LINKED, MAIN, part_of, tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet
    from workbench.briefing.templates.package import NativeTable, Template
    from workbench.briefing.templates.regions import Move
    from workbench.briefing.templates.slots import Slots

_LATER = (
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_MARKING = re.compile(r"TLP:(?:AMBER\+STRICT|[A-Z]+)")
_MOMENT = re.compile(
    "|".join(
        re.escape(words_in(each).say(STAMP)).replace(r"\{\}", r"\d{4}-\d\d-\d\d \d\d:\d\d")
        for each in languages()
    )
)
_NUMBER = re.compile(r"\bB-\d{4,}\b")
_CELLS = "<sheetData/>"
_EXCEL_2010 = "{http://schemas.microsoft.com/office/excel/2006/main}"


class SheetFrame:
    """The part of a sheet without its cells."""

    def __init__(self, head: str, tail: str) -> None:
        self._root: Any = tree(f"{head}{_CELLS}{tail}".encode())

    def follow(self, tab: str, moves: Sequence[Move]) -> None:
        """Lets rules, choices and sparklines end where their tables end."""
        for each in self._root.iter():
            if sqref := each.get("sqref"):
                each.set("sqref", followed_areas(sqref, tab, moves))
            name = each.tag if isinstance(each.tag, str) else ""
            if name.endswith("}sqref"):
                each.text = followed_areas(each.text or "", tab, moves)
            elif name == f"{_EXCEL_2010}f" or name in {f"{MAIN}formula1", f"{MAIN}formula"}:
                each.text = followed(each.text or "", tab, moves)
        dimension = self._root.find(f"{MAIN}dimension")
        if dimension is not None:
            self._root.remove(dimension)

    def stamp(self, book: Book) -> bool:
        """Puts marking, moment and number of now into headers and footers; says if one is there."""
        marked = False
        for margin in self._root.iter(f"{MAIN}headerFooter"):
            for each in margin:
                text = _MARKING.sub(str(book.marking), each.text or "")
                marked = marked or text != each.text or str(book.marking) in text
                text = _MOMENT.sub(book.stamp, text)
                each.text = _NUMBER.sub(book.data.number, text) if book.data.number else text
        return marked

    def head(self) -> bytes:
        """What stands before the cells."""
        return self._halves()[0].encode()

    def tail(self, links: str, gone: Sequence[Area]) -> bytes:
        """What stands after the cells, with `links` in the place of those in the areas `gone`."""
        held = self._root.find(f"{MAIN}hyperlinks")
        if held is not None:
            for each in list(held):
                area = area_of(each.get("ref"))
                if area and any(other.meets(area) for other in gone):
                    held.remove(each)
        if links:
            held = self._add_links(held, links)
        if held is not None and not len(held):
            self._root.remove(held)
        return self._halves()[1].encode()

    def used(self) -> set[str]:
        """The relationships that it names."""
        return {
            value
            for each in self._root.iter()
            for key, value in each.attrib.items()
            if key.startswith(LINKED)
        }

    def _add_links(self, held: Any, links: str) -> Any:
        made = tree(f'<x xmlns="{MAIN[1:-1]}">{links}</x>'.encode())[0]
        if held is not None:
            held.extend(list(made))
            return held
        later = {f"{MAIN}{name}" for name in _LATER}
        at = next((n for n, each in enumerate(self._root) if each.tag in later), len(self._root))
        self._root.insert(at, made)
        return made

    def _halves(self) -> tuple[str, str]:
        head, _, tail = part_of(self._root).decode().partition(_CELLS)
        return head, tail


def relations(template: Template, part: str, used: set[str], added: str) -> bytes | None:
    """The relationships of a sheet: links that are gone left out, `added` put in."""
    was = template.parts.get(relations_of(part))
    root = tree(was) if was is not None else ()
    unused = [
        each
        for each in root
        if each.get("Type").endswith("/hyperlink") and each.get("Id") not in used
    ]
    if unused:
        for each in unused:
            each.getparent().remove(each)
        was = part_of(root) if len(root) else None
    return relations_with(was, added) if added else was


def table_part(part: bytes, area: Area, totals: int, columns: Sequence[str] = ()) -> bytes:
    """A table that has `area` for header and data now; filters and sorting of old rows are gone.

    `columns` are its new headers, where they change.
    """
    root = tree(part)
    whole = area._replace(bottom=area.bottom + totals)
    if root.get("headerRowCount") == "0":
        whole = whole._replace(top=whole.top + 1)
    root.set("ref", whole.ref)
    for sort in list(root.iter(f"{MAIN}sortState")):
        sort.getparent().remove(sort)
    for each in root.iter(f"{MAIN}autoFilter"):
        each.set("ref", area.ref)
        each[:] = []
    if columns:
        for told in root.iter("{*}table"):
            if told.get("altTextSummary"):
                told.set("altTextSummary", ", ".join(columns)[:250])
        _rename(root.find(f"{MAIN}tableColumns"), columns)
    return part_of(root)


def _rename(held: Any, columns: Sequence[str]) -> None:
    """Gives a table these headers, as many as there are."""
    for each in list(held)[len(columns) :]:
        held.remove(each)
    for number, header in enumerate(columns):
        if number >= len(held):
            held.append(held.makeelement(f"{MAIN}tableColumn", {}))
        for old in [each for each in held[number].attrib if each not in {"id", "name"}]:
            del held[number].attrib[old]
        held[number].set("id", str(number + 1))
        held[number].set("name", header)
        held[number][:] = []
    held.set("count", str(len(columns)))


def workbook_part(
    template: Template, slots: Slots, sheets: Mapping[str, Sheet], moves: Sequence[Move]
) -> bytes:
    """The workbook: names that follow, everything computed on opening, no path of a machine."""
    root = tree(template.parts[template.workbook])
    ours = _names(slots, sheets)
    for each in root.iter(f"{MAIN}definedName"):
        name = each.get("name")
        each.text = ours.get(name) or followed(each.text or "", "", moves, single=False)
    for each in list(root.iter("{*}absPath")):
        each.getparent().remove(each)
    calc = root.find(f"{MAIN}calcPr")
    if calc is None:
        calc = root.makeelement(f"{MAIN}calcPr", {})
        names = root.find(f"{MAIN}definedNames")
        after = names if names is not None else root.find(f"{MAIN}sheets")
        after.addnext(calc)
    calc.set("fullCalcOnLoad", "1")
    return part_of(root)


def _names(slots: Slots, sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """Where our own names lead now: lists of the workings, and the cells of sheets that changed."""
    names: dict[str, str] = {}
    for block, sheet in sheets.items():
        area = slots.areas.get(block)
        if area is None:
            continue
        if sheet.whole:
            right = letter(max(area.right, area.left + len(sheet.columns) - 1))
            corner = f"${letter(area.left)}${area.top}:${right}${area.bottom}"
            names[f"{SLOT}{slot_of(block)}"] = f"{quoted(area.tab)}!{corner}"
        if block == "workings":
            for name, target in sheet.names.items():
                names[name] = f"{quoted(area.tab)}!{target.rpartition('!')[2]}"
    return names


def properties(template: Template, book: Book) -> dict[str, bytes]:
    """The properties of this briefing, not those of whoever saved the template last."""
    made = {"docProps/core.xml": core_part(book), "docProps/app.xml": app_part()}
    return {name: part for name, part in made.items() if name in template.parts}


def refreshing(part: bytes) -> bytes:
    """A pivot's cache that is read anew when the workbook is opened."""
    root = tree(part)
    root.set("refreshOnLoad", "1")
    return part_of(root)


def without_part(kinds: bytes, part: str) -> bytes:
    """The content types without one part."""
    root = tree(kinds)
    for each in list(root):
        if each.get("PartName") == f"/{part}":
            root.remove(each)
    return part_of(root)


def without_relation(part: bytes, kind: str) -> bytes:
    """Relationships without those of one kind."""
    root = tree(part)
    for each in list(root):
        if each.get("Type").endswith(f"/{kind}"):
            root.remove(each)
    return part_of(root)


def obstacles(template: Template, tab: str, head: str, tail: str) -> tuple[Area, ...]:
    """What lies on a sheet beside cells: merged cells, tables, pictures and charts, pivots."""
    sheet = template.sheet(tab)
    if sheet is None:
        return ()
    found = [table.everything for table in sheet.tables]
    root = tree(f"{head}{_CELLS}{tail}".encode())
    refs = [each.get("ref") for each in root.iter(f"{MAIN}mergeCell")]
    for pivot in sheet.related.get("pivotTable", ()):
        refs += [each.get("ref") for each in tree(template.parts[pivot]).iter(f"{MAIN}location")]
    found += [area for ref in refs if (area := area_of(ref, tab))]
    for drawing in sheet.related.get("drawing", ()):
        found += _anchors(template.parts[drawing], tab)
    return tuple(found)


def _anchors(part: bytes, tab: str) -> list[Area]:
    found = []
    for anchor in tree(part):
        corners = [
            tuple(int(corner.findtext(f"{{*}}{end}") or 0) + 1 for end in ("col", "row"))
            for name in ("from", "to")
            if (corner := anchor.find(f"{{*}}{name}")) is not None
        ]
        if corners:
            (left, top), (right, bottom) = corners[0], corners[-1]
            found.append(Area(tab, left, top, right, bottom))
    return found


def headed(table: NativeTable, sheet: Sheet, at: Area) -> tuple[Area, tuple[str, ...]]:
    """Where a table of a sheet that is all ours lies now, and its headers."""
    plan = sheet.table
    if plan is None:
        return table.area, table.columns
    top = at.top + plan.header_row - 1
    right = at.left + len(plan.columns) - 1
    area = Area(at.tab, at.left, top, right, top + plan.count)
    return area, tuple(column.header for column in plan.columns)
