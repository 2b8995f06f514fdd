"""Positions in a text, counted in code points (records, Python) and in UTF-16 units (Qt).

They differ after characters beyond U+FFFF, such as emoji and rare Chinese characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Maps positions of one text both ways.

    Building reads the text once (about 2 ms per million characters); a look-up is a bisection.
    """

    def __init__(self, text: str) -> None:
        self._points = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + order for order, point in enumerate(self._points)]

    def units(self, point: int) -> int:
        """Return the UTF-16 position of a code point position."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Return the code point position of a UTF-16 position.

        A position in the middle of a character counts as that character's start.
        """
        return unit - bisect_left(self._units, unit)
