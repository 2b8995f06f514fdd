"""Where a picture has ticks: whole days with two rows of words, and round amounts.

Policy dates are days: no seconds, no time zones, English month names whatever the locale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.model.when import When, day_of
from workbench.model.when_text import short_month

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_SHORT = 75


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis: `upper` words, and `lower` ones where a month or year begins."""

    at: float
    upper: str
    lower: str = ""


def day_ticks(start: float, end: float, room: int) -> list[Tick]:
    """At most `room` ticks on days from `start` to `end` (day numbers)."""
    span = max(1.0, end - start)
    room = max(1, room)
    if span <= _SHORT:
        return _days(start, end, _step(_DAY_STEPS, span / room))
    months = span / 30.44
    if months / room <= _MONTH_STEPS[-1]:
        return _months(start, end, _step(_MONTH_STEPS, months / room))
    return _years(start, end, _step(_YEAR_STEPS, span / 365.25 / room))


def _step(steps: tuple[int, ...], wanted: float) -> int:
    return next((step for step in steps if step >= wanted), steps[-1])


def _days(start: float, end: float, step: int) -> list[Tick]:
    first = math.ceil(start)
    first += -first % step
    made: list[Tick] = []
    before: date | None = None
    for number in range(first, math.floor(end) + 1, step):
        day = day_of(number)
        turned = before is None or (before.month, before.year) != (day.month, day.year)
        month = f"{short_month(day.month)} {day.year}" if turned else ""
        made.append(Tick(number, str(day.day), month))
        before = day
    return made


def _months(start: float, end: float, step: int) -> list[Tick]:
    made: list[Tick] = []
    before = 0
    day = day_of(max(1, math.ceil(start))).replace(day=1)
    while day.toordinal() <= end:
        if day.toordinal() >= start and (day.month - 1) % step == 0:
            year = str(day.year) if day.year != before else ""
            made.append(Tick(day.toordinal(), short_month(day.month), year))
            before = day.year
        day = (day + timedelta(days=32)).replace(day=1)
    return made


def _years(start: float, end: float, step: int) -> list[Tick]:
    first = day_of(max(1, math.ceil(start))).year
    last = day_of(max(1, math.floor(end))).year
    years = range(-(-first // step) * step, last + 1, step)
    made = [Tick(date(year, 1, 1).toordinal(), str(year)) for year in years]
    return [tick for tick in made if tick.at >= start]


def amount_ticks(top: float, room: int) -> list[float]:
    """Round amounts from 0 up to `top`, at most `room` or so."""
    if top <= 0 or not math.isfinite(top):
        return [0.0]
    raw = top / max(1, room)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(n * size for n in (1, 2, 2.5, 5, 10) if n * size >= raw * 0.999)
    return [i * step for i in range(math.floor(top / step + 1e-9) + 1)]


def short_amount(amount: float) -> str:
    """An amount as an axis shows it: 600k, 1.5M, 2bn."""
    for size, letter in ((1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(amount) >= size:
            return f"{amount / size:,.6g}{letter}"
    return f"{amount:,.6g}"


def day_words(day: float) -> str:
    """A day number as "30 Jan 2026"."""
    return str(When.of(day_of(max(1, round(day)))))
