"""Finds out how a program counted positions in a text, and gives them in code points over LF."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from workbench.model.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Mapping = Callable[[int], int]

Asked = tuple[int, int, str]
"""Start and end as the file has them, and the name of the selection, often the words in it."""
Place = tuple[int, int] | None


def positions(raw: str, asked: Sequence[Asked]) -> tuple[str, list[Place], str]:
    """Return the text with LF, where each selection lies in it, and what is doubtful, in words.

    A place is None where a selection lies outside the text or is empty.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    ways = _ways(raw, text)
    rated = [(_fitting(way, text, asked), -n) for n, way in enumerate(ways)]
    best, order = max(rated)
    chosen = ways[-order]
    equal = [way for way, (rate, _) in zip(ways, rated, strict=True) if rate == best]
    places = [_place(chosen, text, each) for each in asked]
    same = all([_place(way, text, each) for each in asked] == places for way in equal)
    doubt = "" if same else _DOUBT
    return text, places, doubt


_DOUBT = (
    "the file does not say how its positions are counted, and the ways differ here. "
    "Look at the marked passages before you rely on them."
)


def _ways(raw: str, text: str) -> list[Mapping]:
    """The ways to count that make a difference in this text, the standard's own first."""
    ways: list[Mapping] = [lambda at: at]
    astral = any(each > "\uffff" for each in text)
    if astral:
        ways.append(Offsets(text).point)
    if "\r\n" in raw:
        ways.append(_over_crlf(raw))
        if astral:
            units, windows = Offsets(raw), _over_crlf(raw)
            ways.append(lambda at: windows(units.point(at)))
    return ways


def _over_crlf(raw: str) -> Mapping:
    """From positions that count a Windows line end twice."""
    ends = [at for at in range(len(raw)) if raw.startswith("\r\n", at)]
    return lambda at: at - bisect_left(ends, at)


def _fitting(way: Mapping, text: str, asked: Sequence[Asked]) -> tuple[int, int]:
    """How many selections begin with the words of their name, and lie inside the text."""
    named = inside = 0
    for start, stop, name in asked:
        begin, end = way(start), way(stop)
        if 0 <= begin < end <= len(text):
            inside += 1
            words = " ".join(text[begin:end].split())
            name_words = " ".join(name.split()).rstrip("….")
            named += bool(name_words) and words.startswith(name_words)
    return named, inside


def _place(way: Mapping, text: str, asked: Asked) -> Place:
    begin, end = way(asked[0]), way(asked[1])
    return (begin, end) if asked[0] >= 0 and 0 <= begin < end <= len(text) else None
