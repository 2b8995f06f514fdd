"""Who may buy, is sold to, or bought, as a sentence lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake import wording

if TYPE_CHECKING:
    from workbench.intake.suggestion import Suggestion, Suggestions


def recipients_of(text: str, start: int, stop: int, found: Suggestions) -> list[Suggestion[str]]:
    """The parties that are allowed to buy, are sold to, or buy."""
    for pattern in wording.RECIPIENTS:
        if listed := pattern.search(text, start, stop):
            begin, end = listed.span("who")
            named = {e.value: e for e in found.parties if begin <= e.start and e.stop <= end}
            if named:
                return list(named.values())
    return _buyers(text, found)


def _buyers(text: str, found: Suggestions) -> list[Suggestion[str]]:
    """The list of parties right before a verb of buying."""
    for last, party in enumerate(found.parties):
        if wording.BUYING.match(text, party.stop):
            first = last
            while first and wording.LIST_GAP.fullmatch(
                text, found.parties[first - 1].stop, found.parties[first].start
            ):
                first -= 1
            return list({e.value: e for e in found.parties[first : last + 1]}.values())
    return []
