"""Scripts run with the console's names, and those of a library only once they are trusted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from workbench.console import scripts
from workbench.errors import (
    FileNotReadable,
    NoSuchScript,
    ScriptFailed,
    ScriptNotTrusted,
    StillInUse,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

ADD = '"""Adds an item."""\ndossier.items.add(Item(title=sys.argv[1]))\n'


@pytest.fixture
def script(dossier: Dossier) -> Path:
    """Put a script beside the dossier."""
    path = dossier.path.parent / "scripts" / "add item.py"
    path.parent.mkdir()
    path.write_text('"""Adds an item."""\nimport sys\n' + ADD.partition("\n")[2])
    return path


def test_a_script_beside_a_dossier_is_listed_and_not_trusted(
    dossier: Dossier, script: Path
) -> None:
    (found,) = scripts.library(dossier.path)
    assert (found.name, found.about, found.trusted) == ("add item", "Adds an item.", False)
    assert found.path == script
    assert scripts.library() == []
    with pytest.raises(ScriptNotTrusted):
        scripts.run_script(dossier, found)
    assert len(dossier.items) == 0


def test_a_script_that_is_trusted_runs_until_it_changes(dossier: Dossier, script: Path) -> None:
    found = scripts.script_named("add item", dossier.path)
    scripts.trust(found)
    scripts.trust(found)
    before = list(sys.argv)
    scripts.run_script(dossier, found, ["H200"])
    assert [each.title for each in dossier.items.find()] == ["H200"]
    assert sys.argv == before
    script.write_text(script.read_text() + "\n")
    with pytest.raises(ScriptNotTrusted):
        scripts.run_script(dossier, scripts.script_named("add item", dossier.path))


def test_trust_can_be_taken_back(dossier: Dossier, script: Path) -> None:
    assert script.exists()
    found = scripts.script_named("add item.py", dossier.path)
    scripts.distrust(found)
    scripts.trust(found)
    scripts.distrust(found)
    assert not scripts.script_named("add item", dossier.path).trusted


def test_a_script_of_ones_own_is_there_for_every_dossier(dossier: Dossier) -> None:
    scripts.own_folder().mkdir(parents=True)
    (scripts.own_folder() / "mine.py").write_text("not python at all (")
    assert [each.about for each in scripts.library(dossier.path)] == ["cannot be read as Python"]
    with pytest.raises(NoSuchScript):
        scripts.script_named("other", dossier.path)


def test_a_script_that_cannot_be_read_says_why_in_words(tmp_path: Path) -> None:
    path = tmp_path / "none.py"
    with pytest.raises(FileNotReadable, match=r"^'none.py' cannot be read: No such file or dir"):
        scripts.read_to_run(path)
    path.write_bytes(b"print('\xe9')")
    with pytest.raises(FileNotReadable, match="it is no UTF-8 text"):
        scripts.read_to_run(path)


def test_a_fault_of_a_script_is_told_as_its_own(dossier: Dossier) -> None:
    with pytest.raises(ScriptFailed, match=r"line 2") as caught:
        scripts.run_text(dossier, "dossier\n1 / 0\n", "x.py")
    assert "ZeroDivisionError" in str(caught.value)
    assert "scripts.py" not in str(caught.value)
    with pytest.raises(ScriptFailed, match="SyntaxError"):
        scripts.run_text(dossier, "def", "x.py")


def test_what_a_verb_refuses_comes_out_of_a_script_as_it_is(sample: Dossier) -> None:
    with pytest.raises(StillInUse):
        scripts.run_text(
            sample, 'dossier.parties.remove(dossier.parties.find("Reuters")[0])', "x.py"
        )
