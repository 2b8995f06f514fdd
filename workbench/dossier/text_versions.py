"""What can be done to text versions: each is the text of a source as one reader read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.text_version import TextVersion
from workbench.store import content
from workbench.store.tally import pointing

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source


class TextVersions(Records[TextVersion]):
    """Every text that a source has had."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, TextVersion)

    def of(self, source: Source | str) -> list[TextVersion]:
        """The text versions of a source, oldest first."""
        key = source if isinstance(source, str) else source.id
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "text_version", "source", [key])
        return sorted(self.page(ids), key=lambda each: each.number)

    def current(self, source: Source) -> TextVersion | None:
        """The version that a source shows; None where it is not held or was read long ago."""
        found = [each for each in self.of(source) if each.text == source.text]
        return found[-1] if found and source.held else None

    def text(self, version: TextVersion) -> str:
        """The text itself."""
        with self._dossier.store.reading() as connection:
            return (content.read(connection, version.text) or b"").decode()
