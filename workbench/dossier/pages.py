"""The pages of a source that was read from a PDF: where its text stands on them, and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import NoPages
from workbench.intake.page_image import PageImage
from workbench.intake.place import on_pages, page_at, runs_of
from workbench.store import content
from workbench.store.tally import pointing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.document import Run
    from workbench.model.passage import Passage
    from workbench.model.source import Source
    from workbench.model.text_version import TextVersion


_PARTED = 12


WIDTH = 1_600
"""How many pixels wide a page is drawn unless asked for otherwise: sharp in print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """Page `number`, from 1, of the `count` pages of the source `title`, as a picture.

    `image` has boxes for some passages; `colours` the colour of each, #rrggbb, empty without code.
    """

    title: str
    number: int
    count: int
    image: PageImage
    colours: tuple[str, ...]


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

    def numbers(self, start: int, stop: int) -> tuple[int, ...]:
        """The numbers, from 1, of the pages that the characters `start` to `stop` stand on."""
        return tuple(sorted({page + 1 for page, _, _ in on_pages(self.runs, start, stop)}))

    def touches(self, page: int, start: int, stop: int) -> bool:
        """Whether any of the characters `start` to `stop` stands on a page."""
        return bool(self._on(page, (start, stop)))

    def image(self, page: int, *, width: int, spans: Iterable[tuple[int, int]] = ()) -> PageImage:
        """A picture of a page, with the boxes of spans (half-open, code points of the text).

        Raises:
            DamagedSource: there is no such page.
            ReadingStopped: it took too long, or the reader broke down.
        """
        from workbench.intake.process import reading_process

        wanted = [self._on(page, each) for each in spans]
        flat = [piece for some in wanted for piece in some]
        image = reading_process().page_image(
            self._original(), self.version.title, page, width=width, spans=flat
        )
        found = iter(image.boxes)
        boxes = tuple(tuple(box for _ in some for box in next(found)) for some in wanted)
        return type(image)(image.width, image.height, image.pixels, boxes)

    def drawn(self, number: int, passages: Iterable[Passage], *, width: int = WIDTH) -> DrawnPage:
        """Page `number`, from 1, `width` pixels wide, with a box around each of some passages.

        Raises:
            NoPages: there is no such page.
            DamagedSource: it cannot be shown.
            ReadingStopped: it took too long, or the reader broke down.
        """
        if not 1 <= number <= self.count:
            raise NoPages(self.version.title, self.count)
        here = [p for p in passages if self.touches(number - 1, p.start, p.stop)]
        wanted = {each.codes[0].code for each in here if each.codes}
        colours = {each.id: each.colour for each in self.dossier.codes.page(sorted(wanted))}
        spans = [(each.start, each.stop) for each in here]
        return DrawnPage(
            title=self.version.title,
            number=number,
            count=self.count,
            image=self.image(number - 1, width=width, spans=spans),
            colours=tuple(colours.get(p.codes[0].code, "") if p.codes else "" for p in here),
        )

    def _on(self, page: int, span: tuple[int, int]) -> Sequence[tuple[int, int]]:
        """Where a span stands on a page; what only a line end or a mended word parts is one."""
        found: list[tuple[int, int]] = []
        for at, first, last in on_pages(self.runs, *span):
            if at == page:
                goes_on = found and 0 <= first - found[-1][1] <= _PARTED
                found.append((found.pop()[0] if goes_on else first, last))
        return found

    def _original(self) -> bytes:
        with self.dossier.store.reading() as connection:
            return content.read(connection, self.version.original) or b""


def numbers_of(dossier: Dossier, passages: Iterable[Passage]) -> dict[str, tuple[int, ...]]:
    """The numbers of the pages that passages stand on, by their id; those without are left out."""
    some = list(passages)
    with_pages = _read_from_pages(dossier, {each.source for each in some})
    found = {
        each.id: with_pages[each.source, each.text].numbers(each.start, each.stop)
        for each in some
        if (each.source, each.text) in with_pages
    }
    return {key: numbers for key, numbers in found.items() if numbers}


def page_words(numbers: Sequence[int]) -> str:
    """Page numbers as people read them: "3", "3-4" or "3, 5"; empty for none."""
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(map(str, numbers))


def _read_from_pages(dossier: Dossier, sources: set[str]) -> dict[tuple[str, str], Pages]:
    """The pages of all text versions of some sources, by source and text."""
    with dossier.store.reading() as connection:
        ids = pointing(connection, "text_version", "source", sorted(sources))
    return {
        (each.source, each.text): Pages(dossier, each)
        for each in dossier.text_versions.page(ids)
        if each.place
    }


def drawn_page(dossier: Dossier, source: Source, number: int, *, width: int = WIDTH) -> DrawnPage:
    """A page of a source, with its passages boxed; see `Pages.drawn`."""
    pages = pages_of(dossier, source)
    if pages is None:
        raise NoPages(source.name)
    here = [each for each in dossier.passages.of(source) if each.text == source.text]
    return pages.drawn(number, here, width=width)


def page_with(dossier: Dossier, passage: Passage, *, width: int = WIDTH) -> DrawnPage:
    """The page on which a passage begins, with this passage boxed; see `Pages.drawn`."""
    pages = _read_from_pages(dossier, {passage.source}).get((passage.source, passage.text))
    numbers = pages.numbers(passage.start, passage.stop) if pages is not None else ()
    if pages is None or not numbers:
        raise NoPages(dossier.sources.get(passage.source).name)
    return pages.drawn(numbers[0], [passage], width=width)


def pages_of(dossier: Dossier, source: Source | str) -> Pages | None:
    """The pages of the text that a source shows; None where it was not read from pages."""
    version = dossier.text_versions.current(dossier.sources.get(source))
    return Pages(dossier, version) if version is not None and version.pages else None
