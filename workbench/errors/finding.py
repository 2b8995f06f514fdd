"""What stands in the way of finding, and of exchange with other programs."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class PatternSyntaxError(WorkbenchError):
    """A regular expression that cannot be read; says what is wrong, and where."""

    def __init__(self, pattern: str, message: str, place: int | None) -> None:
        where = f" at character {place + 1}" if place is not None else ""
        near = f", near “{pattern[place : place + 8]}”" if place is not None else ""
        super().__init__(
            f"The pattern cannot be read: {message}{where}{near}. Write \\ before a sign that "
            "should stand for itself, such as \\( or \\?."
        )


class PatternTooSlow(WorkbenchError):
    """A regular expression that takes too long on some text."""

    def __init__(self, pattern: str, text: str = "a text") -> None:
        super().__init__(
            f"The pattern {pattern!r} takes too long on {text}: a repeated part inside a repeated "
            "part, such as (a+)+, is tried in endless ways. Write it with one repetition."
        )


class ExchangeUnreadable(WorkbenchError):
    """A file of another program that cannot be taken in."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} cannot be taken in: {reason}. Export it again, or choose another."
        )


class ExchangeNotWritten(WorkbenchError):
    """A file for another program that could not be put where it should go."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"The file was not written to {path}: {reason}. Choose another place.")
        self.path = path
