"""A comment request: who was asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from workbench.model.kinds import CommentOutcome, Resolution
from workbench.model.record import Record, link


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRequest(Record):
    """Not answering at once is not declining, nor is declining denying: `outcome` tells."""

    KIND: ClassVar[str] = "comment_request"
    PREFIX: ClassVar[str] = "R"
    TITLE: ClassVar[str] = "outcome"

    party: str = field(metadata=link("party"))
    outcome: CommentOutcome = CommentOutcome.NO_IMMEDIATE_RESPONSE
    resolution: Resolution = Resolution.NAMED
    claim: str | None = field(default=None, metadata=link("claim"))

    @property
    @override
    def name(self) -> str:
        """The outcome in plain words."""
        return self.outcome.value.replace("_", " ").capitalize()
