"""PySide6 6.12.0 dropped one reference to None in every call without a result, which kills Python
before 3.12 after some thousand calls."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_without_a_result_lose_no_reference_to_none() -> None:
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)

    for _ in range(300):
        thing.setObjectName("x")

    assert sys.getrefcount(None) > before - 50
