"""How a count is spelled with its noun."""

from __future__ import annotations

_UNITS = frozenset({"chip", "unit", "licence", "wafer", "system", "server"})


def many(count: int, one: str, several: str = "") -> str:
    """A count with its noun, such as "1 row"; `several` where that takes more than an s."""
    return f"{count:,} {one if abs(count) == 1 else several or f'{one}s'}"


def several(unit: str) -> str:
    """What more than one of a unit are called, such as "chips"; any other unit stays as it is."""
    return f"{unit}s" if unit in _UNITS else unit
