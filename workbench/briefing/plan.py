"""Which sheets a briefing has, in the order of its recipe; each block has a module of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.briefing.blocks import WRITTEN_LAST
from workbench.briefing.cell import Cell, Value
from workbench.briefing.language import translate
from workbench.briefing.sheet import Sheet
from workbench.briefing.sheets.continued import continued
from workbench.briefing.sheets.cover import cover
from workbench.briefing.sheets.summary import summary
from workbench.briefing.sheets.workings import plan_workings, workings
from workbench.plugins.found import expect, plugins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Row


def plan(book: Book, *, with_rest: bool) -> list[tuple[str, Sheet]]:
    """Every sheet with its block, in the order of the workbook."""
    live = not book.recipe.publication
    needs_workings = live and any(book.tab(block) for block in ("summary", "totals"))
    works = plan_workings(book) if needs_workings else None
    plans: list[tuple[str, Sheet]] = []
    for each in book.recipe.sheets:
        book.tick(f"Planning {each.tab}")
        if each.block not in WRITTEN_LAST:
            plans.append((each.block, _made(each.block, book)))
        elif each.block == "summary" and works:
            plans.append(("summary", summary(book, works)))
    if works:
        plans.append(("workings", workings(book, works)))
    if with_rest:
        plans.append(("continued", continued(book)))
    blocks = [each.block for each in book.recipe.sheets]
    if "cover" in blocks:
        plans.insert(blocks.index("cover"), ("cover", cover(book, list(plans))))
    for block, sheet in plans:
        sheet.block = block
        translate(sheet, book.words)
    return plans


def _made(block: str, book: Book) -> Sheet:
    """The sheet of a block, by whoever brings it.

    Raises:
        PluginFailed: its plugin broke down.
    """
    owner = plugins().owner("sheets", block)
    made: Sheet = plugins().call("sheets", block, book, kind=Sheet)
    return replace(made, rows=partial(_rows, owner, made)) if owner else made


def _rows(owner: str, made: Sheet) -> Iterator[Row]:
    """The rows of a plugin's sheet; they are made while the workbook is written.

    Raises:
        PluginFailed: they cannot be made, or hold what no cell can.
    """
    with plugins().calling(owner):
        for row in made.rows():
            expect(row.cells, Cell | None)
            expect((each.value for each in row.cells if each), Value)
            yield row
