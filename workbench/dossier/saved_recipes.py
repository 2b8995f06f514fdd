"""What can be done to recipes that are kept in a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.errors import RecipeError
from workbench.model.saved_recipe import SavedRecipe

if TYPE_CHECKING:
    from workbench.briefing.recipe import Recipe
    from workbench.dossier.dossier import Dossier


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

    def check(self, text: str) -> RecipeError | None:
        """What is wrong with a recipe, and in which line; None where nothing is."""
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
