"""What every error has in common."""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something the analyst can understand and mend; its text says what to do."""
