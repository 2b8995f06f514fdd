"""What the form of a comment request is pre-filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.fields import Read, read_from, span_of
from workbench.intake.suggest import suggest
from workbench.model.kinds import Resolution

if TYPE_CHECKING:
    from workbench.intake.fields import Fields
    from workbench.intake.gazetteer import Gazetteer


def comment_fields(text: str, start: int, stop: int, gazetteer: Gazetteer | None = None) -> Fields:
    """Read what came of a request for comment: outcome, party, and whether that is named.

    The party is the one named last before the outcome. Where none is, who was asked is left open,
    and can only be inferred.
    Of several answers the last counts, with the party that is named between it and the one before.
    """
    found = suggest(text, start, stop, gazetteer)
    if not found.comments:
        return {}
    begin = found.comments[-2].stop if len(found.comments) > 1 else start
    answer = found.comments[-1]
    fields = {"outcome": read_from(answer)}
    named = [each for each in found.parties if begin <= each.start and each.stop <= answer.start]
    if named:
        fields["party"] = read_from(named[-1])
        fields["resolution"] = Read(Resolution.NAMED, span_of(named[-1]))
    else:
        fields["resolution"] = Read(Resolution.INFERRED, span_of(answer))
    return fields
