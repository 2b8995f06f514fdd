"""A saved recipe: what a briefing holds, as TOML under a name, shared with the dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRecipe(Record):
    """`text` is the recipe as its analyst wrote it, comments and all."""

    KIND: ClassVar[str] = "saved_recipe"
    PREFIX: ClassVar[str] = "RC"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(label="Name", required=True))
    text: str = field(default="", metadata=prose(long=True, label="Recipe"))
