"""Which sheets a briefing has, in the order of its recipe; each block has a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.language import translate
from workbench.briefing.sheets.allocations import allocations
from workbench.briefing.sheets.changes import changes
from workbench.briefing.sheets.continued import continued
from workbench.briefing.sheets.cover import cover
from workbench.briefing.sheets.decisions import decisions
from workbench.briefing.sheets.evidence import evidence
from workbench.briefing.sheets.gaps import gaps
from workbench.briefing.sheets.judgements import judgements
from workbench.briefing.sheets.method import method
from workbench.briefing.sheets.sources import sources
from workbench.briefing.sheets.summary import summary
from workbench.briefing.sheets.timeline import timeline
from workbench.briefing.sheets.totals import totals
from workbench.briefing.sheets.workings import plan_workings, workings

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet

_TABLES: dict[str, Callable[[Book], Sheet]] = {
    "judgements": judgements,
    "changes": changes,
    "decisions": decisions,
    "allocations": allocations,
    "totals": totals,
    "timeline": timeline,
    "evidence": evidence,
    "sources": sources,
    "gaps": gaps,
    "method": method,
}


def plan(book: Book, *, with_rest: bool) -> list[tuple[str, Sheet]]:
    """Every sheet with its block, in the order of the workbook."""
    live = not book.recipe.publication
    needs_workings = live and any(book.tab(block) for block in ("summary", "totals"))
    works = plan_workings(book) if needs_workings else None
    plans: list[tuple[str, Sheet]] = []
    for each in book.recipe.sheets:
        book.tick(0, f"Planning {each.tab}")
        if each.block in _TABLES:
            plans.append((each.block, _TABLES[each.block](book)))
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
