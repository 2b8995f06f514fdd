"""Bringing many files in: read one after the other, written some hundred at a time, reported on."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.dossier.adding import add_drafts
from workbench.errors import Cancelled, WorkbenchError
from workbench.intake.process import reading_process
from workbench.intake.read import bytes_of
from workbench.intake.readers import every_reader, suffixes
from workbench.model.intake_report import IntakeLine, IntakeOutcome, IntakeReport
from workbench.model.many import many
from workbench.model.progress import Here
from workbench.model.source import Source
from workbench.store.content import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.dossier.dossier import Dossier
    from workbench.intake.draft import Draft
    from workbench.model.progress import Progress

__all__ = ["Asked", "BroughtIn", "bring_in", "every_reader", "suffixes"]

_MOST_WAITING = 1_000
_MOST_BYTES = 16 * 1024 * 1024
_PAGE_FILES = ("_files", ".files", "_file")
"""How browsers end the name of the folder with a saved page's pictures and scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How files are to be read, and fields that all of their sources get."""

    encoding: str | None = None
    reader: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """The sources that were added, and the report; that is kept where there were several files.

    `operations` says how many wrote them: undo takes back one at a time.
    """

    added: tuple[Source, ...]
    report: IntakeReport
    operations: int = 1


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    """Its path below the folder that was named, as the report shows it."""


def bring_in(
    dossier: Dossier, paths: Iterable[Path], progress: Progress, asked: Asked
) -> BroughtIn:
    """Adds files, and every file of folders that can be read; see `Sources.bring_in`."""
    files = list(files_of(paths))
    run = _Run(dossier, files, asked)
    try:
        dossier.backups.make_before(len(files), progress)
        for done, file in enumerate(files):
            here = Here(progress, done, len(files), file.name)
            here.step()
            run.take(file, here)
    except Cancelled:
        return run.finish()  # what was read is kept
    brought = run.finish()
    with suppress(Cancelled):  # the rest is looked for another time
        dossier.repeats.refresh(progress)
    return brought


def files_of(paths: Iterable[Path]) -> Iterator[_File]:
    """The files that are named, and those of the folders that are named, in order.

    In a folder, files that no reader is for and the pictures of saved pages are passed over.
    """
    readable = suffixes()
    for path in paths:
        if not path.is_dir():
            yield _File(path, path.name)
            continue
        for each in sorted(path.rglob("*")):
            inside = each.relative_to(path)
            if each.suffix.casefold() in readable and not _is_part_of_page(each, inside):
                yield _File(each, inside.as_posix())


def _is_part_of_page(path: Path, inside: Path) -> bool:
    """Whether a file lies in the folder beside a saved page, or is hidden."""
    if any(part.startswith((".", "~$")) for part in inside.parts):
        return True
    for folder in list(path.parents)[: len(inside.parts) - 1]:
        for ending in _PAGE_FILES:
            if folder.name.endswith(ending):
                page = folder.name.removesuffix(ending)
                return any(folder.with_name(page + end).exists() for end in (".html", ".htm"))
    return False


class _Run:
    """One bringing in, while it goes on."""

    def __init__(self, dossier: Dossier, files: list[_File], asked: Asked) -> None:
        self._dossier = dossier
        self._files = files
        self._asked = asked
        self._begin = time.monotonic()
        self._added: list[Source] = []
        self._lines: list[IntakeLine] = []
        self._waiting: list[tuple[_File, Draft]] = []
        self._bytes = 0
        self._operations = 0
        self._seen: set[str] = set()
        self._held_before = dossier.sources.originals()

    def take(self, file: _File, progress: Progress) -> None:
        """Reads a file; it is written with some others, later: the last ones with the report."""
        if len(self._waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
            self._write()
        try:
            data = bytes_of(file.path)
            key = hash_of(data)
            if held := self._held(key):
                words = f"Its very bytes are held already: {held}."
                self._tell(file, IntakeOutcome.HELD, words)
                return
            draft = reading_process().read_bytes(
                data,
                file.path.name,
                encoding=self._asked.encoding,
                reader=self._asked.reader,
                progress=progress,
            )
        except Cancelled:
            raise
        except WorkbenchError as fault:
            self._tell(file, IntakeOutcome.FAILED, str(fault))
            return
        self._seen.add(key)
        self._waiting.append((file, draft))
        self._bytes += len(data)

    def finish(self) -> BroughtIn:
        """Writes what still waits, with the report of all of it."""
        if len(self._files) < 2:  # noqa: PLR2004 - of one file a notice tells all
            self._write()
            return self._brought(self._report())
        label = self._label() if self._waiting else f"Report on {len(self._files):,} files"
        with self._dossier.operation(label) as operation:
            self._write()
            report = operation.put(self._report())
        return self._brought(report)

    def _brought(self, report: IntakeReport) -> BroughtIn:
        operations = max(self._operations, 1)
        return BroughtIn(added=tuple(self._added), report=report, operations=operations)

    def _held(self, key: str) -> str:
        """What was read from bytes with this hash, in words; empty where nothing was."""
        if key in self._seen:
            return "another of these files"
        if key not in self._held_before:
            return ""
        found = self._dossier.sources.read_from([key])
        return f"{found[0].ref} {found[0].title}" if found else ""

    def _label(self) -> str:
        count = len(self._waiting)
        return f"Add {self._waiting[0][0].name if count == 1 else many(count, 'source')}"

    def _write(self) -> None:
        """Adds what was read so far, in one operation."""
        if not self._waiting:
            return
        drafts = [(draft, dict(self._asked.fields)) for _, draft in self._waiting]
        sources = add_drafts(self._dossier, drafts, label=self._label(), compare=False)
        for (file, draft), source in zip(self._waiting, sources, strict=True):
            if draft.warnings:
                self._tell(file, IntakeOutcome.DOUBTFUL, "\n".join(draft.warnings), source, draft)
        self._added += sources
        self._operations += 1
        self._waiting, self._bytes = [], 0

    def _tell(
        self,
        file: _File,
        outcome: IntakeOutcome,
        words: str,
        source: Source | None = None,
        draft: Draft | None = None,
    ) -> None:
        self._lines.append(
            IntakeLine(
                name=file.name,
                outcome=outcome,
                source=source.id if source else "",
                words=words,
                reader=draft.reader if draft else "",
                milliseconds=draft.milliseconds if draft else 0,
            )
        )

    def _report(self) -> IntakeReport:
        counts = {each: sum(line.outcome is each for line in self._lines) for each in IntakeOutcome}
        failed, held = counts[IntakeOutcome.FAILED], counts[IntakeOutcome.HELD]
        order = list(reversed(IntakeOutcome))
        whole = len(self._files)
        return IntakeReport(
            title=many(whole, "file"),
            added=len(self._added),
            failed=failed,
            held=held,
            left=whole - len(self._added) - failed - held - len(self._waiting),
            milliseconds=round((time.monotonic() - self._begin) * 1_000),
            lines=_distinct(sorted(self._lines, key=lambda line: order.index(line.outcome))),
        )


def _distinct(lines: Iterable[IntakeLine]) -> tuple[IntakeLine, ...]:
    """Lines of which no two have the same name: files of several folders may."""
    seen: dict[str, int] = {}
    told = []
    for line in lines:
        seen[line.name] = again = seen.get(line.name, 0) + 1
        told.append(line if again == 1 else replace(line, name=f"{line.name} ({again})"))
    return tuple(told)
