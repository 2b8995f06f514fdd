"""Where the characters of a text stand on the pages it was read from, as bytes that are kept."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from typing import TYPE_CHECKING

from workbench.intake.document import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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
    first = max(bisect_right(runs, start, key=lambda run: run.start) - 1, 0)
    found = []
    for run in runs[first:]:
        if run.start >= stop:
            break
        begin, end = max(start, run.start), min(stop, run.start + run.length)
        if begin < end:
            at = run.first - run.start
            found.append((run.page, begin + at, end + at))
    return found


def page_at(runs: Sequence[Run], position: int) -> int:
    """Return the page, counted from 0, on which a position stands, or the last one before it."""
    at = bisect_right(runs, position, key=lambda run: run.start) - 1
    return runs[max(at, 0)].page if runs else 0
