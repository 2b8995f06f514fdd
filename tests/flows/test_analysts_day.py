"""From the article to the briefing and back: in the window, by a script, by the command line."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, cast

import openpyxl  # noqa: TID253 - to read what was written
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.flows.conftest import comparable
from workbench import new_dossier, open_dossier
from workbench.__main__ import main
from workbench.gui.briefings import view as briefings_view
from workbench.gui.sources.forms import StretchForm
from workbench.gui.sources.paste_form import PasteForm
from workbench.model import Item, Party
from workbench.model.kinds import PartyKind, Split, Stage
from workbench.places import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.flows.conftest import Desk
    from workbench import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.trends.view import TimelineView

ARTICLE = resource("sample/article.txt").read_text("utf-8")
NAME = "Article about H200 chips"
SENTENCE = (
    "According to Reuters, China has agreed to allow ByteDance, Alibaba, and Tencent to buy more "
    "than 400,000 of the chips in total under conditional licenses granted during Huang's visit."
)
ALLOWED = "China allows three firms to buy chips"
LOT = "Chips for three firms"
KNOWN: dict[str, dict[str, Any]] = {
    "China": {"kind": PartyKind.GOVERNMENT, "jurisdiction": "CHN"},
}
"""What the window fills in of itself for the name of a country."""
PARTIES = ("China", "Reuters", "ByteDance", "Alibaba", "Tencent")


# --- in the window --------------------------------------------------------------------------------


def begin_dossier(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a dossier by the File menu."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.do("dossier.new")
    desk.qtbot.waitUntil(lambda: desk.window.context is not None)
    desk.settle()


def paste_article(desk: Desk) -> SourcesView:
    """Paste the article as a source and open it in the reader."""
    view = cast("SourcesView", desk.window.show_task("sources"))
    desk.settle()
    QGuiApplication.clipboard().setText(ARTICLE)
    desk.do("sources_view.paste_text")
    form = desk.window.regions.form.content
    assert isinstance(form, PasteForm)
    form.title.setText(NAME)
    form.save()
    desk.settle()
    (source,) = desk.dossier.sources.find()
    view.open_source(source.id)
    desk.settle()
    return view


def press(desk: Desk, view: SourcesView, key: Qt.Key) -> None:
    """Select the sentence in the reader and press a key."""
    text = view.reader.text
    assert text.page is not None
    start = text.page.text.index(SENTENCE)
    text.go_to(start, start + len(SENTENCE), select=True)
    text.setFocus()
    QTest.keyClick(text, key)
    desk.settle()


def add_unknown_names(desk: Desk) -> None:
    """Add every party that the form offers to add."""
    asked = next(each for each in desk.form.children() if isinstance(each, StretchForm))
    for name in PARTIES:
        asked.add(next(each for each in asked.reading.unknown if each.name == name))
        desk.settle()


def log_in_window(desk: Desk) -> None:
    """Log the decision and the allocation from the sentence."""
    view = paste_article(desk)
    press(desk, view, Qt.Key.Key_D)
    add_unknown_names(desk)
    assert {"action", "parties", "instrument"} <= {
        name for name, row in desk.form.rows.items() if row.unconfirmed
    }
    desk.form.rows["title"].editor.set_value(ALLOWED)
    desk.save()
    press(desk, view, Qt.Key.Key_A)
    assert str(desk.form.rows["quantity"].value()) == "more than 400,000 of the chips in total"
    (decision,) = desk.dossier.decisions.find()
    desk.form.rows["title"].editor.set_value(LOT)
    assert desk.form.rows["decision"].value() == decision.id
    desk.save()


def brief_in_window(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a briefing by the keys."""
    desk.do("go.new_briefing")
    monkeypatch.setattr(briefings_view, "ask_where", lambda *_: path)
    desk.do("briefings_view.write_briefing")
    desk.qtbot.waitUntil(path.exists, timeout=20_000)
    desk.settle()


def check_briefing(path: Path) -> None:
    """Assert that the figure leads to the row that holds its sentence."""
    book = openpyxl.load_workbook(path)
    allocations = book["Allocations"]
    cited = [
        cell.hyperlink.location
        for row in allocations.iter_rows(min_row=6)
        for cell in row
        if cell.hyperlink is not None and (cell.hyperlink.location or "").startswith("Evidence!")
    ]
    assert cited
    place = book["Evidence"][str(cited[0]).partition("!")[2]]
    assert SENTENCE in [cell.value for cell in book["Evidence"][place.row]]


def test_an_analysts_day_in_the_window(
    start: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.dossier"
    desk = start()
    begin_dossier(desk, file, monkeypatch)
    desk.dossier.items.add(Item(title="H200", unit="chip"))
    log_in_window(desk)
    desk.do("go.decisions")
    table = cast("DecisionsView", desk.window.view)
    assert len(table.rows.ids) == 1
    assert ALLOWED in str(table.rows.index(0, 4).data())
    desk.do("go.timeline")
    drawn = cast("TimelineView", desk.window.view).chart
    assert drawn is not None
    assert drawn.picture.timeline.decisions == 1
    assert [str(trend.stage) for trend in drawn.picture.trends] == [str(Stage.AUTHORISED)]
    brief_in_window(desk, tmp_path / "day.xlsx", monkeypatch)
    check_briefing(tmp_path / "day.xlsx")
    before = comparable(desk.dossier)

    for _ in ("briefing", "allocation", "decision"):
        desk.do("dossier.undo")
    for kind in ("briefing", "allocation", "decision", "claim", "passage", "support"):
        assert desk.dossier.records(kind).count() == 0, kind
    assert desk.dossier.sources.count() == 1
    assert desk.window.close()

    desk = start()
    desk.window.dossier_commands.open_path(str(file))
    desk.qtbot.waitUntil(lambda: desk.window.context is not None)
    desk.settle()
    for _ in ("decision", "allocation", "briefing"):
        desk.do("dossier.redo")
    assert comparable(desk.dossier) == before
    assert not desk.dossier.check()


# --- three ways, one dossier ----------------------------------------------------------------------


def day_in_script(path: Path, briefing: Path) -> None:
    """Do the same by a plain script."""
    with new_dossier(path) as dossier:
        dossier.items.add(Item(title="H200", unit="chip"))
        source = dossier.sources.add_text(ARTICLE, title=NAME)
        for name in PARTIES:
            dossier.parties.add(Party(title=name, **KNOWN.get(name, {})))
        start = dossier.sources.text(source).index(SENTENCE)
        stretch = (source, start, start + len(SENTENCE))
        for noun, title in ((dossier.decisions, ALLOWED), (dossier.allocations, LOT)):
            reading = dossier.sources.read_stretch(*stretch, noun.kind.KIND)
            noun.log_stretch(reading, title=title)
        dossier.briefings.write(briefing)


def known_options(name: str) -> list[str]:
    """What is known of a party, as options."""
    return [word for key, value in KNOWN.get(name, {}).items() for word in (f"--{key}", value)]


def day_on_command_line(path: Path, briefing: Path) -> None:
    """Do the same by commands; the article comes by standard input."""
    quote = ("--source", "S-0001", "--quote", SENTENCE, "--near", "1000")
    for words in (
        ("dossier", "new", str(path)),
        ("items", "add", "--title", "H200", "--unit", "chip"),
        ("sources", "add", "-", "--title", NAME),
        *(("parties", "add", "--title", name, *known_options(name)) for name in PARTIES),
        ("decisions", "log", *quote, "--title", ALLOWED),
        ("allocations", "log", *quote, "--title", LOT),
        ("briefings", "write", "--out", str(briefing)),
    ):
        given = () if words[0] == "dossier" else ("--dossier", str(path))
        assert main([*words, *given]) == 0, words


def test_window_script_and_command_line_make_the_same_dossier(
    start: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / name for name in ("window", "script", "line")]
    for each in places:
        each.mkdir()
    in_window, in_script, on_line = ((each / "day.dossier", each / "day.xlsx") for each in places)
    desk = start()
    begin_dossier(desk, in_window[0], monkeypatch)
    desk.dossier.items.add(Item(title="H200", unit="chip"))
    log_in_window(desk)
    brief_in_window(desk, in_window[1], monkeypatch)
    expected = comparable(desk.dossier)
    day_in_script(*in_script)
    monkeypatch.setattr(sys, "stdin", io.StringIO(ARTICLE))
    day_on_command_line(*on_line)
    for path, briefing in (in_script, on_line):
        check_briefing(briefing)
        with open_dossier(path, read_only=True) as dossier:
            found = comparable(dossier)
        for kind, records in expected.items():
            assert found[kind] == records, (path, kind)


def test_what_the_sentence_does_not_say_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "script.dossier"
    day_in_script(path, tmp_path / "b.xlsx")
    with open_dossier(path, read_only=True) as dossier:
        check_honesty(dossier)


def check_honesty(dossier: Dossier) -> None:
    """Assert that no date, no upper bound and no split was invented."""
    (decision,) = dossier.decisions.find()
    (allocation,) = dossier.allocations.find()
    assert not decision.when
    assert allocation.quantity.high is None
    assert allocation.split is Split.JOINT_UNSPECIFIED
    (trend,) = dossier.trends.read()
    assert not len(trend.days)
    assert len(trend.undated) == 1
