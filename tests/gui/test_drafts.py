"""What was being typed when the window ended is offered back when the dossier is opened again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, strategies as st
from PySide6.QtWidgets import QPushButton

from tests.gui.steps import bring_back, form_of, settle
from workbench import new_dossier, open_dossier
from workbench.gui.drafts import Draft, folder_of, left_of, meant, read_draft, told
from workbench.gui.sources.correct_form import CorrectForm
from workbench.gui.sources.page import Page
from workbench.gui.sources.paste_form import PasteForm
from workbench.model.allocation import AllocationParty
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import Action, ConditionKind, DecisionRelation
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.form import Form
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window
    from workbench.model.source import Source

KILLED = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pathlib import Path
from workbench import open_dossier
from workbench.gui import icons, theme
from workbench.gui.window import Window
from workbench.settings import Settings

app = QApplication([])
icons.load()
theme.theme().follow(wish="light", size=13)
window = Window(Settings(theme="light"), Path(sys.argv[2]))
window.show()
window.take(open_dossier(sys.argv[1]))
briefings = window.show_task("briefings")
briefings.open_recipe(("Weekly", ""))
briefings.editor.text.setPlainText("title = 'Weekly notes'")
window.show_task("decisions").new_decision()
form = window.regions.form.content
for name, words in (("title", "Sales denied"), ("announced", "2026-0")):
    line = form.rows[name].findChild(QLineEdit)
    line.setText(words)
    line.textEdited.emit(words)
window.drafts.keep()
os._exit(9)
"""
WORDS = "correct horse battery"
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=20),
    st.sampled_from(Action),
    st.sampled_from(["more than 400,000", "between 17,000 and 35,000", "about 5 %"]).map(
        Quantity.parse
    ),
    st.sampled_from(["2026-01", "2026-01-28~", ""]).map(When),
    st.sampled_from(
        [
            (AllocationParty(party="p1"),),
            (Condition(kind=ConditionKind.QUOTA, words="a quota"), Condition(words="more")),
            (DecisionLink(relation=DecisionRelation.REVERSES, decision="d1"),),
        ]
    ),
)


@given(VALUES)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert meant(told(value)) == value


def test_a_draft_that_names_anything_but_the_model_is_refused() -> None:
    with pytest.raises(ValueError, match="os"):
        meant({"is": "os:system", "fields": {}})


def killed(place: Path, settings: Path) -> None:
    """End a window in which a form is open, as a crash would."""
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, place, settings],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=60,
    )
    assert ended.returncode == 9


def test_a_form_that_was_open_in_a_crash_is_offered_back(
    bare_window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "a.dossier"
    new_dossier(place).close()
    killed(place, tmp_path / "settings-2.toml")
    dossier = open_dossier(place)
    left = left_of(dossier)
    assert any(b"Sales denied" in each.read_bytes() for each in left)
    bare_window.take(dossier)
    settle(bare_window, qtbot)
    assert "was not saved before the dossier was closed" in " ".join(bare_window.notices.shown)
    assert left_of(dossier) == left
    for button in bare_window.findChildren(QPushButton):
        if button.text() == "Bring it back":
            button.click()
    qtbot.waitUntil(lambda: bare_window.regions.form.content is not None)
    briefings = cast("BriefingsView", bare_window.show_task("briefings"))
    assert briefings.editor is not None
    assert briefings.editor.name.text() == "Weekly"
    assert briefings.editor.text.toPlainText() == "title = 'Weekly notes'"
    assert briefings.editor.dirty
    form = form_of(bare_window)
    assert form.rows["title"].editor.value() == "Sales denied"
    assert form.rows["announced"].editor.field().property("text") == "2026-0"
    assert form.dirty
    qtbot.waitUntil(lambda: left_of(dossier) == [])


def typed_form(window: Window) -> Form:
    """Open the form of a new decision, and type a title into it."""
    window.show_task("decisions").open_form(None)  # type: ignore[attr-defined]
    form = form_of(window)
    form.rows["title"].editor.set_value("Sales denied")
    form.rows["title"].changed.emit()
    return form


def test_a_form_that_was_saved_or_given_up_leaves_no_draft(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    form = typed_form(window)
    window.drafts.keep()
    assert len(list(folder_of(dossier).glob("*.draft"))) == 1
    assert left_of(dossier) == []
    form.close_form()
    settle(window, qtbot)
    assert list(folder_of(dossier).glob("*.draft")) == []


def test_the_draft_of_an_encrypted_dossier_cannot_be_read(
    bare_window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    from workbench.dossier.encryption import encrypt

    place = tmp_path / "a.dossier"
    new_dossier(place).close()
    encrypt(place, WORDS)
    dossier = open_dossier(place, passphrase=WORDS)
    bare_window.take(dossier)
    form = typed_form(bare_window)
    bare_window.drafts.keep()
    [path] = folder_of(dossier).glob("*.draft")
    assert b"Sales" not in path.read_bytes()
    form.close_form()
    settle(bare_window, qtbot)


def test_a_damaged_draft_is_passed_over(window: Window, dossier: Dossier, qtbot: QtBot) -> None:
    folder = folder_of(dossier)
    folder.mkdir(parents=True)
    whole = {"title": "T", "kind": "decision", "record": "", "values": {}, "typed": {}}
    senseless: list[object] = [
        "x",
        {"a": {}},
        {"a": {"is": "workbench.model.gone:Gone", "value": 1}},
        {"a": {"is": "decimal", "value": "x"}},
    ]
    damaged = ["\0 no draft", "", "[]", "{}", json.dumps(whole)[:-9], "[" * 100_000]
    damaged += [json.dumps(whole | {"values": each}) for each in senseless]
    damaged.append(json.dumps(whole | {"kind": "correction", "typed": {"words": 1}}))
    for number, words in enumerate(damaged):
        (folder / f"{number}.draft").write_text(words)
    window.drafts.offer()
    settle(window, qtbot)
    assert "was not saved" not in " ".join(window.notices.shown)
    assert left_of(dossier) == []


def test_what_is_typed_where_no_draft_can_be_written_waits_for_the_disk(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    form = typed_form(window)
    folder = folder_of(dossier)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    window.drafts.keep()
    folder.unlink()
    window.drafts.keep()
    assert len(list(folder.glob("*.draft"))) == 1
    form.close_form()
    settle(window, qtbot)


def test_a_draft_of_a_record_that_is_gone_becomes_a_new_one(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    draft = Draft("Decision", "decision", "gone", {"title": "Kept"}, {})
    window.drafts.bring_back(draft, tmp_path / "0.draft")
    qtbot.waitUntil(lambda: window.regions.form.content is not None)
    form = form_of(window)
    assert form.record is None
    assert form.rows["title"].editor.value() == "Kept"
    form.close_form()


def brought_back(window: Window, dossier: Dossier, qtbot: QtBot) -> QWidget:
    """Leave the form that is open as a lock does, bring it back, and return it."""
    window.drafts.leave(window.regions.form.content)
    bring_back(window, dossier, qtbot)
    form = window.regions.form.content
    assert form is not None
    window.drafts.keep()
    assert len(list(folder_of(dossier).glob("*.draft"))) == 1
    return form


def test_a_pasted_text_that_was_not_added_comes_back(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view = cast("SourcesView", window.show_task("sources"))
    pasted = view.open_paste_form("Pasted and not added")
    assert pasted is not None
    pasted.title.setText("A note")
    form = brought_back(window, dossier, qtbot)
    assert isinstance(form, PasteForm)
    assert form.typed() == {"title": "A note", "text": "Pasted and not added"}
    form.save()
    settle(window, qtbot)
    assert [each.title for each in dossier.sources.find("A note")] == ["A note"]
    assert list(folder_of(dossier).glob("*.draft")) == []


def correcting(window: Window, source: Source, text: str, qtbot: QtBot) -> None:
    """Open the form that corrects the second paragraph, and type into it."""
    window.show_task("sources")
    form = CorrectForm(window.context, Page(source=source, text=text), (7, len(text)))  # type: ignore[arg-type]
    window.show_form(form, "Correct paragraph 2")
    form.words.setPlainText("400,000\u00a0chips")
    settle(window, qtbot)


def test_a_correction_comes_back_to_its_paragraph(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    text = "First.\n400 chips"
    source = dossier.sources.add_text(text, title="Chips")
    correcting(window, source, text, qtbot)
    form = brought_back(window, dossier, qtbot)
    assert isinstance(form, CorrectForm)
    form.save()
    settle(window, qtbot)
    assert dossier.sources.text(source.id) == "First.\n400,000\u00a0chips"


def test_a_correction_of_a_text_that_is_another_now_comes_back_as_a_text_to_paste(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    text = "First.\n400 chips"
    source = dossier.sources.add_text(text, title="Chips")
    correcting(window, source, text, qtbot)
    dossier.text_versions.correct(source.id, "Another first.\n400 chips")
    form = brought_back(window, dossier, qtbot)
    assert isinstance(form, PasteForm)
    assert form.title.text() == "Correct paragraph 2"
    assert "400,000" in form.text.toPlainText()
    window.forms.end()


def test_a_draft_waits_while_another_form_is_not_saved(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    view = cast("SourcesView", window.show_task("sources"))
    open_form = view.open_paste_form("")
    assert open_form is not None
    open_form.text.setPlainText("Typed since")
    path = tmp_path / "0.draft"
    path.touch()
    for kind in ("decision", "paste", "correction"):
        window.drafts.bring_back(Draft("T", kind, "", {"title": "x"}, {}), path)
        settle(window, qtbot)
        assert path.exists()
        assert window.regions.form.content is open_form
        open_form._warned = False  # noqa: SLF001 - asks again, as after more typing
    window.forms.end()


def test_a_draft_of_a_later_version_waits_for_that_version(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    folder = folder_of(dossier)
    folder.mkdir(parents=True)
    later = {"title": "T", "kind": "later", "record": "", "values": {}, "typed": {}}
    (folder / "0.draft").write_text(json.dumps(later))
    window.drafts.offer()
    settle(window, qtbot)
    assert "was not saved" not in " ".join(window.notices.shown)
    assert len(left_of(dossier)) == 1


def test_a_recipe_that_is_not_kept_when_the_dossier_closes_is_offered_back(
    bare_window: Window, tmp_path: Path
) -> None:
    place = tmp_path / "a.dossier"
    bare_window.take(new_dossier(place))
    view = cast("BriefingsView", bare_window.show_task("briefings"))
    view.open_recipe(("Weekly", ""))
    assert view.editor is not None
    bare_window.drafts.keep()
    assert view.editor.dirty is False
    view.editor.text.setPlainText("title = 'Weekly notes'")
    assert bare_window.let_go()
    with open_dossier(place) as dossier:
        [path] = left_of(dossier)
        draft = read_draft(path, dossier)
        assert draft is not None
        assert (draft.title, draft.kind) == ("Recipe Weekly", "recipe")
