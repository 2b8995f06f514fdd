"""What can be done to briefings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.briefing_file import SUFFIX, expect_place, printout_of, put_file
from workbench.dossier.plots_drawn import with_plots
from workbench.dossier.records import Records, parsed
from workbench.dossier.release import (
    Release,
    content_marking,
    expecting_no_trace,
    secrets_of,
)
from workbench.errors import RecipeError, TemplateError
from workbench.model.briefing import Briefing
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.model.record import ref_of
from workbench.store.operation import last_number

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.lint import Finding
    from workbench.briefing.recipe import Recipe
    from workbench.briefing.write import SheetLine
    from workbench.dossier.briefing_file import Printer, Printout
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.plots_drawn import Painter
    from workbench.model.kinds import Marking
    from workbench.model.progress import Progress

STANDARD = "minister"
"""The recipe that is used where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeInfo:
    """A recipe that can be chosen: its name, its title, and the blocks of its sheets in order.

    `kept` says that it lies in the dossier, where it can be changed; `pictures` that it may have
    any, which a publication may not.
    """

    name: str
    title: str
    blocks: tuple[str, ...]
    query: str = ""
    kept: bool = False
    pictures: bool = False


class Briefings(Records[Briefing]):
    """The briefings written from a dossier.

    Examples:
        dossier.briefings.lint()
        dossier.briefings.write("briefing.xlsx", query="jurisdiction:CHN")
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Briefing)

    def recipes(self) -> list[RecipeInfo]:
        """The recipes that ship with the program, then those kept in the dossier.

        A kept one that can no longer be followed has no blocks.
        """
        from workbench.briefing.recipe import Recipe, shipped_names

        shipped = [_info(name, Recipe.shipped(name)) for name in shipped_names()]
        kept = self._dossier.saved_recipes.find()
        return [*shipped, *(_kept_info(each.title, each.text) for each in kept)]

    def preview(
        self,
        query: Query | str = Query(),
        progress: Progress | None = None,
        leave_out: tuple[str, ...] = (),
    ) -> BriefingData:
        """What a briefing of a query would show, with what moved since the last one of it.

        `leave_out` names sources and passages of which nothing is to show.

        Raises:
            QuerySyntaxError: the query cannot be read.
            Cancelled: it was stopped.
        """
        from workbench.dossier.gathering import gather_without
        from workbench.dossier.since import with_changes

        told = progress or Silent()
        data = gather_without(self._dossier, parsed(query), leave_out, told)
        told.step(0, 1, "Comparing with the last briefing")
        return with_changes(
            self._dossier, data, lambda past, then: gather_without(past, then, leave_out, told)
        )

    def printout(
        self,
        shown: BriefingData | Query | str,
        text: str,
        *,
        most: int | None = None,
        painter: Painter | None = None,
    ) -> Printout:
        """The pages that a briefing would have by the recipe `text`, for a printer or a screen.

        With `most`, each table ends after so many rows. `painter` draws its plots.

        Raises:
            RecipeError: the recipe cannot be followed; says in which line.
            QuerySyntaxError: the query cannot be read.
        """
        from workbench.briefing.page import paper
        from workbench.briefing.recipe import Recipe

        recipe = Recipe.parse(text, "recipe")
        data = self.preview(shown) if isinstance(shown, (Query, str)) else shown
        return printout_of(paper(with_plots(self._dossier, data, recipe, painter), recipe), most)

    def lint(
        self, shown: BriefingData | Query | str = Query(), recipe: str = STANDARD
    ) -> tuple[Finding, ...]:
        """What a careful reader would send back; each finding names the record that it lies in.

        `shown` is a query, or what `preview` gave for one.

        Raises:
            RecipeError: the recipe cannot be read.
            QuerySyntaxError: the query cannot be read.
        """
        from workbench.dossier.linting import findings

        data = self.preview(shown) if isinstance(shown, (Query, str)) else shown
        return findings(self._dossier, data, self._dossier.saved_recipes.read(recipe))

    def contents(
        self,
        shown: BriefingData | Query | str = Query(),
        recipe: str = STANDARD,
        template: Path | str | None = None,
    ) -> tuple[SheetLine, ...]:
        """The sheets that a briefing would have: tab, title, and rows where it is a table.

        `shown` is a query, or what `preview` gave for one. With a `template`, those of its sheets
        that it fills.

        Raises:
            RecipeError: the recipe cannot be read.
            TemplateError: the template cannot be filled.
            QuerySyntaxError: the query cannot be read.
        """
        from workbench.briefing.write import contents

        data = self.preview(shown) if isinstance(shown, (Query, str)) else shown
        chosen = self._dossier.saved_recipes.read(recipe)
        if template is not None:
            from workbench.briefing.templates.slots import slots_of

            chosen = slots_of(Path(template)).recipe(chosen)
        return contents(data, chosen)

    def marking(
        self,
        query: Query | str = Query(),
        recipe: str = STANDARD,
        leave_out: tuple[str, ...] = (),
        progress: Progress | None = None,
    ) -> tuple[Marking, tuple[str, ...]]:
        """The marking, and the national ones, that a briefing has where `write` is given no other.

        Raises:
            RecipeError: the recipe cannot be read.
            QuerySyntaxError: the query cannot be read.
            Cancelled: it was stopped.
        """
        from workbench.dossier.gathering import gather_without

        chosen = self._dossier.saved_recipes.read(recipe)
        shown = parsed(query or chosen.query)
        data = gather_without(self._dossier, shown, leave_out, progress or Silent())
        return content_marking(data, chosen), data.national

    def slots(self, template: Path | str) -> tuple[tuple[str, str], ...]:
        """The places of a workbook that a briefing would fill: each cell, and what goes there.

        Raises:
            TemplateError: there is none, or one cannot be filled; names its cell.
        """
        from workbench.briefing.templates.slots import slots_of

        return slots_of(Path(template)).words

    def write(  # noqa: PLR0913 - all but the path have a default
        self,
        path: Path | str,
        *,
        query: Query | str = Query(),
        recipe: str = STANDARD,
        template: Path | str | None = None,
        progress: Progress | None = None,
        printer: Printer | None = None,
        painter: Painter | None = None,
        release: Release | None = None,
    ) -> Briefing | None:
        """Writes a briefing to `path` and records that it was written.

        The ending of `path` says as what: .xlsx, .pdf, .html, .md, or .zip for a data pack. A PDF
        needs a `printer`, such as `workbench.charts.paper.printed`, for pages are laid out by Qt; a
        recipe with plots needs a `painter`, such as `workbench.charts.painted.painted`.

        `recipe` is the name of a shipped or kept recipe, or the path of a recipe file. Where no
        query is given, the recipe's holds. Where the dossier is open for reading only, nothing is
        recorded and None is given. What `lint` finds is left to the preparer: the sheet Method
        lists it.

        `template` is a workbook to fill: its tables that are called as those of a briefing, and its
        named cells; all else in it stays as it is. A briefing written before is such a workbook.

        `release` says what is left out (sources and passages: then each part of the file is
        searched for traces of them), and a marking other than that of what is shown.

        Raises:
            MarkingTooLow: the marking is lower than that of what is shown, without a reason.
            RecipeError: the recipe cannot be read; says in which line.
            TemplateError: the template cannot be filled; names the cell.
            TraceLeft: the file would still say what is left out.
            BriefingNotWritten: the file cannot be written; what lay there is as it was.
            QuerySyntaxError: the query cannot be read.
            Cancelled: it was stopped; nothing was written.
        """
        place = Path(path)
        expect_place(place, printer)
        if template is not None and place.suffix.casefold() != SUFFIX:
            raise TemplateError(Path(template).name, "", "A template is filled as an .xlsx file.")
        chosen = self._dossier.saved_recipes.read(recipe)
        release = release or Release()
        secrets = secrets_of(self._dossier, release.leave_out)
        data = self.preview(query or chosen.query, progress, release.leave_out)
        (progress or Silent()).step(0, 1, "Reading it as a careful reader would")
        left_open = _lint(self._dossier, data, chosen, release.leave_out)
        if template is None:
            data = with_plots(self._dossier, data, chosen, painter, release.leave_out)
        data, chosen, lowered = release.marked(data, chosen)
        if lowered and self._dossier.read_only:
            raise self._dossier.store.refusal  # the reason could not be recorded
        if lowered:  # then no source raises the marking
            left_open = tuple(each for each in left_open if each.rule != "marking")
        data = replace(data, findings=tuple(map(str, left_open)), number=self._next_ref())

        def put(numbered: BriefingData) -> None:
            source = None if template is None else Path(template)
            with expecting_no_trace(place, secrets) as out:
                told = progress or Silent()
                put_file(numbered, chosen, out, template=source, progress=told, printer=printer)

        put(data)
        if self._dossier.read_only:
            return None
        written = self.add(
            Briefing(
                title=data.title,
                recipe=recipe,
                query=data.query,
                marking=content_marking(data, chosen),
                national=", ".join(data.national),
                lowered_from=lowered,
                why_lowered=release.reason if lowered else "",
                left_out=", ".join(release.leave_out),
                written=data.as_of.isoformat(),
                file_name=place.name,
                findings=len(left_open),
                operation=data.operation,
                head=data.head,
            ),
            label="Write briefing",
        )
        if written.ref != data.number:  # another program wrote one meanwhile
            put(replace(data, number=written.ref))
        return written

    def _next_ref(self) -> str:
        """What the briefing that is written now will be called; empty where none is recorded."""
        if self._dossier.read_only:
            return ""
        with self._dossier.store.reading() as connection:
            return ref_of(Briefing, last_number(connection, Briefing.KIND) + 1)


def _lint(
    dossier: Dossier, data: BriefingData, recipe: Recipe, leave_out: tuple[str, ...]
) -> tuple[Finding, ...]:
    from workbench.dossier.linting import findings

    if not leave_out:
        return findings(dossier, data, recipe)
    with dossier.without(leave_out) as shown:
        return findings(shown, data, recipe)


def _info(name: str, recipe: Recipe, *, kept: bool = False) -> RecipeInfo:
    return RecipeInfo(
        name=name,
        title=recipe.title,
        blocks=tuple(plan.block for plan in recipe.sheets),
        query=recipe.query,
        kept=kept,
        pictures=not recipe.publication,
    )


def _kept_info(title: str, text: str) -> RecipeInfo:
    from workbench.briefing.recipe import Recipe

    try:
        found = _info(title, Recipe.parse(text, title), kept=True)
    except RecipeError:
        return RecipeInfo(name=title, title=title, blocks=(), kept=True)
    return replace(found, title=title)
