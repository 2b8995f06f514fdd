"""Every error an analyst may see. The tree:

WorkbenchError
├── InvalidField            a field holds what it cannot mean
│   ├── QuantitySyntaxError     a text that is no quantity
│   ├── WhenSyntaxError         a text that is no date
│   └── QuerySyntaxError        a search line that cannot be read
├── NoSuchRecord            nothing in the dossier has that id or number
├── Cancelled               the analyst stopped a job

Raised bare where the fault is found; caught in three places only: the window's hook, the job runner, the command line.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something the analyst can understand and mend; its text says what to do."""


class InvalidField(WorkbenchError):
    """A field holds what it cannot mean."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class QuantitySyntaxError(InvalidField):
    """A text that is no quantity."""


class WhenSyntaxError(InvalidField):
    """A text that is no date."""


class QuerySyntaxError(InvalidField):
    """A search line that cannot be read."""


class NoSuchRecord(WorkbenchError):
    """Nothing in the dossier has that id or number."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"No {kind.replace('_', ' ')} {key!r} in this dossier. List them to see their numbers.")


class Cancelled(WorkbenchError):
    """The analyst stopped a job; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")
