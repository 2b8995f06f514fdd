"""Which of many backups are kept: one an hour, then one a day, a week, a month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

HOURLY = timedelta(days=2)
DAILY = timedelta(days=14)
WEEKLY = timedelta(weeks=12)
MONTHLY = timedelta(days=365)


def superfluous(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The backups that can go: all but the newest of each hour, day, week or month of its age.

    The newest of all is always kept. One that a wrong clock dated in the future counts as made now.
    """
    newest_first = sorted(moments, reverse=True)
    kept = dict.fromkeys(newest_first[:1])
    filled = set()
    for moment in newest_first:
        slot = _slot(min(moment, now), now)
        if slot and slot not in filled:
            filled.add(slot)
            kept[moment] = None
    return set(newest_first) - kept.keys()


def _slot(moment: datetime, now: datetime) -> tuple[object, ...]:
    """What a backup is the one of; empty when it is older than any is kept."""
    age = now - moment
    if age < HOURLY:
        return ("hour", moment.date(), moment.hour)
    if age < DAILY:
        return ("day", moment.date())
    if age < WEEKLY:
        return ("week", *moment.isocalendar()[:2])
    if age < MONTHLY:
        return ("month", moment.year, moment.month)
    return ()
