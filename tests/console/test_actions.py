"""A trusted script of the analyst's own is an action; one that is not trusted is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.console import scripts
from workbench.errors import NoSuchPart

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def script() -> Path:
    """A script in the analyst's own folder."""
    path = scripts.own_folder() / "add.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""Adds an item."""\ndossier.items.add(Item(title="H200"))\n')
    return path


def test_trust_makes_a_script_an_action_and_a_change_takes_it_away(
    dossier: Dossier, script: Path
) -> None:
    assert dossier.actions.every() == []
    with pytest.raises(NoSuchPart):
        dossier.actions.run("script.add")
    scripts.trust(scripts.script_named("add"))
    [action] = dossier.actions.every()
    assert (action.title, action.about) == ("Run the script “add”", "Adds an item.")
    dossier.actions.run("script.add")
    assert [each.title for each in dossier.items.find()] == ["H200"]
    script.write_text(script.read_text() + "\n")
    with pytest.raises(NoSuchPart):
        dossier.actions.run("script.add")


def test_a_script_beside_a_dossier_is_no_action_even_if_it_has_the_name_of_one(
    dossier: Dossier, script: Path
) -> None:
    scripts.trust(scripts.script_named("add"))
    assert script.is_file()
    beside = dossier.path.parent / "scripts" / "add.py"
    beside.parent.mkdir()
    beside.write_text("dossier.items.add(Item(title='Other'))\n")
    dossier.actions.run("script.add")
    assert [each.title for each in dossier.items.find()] == ["H200"]
