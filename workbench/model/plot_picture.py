"""A plot as it goes into a briefing: drawn, with its words and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotPicture:
    """A plot drawn on `width` by `height` pixels.

    `png` has two dots to the pixel, `svg` the same picture in lines; `words` say what it shows to
    those who do not see it; `rows` are the numbers behind it, the heads of their columns first.
    """

    title: str
    subtitle: str
    words: str
    png: bytes
    svg: str
    width: int
    height: int
    rows: tuple[tuple[str, ...], ...]
