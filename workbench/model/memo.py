"""A memo: what an analyst notes about a record, or about the work as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo(Record):
    """A note about the record `about` of the kind `about_kind`; about nothing, a journal entry.

    The short memo of a passage stands in the passage itself.
    """

    KIND: ClassVar[str] = "memo"
    PREFIX: ClassVar[str] = "ME"
    TITLE: ClassVar[str] = "words"
    SEARCHED: ClassVar[tuple[str, ...]] = ("words",)

    words: str = field(metadata=prose(label="Memo", required=True, long=True))
    about: str = ""
    about_kind: str = ""
