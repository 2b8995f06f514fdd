"""What the briefings view reads: at once what is quick, then what the workbook would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.briefing.write import SheetLine
    from workbench.dossier.briefings import RecipeInfo
    from workbench.dossier.dossier import Dossier
    from workbench.model import About, Briefing
    from workbench.model.progress import Progress
    from workbench.model.query import Query


class Outline(NamedTuple):
    """What is read in a moment; `fault` says what is wrong with the query, if something is."""

    about: About
    recipes: Sequence[RecipeInfo]
    written: Sequence[Briefing]
    decisions: int = 0
    allocations: int = 0
    fault: str = ""

    @property
    def counts(self) -> str:
        """How many decisions and allocations the query shows, in words."""
        return f"{_count(self.decisions, 'decision')}, {_count(self.allocations, 'allocation')}"


class Preview(NamedTuple):
    """What the workbook would hold, and how it would be marked."""

    sheets: Sequence[SheetLine]
    marking: str


def read_outline(dossier: Dossier, query: Query) -> Outline:
    """Reads what the dossier is about, its recipes and briefings, and counts what is shown."""
    outline = Outline(
        about=dossier.about,
        recipes=dossier.briefings.recipes(),
        written=list(reversed(dossier.briefings.find())),
    )
    try:
        return outline._replace(
            decisions=dossier.decisions.count(query.unordered()),
            allocations=dossier.allocations.count(query.unordered()),
        )
    except QuerySyntaxError as fault:
        return outline._replace(fault=fault.message)


def read_preview(dossier: Dossier, query: Query, recipe: str, progress: Progress) -> Preview:
    """Gathers what the workbook would hold; takes seconds where there are many records."""
    data = dossier.briefings.preview(query, progress)
    return Preview(
        sheets=dossier.briefings.contents(data, recipe),
        marking=data.marking.value,
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
