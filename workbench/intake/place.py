"""Where the characters of a text stand on the pages it was read from, as bytes that are kept."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.intake.document import Run
from workbench.intake.reanchor import kept_stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def packed_runs(runs: Iterable[Run]) -> bytes:
    """Return runs as bytes."""
    rows = [(run.start, run.page, run.first, run.length) for run in runs]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"))


def runs_of(data: bytes) -> tuple[Run, ...]:
    """Return the runs that bytes hold, in the order of the text."""
    return tuple(Run(*row) for row in json.loads(zlib.decompress(data)))


def on_pages(runs: Sequence[Run], start: int, stop: int) -> list[tuple[int, int, int]]:
    """Return where the characters `start` to `stop` (half-open) stand.

    Each is a page, counted from 0, and the half-open span of characters as that page counts them.
    """
    return [
        (run.page, run.first + begin - run.start, run.first + end - run.start)
        for run, begin, end in _within(runs, start, stop)
    ]


def _within(runs: Sequence[Run], start: int, stop: int) -> Iterator[tuple[Run, int, int]]:
    """The runs that share characters with a stretch, and which ones, half-open."""
    at = max(bisect_right(runs, start, key=lambda run: run.start) - 1, 0)
    while at < len(runs) and runs[at].start < stop:
        run = runs[at]
        begin, end = max(start, run.start), min(stop, run.start + run.length)
        if begin < end:
            yield run, begin, end
        at += 1


def carried_runs(runs: Sequence[Run], old: str, new: str) -> tuple[Run, ...]:
    """Return where `new`, a corrected `old`, stands on the pages that `old` stands on by `runs`."""
    found = [
        Run(to + begin - at, run.page, run.first + begin - run.start, end - begin)
        for at, to, length in kept_stretches(old, new)
        for run, begin, end in _within(runs, at, at + length)
    ]
    return tuple(_joined(sorted(found, key=lambda run: run.start)))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs, those put together that follow one another in the text and on the page."""
    held: Run | None = None
    for run in runs:
        if held is not None and _follows(run, held):
            held = replace(held, length=held.length + run.length)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _follows(run: Run, held: Run) -> bool:
    ends = held.page, held.start + held.length, held.first + held.length
    return (run.page, run.start, run.first) == ends


def page_at(runs: Sequence[Run], position: int) -> int:
    """Return the page, counted from 0, on which a position stands, or the last one before it."""
    at = bisect_right(runs, position, key=lambda run: run.start) - 1
    return runs[max(at, 0)].page if runs else 0
