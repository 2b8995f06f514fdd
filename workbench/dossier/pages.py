"""The pages of a source that was read from a PDF: where its text stands on them, and pictures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workbench.intake.place import on_pages, page_at, runs_of
from workbench.intake.process import reading_process
from workbench.store import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.document import Run
    from workbench.intake.page_image import PageImage
    from workbench.model.source import Source
    from workbench.model.text_version import TextVersion


class Pages:
    """The pages of one text version; pages are counted from 0 here, from 1 where people read."""

    def __init__(self, dossier: Dossier, version: TextVersion) -> None:
        self.dossier = dossier
        self.version = version

    @property
    def count(self) -> int:
        """How many there are."""
        return self.version.pages

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Where the text stands on them."""
        with self.dossier.store.reading() as connection:
            held = content.read(connection, self.version.place) if self.version.place else None
        return runs_of(held) if held else ()

    def at(self, position: int) -> int:
        """The page on which a position of the text stands."""
        return page_at(self.runs, position)

    def touches(self, page: int, start: int, stop: int) -> bool:
        """Whether any of the characters `start` to `stop` stands on a page."""
        return bool(self._on(page, (start, stop)))

    def image(self, page: int, *, width: int, spans: Iterable[tuple[int, int]] = ()) -> PageImage:
        """A picture of a page, with the boxes of spans (half-open, code points of the text).

        Raises:
            DamagedSource: there is no such page.
            ReadingStopped: it took too long, or the reader broke down.
        """
        wanted = [self._on(page, each) for each in spans]
        flat = [piece for some in wanted for piece in some]
        image = reading_process().page_image(
            self._original(), self.version.title, page, width=width, spans=flat
        )
        found = iter(image.boxes)
        boxes = tuple(tuple(box for _ in some for box in next(found)) for some in wanted)
        return type(image)(image.width, image.height, image.pixels, boxes)

    def _on(self, page: int, span: tuple[int, int]) -> Sequence[tuple[int, int]]:
        return [(first, last) for at, first, last in on_pages(self.runs, *span) if at == page]

    def _original(self) -> bytes:
        with self.dossier.store.reading() as connection:
            return content.read(connection, self.version.original) or b""


def pages_of(dossier: Dossier, source: Source | str) -> Pages | None:
    """The pages of the text that a source shows; None where it was not read from pages."""
    version = dossier.text_versions.current(dossier.sources.get(source))
    return Pages(dossier, version) if version is not None and version.pages else None
