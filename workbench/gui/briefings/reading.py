"""What the briefings view reads: at once what is quick, then what the workbook would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import QuerySyntaxError
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.briefing.lint import Finding
    from workbench.briefing.write import SheetLine
    from workbench.dossier.briefings import RecipeInfo
    from workbench.dossier.dossier import Dossier
    from workbench.model import About, Briefing
    from workbench.model.progress import Progress
    from workbench.model.query import Query


BOTTOM_LINE = "about"
_MOST_FINDINGS = 200


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
        return f"{many(self.decisions, 'decision')}, {many(self.allocations, 'allocation')}"


class Found(NamedTuple):
    """A finding of the lint: where and what, and the record to jump to."""

    where: str
    words: str
    kind: str
    key: str


class Preview(NamedTuple):
    """What the workbook would hold, how it would be marked, and what a reader would send back."""

    sheets: Sequence[SheetLine]
    marking: str
    findings: Sequence[Found] = ()
    previous: str = ""


class Leavable(NamedTuple):
    """A source or passage that a briefing may leave out; `sought` is what a search looks into."""

    ref: str
    words: str
    marking: str = ""
    sought: str = ""
    passages: Sequence[Leavable] = ()


def read_leavable(dossier: Dossier) -> Sequence[Leavable]:
    """The sources by title, each with its passages in their order."""
    passages: dict[str, list[Leavable]] = {}
    for each in sorted(dossier.passages.find(), key=lambda one: one.start):
        told = Leavable(each.ref, " ".join(each.quote.split()), "", _sought(each.ref, each.quote))
        passages.setdefault(each.source, []).append(told)
    found = [
        Leavable(
            each.ref,
            each.title,
            " · ".join(filter(None, (each.marking, each.national))),
            _sought(each.ref, each.title),
            passages.get(each.id, ()),
        )
        for each in dossier.sources.find()
    ]
    return sorted(found, key=lambda one: one.words.casefold())


def _sought(*words: str) -> str:
    return " ".join(words).casefold()


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


def read_preview(
    dossier: Dossier, query: Query, chosen: tuple[str, Path | None], progress: Progress
) -> Preview:
    """Gathers what the workbook would hold; takes seconds where there are many records.

    `chosen` is the recipe, and the template that is filled, if any.
    """
    recipe, template = chosen
    data = dossier.briefings.preview(query, progress)
    return Preview(
        sheets=dossier.briefings.contents(data, recipe, template),
        marking=" · ".join((data.marking, *data.national)),
        findings=_findings(dossier, dossier.briefings.lint(data, recipe)),
        previous=data.previous,
    )


def _findings(dossier: Dossier, found: Sequence[Finding]) -> list[Found]:
    """The findings with their records; the bottom line belongs to the dossier itself."""
    rows = []
    for each in found[:_MOST_FINDINGS]:
        if each.ref == BOTTOM_LINE:
            rows.append(Found("Bottom line", each.words, BOTTOM_LINE, BOTTOM_LINE))
        else:
            record = dossier.get(each.ref)
            rows.append(Found(each.ref, each.words, record.KIND, record.id))
    return rows
