"""How a count is spelled with its noun."""

from __future__ import annotations


def many(count: int, one: str, several: str = "") -> str:
    """A count with its noun, such as "1 row"; `several` where that takes more than an s."""
    return f"{count:,} {one if abs(count) == 1 else several or f'{one}s'}"
