"""Moments of a dossier's past, as people name them: an operation, a day, a time."""

from __future__ import annotations

from datetime import UTC, datetime, time

from workbench.errors import InvalidField

Moment = datetime | int | str


def moment_of(named: Moment) -> datetime | int:
    """The number of an operation, or a moment in UTC.

    A day stands for its end, and a moment without a time zone is in the time of this machine when
    it is given as text, else in UTC.

    Raises:
        InvalidField: the text names neither.
    """
    if isinstance(named, int):
        return named
    if isinstance(named, datetime):
        return named if named.tzinfo else named.replace(tzinfo=UTC)
    text = named.strip().removeprefix("#")
    if text.isdecimal():
        return int(text)
    try:
        return _read(text)
    except ValueError:
        message = "Give a day (2026-11-20), a moment (2026-11-20 14:30) or an operation (#12)."
        raise InvalidField("as of", message) from None


def beginning_of(named: Moment) -> datetime | int:
    """As `moment_of`, but a day stands for its beginning: what lies before it.

    Raises:
        InvalidField: the text names neither.
    """
    moment = moment_of(named)
    text = named.strip() if isinstance(named, str) else ""
    if isinstance(moment, int) or len(text) != len("2026-11-20"):
        return moment
    return datetime.combine(datetime.fromisoformat(text).date(), time.min).astimezone(UTC)


def _read(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    if len(text) == len("2026-11-20"):
        read = datetime.combine(read.date(), time.max)
    return read.astimezone(UTC)
