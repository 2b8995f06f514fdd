"""A saved recipe as a record."""

from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model.rules import check
from workbench.model.saved_recipe import SavedRecipe


def test_a_saved_recipe_has_a_name() -> None:
    assert SavedRecipe(title="Weekly", number=1).name == "Weekly"
    with pytest.raises(InvalidField, match="title"):
        check(SavedRecipe(title=""))
