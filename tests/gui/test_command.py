from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.command import Bound, Command, Commands, command, declared

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Lamp(QWidget):
    """Something with commands."""

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.broken = False
        self.marked = 0
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    @command("Switch", "Ctrl+L", menu="Lamp", when=lambda lamp: not lamp.broken)
    def switch(self) -> None:
        """Turns it on or off.

        More words that no menu shows.
        """
        self.on = not self.on

    @command("Mark", "M", checked=lambda lamp: lamp.marked > 0)
    def mark(self) -> None:
        """Marks it."""
        self.marked += 1


class Torch(Lamp):
    """Inherits commands and redeclares one."""

    @override
    @command("Switch the torch", "Ctrl+T")
    def switch(self) -> None:
        """Turns the torch on or off."""
        self.on = True


@pytest.fixture
def lamp(qtbot: QtBot) -> Lamp:
    made = Lamp()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_command_takes_its_words_from_the_method() -> None:
    found = dict(declared(Lamp))
    assert found["switch"].name == "lamp.switch"
    assert found["switch"].about == "Turns it on or off."
    assert [each for each, _ in declared(Torch)] == ["switch", "mark"]
    assert dict(declared(Torch))["switch"].title == "Switch the torch"


def test_the_action_carries_the_command_out(lamp: Lamp) -> None:
    commands = Commands()
    commands.collect(lamp)
    commands.action("lamp.switch").trigger()
    assert lamp.on


def test_a_command_is_enabled_while_it_makes_sense_and_its_owner_is_seen(lamp: Lamp) -> None:
    commands = Commands()
    commands.collect(lamp)
    lamp.broken = True
    assert [each.command.name for each in commands.ready()] == ["lamp.mark"]
    lamp.broken = False
    assert len(commands.ready()) == 2


def test_a_command_of_a_hidden_panel_rests(lamp: Lamp) -> None:
    inner = Torch()
    inner.setParent(lamp)
    inner.show()
    commands = Commands()
    commands.collect(inner)
    assert commands.ready()
    inner.hide()
    assert not commands.ready()


def test_a_tick_follows_the_owner(lamp: Lamp) -> None:
    commands = Commands()
    commands.collect(lamp)
    commands.action("lamp.mark").trigger()
    commands.refresh()
    assert commands.action("lamp.mark").isChecked()


def test_a_bare_letter_stays_with_its_panel_and_out_of_text_fields(lamp: Lamp) -> None:
    commands = Commands()
    commands.collect(lamp)
    local = Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert commands.action("lamp.mark").shortcutContext() == local
    assert commands.action("lamp.switch").shortcutContext() == Qt.ShortcutContext.WindowShortcut
    lamp.line.setFocus()
    QTest.keyClick(lamp.line, Qt.Key.Key_M)
    assert lamp.line.text() == "m"
    assert len(lamp.line.text()) == 1
    lamp.setFocus()
    QTest.keyClick(lamp, Qt.Key.Key_M)
    assert lamp.marked == 1


def test_a_key_can_be_given_to_another_command_and_back(lamp: Lamp) -> None:
    commands = Commands(rebound={"lamp.switch": "Ctrl+U"})
    commands.collect(lamp)
    found = commands.find("lamp.switch")
    assert isinstance(found, Bound)
    assert found.shortcut == "Ctrl+U"
    clash = commands.clash("Ctrl+U")
    assert clash is found
    assert commands.clash("Ctrl+U", but="lamp.switch") is None
    commands.rebind({})
    assert found.shortcut == "Ctrl+L"


def test_a_command_that_is_offered_gets_no_key_that_another_has(lamp: Lamp) -> None:
    commands = Commands(rebound={"mine.bound": "Ctrl+L"})
    commands.collect(lamp)
    keys = {"mine.taken": "ctrl+l", "mine.free": "Ctrl+J", "mine.none": "", "mine.bound": ""}
    made = [Command(name=name, title=name, shortcut=key) for name, key in keys.items()]
    commands.offer(lamp, [(each, lamp.mark) for each in made], home=lamp)
    given = {name: bound.shortcut for name in keys if (bound := commands.find(name)) is not None}
    assert given == {
        "mine.taken": "",
        "mine.free": "Ctrl+J",
        "mine.none": "",
        "mine.bound": "Ctrl+L",
    }


def test_a_command_that_is_offered_gives_its_key_up_to_one_that_comes_later(lamp: Lamp) -> None:
    commands = Commands()
    offered = Command(name="mine.early", title="Early", shortcut="Ctrl+L")
    commands.offer(lamp, [(offered, lamp.mark)], home=lamp)
    found = commands.find("mine.early")
    assert isinstance(found, Bound)
    assert found.shortcut == "Ctrl+L"
    commands.collect(lamp)
    assert found.shortcut == ""
    commands.rebind({"lamp.switch": "Ctrl+U"})
    assert found.shortcut == "Ctrl+L"
    commands.rebind({})
    assert found.shortcut == ""
    assert commands.action("lamp.switch").shortcut().toString() == "Ctrl+L"


def test_commands_end_with_their_owner(lamp: Lamp, qtbot: QtBot) -> None:
    commands = Commands()
    commands.collect(lamp)
    with qtbot.waitSignal(commands.collected):
        commands.forget(lamp)
    assert commands.every() == []
    with pytest.raises(KeyError):
        commands.action("lamp.switch")
