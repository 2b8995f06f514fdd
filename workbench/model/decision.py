"""A decision: one act of a government."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.event_action import EventAction, EventStatus, Phase
from workbench.model.kinds import (
    Action,
    AuthorityPrecision,
    ConditionKind,
    DecisionRelation,
    DecisionRole,
    Direction,
    RecordStatus,
    Scope,
    Stance,
)
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionParty(Part):
    """What a party is to this decision."""

    KEY: ClassVar[tuple[str, ...]] = ("party", "role")

    party: str = field(metadata=link("party"))
    role: DecisionRole = DecisionRole.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLink(Part):
    """How this decision stands to an earlier one; `claim` says who reports the link."""

    KEY: ClassVar[tuple[str, ...]] = ("relation", "decision")

    relation: DecisionRelation
    decision: str = field(metadata=link("decision"))
    claim: str | None = field(default=None, metadata=link("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Part):
    """What this decision is subject to, in the source's words where it gives any."""

    KEY: ClassVar[tuple[str, ...]] = ("kind", "words")

    kind: ConditionKind = ConditionKind.UNSPECIFIED
    words: str = ""
    quantity: Quantity = Quantity()

    @property
    def told(self) -> str:
        """Its kind, the source's words, and its quantity where the words hold no number."""
        named = self.kind is not ConditionKind.UNSPECIFIED
        word = self.kind.word if named else ""
        kind = word if word.isupper() else word.lower()
        counted = any(each.isdigit() for each in self.words)
        said = (self.words, "" if counted else self.quantity.full_text())
        parts = (kind, ", ".join(each for each in said if each))
        return ": ".join(each for each in parts if each) or "conditions not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected(Part):
    """A jurisdiction that this decision reaches, or that it leaves out where `excluded`.

    `jurisdiction` is ISO 3166-1 alpha-3, or ALL.
    """

    KEY: ClassVar[tuple[str, ...]] = ("jurisdiction",)

    jurisdiction: str = ""
    excluded: bool = field(default=False, metadata=prose(label="Left out"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEvent(Part):
    """One step in the life of this decision; `claim` says so, `words` as the source puts it."""

    KEY: ClassVar[tuple[str, ...]] = ("action", "when", "words")

    action: EventAction = EventAction.UNSPECIFIED
    when: When = When.UNKNOWN
    words: str = ""
    claim: str | None = field(default=None, metadata=link("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCoding(Part):
    """A coded stance: the level `value` on a version of a scale, from `since` on.

    `event` is the step of the decision that is coded, UNSPECIFIED for the decision as a whole.
    `reach` is the flag of the sub-index, general or targeted; unstated leaves an interval. What is
    not coded has no coding: never a zero.
    """

    KEY: ClassVar[tuple[str, ...]] = ("scale", "event", "since")

    scale: str = field(metadata=link("stance_scale"))
    value: int = 0
    reach: Scope = Scope.UNSTATED
    event: EventAction = EventAction.UNSPECIFIED
    since: When = When.UNKNOWN
    claim: str | None = field(default=None, metadata=link("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """One act of a government.

    A measure may take effect before it is announced, or never: no order of its dates is required.
    `jurisdiction` is the deciding one (ISO 3166-1 alpha-3); `authority` the body, as exactly as
    `authority_precision` says. `never_in_force` tells that it ended before it took effect; then
    `effective` is the date that was planned.
    """

    KIND: ClassVar[str] = "decision"
    PREFIX: ClassVar[str] = "D"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "instrument", "citation", "note")

    title: str = field(metadata=prose(required=True))
    line: str | None = field(default=None, metadata=link("policy_line", label="Policy line"))
    authority: str | None = field(default=None, metadata=link("party"))
    authority_precision: AuthorityPrecision = AuthorityPrecision.GOVERNMENT_ONLY
    jurisdiction: str = ""
    action: Action = Action.UNSPECIFIED
    direction: Direction = Direction.UNCLEAR
    instrument: str = ""
    citation: str = ""
    announced: When = When.UNKNOWN
    published: When = When.UNKNOWN
    effective: When = When.UNKNOWN
    ended: When = When.UNKNOWN
    never_in_force: bool = field(default=False, metadata=prose(label="Never came into force"))
    scope: Scope = Scope.UNSTATED
    status: RecordStatus = RecordStatus.DRAFT
    note: str = field(default="", metadata=prose(long=True))
    parties: tuple[DecisionParty, ...] = ()
    links: tuple[DecisionLink, ...] = ()
    conditions: tuple[Condition, ...] = ()
    affected: tuple[Affected, ...] = field(
        default=(), metadata=prose(label="Jurisdictions affected")
    )
    events: tuple[DecisionEvent, ...] = ()
    stances: tuple[StanceCoding, ...] = field(default=(), metadata=prose(label="Coded stance"))

    @property
    def last_event(self) -> DecisionEvent | None:
        """The latest dated step of its life, else the last one listed; None without events."""
        dated = [each for each in self.events if each.when.earliest]
        if not dated:
            return self.events[-1] if self.events else None
        return max(dated, key=lambda each: str(each.when.earliest))

    @property
    def phase(self) -> Phase:
        """The phase of life in which its events leave it."""
        return self.last_event.action.phase if self.last_event else Phase.UNSTATED

    @property
    def standing(self) -> EventStatus:
        """How it stands after its events."""
        return self.last_event.action.status if self.last_event else EventStatus.UNSTATED

    def coded_from(self, coding: StanceCoding) -> When:
        """From when a coded stance holds: its own date, else the event's, else the decision's."""
        if coding.since:
            return coding.since
        if coding.event is not EventAction.UNSPECIFIED:
            held = (each.when for each in self.events if each.action is coding.event)
            return next((when for when in held if when), When.UNKNOWN)
        return self.effective or self.when

    @property
    def when(self) -> When:
        """The date that places it on a time axis: announced, else published, else effective."""
        return self.announced or self.published or self.effective

    @property
    def stance(self) -> Stance:
        """What it means for who wants to buy, from its action, else from its direction."""
        return stance_of(self.action, self.direction)


def stance_of(action: Action, direction: Direction) -> Stance:
    """What an action means for who wants to buy; else what its direction means."""
    return STANCE_OF_ACTION.get(action) or STANCE_OF_DIRECTION[direction]


STANCE_OF_ACTION = {
    Action.APPROVE: Stance.APPROVE,
    Action.APPROVE_CONDITIONALLY: Stance.CONDITIONAL,
    Action.RELAX: Stance.RELAX,
    Action.POSTPONE: Stance.PENDING,
    Action.RESTRICT: Stance.RESTRICT,
    Action.SUSPEND: Stance.RESTRICT,
    Action.DENY: Stance.DENY,
    Action.PROHIBIT: Stance.DENY,
    Action.REVOKE: Stance.DENY,
}
STANCE_OF_DIRECTION = {
    Direction.LIBERALISING: Stance.RELAX,
    Direction.RESTRICTIVE: Stance.RESTRICT,
    Direction.NEUTRAL: Stance.UNCLEAR,
    Direction.UNCLEAR: Stance.UNCLEAR,
}
