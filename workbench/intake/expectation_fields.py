"""What the form of an expectation is pre-filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake import wording
from workbench.intake.fields import Read, read_from, span_of, statement_of
from workbench.intake.suggest import suggest

if TYPE_CHECKING:
    from workbench.intake.fields import Fields
    from workbench.intake.gazetteer import Gazetteer


def expectation_fields(
    text: str, start: int, stop: int, gazetteer: Gazetteer | None = None
) -> Fields:
    """Read an expectation: statement, the time in the source's words, and the dates of that.

    A date counts where it stands behind the words that await something ("is expected", "plans to").
    """
    found = suggest(text, start, stop, gazetteer)
    fields: Fields = {"statement": statement_of(text, start, stop)}
    if found.expectations:
        fields["words"] = read_from(found.expectations[0])
    awaited = wording.AWAITED.search(text, start, stop)
    dates = [each for each in found.dates if awaited and each.start >= awaited.end()]
    if dates:
        fields["window"] = read_from(dates[0])
        fields.setdefault("words", Read(dates[0].words, span_of(dates[0])))
    return fields
