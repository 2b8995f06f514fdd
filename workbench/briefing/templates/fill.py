"""Filling a template: its slots get new rows and words, everything else is copied byte for byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from zipfile import ZipFile

from workbench.briefing.book import Book
from workbench.briefing.finish import (
    entry,
    with_strings_relation,
    with_strings_type,
)
from workbench.briefing.place import replacing
from workbench.briefing.plan import plan
from workbench.briefing.sheet import SLOT
from workbench.briefing.sheets.workings import TAB
from workbench.briefing.stream import SheetStream
from workbench.briefing.strings import SharedStrings
from workbench.briefing.templates import charts, frame
from workbench.briefing.templates.cells import NewRow, SheetCells, computing, forgetful
from workbench.briefing.templates.dress import Dress
from workbench.briefing.templates.package import Template, TemplateSheet, relations_of
from workbench.briefing.templates.patch import Patching
from workbench.briefing.templates.regions import followed
from workbench.briefing.templates.slots import FIELDS, find_slots
from workbench.briefing.write import Written, lines_of
from workbench.errors import TemplateError
from workbench.model.kinds import Marking
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe
    from workbench.briefing.sheet import Row, Sheet
    from workbench.briefing.templates.regions import Move
    from workbench.briefing.templates.slots import Slots
    from workbench.model.progress import Progress

_TYPES = "[Content_Types].xml"
_ITEM = re.compile(r"<si\s*/>|<si>.*?</si>", re.DOTALL)
_LAST = frozenset({"method", "continued"})
_ROWS_PER_TICK = 2_000


def fill(
    data: BriefingData, recipe: Recipe, template: Path, path: Path, progress: Progress | None = None
) -> Written:
    """Writes `data` to `path` in the place of what the workbook `template` shows.

    Native tables that are called as those of a briefing get its rows, by the headers of their
    columns; named cells get its words. A workbook that was a briefing itself is filled whole, and
    keeps what was restyled or put beside. Every part that is no slot is copied byte for byte.

    Raises:
        TemplateError: it cannot be filled; names the cell that is in the way.
        BriefingNotWritten: the file cannot go to `path`; what lay there is as it was.
        InvalidField: a number that no workbook can hold.
        Cancelled: the analyst stopped it.
    """
    told = progress or Silent()
    told.step(0, 1, "Reading the template")
    read = Template.read(template)
    slots = find_slots(read)
    with replacing(path) as out:
        filling = _Filling(read, slots, data, recipe, told)
        filling.write(out)
        if filling.book.continued:
            if "continued" not in slots.areas:
                where = filling.book.continued[0][0]
                reason = (
                    "Its text is too long for a cell, and the template has no sheet for the rest."
                )
                raise TemplateError(read.name, where, f"{reason} Write it without a template.")
            out.seek(0)
            out.truncate()
            filling = _Filling(read, slots, data, recipe, told, with_rest=True)
            filling.write(out)
    return Written(
        path=path,
        sheets=lines_of(list(filling.plans.items())),
        notes=tuple(dict.fromkeys(filling.book.notes)),
    )


@dataclass(slots=True)
class _Patched:
    """A sheet ready to be written: its frame, its cells, what goes in."""

    sheet: TemplateSheet
    frame: frame.SheetFrame
    patching: Patching
    rows: list[Iterator[NewRow]] = field(default_factory=list)
    last: bool = False


class _Filling:
    """One pass over a template."""

    def __init__(
        self,
        template: Template,
        slots: Slots,
        data: BriefingData,
        recipe: Recipe,
        progress: Progress,
        *,
        with_rest: bool = False,
    ) -> None:
        self._template = template
        self._slots = slots
        self._progress = progress
        self.book = Book(data, slots.recipe(recipe), slots.stands(), progress)
        self.plans = dict(plan(self.book, with_rest=with_rest))
        related = template.related(template.workbook)
        self._styles = next(iter(related.get("styles", [])), "")
        self._texts = next(iter(related.get("sharedStrings", [])), "")
        self._dress = Dress(template.parts[self._styles])
        if slots.areas:
            self._dress.show_decimals(self.book.decimals)
        self._items = _ITEM.findall(template.parts.get(self._texts, b"").decode())
        self._strings = SharedStrings(start=len(self._items))
        self._kept: Counter[int] = Counter()
        self._parts = dict(template.parts)
        self._moves: list[Move] = []

    def write(self, out: IO[bytes]) -> None:
        """Writes the filled package to `out`."""
        self._progress.step(0, 1, "Finding the places to fill")
        patched = [self._patched(sheet) for sheet in self._template.sheets]
        self._check_marking(patched)
        self._tables()
        self._charts()
        self._package_parts()
        streamed = {each.sheet.part for each in patched}
        late = streamed | {relations_of(part) for part in streamed} | {self._styles, self._texts}
        with ZipFile(out, "w") as archive:
            for name, part in self._parts.items():
                if name not in late:
                    archive.writestr(entry(name), part)
            for number, each in enumerate(sorted(patched, key=lambda one: one.last)):
                self._progress.step(number, len(patched), f"Filling {each.sheet.tab}")
                self._cells(archive, each)
            archive.writestr(entry(self._styles), self._dress.part())
            with archive.open(entry(self._texts or "xl/sharedStrings.xml"), "w") as strings:
                for piece in self._string_pieces():
                    strings.write(piece)

    # --- one sheet ----------------------------------------------------------------------------

    def _patched(self, sheet: TemplateSheet) -> _Patched:
        cells = SheetCells(self._template.parts[sheet.part])
        held = frame.SheetFrame(cells.head, cells.tail)
        prefix = "link"
        while any(each.startswith(prefix) for each in held.used()):
            prefix += "_"
        stream = SheetStream(
            sheet.tab,
            styles=None,
            strings=self._strings,
            rest=self.book.rest,
            link_name=prefix,
        )
        patching = Patching(
            name=self._template.name,
            tab=sheet.tab,
            cells=cells,
            dress=self._dress,
            stream=stream,
            known=self._known,
            obstacles=frame.obstacles(self._template, sheet.tab, cells.head, cells.tail),
        )
        found = _Patched(sheet, held, patching)
        found.rows = [*self._areas(found), *self._rows(found), *self._named(found)]
        self._moves += patching.moves
        return found

    @property
    def _known(self) -> frozenset[str]:
        """What formulas may read: columns of the tables that are here."""
        tables = [table for sheet in self._template.sheets for table in sheet.tables]
        return frozenset(
            f"{table.name}[{column}]".casefold() for table in tables for column in table.columns
        )

    def _areas(self, found: _Patched) -> Iterator[Iterator[NewRow]]:
        for block, area in self._slots.areas.items():
            if area.tab.casefold() != found.sheet.tab.casefold():
                continue
            found.last = found.last or block in _LAST
            planned = self.plans.get(block)
            if block == "workings" and (area.left, area.top) != (1, 1):
                reason = "The sheet Workings must begin in A1. Take out what was put in before it."
                raise TemplateError(self._template.name, area.name, reason)
            rows = _above(planned) if planned else iter(())
            yield found.patching.ours(area, rows)

    def _rows(self, found: _Patched) -> Iterator[Iterator[NewRow]]:
        for block, table in self._slots.tables.items():
            if table.area.tab == found.sheet.tab and block in self.plans:
                found.last = found.last or block in _LAST
                rows = found.patching.table(table, self.plans[block])
                yield self._ticking(rows, found.sheet.tab)

    def _named(self, found: _Patched) -> Iterator[Iterator[NewRow]]:
        for name, area in self._slots.cells.items():
            if area.tab.casefold() == found.sheet.tab.casefold():
                yield found.patching.one(area, FIELDS[name](self.book))

    def _ticking(self, rows: Iterator[NewRow], tab: str) -> Iterator[NewRow]:
        for number, row in enumerate(rows):
            if number % _ROWS_PER_TICK == 0:
                self._progress.step(0, 1, f"Filling {tab}")
            yield row

    def _cells(self, archive: ZipFile, found: _Patched) -> None:
        cells, tab = found.patching.cells, found.sheet.tab
        for number, column, cell in list(cells.found()):
            follows = computing(forgetful(cell), lambda text: followed(text, tab, self._moves))
            cells.put(number, column, follows)
            if cell.string is not None:
                self._kept[cell.string] += 1
        found.frame.follow(tab, self._moves)
        stream = found.patching.stream
        with archive.open(entry(found.sheet.part), "w") as out:
            out.write(found.frame.head() + b"<sheetData>")
            cells.write(found.rows, out)
            out.write(b"</sheetData>" + found.frame.tail(stream.links_xml(), found.patching.gone))
        part, name = found.sheet.part, relations_of(found.sheet.part)
        made = frame.relations(self._template, part, found.frame.used(), stream.relations_xml())
        if made is not None:
            archive.writestr(entry(name), made)

    # --- the parts beside ---------------------------------------------------------------------

    def _check_marking(self, patched: list[_Patched]) -> None:
        marked = [each.frame.stamp(self.book) for each in patched]
        placed = any(marked) or "cover" in self._slots.areas or "marking" in self._slots.cells
        if not placed and self.book.marking is not Marking.CLEAR:
            reason = (
                f"It has no place for the marking {self.book.marking}: name a cell {SLOT}marking."
            )
            raise TemplateError(self._template.name, "", reason)

    def _tables(self) -> None:
        ends = {move.table: move.bottom for move in self._moves}
        whole = {
            sheet.table.name: (sheet, self._slots.areas[block])
            for block, sheet in self.plans.items()
            if sheet.whole and sheet.table and block in self._slots.areas
        }
        for table in (each for sheet in self._template.sheets for each in sheet.tables):
            part = self._parts[table.part]
            if table.area in ends:
                area = table.area._replace(bottom=ends[table.area])
                self._parts[table.part] = frame.table_part(part, area, table.totals)
            elif table.name in whole:
                area, headers = frame.headed(table, *whole[table.name])
                self._parts[table.part] = frame.table_part(part, area, 0, headers)

    def _charts(self) -> None:
        plans = {chart.name: chart for sheet in self.plans.values() for chart in sheet.charts}
        workings = self._slots.areas.get("workings")
        for sheet in self._template.sheets:
            ours = charts.charts_of(self._template, sheet)
            for name, part in ours.items():
                tab = workings.tab if workings else TAB
                self._parts[part] = charts.redrawn(
                    self._parts[part], plans.get(name), self.book, tab
                )
            for drawing in sheet.related.get("drawing", ()):
                if ours:
                    self._parts[drawing] = charts.described(self._parts[drawing], plans)
                for part in self._template.related(drawing).get("chart", ()):
                    if part not in ours.values():
                        self._parts[part] = charts.following(self._parts[part], self._moves)

    def _package_parts(self) -> None:
        template, parts = self._template, self._parts
        main, links = template.workbook, relations_of(template.workbook)
        parts[main] = frame.workbook_part(template, self._slots, self.plans, self._moves)
        parts |= frame.properties(template, self.book)
        for chain in template.related(main).get("calcChain", ()):
            parts.pop(chain, None)
            parts[_TYPES] = frame.without_part(parts[_TYPES], chain)
            parts[links] = frame.without_relation(parts[links], "calcChain")
        if not self._texts:
            parts[_TYPES] = with_strings_type(parts[_TYPES])
            parts[links] = with_strings_relation(parts[links])
        for name in template.related(main).get("pivotCacheDefinition", ()):
            parts[name] = frame.refreshing(parts[name])

    def _string_pieces(self) -> Iterator[bytes]:
        """The texts: those still shown, then the new ones; what is gone leaves no word behind."""
        unique = len(self._items) + len(self._strings)
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' uniqueCount="{unique}">'
        ).encode()
        for number, item in enumerate(self._items):
            yield item.encode() if self._kept[number] else b"<si><t/></si>"
        yield from self._strings.items()
        yield b"</sst>"


def _above(sheet: Sheet) -> Iterator[Row]:
    """The rows of a sheet that are ours whatever its table: all, or those above the header."""
    for number, row in enumerate(sheet.rows(), start=1):
        if number > sheet.above:
            return
        yield row
