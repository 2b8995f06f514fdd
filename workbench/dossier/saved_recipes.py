"""What can be done to recipes that are kept in a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.dossier.records import Records, parsed
from workbench.dossier.trends import CUMULATIVE
from workbench.errors import InvalidField, RecipeError
from workbench.model.query import Query
from workbench.model.saved_recipe import SavedRecipe

if TYPE_CHECKING:
    from workbench.briefing.recipe import Recipe
    from workbench.dossier.dossier import Dossier
    from workbench.model.plot_choice import PlotChoice


class SavedRecipes(Records[SavedRecipe]):
    """The recipes kept in a dossier, beside those that ship with the program.

    A recipe is named by its title or ref (RC-0001), a shipped one by its name, a file by its path
    that ends in .toml. One kept in the dossier goes before a shipped one of the same name.
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, SavedRecipe)

    def save(self, title: str, text: str) -> SavedRecipe:
        """Keeps a recipe, in the place of the one with that title if there is one.

        Raises:
            RecipeError: it cannot be followed; says in which line.
        """
        from workbench.briefing.recipe import Recipe

        Recipe.parse(text, title)
        kept = self.called(title)
        if kept is not None:
            return self.change(kept, text=text)
        return self.add(SavedRecipe(title=title, text=text))

    def add_plot(
        self,
        name: str,
        query: Query | str = Query(),
        choice: PlotChoice = CUMULATIVE,
        **fields: Any,
    ) -> SavedRecipe:
        """Puts a plot into a recipe, which is kept: briefings written by it show the plot.

            dossier.saved_recipes.add_plot("minister", "item:H200", form="stacked")

        The plot shows what `query` leaves of a briefing's records, in the form of `choice`, which
        `fields` change. A shipped recipe stays as it is: a copy "…, with plots" gets the plot.

        Raises:
            InvalidField: there is no such form, chart or field of a choice.
            QuerySyntaxError: the query cannot be read.
            RecipeError: there is no such recipe, or it cannot have plots; says why.
        """
        from workbench.briefing.recipe import Recipe
        from workbench.briefing.recipe_plots import PlotPlan, with_plot

        choice = choice.changed(**fields)
        charts = {each.name for each in self._dossier.trends.charts()}
        if choice.chart and choice.chart not in charts:
            known = ", ".join(sorted(charts)) or "none, for no plugin brings one"
            raise InvalidField("chart", f"There is no chart {choice.chart!r}. Known: {known}.")
        title = name
        if not self.called(name):
            title = self.read(name).title
            title = title if name.endswith(".toml") else f"{title}, with plots"
        kept = self.called(title)
        text = kept.text if kept else self.text_of(name)
        Recipe.parse(text, title)
        plan = PlotPlan(query=parsed(query).unordered(), choice=choice)
        with self._dossier.operation("Put plot in briefing"):
            return self.save(kept.title if kept else title, with_plot(text, plan, title))

    def check(self, text: str) -> RecipeError | None:
        """All that is wrong with a recipe, and in which lines; None where nothing is."""
        from workbench.briefing.recipe import Recipe

        try:
            Recipe.parse(text, "recipe")
        except RecipeError as fault:
            return fault
        return None

    def called(self, name: str) -> SavedRecipe | None:
        """The kept recipe with that title or ref, if there is one."""
        return next((each for each in self.find() if name in {each.title, each.ref}), None)

    def text_of(self, name: str) -> str:
        """The text of a recipe: kept, shipped, or in a file.

        Raises:
            RecipeError: there is none of that name, or it cannot be read.
        """
        from workbench.briefing.recipe import read_text, shipped_text

        if kept := self.called(name):
            return kept.text
        return read_text(Path(name)) if name.endswith(".toml") else shipped_text(name)

    def share(self, text: str, path: Path) -> Path:
        """Writes a recipe to a file, whole or not at all.

        Raises:
            BriefingNotWritten: the file cannot be written; what lay there is as it was.
        """
        from workbench.briefing.place import replacing

        with replacing(path) as out:
            out.write(text.encode())
        return path

    def read(self, name: str) -> Recipe:
        """A recipe, checked: kept, shipped, or in a file.

        Raises:
            RecipeError: there is none of that name, or it cannot be followed.
        """
        from workbench.briefing.recipe import Recipe

        kept = self.called(name)
        return Recipe.parse(self.text_of(name), kept.title if kept else Path(name).name or name)
