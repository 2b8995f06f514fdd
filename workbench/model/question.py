"""A question: a gap that the sources leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import QuestionKind
from workbench.model.record import Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """What is not known: a field no source states, an open question, or an intelligence gap."""

    KIND: ClassVar[str] = "question"
    PREFIX: ClassVar[str] = "Q"
    TITLE: ClassVar[str] = "question"
    SEARCHED: ClassVar[tuple[str, ...]] = ("question",)

    question: str = field(metadata=prose(required=True))
    kind: QuestionKind = QuestionKind.OPEN_QUESTION
    claim: str | None = field(default=None, metadata=link("claim", label="Raised by"))
    answer: str | None = field(default=None, metadata=link("claim", label="Answered by"))
