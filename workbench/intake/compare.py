"""What is different between two versions of a text, line by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextChange:
    """Lines that became others: `before` and `after`, one of them empty where lines came or went.

    `line` counts the lines with words of the newer text, from 1: the first one that is different.
    """

    line: int
    before: str
    after: str


def changed_lines(old: str, new: str) -> list[TextChange]:
    """Return the lines that differ, in their order; lines without words count for nothing."""
    from rapidfuzz.distance import LCSseq

    before, after = (_lines(text) for text in (old, new))
    found: list[TextChange] = []
    gone: list[str] = []
    come: list[str] = []
    begin = 0
    for each in LCSseq.opcodes(before, after):
        if each.tag != "equal":
            begin = begin if gone or come else each.dest_start
            gone += before[each.src_start : each.src_end]
            come += after[each.dest_start : each.dest_end]
            continue
        if gone or come:
            found.append(TextChange(begin + 1, "\n".join(gone), "\n".join(come)))
        gone, come = [], []
    if gone or come:
        found.append(TextChange(begin + 1, "\n".join(gone), "\n".join(come)))
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
