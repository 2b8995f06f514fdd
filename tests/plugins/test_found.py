"""Plugins are found by their entry points; what one breaks leaves it out and nothing else."""

from __future__ import annotations

import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint, distributions
from typing import TYPE_CHECKING

import pytest

from tests.plugins.conftest import install
from workbench.errors import NoSuchPart, NoSuchReader, PluginFailed
from workbench.plugins.found import BUILT_IN, Plugins
from workbench.plugins.hooks import KINDS, Hooks

if TYPE_CHECKING:
    from pathlib import Path


def plugins_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    """The plugins that a folder holds, as if it were where packages are installed."""
    monkeypatch.syspath_prepend(str(folder))
    points = [
        point
        for each in distributions(path=[str(folder)])
        for point in each.entry_points.select(group="workbench")
    ]
    for name in {point.value for point in points}:
        monkeypatch.setitem(sys.modules, name, sys)  # so that what is imported here goes at the end
        del sys.modules[name]
    return Plugins(points)


def test_every_hook_has_a_built_in_part_that_registers_through_it() -> None:
    assert set(BUILT_IN) == set(KINDS) == {n for n in vars(Hooks) if not n.startswith("_")}
    plugins = Plugins([])
    for hook in ("readers", "suggesters", "analyses", "charts", "sheets", "codebooks"):
        assert plugins.ask(hook), hook
    assert plugins.every() == []


def test_the_plugin_of_the_help_page_brings_one_of_each(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = plugins_of(installed, monkeypatch)
    [told] = plugins.every()
    assert (told.name, told.version, told.state) == ("subtitles", "1.0", "works")
    assert set(told.brings) == set(KINDS)
    assert plugins.owner("readers", "subtitles") == "subtitles"
    assert plugins.owner("readers", "pdf") == ""


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("from workbench.plugins import hook\n@hook\ndef readers(): raise OSError('gone')", "gone"),
        ("from workbench.plugins import hook\n@hook\ndef readers(): return ['pdf']", "no Reader"),
        ("from workbench.plugins import hook\n@hook\ndef readers(): return 5", "TypeError"),
    ],
)
def test_a_plugin_that_fails_is_named_and_the_others_work(
    installed: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str
) -> None:
    install(installed, "broken", "broken_plugin", text)
    plugins = plugins_of(installed, monkeypatch)
    told = {each.name: each for each in plugins.every()}
    assert fault in told["broken"].fault
    assert told["subtitles"].state == "works"
    names = [each.name for each in plugins.ask("readers")]
    assert {"pdf", "subtitles"} <= set(names)


class Ear:
    """Hears which plugins are left out."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def hear(self, plugin: str) -> None:
        """Is told the name of one."""
        self.heard.append(plugin)


@pytest.mark.logs_warnings
def test_a_plugin_that_breaks_down_at_work_is_left_out_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "from workbench.plugins import Action, hook\n"
        "@hook\ndef actions(): return [Action(name='a', title='A', place='bad_plugin:act')]\n"
        "def act(dossier, ids): raise ValueError('wrong turn')\n"
    )
    plugins = plugins_of(install(tmp_path / "site", "bad", "bad_plugin", text), monkeypatch)
    ear = Ear()
    for _ in range(2):
        plugins.listen(ear.hear)
    with pytest.raises(PluginFailed, match=r"“bad” broke down \(ValueError: wrong turn\)"):
        plugins.call("actions", "a", None, [])
    assert ear.heard == ["bad"]
    late = Ear()
    for _ in range(2):
        plugins.listen(late.hear)
    assert late.heard == ["bad"]
    with pytest.raises(NoSuchPart, match="Nothing called 'a'"):
        plugins.call("actions", "a", None, [])


ACTS = """
import sys
from workbench.plugins import Action, hook

@hook
def actions():
    return [Action(name="a", title="A", place="acts_plugin:act")]

class Wordless(Exception):
    def __str__(self):
        raise ZeroDivisionError

def act(dossier, ids):
    def deeper(n):
        return deeper(n + 1)
    FAULT
"""


def acting(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    """A plugin whose action does as the words of `fault` say."""
    text = ACTS.replace("FAULT", fault)
    return plugins_of(install(tmp_path / "site", "bad", "acts_plugin", text), monkeypatch)


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("sys.exit(3)", "SystemExit: 3"),
        ("raise SystemExit", "SystemExit"),
        ("deeper(1)", "RecursionError: maximum recursion depth"),
        ("raise Wordless", "Wordless: <exception str"),
        ("raise ValueError('long ' * 9_999)", "long …"),
    ],
)
def test_whatever_a_plugin_raises_ends_with_the_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, told: str
) -> None:
    plugins = acting(fault, tmp_path, monkeypatch)
    with pytest.raises(PluginFailed) as failed:
        plugins.call("actions", "a", None, [])
    assert told in str(failed.value)
    assert len(str(failed.value)) < 600
    assert plugins.attempt("actions", "a", None, []) is None


@pytest.mark.logs_warnings
def test_ctrl_c_stops_a_plugin_and_is_no_fault_of_it_but_one_that_it_raises_in_a_thread_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = acting("raise KeyboardInterrupt", tmp_path, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        plugins.call("actions", "a", None, [])
    assert not plugins.faults
    with ThreadPoolExecutor(1) as pool, pytest.raises(PluginFailed, match="KeyboardInterrupt"):
        pool.submit(plugins.call, "actions", "a", None, []).result()


def test_a_plugin_that_failed_is_let_in_again_once_it_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    plugins = acting("ids or 1 / 0", tmp_path, monkeypatch)
    with caplog.at_level(logging.WARNING), pytest.raises(PluginFailed):
        plugins.call("actions", "a", None, [])
    plugins.allow("bad")
    assert plugins.call("actions", "a", None, ["D"]) is None
    with pytest.raises(NoSuchPart, match="There are: bad"):
        plugins.allow("good")


def test_what_an_analyst_did_wrong_is_not_the_plugins_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "from workbench.errors import NoSuchReader\n"
        "from workbench.plugins import Action, hook\n"
        "@hook\ndef actions(): return [Action(name='a', title='A', place='fine_plugin:act')]\n"
        "def act(dossier, ids): raise NoSuchReader('x', 'y')\n"
    )
    plugins = plugins_of(install(tmp_path / "site", "fine", "fine_plugin", text), monkeypatch)
    with pytest.raises(NoSuchReader):
        plugins.call("actions", "a", None, [])
    assert plugins.every()[0].state == "works"


def test_a_built_in_part_comes_before_a_plugins_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "from workbench.plugins import Reader, hook\n"
        "@hook\ndef readers(): return [Reader(name='pdf', words='Mine', place='x:y',"
        " media_type='application/pdf', suffixes=frozenset({'.pdf'}))]\n"
    )
    plugins = plugins_of(install(tmp_path / "site", "mine", "mine_plugin", text), monkeypatch)
    assert plugins.need("readers", "pdf").words == "PDF"


@pytest.mark.logs_warnings
def test_an_entry_point_of_nothing_does_no_harm() -> None:
    plugins = Plugins([EntryPoint("gone", "no_such_module_at_all", "workbench")])
    assert plugins.ask("readers")
    assert "no_such_module_at_all" in plugins.every()[0].fault


def test_a_fault_of_a_built_in_part_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUILT_IN, "readers", "tests.plugins.broken")
    with pytest.raises(ZeroDivisionError):
        Plugins([]).ask("readers")
