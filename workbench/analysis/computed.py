"""A figure that was worked out from records: what it says, how, and from which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """One computed figure in words.

    `how` says formula and inputs, `inputs` are kind and id of each record that it rests on, `warns`
    that something does not fit.
    """

    label: str
    words: str
    how: str
    inputs: tuple[tuple[str, str], ...] = ()
    warns: bool = False
