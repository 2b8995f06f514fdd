"""Recipes kept in a dossier: saved, changed, shared as files, used by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import RecipeError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

WEEKLY = 'title = "Weekly"\nquery = "since:2025"\n[[sheets]]\nblock = "cover"\n'


def test_a_kept_recipe_is_offered_beside_the_shipped_ones(dossier: Dossier) -> None:
    dossier.saved_recipes.save("Weekly", WEEKLY)
    found = {each.name: each for each in dossier.briefings.recipes()}
    assert set(found) == {"minister", "publication", "tables", "Weekly"}
    assert found["Weekly"].kept
    assert found["Weekly"].blocks == ("cover",)


def test_saving_again_changes_the_same_recipe(dossier: Dossier) -> None:
    first = dossier.saved_recipes.save("Weekly", WEEKLY)
    again = dossier.saved_recipes.save("Weekly", WEEKLY + '[[sheets]]\nblock = "gaps"\n')
    assert again.id == first.id
    assert [plan.block for plan in dossier.saved_recipes.read("Weekly").sheets] == ["cover", "gaps"]
    dossier.undo()
    assert dossier.saved_recipes.text_of("Weekly") == WEEKLY


def test_a_recipe_that_cannot_be_followed_is_not_kept(dossier: Dossier) -> None:
    with pytest.raises(RecipeError, match="line 4"):
        dossier.saved_recipes.save("Weekly", WEEKLY.replace("cover", "fireworks"))
    assert not dossier.saved_recipes.find()


def test_a_recipe_travels_as_a_file(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "weekly.toml"
    path.write_text(WEEKLY, encoding="utf-8")
    dossier.saved_recipes.save("Weekly", dossier.saved_recipes.text_of(str(path)))
    assert dossier.saved_recipes.read("RC-0001") == dossier.saved_recipes.read("Weekly")


def test_the_query_of_a_recipe_holds_where_none_is_given(dossier: Dossier, tmp_path: Path) -> None:
    dossier.saved_recipes.save("Weekly", WEEKLY)
    written = dossier.briefings.write(tmp_path / "w.xlsx", recipe="Weekly")
    assert written is not None
    assert written.query == "since:2025"
    other = dossier.briefings.write(tmp_path / "w.xlsx", recipe="Weekly", query="is:undated")
    assert other is not None
    assert other.query == "is:undated"


def test_a_kept_recipe_that_went_wrong_is_still_listed(dossier: Dossier) -> None:
    from workbench.model import SavedRecipe

    dossier.saved_recipes.add(SavedRecipe(title="Old", text="nothing"))
    (old,) = (each for each in dossier.briefings.recipes() if each.kept)
    assert (old.name, old.blocks) == ("Old", ())


def test_a_plot_goes_into_a_copy_of_a_shipped_recipe_and_into_a_kept_one_itself(
    dossier: Dossier,
) -> None:
    first = dossier.saved_recipes.add_plot("minister", "h200", form="stacked")
    assert first.title == "For the minister's office, with plots"
    again = dossier.saved_recipes.add_plot("minister", form="heat")
    assert again.id == first.id
    assert dossier.saved_recipes.add_plot(first.ref, form="flow").id == first.id
    assert len(dossier.saved_recipes.read(first.title).plots) == 3
    dossier.undo()
    assert len(dossier.saved_recipes.read(first.title).plots) == 2
