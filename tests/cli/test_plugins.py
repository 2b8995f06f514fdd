"""`workbench plugins`, `actions` and `analyses`, without a plugin; tests/plugins has one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench.cli.main import run
from workbench.console import scripts

if TYPE_CHECKING:
    from workbench import Dossier


def test_without_plugins_the_lists_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugins", "list"]) == 0
    assert "No plugin is installed." in capsys.readouterr().out
    assert run(["actions", "list"]) == 0
    assert "trust a script of the library" in capsys.readouterr().out
    assert run(["plugins", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_analysis_is_printed_with_its_method(
    sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sample.path)
    assert run(["analyses", "list", "--json"]) == 0
    names = [each["name"] for each in json.loads(capsys.readouterr().out)]
    for name in names:
        assert run(["analyses", "run", name, "-d", place]) == 0
        assert run(["analyses", "run", name, "-d", place, "--json"]) == 0
    capsys.readouterr()
    assert run(["analyses", "run", "stance", "-d", place]) == 0
    assert "Whiplash is 1 - |net change|" in capsys.readouterr().out


def test_a_name_that_nothing_has_is_refused(
    dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyses", "run", "nonsense", "-d", str(dossier.path)]) == 1
    assert "Nothing called 'nonsense' is among the analyses" in capsys.readouterr().err
    assert run(["actions", "run", "nonsense", "-d", str(dossier.path)]) == 1


def test_the_actions_are_those_there_are_now(capsys: pytest.CaptureFixture[str]) -> None:
    script = scripts.own_folder() / "tidy.py"
    script.parent.mkdir(parents=True)
    script.write_text("print('tidy')\n")
    scripts.trust(scripts.script_named("tidy"))
    assert run(["actions", "list"]) == 0
    assert "script.tidy" in capsys.readouterr().out
    script.unlink()
    assert run(["actions", "list"]) == 0
    assert "script.tidy" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("analyses run st", {"stance"}),
        ("actions run ", {"script.tidy"}),
        ("scripts trust ti", {"tidy"}),
        ("stance-scales adopt exp", {"export-licence-review"}),
        ("plugins allow ", set()),
    ],
)
def test_tab_in_a_shell_completes_names(
    typed: str,
    offered: set[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = scripts.own_folder() / "tidy.py"
    script.parent.mkdir(parents=True)
    script.write_text("print('tidy')\n")
    scripts.trust(scripts.script_named("tidy"))
    words = f"workbench {typed}"
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    assert run([]) == 0
    assert set(capsys.readouterr().out.split()) == offered
