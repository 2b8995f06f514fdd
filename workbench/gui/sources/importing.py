"""Bringing files in: one undoable operation a file, and a notice of what came and what did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import Cancelled, WorkbenchError
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.progress import Progress

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What came of files: sources, words about each file that was not read, doubts, and the rest.

    `left` counts the files that were not looked at, since the analyst stopped it.
    """

    added: tuple[Source, ...] = ()
    refused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    left: int = 0


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that were named, and those of folders that can be read, in order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*"))
            found += [each for each in inside if each.suffix.casefold() in SUFFIXES]
        else:
            found.append(path)
    return found


def bring_in(dossier: Dossier, paths: Sequence[Path], progress: Progress) -> BroughtIn:
    """Adds files as sources, each by an operation of its own; one that fails stops no other."""
    files = files_of(paths)
    added: list[Source] = []
    refused: list[str] = []
    doubts: list[str] = []
    for done, path in enumerate(files):
        try:
            progress.step(done, len(files), path.name)
            draft = dossier.sources.draft(path)
            with dossier.operation(f"Add {path.name}"):
                added.append(dossier.sources.add_draft(draft))
            doubts += [f"{path.name}: {each}" for each in draft.warnings]
        except Cancelled:
            return _told(added, refused, doubts, len(files) - done)
        except WorkbenchError as fault:
            refused.append(f"{path.name}: {fault}")
    if not files:
        refused.append("There is no text or HTML file in that folder.")
    return _told(added, refused, doubts, 0)


def _told(
    added: Sequence[Source], refused: Sequence[str], doubts: Sequence[str], left: int
) -> BroughtIn:
    return BroughtIn(added=tuple(added), refused=tuple(refused), doubts=tuple(doubts), left=left)


def start_bringing_in(
    context: Context, paths: Sequence[Path], then: Callable[[BroughtIn], None]
) -> None:
    """Reads files as a job with progress; tells in the end, then gives what came of it."""
    label = f"Reading {paths[0].name}" if len(paths) == 1 else f"Reading {len(paths)} files"
    dossier = context.dossier

    def told(result: BroughtIn) -> None:
        tell(context, result)
        then(result)

    context.jobs.write(
        label, lambda progress: bring_in(dossier, paths, progress), told, quiet=False
    )


def tell(context: Context, result: BroughtIn) -> None:
    """Says what was added, and what was not and why."""
    count = len(result.added)
    added = f"Added {result.added[0].title}" if count == 1 else f"Added {count} sources"
    stopped = f"Stopped; {result.left} of the files were not read." if result.left else ""
    if count:
        act = ("Undo", context.undo) if count == 1 else None
        context.notices.say(f"{added}. {stopped}".strip(), act=act, tone="good")
    elif stopped:
        context.notices.say(stopped)
    for lines, tone in ((result.refused, "bad"), (result.doubts, "warning")):
        if lines:
            more = len(lines) - MOST_TOLD
            rest = [f"and {more} more"] if more > 0 else []
            head = f"{len(lines)} not added:" if tone == "bad" else "Please check:"
            context.notices.say("\n".join([head, *lines[:MOST_TOLD], *rest]), tone=tone)
