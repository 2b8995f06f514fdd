"""What the form of a decision is pre-filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake import wording
from workbench.intake.fields import Read, read_from, span_of, title_of
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.recipients import recipients_of
from workbench.intake.suggest import suggest
from workbench.model.decision import DecisionParty
from workbench.model.kinds import Action, AuthorityPrecision, DecisionRole, Direction, PartyKind

if TYPE_CHECKING:
    from workbench.intake.fields import Fields
    from workbench.intake.suggestion import Suggestion, Suggestions

_AUTHORITIES = {
    PartyKind.GOVERNMENT: AuthorityPrecision.GOVERNMENT_ONLY,
    PartyKind.ADMINISTRATION: AuthorityPrecision.GOVERNMENT_ONLY,
    PartyKind.AGENCY: AuthorityPrecision.NAMED_BODY,
}
_DATES = (
    (wording.EFFECT, "effective"),
    (wording.PUBLICATION, "published"),
    (wording.ENDING, "ended"),
)
_BEFORE = 20


def decision_fields(text: str, start: int, stop: int, gazetteer: Gazetteer | None = None) -> Fields:
    """Read a decision: title, action, authority, instrument, dates, parties, conditions."""
    gazetteer = gazetteer or Gazetteer()
    found = suggest(text, start, stop, gazetteer)
    fields: Fields = {"title": title_of(text, start, stop)}
    action = _main_action(found)
    if action:
        fields["action"] = read_from(action)
        if direction := wording.DIRECTIONS.get(action.value):
            fields["direction"] = Read(direction, span_of(action))
    fields |= _authority(text, found, gazetteer)
    if instrument := wording.INSTRUMENTS.search(text, start, stop):
        fields["instrument"] = Read(" ".join(instrument[0].split()), instrument.span())
    fields |= _decision_dates(text, start, found)
    if found.conditions:
        conditions = {each.value.words.casefold(): each.value for each in found.conditions}
        fields["conditions"] = Read(tuple(conditions.values()), span_of(found.conditions[0]))
    if recipients := recipients_of(text, start, stop, found):
        role = _role(text[start:stop], action)
        parties = tuple(DecisionParty(party=each.value, role=role) for each in recipients)
        fields["parties"] = Read(parties, (recipients[0].start, recipients[-1].stop))
    return fields


def _main_action(found: Suggestions) -> Suggestion[Action] | None:
    """The act that is meant: a conditional approval before a plain one, else the first."""
    conditional = (e for e in found.actions if e.value is Action.APPROVE_CONDITIONALLY)
    return next(conditional, None) or next(iter(found.actions), None)


def _authority(text: str, found: Suggestions, gazetteer: Gazetteer) -> Fields:
    """The government or body that is the subject of an act, or that it was done by."""
    bodies = [e for e in found.parties if gazetteer.parties[e.value].kind in _AUTHORITIES]
    for act in found.actions:
        for body in bodies:
            if _acts(text, body, act):
                party = gazetteer.parties[body.value]
                fields = {
                    "authority": read_from(body),
                    "authority_precision": Read(_AUTHORITIES[party.kind], span_of(body)),
                }
                if party.jurisdiction:
                    fields["jurisdiction"] = Read(party.jurisdiction, span_of(body))
                return fields
    return {}


def _acts(text: str, body: Suggestion[str], act: Suggestion[Action]) -> bool:
    if body.start >= act.stop:
        return bool(wording.BY.fullmatch(text, act.stop, body.start))
    before = text[max(0, body.start - _BEFORE) : body.start]
    between = wording.SUBJECT_GAP.fullmatch(text, body.stop, act.start)
    owns = text.startswith(("'s ", "’s "), body.stop)
    return bool(between) and (owns or not wording.NOT_SUBJECT.search(before))


def _role(words: str, action: Suggestion[Action] | None) -> DecisionRole:
    """What those who want to buy are to the decision."""
    if action and wording.DIRECTIONS.get(action.value) is Direction.RESTRICTIVE:
        return DecisionRole.TARGET
    return DecisionRole.LICENSEE if "licen" in words else DecisionRole.BENEFICIARY


def _decision_dates(text: str, start: int, found: Suggestions) -> Fields:
    """Each date under what the words before it say: effective, published, ended, else announced."""
    fields: Fields = {}
    reached = start
    for date in found.dates:
        field = next(
            (name for pattern, name in _DATES if pattern.search(text, reached, date.start)),
            "announced",
        )
        fields.setdefault(field, read_from(date))
        reached = date.stop
    return fields
