"""What the form of an allocation is pre-filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake import wording
from workbench.intake.fields import Read, read_from, span_of, title_of
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.recipients import recipients_of
from workbench.intake.suggest import suggest
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Action, AllocationRole, PartyKind, Split, Stage

if TYPE_CHECKING:
    from workbench.intake.fields import Fields
    from workbench.intake.suggestion import Suggestions

_DECIDED = frozenset({Action.APPROVE, Action.APPROVE_CONDITIONALLY, Action.RELAX})
_EARLIER = 3_000


def allocation_fields(
    text: str, start: int, stop: int, gazetteer: Gazetteer | None = None
) -> Fields:
    """Read an allocation: title, quantity, item, stage, split, recipients.

    Where the selection names its item by the unit only ("of the chips"), the item named last
    before it is taken, at its own span.
    """
    gazetteer = gazetteer or Gazetteer()
    found = suggest(text, start, stop, gazetteer)
    fields: Fields = {"title": title_of(text, start, stop)}
    if found.quantities:
        fields["quantity"] = read_from(found.quantities[0])
    if item := _item(text, start, found, gazetteer):
        fields["item"] = item
    if stage := _stage(text, start, stop, found):
        fields["stage"] = stage
    recipients = recipients_of(text, start, stop, found) if found.quantities else []
    if recipients:
        span = (recipients[0].start, recipients[-1].stop)
        parties = [
            AllocationParty(party=each.value, role=AllocationRole.RECIPIENT) for each in recipients
        ]
        fields["parties"] = Read(tuple(parties), span)
        words = span_of(found.totals[0]) if found.totals else span
        if len(parties) > 1 and not wording.EACH.search(text, start, stop):
            fields["split"] = Read(Split.JOINT_UNSPECIFIED, words)
        elif len(parties) == 1 and _is_one(gazetteer, parties[0].party):
            fields["split"] = Read(Split.SINGLE, span)
    if found.dates:
        fields["as_of"] = read_from(found.dates[0])
    return fields


def _item(text: str, start: int, found: Suggestions, gazetteer: Gazetteer) -> Read | None:
    if found.items:
        return read_from(found.items[0])
    units = {each.value.unit.casefold() for each in found.quantities if each.value.unit}
    earlier = [
        each
        for each in gazetteer.find(text, max(0, start - _EARLIER), start)
        if each.kind == "item" and gazetteer.items[each.id].unit.casefold() in units
    ]
    return Read(earlier[-1].id, (earlier[-1].start, earlier[-1].stop)) if earlier else None


def _stage(text: str, start: int, stop: int, found: Suggestions) -> Read | None:
    approved = next((each for each in found.actions if each.value in _DECIDED), None)
    if approved:
        return Read(Stage.AUTHORISED, span_of(approved))
    for pattern, stage in wording.STAGES:
        if words := pattern.search(text, start, stop):
            return Read(stage, words.span())
    return None


def _is_one(gazetteer: Gazetteer, party: str) -> bool:
    """Whether a party is one buyer, not a group such as "Chinese companies"."""
    return gazetteer.parties[party].kind is not PartyKind.UNNAMED_GROUP
