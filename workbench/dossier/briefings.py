"""What can be done to briefings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.errors import BriefingNotWritten, RecipeError
from workbench.model.briefing import Briefing
from workbench.model.progress import Silent
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.lint import Finding
    from workbench.briefing.recipe import Recipe
    from workbench.briefing.write import SheetLine
    from workbench.dossier.dossier import Dossier
    from workbench.model.progress import Progress

SUFFIX = ".xlsx"
STANDARD = "minister"
"""The recipe that is used where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeInfo:
    """A recipe that can be chosen: its name, its title, and the blocks of its sheets in order.

    `kept` says that it lies in the dossier, where it can be changed.
    """

    name: str
    title: str
    blocks: tuple[str, ...]
    query: str = ""
    kept: bool = False


class Briefings(Records[Briefing]):
    """The briefings written from a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Briefing)

    def recipes(self) -> list[RecipeInfo]:
        """The recipes that ship with the program, then those kept in the dossier.

        A kept one that can no longer be followed has no blocks.
        """
        from workbench.briefing.recipe import Recipe, shipped_names  # noqa: PLC0415 - on use

        shipped = [_info(name, Recipe.shipped(name)) for name in shipped_names()]
        kept = self._dossier.saved_recipes.find()
        return [*shipped, *(_kept_info(each.title, each.text) for each in kept)]

    def preview(
        self, query: Query | str = Query(), progress: Progress | None = None
    ) -> BriefingData:
        """What a briefing of a query would show, with what moved since the last one of it.

        Raises:
            QuerySyntaxError: the query cannot be read.
            Cancelled: it was stopped.
        """
        from workbench.dossier.gathering import gather  # noqa: PLC0415 - numpy on use
        from workbench.dossier.since import with_changes  # noqa: PLC0415 - as above

        parsed = query if isinstance(query, Query) else Query.parse(query)
        told = progress or Silent()
        data = gather(self._dossier, parsed, progress=told)
        told.step(0, 1, "Comparing with the last briefing")
        return with_changes(
            self._dossier, data, lambda past, then: gather(past, then, progress=told)
        )

    def lint(
        self, shown: BriefingData | Query | str = Query(), recipe: str = STANDARD
    ) -> tuple[Finding, ...]:
        """What a careful reader would send back; each finding names the record that it lies in.

        `shown` is a query, or what `preview` gave for one.

        Raises:
            RecipeError: the recipe cannot be read.
            QuerySyntaxError: the query cannot be read.
        """
        from workbench.dossier.linting import findings  # noqa: PLC0415 - on use

        data = self.preview(shown) if isinstance(shown, (Query, str)) else shown
        return findings(self._dossier, data, self._dossier.saved_recipes.read(recipe))

    def contents(
        self, shown: BriefingData | Query | str = Query(), recipe: str = STANDARD
    ) -> tuple[SheetLine, ...]:
        """The sheets that a briefing would have: tab, title, and rows where it is a table.

        `shown` is a query, or what `preview` gave for one.

        Raises:
            RecipeError: the recipe cannot be read.
            QuerySyntaxError: the query cannot be read.
        """
        from workbench.briefing.write import contents  # noqa: PLC0415 - openpyxl on use

        data = self.preview(shown) if isinstance(shown, (Query, str)) else shown
        return contents(data, self._dossier.saved_recipes.read(recipe))

    def write(
        self,
        path: Path | str,
        *,
        query: Query | str = Query(),
        recipe: str = STANDARD,
        progress: Progress | None = None,
    ) -> Briefing | None:
        """Writes a briefing to `path` and records that it was written.

        `recipe` is the name of a shipped or kept recipe, or the path of a recipe file. Where no
        query is given, the recipe's holds. Where the dossier is open for reading only, nothing is
        recorded and None is given. What `lint` finds is left to the preparer: the sheet Method
        lists it.

        Raises:
            RecipeError: the recipe cannot be read; says in which line.
            BriefingNotWritten: the file cannot be written; what lay there is as it was.
            QuerySyntaxError: the query cannot be read.
            Cancelled: it was stopped; nothing was written.
        """
        from workbench.briefing.write import write  # noqa: PLC0415 - openpyxl on use

        place = _workbook(Path(path))
        chosen = self._dossier.saved_recipes.read(recipe)
        data = self.preview(query or chosen.query, progress)
        left_open = self.lint(data, recipe)
        data = replace(data, findings=tuple(map(str, left_open)))
        write(data, chosen, place, progress or Silent())
        if self._dossier.read_only:
            return None
        return self.add(
            Briefing(
                title=data.title,
                recipe=recipe,
                query=data.query,
                marking=data.marking,
                written=data.as_of.isoformat(),
                file_name=place.name,
                findings=len(left_open),
                operation=data.operation,
                head=data.head,
            ),
            label="Write briefing",
        )


def _workbook(path: Path) -> Path:
    """Refuses a place that is no workbook's: a dossier would be lost, and Excel opens no other."""
    if path.suffix.casefold() != SUFFIX and not path.is_dir():
        raise BriefingNotWritten(path, f"Give it a name that ends in {SUFFIX}.")
    return path


def _info(name: str, recipe: Recipe, *, kept: bool = False) -> RecipeInfo:
    return RecipeInfo(
        name=name,
        title=recipe.title,
        blocks=tuple(plan.block for plan in recipe.sheets),
        query=recipe.query,
        kept=kept,
    )


def _kept_info(title: str, text: str) -> RecipeInfo:
    from workbench.briefing.recipe import Recipe  # noqa: PLC0415 - on use

    try:
        found = _info(title, Recipe.parse(text, title), kept=True)
    except RecipeError:
        return RecipeInfo(name=title, title=title, blocks=(), kept=True)
    return replace(found, title=title)
