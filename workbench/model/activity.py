"""An activity: what somebody was doing around a decision, such as a visit or a campaign."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import ActivityKind
from workbench.model.record import Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """A visit, a campaign, a meeting; `duration` keeps the source's words ("years-long")."""

    KIND: ClassVar[str] = "activity"
    PREFIX: ClassVar[str] = "V"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "place")

    title: str = field(metadata=prose(required=True))
    kind: ActivityKind = ActivityKind.OTHER
    actor: str | None = field(default=None, metadata=link("party"))
    place: str = ""
    during: When = When.UNKNOWN
    duration: str = field(default="", metadata=prose(label="Duration, in the source's words"))
    same_as: str | None = field(
        default=None, metadata=link("activity", label="Possibly the same as")
    )
