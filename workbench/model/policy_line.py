"""A policy line: the policy that decisions move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Flow
from workbench.model.record import Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine(Record):
    """One policy of one authority; `target` is where it is aimed (ISO 3166-1 alpha-3).

    `scale` is the stance scale on which its decisions are coded.
    """

    KIND: ClassVar[str] = "policy_line"
    PREFIX: ClassVar[str] = "L"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "rationale")

    title: str = field(metadata=prose(required=True))
    authority: str | None = field(default=None, metadata=link("party"))
    flow: Flow = Flow.UNSTATED
    target: str = ""
    scale: str | None = field(default=None, metadata=link("stance_scale", label="Stance scale"))
    rationale: str = field(default="", metadata=prose(long=True))
