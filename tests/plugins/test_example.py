"""The plugin of the help page does on the command line what the page says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.plugins.conftest import broken, done, install
from workbench import new_dossier, open_dossier, places
from workbench.model.kinds import Action

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Shell = Callable[..., subprocess.CompletedProcess[str]]

SUBTITLES = """1
00:00:01,000 --> 00:00:04,000
Word is that chips are short.

2
00:00:05,000 --> 00:00:08,000
The word on the street is
that licences come in May.
"""

MAIL = """Subject: The hearing
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

A letter.
--b
Content-Disposition: attachment; filename=hearing.srt

"""
ADD_TWICE = """
for path in ({film!r}, {other!r}, {film!r}):
    try:
        draft = dossier.sources.draft(path)
        print(draft.text, *draft.warnings)
    except Exception as fault:
        print(fault)
for each in dossier.actions.plugins():
    print(each.name, each.state)
"""


def test_everything_that_the_plugin_brings_can_be_used(shell: Shell, tmp_path: Path) -> None:
    place, film = tmp_path / "a.dossier", tmp_path / "hearing.srt"
    film.write_text(SUBTITLES, encoding="utf-8")
    with new_dossier(place) as dossier:
        dossier.decisions.log(title="Denied ", action=Action.DENY, jurisdiction="CHN")
    [told] = json.loads(done(shell("plugins", "list", "--json")))
    assert told["fault"] == ""
    assert len(told["brings"]) == 7

    done(shell("sources", "add", film, "-d", place))
    assert json.loads(done(shell("analyses", "run", "by-action", "-d", place, "--json"))) == [
        {"Action": "deny", "Decisions": 1}
    ]
    assert "1 titles tidied." in done(shell("actions", "run", "tidy-titles", "-d", place))
    done(shell("codes", "adopt", "interviews", "-d", place))
    picture = tmp_path / "actions.svg"
    done(shell("trends", "plot", "-d", place, "--chart", "actions", "--out", picture))
    assert "Deny is decided most often" in picture.read_text("utf-8")
    with open_dossier(place) as dossier:
        [source] = dossier.sources.find()
        assert dossier.sources.text(source).startswith("Word is that chips are short.")
        assert [each.title for each in dossier.decisions.find()] == ["Denied"]
        assert [each.title for each in dossier.codes.find()] == ["Evasion"]


def test_a_recipe_may_ask_for_the_plugins_sheet(shell: Shell, tmp_path: Path) -> None:
    place, recipe = tmp_path / "a.dossier", tmp_path / "mine.toml"
    new_dossier(place).close()
    recipe.write_text(
        'name = "mine"\ntitle = "Mine"\n\n[[sheets]]\nblock = "cover"\n\n'
        '[[sheets]]\nblock = "voices"\n',
        encoding="utf-8",
    )
    out = tmp_path / "briefing.xlsx"
    done(shell("briefings", "write", "-d", place, "--recipe", recipe, "--out", out))
    from openpyxl import load_workbook

    assert load_workbook(out).sheetnames[:2] == ["Cover", "Voices"]
    again = tmp_path / "again.xlsx"
    done(shell("briefings", "write", "-d", place, "--template", out, "--out", again))
    assert load_workbook(again)["Voices"]["A1"].value == load_workbook(out)["Voices"]["A1"].value


@pytest.mark.parametrize(
    ("file", "fault", "words"),
    [
        ("hearing.srt", "boom()", "“subtitles” broke down (NameError"),
        ("mail.eml", "import os; os._exit(9)", "of the plugin “subtitles” broke down (code 9)"),
    ],
)
def test_a_plugin_that_breaks_a_reader_is_named_and_left_out_and_costs_that_file_only(
    shell: Shell, installed: Path, tmp_path: Path, file: str, fault: str, words: str
) -> None:
    install(installed, "other", "no_plugin", "import nothing_there\n")
    broken(installed, "blocks = re", fault)
    place, film = tmp_path / "a.dossier", tmp_path / file
    film.write_text((MAIL if film.suffix == ".eml" else "") + SUBTITLES, encoding="utf-8")
    (tmp_path / "words.txt").write_text("Some words.", encoding="utf-8")
    script = tmp_path / "all.py"
    script.write_text(ADD_TWICE.format(film=str(film), other=str(tmp_path / "words.txt")))
    new_dossier(place).close()
    said = done(shell("run", script, "-d", place))
    assert said.count(words) == 1
    assert "subtitles left out: " in said
    assert "Some words." in said


@pytest.mark.parametrize("fault", ["boom()", "import os; os._exit(9)"])
def test_a_plugin_that_breaks_a_reader_is_named_once_with_the_file(
    shell: Shell, installed: Path, tmp_path: Path, fault: str
) -> None:
    broken(installed, "blocks = re", fault)
    place, film = tmp_path / "a.dossier", tmp_path / "hearing.srt"
    film.write_text(SUBTITLES, encoding="utf-8")
    new_dossier(place).close()
    outcome = shell("sources", "add", film, "-d", place)
    assert outcome.returncode == 1
    assert (outcome.stderr.count("“subtitles”"), "hearing.srt" in outcome.stderr) == (1, True)


def test_a_plugin_that_breaks_a_chart_is_named_and_leaves_no_half_picture(
    shell: Shell, installed: Path, tmp_path: Path
) -> None:
    broken(installed, "painter.fillRect", "boom()")
    place, picture = tmp_path / "a.dossier", tmp_path / "actions.svg"
    with new_dossier(place) as dossier:
        dossier.decisions.log(title="Denied", action=Action.DENY, jurisdiction="CHN")
    outcome = shell("trends", "plot", "-d", place, "--chart", "actions", "--out", picture)
    assert outcome.returncode == 1
    assert outcome.stderr.count("“subtitles” broke down (NameError") == 1
    assert not picture.exists()


def test_a_plugin_that_breaks_down_on_the_way_is_named_beside_what_the_others_found(
    shell: Shell, installed: Path, tmp_path: Path
) -> None:
    broken(installed, "from workbench.intake.suggestion", "boom()")
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        dossier.sources.add_text("Beijing approved 400,000 chips.", title="Note")
    outcome = shell("suggestions", "list", "Note", "-d", place)
    assert (outcome.returncode, "400,000" in outcome.stdout) == (0, True)
    assert outcome.stderr.count("“subtitles” broke down (NameError") == 1


def test_the_tests_of_the_help_page_pass(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(installed))
    page = places.resource("help/plugins.md").read_text("utf-8")
    found: dict[str, Callable[..., None]] = {}
    exec(re.findall(r"```python\n(.*?)```", page, re.DOTALL)[1], found)  # noqa: S102 - ours
    tests = {name: each for name, each in found.items() if name.startswith("test_")}
    assert len(tests) == 2
    for each in tests.values():
        each(*[tmp_path] * each.__code__.co_argcount)
