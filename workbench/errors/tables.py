"""What may stand in the way of bringing a table in."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class EmptyTable(WorkbenchError):
    """A table without a row below its headings."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' has no row below its headings. Check the sheet and the row of the headings."
        )


class NoSuchSheet(WorkbenchError):
    """A workbook has no sheet of that name."""

    def __init__(self, name: str, sheet: str, known: tuple[str, ...]) -> None:
        super().__init__(f"'{name}' has no sheet {sheet!r}. It has: {', '.join(known)}.")


class MappingError(WorkbenchError):
    """A table mapping that cannot be followed."""


class RowsDoNotFit(WorkbenchError):
    """Rows that a strict import refuses."""

    def __init__(self, count: int, first: str) -> None:
        rows = "1 row does" if count == 1 else f"{count:,} rows do"
        super().__init__(
            f"{rows} not fit, the first: {first} Nothing was imported. Mend the mapping, or import "
            "without 'strict': what does not fit is then kept in the note."
        )
