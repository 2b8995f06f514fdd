"""A function of a plugin that gives something it should not is named, wherever its answer goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.conftest import install
from workbench.errors import PluginFailed
from workbench.intake.read import read_bytes
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbench import Dossier
    from workbench.dossier.analyses import AnalysisTable

PLUGIN = """
from workbench.plugins import *
from workbench.plugins import hook

@hook
def readers():
    ends = frozenset({".r"})
    return [Reader(name="r", words="R", place="wrong:give", media_type="x", suffixes=ends)]

@hook
def suggesters():
    return [Suggester(name="s", place="wrong:give")]

@hook
def analyses():
    return [Analysis(name="a", title="A", method="M", columns=("A",), place="wrong:give")]

@hook
def charts():
    return [Chart(name="c", title="C", question="Q", data="wrong:give", patches="wrong:give",
                  draw="wrong:give")]

@hook
def sheets():
    return [Block(name="b", tab="B", title="B", place="wrong:give")]

class Wordless:
    def __str__(self):
        raise ZeroDivisionError

def give(*given):
    {answer}
"""
SHEET = """
    from workbench.briefing.cell import Cell
    from workbench.briefing.sheet import Column
    from workbench.briefing.sheets.frame import table_sheet
    return table_sheet(given[0], "b", lead="L", columns=(Column(9, "A"),), count=1,
                       body=lambda: iter([ROW]))
"""
OUTSIDE = """
    from workbench.intake.suggestion import Suggestion, SuggestionKind
    kind = SuggestionKind.HEDGE
    return [Suggestion(kind=kind, start=0, stop=9_999, value="", words="", rule="r")]
"""


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Install a plugin whose every function ends with these words."""

    def answer(words: str) -> None:
        text = PLUGIN.replace("{answer}", words.strip())
        monkeypatch.syspath_prepend(str(install(tmp_path / "site", "wrong", "wrong", text)))
        monkeypatch.delitem(sys.modules, "wrong", raising=False)
        plugins.cache_clear()

    yield answer
    plugins.cache_clear()


def analyse(dossier: Dossier) -> AnalysisTable:
    return dossier.analyses.run("a")


def plot(dossier: Dossier) -> Any:
    return dossier.trends.of(chart="c")


def read(_dossier: Dossier) -> Any:
    return read_bytes(b"Words.", "a.r")


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("act", "answer", "fault"),
    [
        (read, "return 'words'", "'words' is no Document"),
        (analyse, "return 5", "not iterable"),
        (analyse, "return [(1, 2)]", "a row of 2 cells for 1 columns"),
        (analyse, "return [(Wordless(),)]", "ZeroDivisionError"),
        (plot, "return 'words'", "'words' is no "),
    ],
)
def test_who_asked_is_told(
    answering: Callable[[str], None],
    dossier: Dossier,
    act: Callable[[Dossier], object],
    answer: str,
    fault: str,
) -> None:
    answering(answer)
    with pytest.raises(PluginFailed) as failed:
        act(dossier)
    assert fault in str(failed.value)


@pytest.mark.logs_warnings
@pytest.mark.parametrize("answer", ["return [5]", "return 5", OUTSIDE])
def test_a_suggester_costs_its_own_suggestions(
    answering: Callable[[str], None], dossier: Dossier, answer: str
) -> None:
    answering(answer)
    source = dossier.sources.add_text("Beijing approved 400,000 chips.", title="Note")
    assert dossier.suggestions.of(source)
    assert "wrong" in plugins().faults


@pytest.mark.logs_warnings
def test_patches_of_a_chart_that_are_none_leave_the_picture_empty(
    answering: Callable[[str], None],
) -> None:
    from workbench.charts.patch import Patch

    answering("return ['patch']")
    assert plugins().attempt("charts", "c", None, None, part="patches", kind=Patch) is None
    assert "'patch' is no Patch" in plugins().fault("wrong")


def test_what_an_analysis_gives_beside_texts_and_numbers_is_told_as_text(
    answering: Callable[[str], None], dossier: Dossier
) -> None:
    answering("import decimal; return [(decimal.Decimal('1.50'),), (None,), (2.5,)]")
    assert analyse(dossier).rows == (("1.50",), (None,), (2.5,))


@pytest.mark.logs_warnings
@pytest.mark.parametrize("row", ["'ab'", "[5]", "[Cell(1.5j)]"])
def test_a_row_that_no_sheet_can_hold_costs_the_briefing_and_leaves_no_file(
    answering: Callable[[str], None], dossier: Dossier, tmp_path: Path, row: str
) -> None:
    answering(SHEET.replace("ROW", row))
    recipe = tmp_path / "mine.toml"
    recipe.write_text('name = "mine"\ntitle = "Mine"\n\n[[sheets]]\nblock = "b"\n', "utf-8")
    out = tmp_path / "out.xlsx"
    with pytest.raises(PluginFailed, match="is no"):
        dossier.briefings.write(out, recipe=str(recipe))
    assert not out.exists()
