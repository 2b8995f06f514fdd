"""What to say of a filter whose field or state nobody knows: what was meant, and what there is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.model.query import Filter

_MOST_NAMED = 40
"""Of more names than that a list helps nobody."""
_DATES = frozenset(
    {"after", "announced", "as_of", "before", "date", "during", "effective", "from", "on", "period"}
    | {"published", "to", "window", "year"}
)
_SPANS = "For dates write since:2026-01 or until:2026-03."
_TEXTS = "Words are looked for in texts anyway: write them alone."


def refusal(chosen: Filter, fields: Collection[str], states: Collection[str]) -> str:
    """Says that none of `fields`, or of the `states` that `is:` takes, is what was written."""
    if chosen.field == "is":
        wrong = next((each for each in chosen.values if each not in states), chosen.values[0])
        return f"No state {wrong!r} for is: here.{_nearest(wrong, states)}"
    no_field = f"No field {chosen.field!r} here."
    if chosen.field in _DATES:
        return f"{no_field} {_SPANS}"
    if chosen.field == "text":
        return f"{no_field} {_TEXTS}"
    return no_field + _nearest(chosen.field, fields)


def no_value(field: str, wrong: str, known: Collection[str]) -> str:
    """Says that `wrong` is none of the values that a field can have."""
    return f"No value {wrong!r} for {field}: here.{_nearest(wrong, known)}"


def _nearest(wrong: str, known: Collection[str]) -> str:
    """The nearest of some names, and all of them where they are few enough to read."""
    meant = get_close_matches(wrong, sorted(known), 1)
    advice = f" Did you mean {meant[0]!r}?" if meant else ""
    every = f" Known: {', '.join(sorted(known))}." if len(known) <= _MOST_NAMED else ""
    return advice + every
