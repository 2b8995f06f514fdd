"""What a briefing puts into one sheet of a template, and what stands in its way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

from workbench.briefing.cell import Cell, Formula
from workbench.briefing.stream import SheetStream
from workbench.briefing.templates.cells import (
    FoundRow,
    NewRow,
    SheetCells,
    forgetful,
    moved,
    place_of,
)
from workbench.briefing.templates.dress import Dress, Wardrobe
from workbench.briefing.templates.regions import Area, Move
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbench.briefing.sheet import Row, Sheet
    from workbench.briefing.templates.cells import (
        Found,
    )
    from workbench.briefing.templates.package import NativeTable

_NAMES = re.compile(r"([^\W\d]\w*)\[(?:\[#This Row\],)?\[?([^\[\]]+)\]")


@dataclass(slots=True, kw_only=True)
class Patching:
    """One sheet being patched.

    `gone` collects the areas whose links go, `moves` the tables that end elsewhere now.
    """

    name: str
    tab: str
    cells: SheetCells
    dress: Dress
    stream: SheetStream
    known: frozenset[str]
    obstacles: tuple[Area, ...] = ()
    gone: list[Area] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def refuse(self, row: int, column: int, reason: str) -> TemplateError:
        """The error that names a cell of this sheet."""
        return TemplateError(self.name, f"{self.tab}!{place_of(row, column)}", reason)

    def ours(self, area: Area, rows: Iterable[Row]) -> Iterator[NewRow]:
        """Puts `rows` in the place of what a briefing had in `area`, cell by cell.

        Raises:
            TemplateError: somebody wrote a text of their own where a row must go.
        """
        held = {
            (row, column): cell
            for row, column, cell in self.cells.found()
            if area.holds(column, row)
        }
        mine = {at for at, cell in held.items() if self.dress.look(cell.style)}
        for row, column in mine:
            self.cells.take(row, column)
        for number in {row for row, _ in mine}:
            if not self.cells.rows[number].cells:
                self.cells.rows[number] = FoundRow()
        self.gone.append(area)
        worn = Wardrobe(self.dress, (held[at] for at in sorted(mine)), ours=True)
        return self._ours(area, rows, held, worn)

    def table(self, table: NativeTable, sheet: Sheet) -> Iterator[NewRow]:
        """Puts the rows of `sheet` into a table, whose columns are found by their headers.

        Raises:
            TemplateError: no column is known, or something is in the way; names the cell.
        """
        plan = sheet.table
        if plan is None:
            raise self.refuse(table.area.top, table.area.left, f"{table.name} cannot be a table.")
        places = {column.header.casefold(): n for n, column in enumerate(plan.columns)}
        chosen = [places.get(header.casefold()) for header in table.columns]
        if all(each is None for each in chosen):
            wanted = ", ".join(column.header for column in plan.columns)
            reason = f"No column of the table {table.name} is known. Name one of them: {wanted}."
            raise self.refuse(table.area.top, table.area.left, reason)
        columns = [
            self._column(table, number, at) for number, at in enumerate(chosen, table.area.left)
        ]
        self._make_room(table, table.area.top + plan.count)
        return self._rows(table, columns, sheet, plan.header_row)

    def value_of(self, cell: Cell) -> Cell:
        """The cell; its result alone where the template has not what its formula reads."""
        value = cell.value
        if not isinstance(value, Formula):
            return cell
        read = {f"{name}[{column}]".casefold() for name, column in _NAMES.findall(value.text)}
        return cell if read <= self.known else cell._replace(value=value.result)

    def one(self, area: Area, cell: Cell) -> Iterator[NewRow]:
        """Puts `cell` into a named cell, which keeps its look.

        Raises:
            TemplateError: it holds a formula.
        """
        found = self.cells.take(area.top, area.left)
        if found and found.formula is not None:
            raise self.refuse(area.top, area.left, "It holds a formula. Name a cell without one.")
        self.gone.append(area)
        shown, style = Wardrobe(self.dress, [found] if found else []).put_on(cell)
        xml = self.stream.styled(place_of(area.top, area.left), shown, style)
        yield NewRow(area.top, {area.left: xml})

    # --- inside -------------------------------------------------------------------------------

    def _ours(
        self,
        area: Area,
        rows: Iterable[Row],
        held: dict[tuple[int, int], Found],
        worn: Wardrobe,
    ) -> Iterator[NewRow]:
        for number, row in enumerate(rows, start=area.top):
            new: dict[int, str] = {}
            for column, cell in enumerate(row.cells, start=area.left):
                if cell is None:
                    continue
                was = self.cells.at(number, column)
                if was and was.filled:
                    reason = "A text of your own stands where the briefing writes: move it aside."
                    raise self.refuse(number, column, reason)
                shown, style = worn.put_on(self.value_of(cell))
                before = held.get((number, column))
                if before and self.dress.look(before.style) == cell.look:
                    style = worn.quoting(shown, before.style)
                new[column] = self.stream.styled(place_of(number, column), shown, style)
            yield NewRow(number, new, row.height)

    def _worn(self, table: NativeTable, column: int) -> list[Found]:
        rows = range(table.first, table.area.bottom + 1)
        return [cell for row in rows if (cell := self.cells.at(row, column))]

    def _column(self, table: NativeTable, column: int, at: int | None) -> Callable[[int, Row], str]:
        """What writes one column: a function of the row's number and the planned row."""
        worn = self._worn(table, column)
        if at is None:
            return self._theirs(table, column, worn)
        wardrobe = Wardrobe(self.dress, worn)

        def ours(number: int, row: Row) -> str:
            cell = row.cells[at] if at < len(row.cells) else None
            shown, style = wardrobe.put_on(self.value_of(cell or Cell(None)))
            return self.stream.styled(place_of(number, column), shown, style)

        return ours

    def _theirs(
        self, table: NativeTable, column: int, worn: list[Found]
    ) -> Callable[[int, Row], str]:
        """A column that no briefing knows: computed, or empty."""
        style = worn[0].style if worn else 0
        formula = next((cell.formula for cell in worn if cell.formula), None)
        for row in range(table.first, table.area.bottom + 1):
            cell = self.cells.at(row, column)
            if formula is None and cell and cell.filled:
                header = table.columns[column - table.area.left]
                reason = (
                    f"The column {header!r} is none of a briefing and holds words of its own,"
                    " which would come to stand beside other rows. Empty it, or make it a formula."
                )
                raise self.refuse(row, column, reason)
        if formula is None:
            return lambda number, _row: f'<c r="{place_of(number, column)}" s="{style}"/>'
        translated = _translated(formula, place_of(table.first, column))
        return lambda number, _row: (
            f'<c r="{place_of(number, column)}" s="{style}">'
            f"<f>{translated(place_of(number, column))}</f></c>"
        )

    def _rows(
        self,
        table: NativeTable,
        columns: list[Callable[[int, Row], str]],
        sheet: Sheet,
        header_row: int,
    ) -> Iterator[NewRow]:
        keeps = not self._is_ours
        for number, row in enumerate(sheet.rows(), start=1):
            if number > header_row:
                at = table.area.top + number - header_row
                new = {n: make(at, row) for n, make in enumerate(columns, start=table.area.left)}
                yield NewRow(at, new, None if keeps else row.height)

    @property
    def _is_ours(self) -> bool:
        return any(self.dress.look(cell.style) for _, _, cell in self.cells.found())

    def _make_room(self, table: NativeTable, bottom: int) -> None:
        """Empties the rows of a table, which then ends at `bottom`; its totals go below."""
        area, end = table.everything, bottom + table.totals
        if end > area.bottom:
            self._check_room(area._replace(top=area.bottom + 1, bottom=end), table)
        totals = [
            (column, cell)
            for row in range(table.area.bottom + 1, area.bottom + 1)
            for column in range(area.left, area.right + 1)
            if (cell := self.cells.take(row, column))
        ]
        for row in range(table.first, table.area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self.cells.take(row, column)
        for column, cell in totals:
            self.cells.put(end, column, moved(forgetful(cell), place_of(end, column)))
        self.gone.append(area._replace(top=table.first))
        self.moves.append(Move(table.area, bottom))

    def _check_room(self, band: Area, table: NativeTable) -> None:
        for row, column, cell in self.cells.found():
            if band.holds(column, row) and cell.filled:
                reason = f"It stands below the table {table.name}, which needs the room. {_ASIDE}"
                raise self.refuse(row, column, reason)
        for other in self.obstacles:
            if other.meets(band):
                reason = f"What lies here is in the way of the table {table.name}. {_ASIDE}"
                raise self.refuse(other.top, other.left, reason)


_ASIDE = "Move it beside the table, or to another sheet: nothing is shifted down."


def _translated(formula: str, start: str) -> Callable[[str], str]:
    """A formula of one row as it reads in another."""
    from openpyxl.formula.translate import Translator

    if "[" in formula:
        return lambda _place: formula
    translator = Translator(f"={unescape(formula)}", origin=start)
    return lambda place: escape(str(translator.translate_formula(place)).removeprefix("="))
