"""What a reader sees of a cell, in words: for outputs that have no number formats of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing.cell import Formula
from workbench.briefing.language import ENGLISH_WORDS

if TYPE_CHECKING:
    from workbench.briefing.cell import Cell, Value
    from workbench.briefing.language import Words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words(cell: Cell | None, said: Words = ENGLISH_WORDS) -> str:
    """The text of `cell`: figures with their sign and separators, dates as finely as known."""
    if cell is None:
        return ""
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, date):
        return said.when(_date(value, cell.look))
    if isinstance(value, (int, Decimal)):
        sign = f"{cell.sign} " if cell.sign else ""
        return sign + said.figure(f"{value:,.{_decimals(cell.look)}f}")
    return f"{said.say('upper bound')}: {value}" if cell.look.startswith("kpi most") else value


def plain(cell: Cell | None) -> str | int | Decimal | date | None:
    """The bare value of `cell`; of a formula, its result."""
    value: Value = cell.value if cell else None
    return value.result if isinstance(value, Formula) else value


def _decimals(look: str) -> int:
    return next((int(part) for part in look.split() if part.isdigit()), 0)


def _date(day: date, look: str) -> str:
    about = "~ " if "about" in look else ""
    if "year" in look:
        return f"{about}{day.year}"
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{about}{month}" if "month" in look else f"{about}{day.day} {month}"
