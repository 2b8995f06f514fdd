"""Stands where a built-in part would, and fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.plugins import hook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.plugins import Reader


@hook
def readers() -> Sequence[Reader]:
    """Give nothing, ever."""
    raise ZeroDivisionError
