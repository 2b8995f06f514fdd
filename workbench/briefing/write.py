"""Writing a briefing: plan the sheets, design the package, stream the cells.

The file is put in place whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING
from zipfile import ZipFile

from workbench.briefing.book import Book
from workbench.briefing.design import design
from workbench.briefing.finish import STRINGS, entry, finished, relations_with
from workbench.briefing.place import replacing
from workbench.briefing.plan import plan
from workbench.briefing.stream import SheetStream
from workbench.briefing.strings import SharedStrings
from workbench.model.progress import Silent
from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.look import Styles
    from workbench.briefing.recipe import Recipe
    from workbench.briefing.sheet import Sheet
    from workbench.model.progress import Progress

_LAST = frozenset({"method", "continued"})
_LONG = 5_000
"""From so many rows or texts on, speed goes before size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One sheet of a briefing, for a list of what will be in it.

    `rows` is None where it is no table.
    """

    tab: str
    title: str
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A briefing that lies at `path`.

    `notes` is what its preparer should know, one sentence each.
    """

    path: Path
    sheets: tuple[SheetLine, ...]
    notes: tuple[str, ...]


def contents(data: BriefingData, recipe: Recipe) -> tuple[SheetLine, ...]:
    """What `write` would put into the workbook."""
    return lines_of(plan(Book(data, recipe), with_rest=False))


def write(
    data: BriefingData, recipe: Recipe, path: Path, progress: Progress | None = None
) -> Written:
    """Writes `data` as a workbook to `path`, as `recipe` says; equal data give equal bytes.

    `progress` counts rows. Whatever goes wrong, what lay at `path` stays as it was, and nothing is
    left beside it.

    Raises:
        BriefingNotWritten: the folder is missing, the file open elsewhere, not writable, or the
            disk full.
        InvalidField: a number that no workbook can hold; too many rows for a sheet.
        Cancelled: the analyst stopped it.
    """
    told = progress or Silent()
    with uncollected(), replacing(path) as out:
        book, plans = _pass(data, recipe, out, told)
        if book.continued:
            # Only now is it known that a text goes on elsewhere: once more, with a sheet for it.
            out.seek(0)
            out.truncate()
            book, plans = _pass(data, recipe, out, told, with_rest=True)
        told.step(1, 1, "Putting the file in place")
    return Written(path=path, sheets=lines_of(plans), notes=tuple(dict.fromkeys(book.notes)))


def _pass(
    data: BriefingData,
    recipe: Recipe,
    out: IO[bytes],
    progress: Progress,
    *,
    with_rest: bool = False,
) -> tuple[Book, list[tuple[str, Sheet]]]:
    progress.step(0, 1, "Planning the sheets")
    book = Book(data, recipe, progress=progress)
    plans = plan(book, with_rest=with_rest)
    _Package(book, plans, progress).write(out)
    return book, plans


def lines_of(plans: list[tuple[str, Sheet]]) -> tuple[SheetLine, ...]:
    """The planned sheets as a list of what is in the workbook."""
    return tuple(
        SheetLine(tab=sheet.tab, title=sheet.title, rows=sheet.count if sheet.table else None)
        for _, sheet in plans
    )


class _Package:
    """One pass over all parts of the file."""

    def __init__(self, book: Book, plans: list[tuple[str, Sheet]], progress: Progress) -> None:
        self._book = book
        self._plans = plans
        self._progress = progress
        self._strings = SharedStrings()
        self._done = 0
        self._total = sum(sheet.count + 1 for _, sheet in plans) + 1

    def write(self, out: IO[bytes]) -> None:
        """Writes the package to `out`."""
        self._progress.step(0, self._total, "Designing the sheets")
        sheets = [sheet for _, sheet in self._plans]
        parts, styles = design(self._book, sheets)
        ready = finished(self._book, sheets, parts)
        names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
        relations = [f"xl/worksheets/_rels/sheet{n}.xml.rels" for n in range(1, len(sheets) + 1)]
        with ZipFile(out, "w") as archive:
            for name, part in ready.items():
                if name not in names and name not in relations:
                    archive.writestr(entry(name), part)
            for last in (False, True):
                for number, (block, sheet) in enumerate(self._plans):
                    if (block in _LAST) is last:
                        stream = self._cells(
                            archive, names[number], ready[names[number]], (sheet, styles)
                        )
                        self._relations(archive, relations[number], ready, stream)
            with archive.open(entry(STRINGS, quick=len(self._strings) > _LONG), "w") as strings:
                for piece in self._strings.xml():
                    self._progress.step(self._total - 1, self._total, "Writing the texts")
                    strings.write(piece)

    def _cells(
        self, archive: ZipFile, name: str, part: bytes, planned: tuple[Sheet, Styles]
    ) -> SheetStream:
        sheet, styles = planned
        stream = SheetStream(
            sheet.tab,
            styles=styles,
            strings=self._strings,
            rest=self._book.rest,
            stretch=self._book.theme.height,
        )
        head, _, tail = part.partition(b"<sheetData")
        tail = tail.partition(b">")[2].replace(b"</sheetData>", b"", 1)
        before, mark, after = tail.partition(b"<printOptions")
        with archive.open(entry(name, quick=sheet.count > _LONG), "w") as out:
            out.write(head + b"<sheetData>")
            stream.write(sheet.rows(), out, lambda number: self._tick(number, sheet))
            out.write(b"</sheetData>" + before + stream.links_xml().encode() + mark + after)
        self._done += sheet.count + 1
        if stream.unlinked:
            note = f"{sheet.tab}: {stream.unlinked} cells beyond Excel's limit have no link."
            self._book.notes.append(note)
        return stream

    def _relations(
        self, archive: ZipFile, name: str, ready: dict[str, bytes], stream: SheetStream
    ) -> None:
        part = ready.get(name)
        if addition := stream.relations_xml():
            part = relations_with(part, addition)
        if part is not None:
            archive.writestr(entry(name), part)

    def _tick(self, number: int, sheet: Sheet) -> None:
        done = self._done + min(number, sheet.count)
        self._progress.step(done, self._total, f"Writing {sheet.tab}")
