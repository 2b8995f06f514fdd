"""Moving one end of a stretch by words or characters: free of Qt, on the canonical text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
_REACH = 4_000
"""How far from an end the next word is looked for, in characters."""


class Edge(StrEnum):
    """Which end of a stretch is moved."""

    START = "start"
    STOP = "stop"


def moved(
    text: str, span: tuple[int, int], edge: Edge, by: int, *, character: bool = False
) -> tuple[int, int]:
    """A stretch with one end a word further right (`by` 1) or left (-1); never empty.

    The start goes to where a word begins, the stop to where one ends; a Chinese, Japanese or Korean
    character is a word.
    """
    start, stop = span
    point = start if edge is Edge.START else stop
    to = min(max(point + by, 0), len(text)) if character else _word_end(text, point, edge, by)
    if edge is Edge.START:
        return (to, stop) if to < stop else span
    return (start, to) if to > start else span


def _word_end(text: str, point: int, edge: Edge, by: int) -> int:
    low, high = max(0, point - _REACH), min(len(text), point + _REACH)
    words = [each.span() for each in _WORD.finditer(text, low, high)]
    ends = [each[0] if edge is Edge.START else each[1] for each in words]
    at = bisect_right(ends, point) if by > 0 else bisect_left(ends, point) - 1
    return ends[at] if 0 <= at < len(ends) else point
