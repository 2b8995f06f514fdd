from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.notices import MOST_SHOWN, Notices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def notices(dressed: QApplication, qtbot: QtBot) -> Notices:
    assert dressed is not None
    over = QWidget()
    over.resize(700, 400)
    qtbot.addWidget(over)
    over.show()
    return Notices(over)


def test_a_notice_lies_inside_the_window_above_its_foot(notices: Notices) -> None:
    notice = notices.say("Decision D-0004 logged")
    assert notice.isVisible()
    assert notice.x() >= 0
    assert notice.geometry().bottom() < 400
    assert notices.shown == ("Decision D-0004 logged",)


def test_its_act_is_carried_out_once_and_closes_it(notices: Notices) -> None:
    undone: list[bool] = []
    notice = notices.say("Removed", act=("Undo", lambda: undone.append(True)))
    assert notice.button is not None
    notice.button.click()
    assert undone == [True]
    assert notices.shown == ()


def test_only_the_newest_are_kept(notices: Notices) -> None:
    for number in range(MOST_SHOWN + 2):
        notices.say(f"News {number}")
    assert notices.shown == ("News 2", "News 3", "News 4")


def test_the_same_news_stands_there_once_as_the_newest(notices: Notices) -> None:
    for words in ("One", "Two", "One"):
        notices.say(words)
    assert notices.shown == ("Two", "One")


def test_a_fault_stays_until_it_is_closed(notices: Notices) -> None:
    assert not notices.say("The disk is full.", tone="bad").timer.isActive()
    assert notices.say("Saved.", tone="good").timer.isActive()
    notices.clear()
    assert notices.shown == ()


def test_a_notice_waits_while_the_pointer_is_on_it(notices: Notices) -> None:
    notice = notices.say("Read me")
    here = QPointF(5, 5)
    QApplication.sendEvent(notice, QEnterEvent(here, here, here))
    assert not notice.timer.isActive()
    QApplication.sendEvent(notice, QEvent(QEvent.Type.Leave))
    assert notice.timer.isActive()


def test_a_notice_that_has_had_its_time_goes(notices: Notices, qtbot: QtBot) -> None:
    notice = notices.say("Short")
    notice.timer.start(1)
    qtbot.waitUntil(lambda: notices.shown == ())
