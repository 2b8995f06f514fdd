"""What happened to a decision: the action types of the Digital Policy Alert, with their ids.

Source: Digital Policy Alert, list of action types (id, current status id, lifecycle phase id); the
list runs to 23 and gives no 8. A status and a phase are worded here, their ids are DPA's.
"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where in its life an event leaves a decision."""

    UNSTATED = "unstated"
    UNDER_DELIBERATION = "under_deliberation"
    DECIDED = "decided"
    ENDED = "ended"


class EventStatus(StrEnum):
    """How a decision stands after an event."""

    UNSTATED = "unstated"
    UNDER_DELIBERATION = "under_deliberation"
    INTERIM_RULING = "interim_ruling"
    ENJOINED = "enjoined"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    TERMINATED = "terminated"
    CLOSED = "closed"
    CONSULTATION_OPEN = "consultation_open"
    CONSULTATION_CLOSED = "consultation_closed"
    GRACE_PERIOD = "grace_period"
    APPEALED = "appealed"
    TERMINATION_ANNOUNCED = "termination_announced"


class EventAction(StrEnum):
    """What happened to a decision; UNSPECIFIED where no source says it in these terms."""

    UNSPECIFIED = "unspecified"
    ANNOUNCEMENT = "announcement"
    INTRODUCTION = "introduction"
    AMENDMENT = "amendment"
    ADOPTION = "adoption"
    CONSULTATION_OPENED = "consultation_opened"
    CONSULTATION_CLOSED = "consultation_closed"
    IMPLEMENTATION = "implementation"
    SIGNING = "signing"
    VETO = "veto"
    DRAFTING = "drafting"
    RULING = "ruling"
    REJECTION = "rejection"
    TERMINATION = "termination"
    CLOSURE = "closure"
    PASSAGE = "passage"
    IN_FORCE_WITH_GRACE_PERIOD = "in_force_with_grace_period"
    POSTPONEMENT = "postponement"
    APPEAL = "appeal"
    INJUNCTION = "injunction"
    TERMINATION_ANNOUNCEMENT = "termination_announcement"
    OPINION = "opinion"
    INTERIM_RULING = "interim_ruling"

    @property
    def phase(self) -> Phase:
        """The phase of life that it leaves the decision in."""
        return _DPA[self][2]

    @property
    def status(self) -> EventStatus:
        """How the decision stands after it."""
        return _DPA[self][1]

    @classmethod
    def of_dpa(cls, number: int) -> EventAction:
        """The action with a number of the Digital Policy Alert; UNSPECIFIED for an unknown one."""
        return _BY_DPA.get(number, cls.UNSPECIFIED)


_TALKED = (EventStatus.UNDER_DELIBERATION, Phase.UNDER_DELIBERATION)
_DPA: dict[EventAction, tuple[int, EventStatus, Phase]] = {
    EventAction.UNSPECIFIED: (0, EventStatus.UNSTATED, Phase.UNSTATED),
    EventAction.ANNOUNCEMENT: (1, *_TALKED),
    EventAction.INTRODUCTION: (2, *_TALKED),
    EventAction.AMENDMENT: (3, *_TALKED),
    EventAction.ADOPTION: (4, EventStatus.ADOPTED, Phase.DECIDED),
    EventAction.CONSULTATION_OPENED: (5, EventStatus.CONSULTATION_OPEN, Phase.UNDER_DELIBERATION),
    EventAction.CONSULTATION_CLOSED: (6, EventStatus.CONSULTATION_CLOSED, Phase.UNDER_DELIBERATION),
    EventAction.IMPLEMENTATION: (7, EventStatus.IN_FORCE, Phase.DECIDED),
    EventAction.SIGNING: (9, EventStatus.ADOPTED, Phase.DECIDED),
    EventAction.VETO: (10, EventStatus.REJECTED, Phase.ENDED),
    EventAction.DRAFTING: (11, *_TALKED),
    EventAction.RULING: (12, EventStatus.IN_FORCE, Phase.DECIDED),
    EventAction.REJECTION: (13, EventStatus.REJECTED, Phase.ENDED),
    EventAction.TERMINATION: (14, EventStatus.TERMINATED, Phase.ENDED),
    EventAction.CLOSURE: (15, EventStatus.CLOSED, Phase.DECIDED),
    EventAction.PASSAGE: (16, *_TALKED),
    EventAction.IN_FORCE_WITH_GRACE_PERIOD: (17, EventStatus.GRACE_PERIOD, Phase.DECIDED),
    EventAction.POSTPONEMENT: (18, EventStatus.ADOPTED, Phase.DECIDED),
    EventAction.APPEAL: (19, EventStatus.APPEALED, Phase.UNDER_DELIBERATION),
    EventAction.INJUNCTION: (20, EventStatus.ENJOINED, Phase.UNDER_DELIBERATION),
    EventAction.TERMINATION_ANNOUNCEMENT: (21, EventStatus.TERMINATION_ANNOUNCED, Phase.ENDED),
    EventAction.OPINION: (22, *_TALKED),
    EventAction.INTERIM_RULING: (23, EventStatus.INTERIM_RULING, Phase.UNDER_DELIBERATION),
}
_BY_DPA = {number: action for action, (number, _, _) in _DPA.items()}
