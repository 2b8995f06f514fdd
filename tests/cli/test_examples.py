"""Each command has help with an example that the command itself can read."""

from __future__ import annotations

import shlex
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from workbench.cli.examples import ALSO, commands, with_examples
from workbench.cli.main import build, run
from workbench.cli.nouns import NOUNS
from workbench.dossier.dossier import Dossier
from workbench.dossier.noun import nouns_of
from workbench.errors import NoSuchRecord

if TYPE_CHECKING:
    from pathlib import Path

ROOT = with_examples(build())
ELSEWHERE = {"about", "briefing", "saved_recipe"}
"""Kinds with commands of their own: `dossier info`, `briefings`."""


@pytest.mark.parametrize("path", [path for path, _ in commands(ROOT)], ids=" ".join)
def test_an_example_is_read_by_its_command(path: tuple[str, ...]) -> None:
    command = dict(commands(ROOT))[path]
    assert command.help
    line = command.epilog.removeprefix("Example: ")
    words = shlex.split(line)
    assert tuple(words[: len(path) + 1]) == ("workbench", *path)
    given = words[len(path) + 1 :]
    assert "…" not in given, f"no value in cli/examples.py for a parameter of {line}"
    command.make_context(path[-1], given, resilient_parsing=False)


def test_the_examples_of_adding_and_changing_do_it(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample_file, "chips.dossier")
    for path, command in commands(ROOT):
        if path[-1] == "change" or " ".join(path) in ALSO:
            words = shlex.split(command.epilog.removeprefix("Example: "))[1:]
            with suppress(NoSuchRecord):  # the sample has some of each kind, but for a few kinds
                command.main(words[len(path) :], standalone_mode=False)


def test_help_shows_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decisions", "show", "--help"]) == 0
    assert "Example: workbench decisions show D-0001 -d chips.dossier" in capsys.readouterr().out


def test_every_noun_of_a_dossier_has_commands() -> None:
    kinds = {each.kind for each in nouns_of(Dossier).values()} - {""}
    assert kinds - set(NOUNS.values()) - ELSEWHERE == set()
