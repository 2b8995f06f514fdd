"""The places of a template that a briefing fills, and what it refuses, by the name of the cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.briefing.blocks import titles
from workbench.briefing.book import Stand, moment_words
from workbench.briefing.cell import Cell
from workbench.briefing.language import languages, words_in
from workbench.briefing.recipe import CHARTS, DIMENSIONS, PROFILES, SheetPlan
from workbench.briefing.sheet import SLOT, letter, slot_of
from workbench.briefing.statement import source_summary
from workbench.briefing.templates.charts import charts_of
from workbench.briefing.templates.package import NativeTable, Template
from workbench.briefing.templates.regions import Area, area_of
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbench.briefing.book import Book
    from workbench.briefing.cell import Value
    from workbench.briefing.recipe import Recipe

_OWN = ("workings", "continued")
_UNTABLED = frozenset({"cover", "summary", "timeline"})
_BROKEN = "#REF!"


def _headline(book: Book, end: str) -> Cell:
    rows = [row for row in book.data.allocations if row.stage == book.stage]
    if len({row.quantity.unit for row in rows if row.counted}) > 1:
        return Cell(book.say("several units, not added"))
    found = book.total(rows)
    if end == "low":
        return Cell(book.end(found.low), sign=found.low_sign)
    return Cell(book.end(found.high), sign=found.high_sign)


def _words(make: Callable[[Book], Value]) -> Callable[[Book], Cell]:
    return lambda book: Cell(make(book))


FIELDS: dict[str, Callable[[Book], Cell]] = {
    "title": _words(lambda book: book.data.title),
    "subtitle": _words(lambda book: book.data.subtitle),
    "marking": _words(lambda book: str(book.marking)),
    "number": _words(lambda book: book.data.number),
    "prepared_for": _words(lambda book: book.data.prepared_for),
    "prepared_by": _words(lambda book: book.data.prepared_by),
    "as_of": _words(moment_words),
    "last_briefing": _words(lambda book: book.previous or book.say("none of this query")),
    "query": _words(lambda book: book.data.query or book.say("everything in the dossier")),
    "bottom_line": _words(lambda book: book.data.bottom_line or book.say("not stated")),
    "source_summary": _words(lambda book: source_summary(book.data, book.words)),
    "decision_count": _words(lambda book: len(book.data.decisions)),
    "allocation_count": _words(lambda book: len(book.data.allocations)),
    "stage": _words(lambda book: book.say(book.stage)),
    "at_least": lambda book: _headline(book, "low"),
    "at_most": lambda book: _headline(book, "high"),
}
"""What a cell named "Briefing_" and this is filled with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The places of one template.

    `areas` are the cells of our own sheets, by block, in a workbook that was a briefing; `tables`
    are native tables by block; `cells` are named cells by what they are filled with.
    """

    areas: dict[str, Area]
    tables: dict[str, NativeTable]
    cells: dict[str, Area]
    charts: tuple[str, ...]
    profile: str = ""
    language: str = ""

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Each slot as a reader would name it, and what goes into it."""
        tables = [
            (table.area.name, f"table {table.name}: {', '.join(table.columns)}")
            for table in self.tables.values()
        ]
        named = [(area.name, f"cell {SLOT}{field}") for field, area in self.cells.items()]
        ours = [
            (area.name, f"the sheet {area.tab} of a briefing")
            for block, area in self.areas.items()
            if block not in self.tables
        ]
        return (*tables, *named, *ours)

    def recipe(self, recipe: Recipe) -> Recipe:
        """`recipe` with the sheets that the template has, under their names there."""
        blocks = dict.fromkeys(each for each in (*self.areas, *self.tables) if each in titles())
        plans = tuple(self._plan(block, recipe) for block in blocks)
        return replace(
            recipe,
            sheets=plans,
            profile=self.profile or recipe.profile,
            language=self.language or recipe.language,
        )

    def stands(self) -> dict[str, Stand]:
        """Where the rows of each table begin."""
        return {
            block: Stand(letter(table.area.left), table.first)
            for block, table in self.tables.items()
        }

    def _plan(self, block: str, recipe: Recipe) -> SheetPlan:
        area, table = self.areas.get(block), self.tables.get(block)
        tab = area.tab if area else table.area.tab if table else ""
        given = recipe.plan(block) or SheetPlan(block=block, tab=tab, title=titles()[block][1])
        given = replace(given, tab=tab)
        if block == "summary":
            return replace(given, charts=self.charts)
        if block == "totals" and table and table.columns:
            words = words_in(self.language or recipe.language)
            named = {words.heading(each.capitalize()).casefold(): each for each in DIMENSIONS}
            by = named.get(table.columns[0].casefold(), given.by)
            return replace(given, by=by)
        return given


def find_slots(template: Template) -> Slots:
    """The places of `template` that can be filled.

    Raises:
        TemplateError: there is none, or one of them cannot be filled; names its cell.
    """
    areas: dict[str, Area] = {}
    cells: dict[str, Area] = {}
    told = {"profile": "", "language": ""}
    blocks = {slot_of(block).casefold(): block for block in (*titles(), *_OWN)}
    for name, text in template.names.items():
        if not name.casefold().startswith(SLOT.casefold()) or _BROKEN in text:
            continue
        field = name[len(SLOT) :].casefold()
        if field in told:
            told[field] = _told(template, field, text)
        elif field in blocks:
            areas[blocks[field]] = _area(template, name, text)
        else:
            cells[field] = _cell(template, name, field, text)
    if "plots" in areas:
        raise TemplateError(template.name, areas["plots"].name, _DRAWN)
    tables = {block: table for block, table in _tables(template) if block not in _whole(areas)}
    if not (areas or cells or tables):
        raise TemplateError(template.name, "", _NOTHING)
    ordered = [each.tab for each in template.sheets]
    if "method" not in areas:
        tables.pop("method", None)
    areas = dict(sorted(areas.items(), key=lambda each: ordered.index(each[1].tab)))
    return Slots(areas=areas, tables=tables, cells=cells, charts=_charts(template), **told)


def slots_of(path: Path) -> Slots:
    """The places of the workbook at `path` that can be filled.

    Raises:
        TemplateError: it cannot be read, has none, or one cannot be filled; names its cell.
    """
    return find_slots(Template.read(path))


_DRAWN = (
    "The pictures of its plots cannot be drawn anew in a template. Write the briefing without a"
    " template, or take this sheet out of it."
)
_NOTHING = (
    "It has nothing to fill: no native table called Decisions, Allocations, Evidence, Sources,"
    f" Judgements, Changes or Gaps, and no cell named {SLOT}title or the like."
)


def _whole(areas: dict[str, Area]) -> set[str]:
    """The blocks whose table belongs to the cells that are ours anyway."""
    return {block for block in ("cover", "timeline") if block in areas}


def _told(template: Template, field: str, text: str) -> str:
    """What a briefing said of itself: its profile, its language."""
    found = text.strip('"')
    known = PROFILES if field == "profile" else languages()
    if found.partition("-")[0] not in known:
        raise TemplateError(template.name, "", f"Its name {SLOT}{field} says {found!r}.")
    return found


def _area(template: Template, name: str, text: str) -> Area:
    found = area_of(text)
    if found is None or template.sheet(found.tab) is None:
        raise TemplateError(
            template.name, text, f"The name {name} no longer names the cells of one sheet."
        )
    return found


def _cell(template: Template, name: str, field: str, text: str) -> Area:
    found = _area(template, name, text)
    if not found.one and not _merged(template, found):
        raise TemplateError(
            template.name, found.name, f"The name {name} must name one cell, not {found.ref}."
        )
    if field not in FIELDS:
        known = ", ".join(f"{SLOT}{each}" for each in FIELDS)
        raise TemplateError(
            template.name, found.name, f"Nothing is known to fill {name} with. Known: {known}."
        )
    return found


def _merged(template: Template, area: Area) -> bool:
    """Whether an area is one cell to a reader."""
    sheet = template.sheet(area.tab)
    return (
        sheet is not None and f'<mergeCell ref="{area.ref}"'.encode() in template.parts[sheet.part]
    )


def _tables(template: Template) -> Iterator[tuple[str, NativeTable]]:
    for sheet in template.sheets:
        for table in sheet.tables:
            if table.name.casefold() in titles().keys() - _UNTABLED:
                yield table.name.casefold(), table


def _charts(template: Template) -> tuple[str, ...]:
    found = {name for sheet in template.sheets for name in charts_of(template, sheet)}
    return tuple(each for each in CHARTS if each in found)
