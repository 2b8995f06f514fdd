"""What a form can be pre-filled with from a selected stretch of text: by field, value and words.

A field that the text does not state is left out; nothing is guessed. The forms of each noun have a
file of their own, such as `claim_fields` and `decision_fields`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from workbench.intake.suggestion import Suggestion

_LEAD_IN = re.compile(
    r"\s*(?:According to [^,.\n]{1,60}, |However, |But |Meanwhile, |Still, |Moreover, )"
)
_LONGEST_TITLE = 120

Span = tuple[int, int]


class Read(NamedTuple):
    """A value for a field, and the half-open span of the words that state it."""

    value: Any
    span: Span


Fields = dict[str, Read]


def read_from(found: Suggestion[Any]) -> Read:
    """Return the value of a suggestion, with its words."""
    return Read(found.value, span_of(found))


def span_of(found: Suggestion[Any]) -> Span:
    """Return where a suggestion stands."""
    return found.start, found.stop


def statement_of(text: str, start: int, stop: int) -> Read:
    """Return the selection on one line, without words such as "However," that lead into it."""
    lead = _LEAD_IN.match(text, start, stop)
    begin = lead.end() if lead and lead.end() < stop else start
    return Read(" ".join(text[begin:stop].split()), (begin, stop))


def title_of(text: str, start: int, stop: int) -> Read:
    """Return the statement of the selection, cut at a word where it is long."""
    words, span = statement_of(text, start, stop)
    words = words.rstrip(".")
    if len(words) > _LONGEST_TITLE:
        words = words[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return Read(words, span)
