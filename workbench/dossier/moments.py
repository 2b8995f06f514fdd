"""Moments of a dossier's past, as people name them: an operation, a day, a time."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from workbench.errors import InvalidField

if TYPE_CHECKING:
    from datetime import date

    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Operation

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


def seq_of(dossier: Dossier, named: Moment) -> int:
    """The number of the last operation that was written by a moment; 0 before the first.

    Raises:
        InvalidField: the text names no moment, or there is no such operation.
    """
    wanted = moment_of(named)
    if not isinstance(wanted, int):
        return dossier.store.seq_at(wanted)
    newest = dossier.store.last_seq
    if not 0 <= wanted <= newest:
        message = f"There is no operation #{wanted}: the newest is #{newest}."
        raise InvalidField("as of", f"{message} Write a day as 2026-11-20.")
    return wanted


def expect_begun(dossier: Dossier, named: Moment) -> None:
    """Refuses a moment before the first operation: nothing could be shown, nor its moment told.

    Raises:
        InvalidField: the dossier was not there yet, or the text names no moment or operation.
    """
    if not seq_of(dossier, named):
        made = datetime.fromisoformat(dossier.log.get(1).at).astimezone()
        message = f"The dossier was not there yet: it was made on {made:%Y-%m-%d at %H:%M}."
        raise InvalidField("as of", message)


def day_of(named: Moment, operation: Operation | None) -> date:
    """The day of a moment of the past, which lies after `operation`, on this machine."""
    wanted = moment_of(named)
    if isinstance(wanted, int):
        wanted = datetime.fromisoformat(operation.at) if operation else datetime.now(UTC)
    return min(wanted, datetime.now(UTC)).astimezone().date()


def moment_told(dossier: Dossier) -> str:
    """Which moment of the past a dossier shows; empty for the present."""
    if dossier.moment is None:
        return ""
    at = datetime.fromisoformat(dossier.moment.at).astimezone()
    label = f"operation {dossier.moment.seq}, “{dossier.moment.label}”"
    return f"As it was after {label}, of {at:%d %b %Y, %H:%M}."


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
