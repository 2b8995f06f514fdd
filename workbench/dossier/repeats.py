"""Passages that stand in several places: in one source, in wire copies, in what others quote.

    dossier.repeats.of_paragraph(source, 3)
    dossier.repeats.groups()
    dossier.repeats.code_all(passage)

Each text is compared with the earlier ones once, when it comes in. What is found is an index that
is derived from texts: it is not logged, and undo leaves it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.analysis.circles import joined
from workbench.errors import QuoteNotFound
from workbench.intake.anchor import locate
from workbench.intake.fingerprints import fingerprints
from workbench.intake.paragraphs import Paragraph, paragraphs
from workbench.intake.repeats import COPY, NEAR, RELATED, SHARED_PRINTS, Pieces, align, alike
from workbench.model.progress import Silent
from workbench.model.source import Source
from workbench.model.when import days_of
from workbench.store import content, repeats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from workbench.dossier.dossier import Dossier
    from workbench.model.code import Code
    from workbench.model.passage import Passage
    from workbench.model.progress import Progress
    from workbench.store.operation import RunningOperation

_FEWEST_SHARED = 3
_MOST_COMPARED = 40
_EXACT = 100.0
_AT_ONCE = 64 * 1024 * 1024
"""Bytes of text that are taken in by one operation."""
_LOOKING = "Looking for repeated passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A paragraph of `source` that says what another one does.

    `likeness` is 100 where it does so in the same words, at least 75 in nearly the same.
    """

    source: Source
    paragraph: Paragraph
    text: str
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether the words are the same."""
        return self.likeness >= _EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much of a source stands in another, and the other way, from 0 to 1."""

    source: Source
    share: float
    share_of_other: float

    @property
    def containment(self) -> float:
        """How much of the shorter text the longer one holds."""
        return max(self.share, self.share_of_other)


class Repeats:
    """What is said again, in the sources of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._pieces = lru_cache(maxsize=1024)(self._read_pieces)

    def take_in(
        self,
        operation: RunningOperation,
        texts: Iterable[str],
        progress: Progress | None = None,
    ) -> None:
        """Indexes texts, given by their hashes, and compares each with the earlier ones.

        Raises:
            Cancelled: it was stopped.
        """
        step, keys = progress or Silent(), list(dict.fromkeys(texts))
        connection = operation.connection
        here: dict[str, Pieces] = {}
        for done, (key, pieces) in enumerate(_pieced(content.read_all(connection, keys))):
            step.step(done, 2 * len(keys), _LOOKING)
            here[key] = pieces
        indexed = [repeats.Indexed(key, each.told, each.prints) for key, each in here.items()]
        shared = repeats.index(connection, indexed, _FEWEST_SHARED, SHARED_PRINTS)
        found: list[repeats.Likeness] = []
        for done, (key, others) in enumerate(shared.items()):
            step.step(len(shared) + done, 2 * len(shared), _LOOKING)
            for other in others[:_MOST_COMPARED]:
                there = here.get(other.text) or self._pieces(other.text)
                found += _likeness((key, here[key]), (other.text, there))
        repeats.keep_likeness(connection, found)

    def missing(self) -> int:
        """How many texts were not compared with the others yet."""
        with self._dossier.store.reading() as connection:
            return len(repeats.missing(connection))

    def refresh(self, progress: Progress | None = None) -> int:
        """Takes in the texts that came by another way, such as an upgrade; gives how many.

        Raises:
            Cancelled: it was stopped; what was taken in stays.
        """
        if self._dossier.read_only:
            return 0
        with self._dossier.store.reading() as connection:
            missing = repeats.missing(connection)
            sizes = content.sizes(connection, missing)
        for some in _portions(missing, sizes):
            with self._dossier.operation("Look for repeats") as operation:
                self.take_in(operation, some, progress)
        return len(missing)

    def of_paragraph(self, source: Source | str, ordinal: int) -> list[Repeat]:
        """Where a paragraph is said again, in its own source and in others; the likest first.

        The paragraph itself is left out.

        Raises:
            SourceNotHeld: only the name of the source is known.
            IndexError: the source has no such paragraph.
        """
        record = self._dossier.sources.get(source)
        text = self._dossier.sources.text(record)
        paragraph = self._dossier.sources.paragraphs(record)[ordinal - 1]
        said = text[paragraph.start : paragraph.stop]
        found = dict.fromkeys(self._exact(paragraph), _EXACT)
        for place, likeness in self._near(said):
            found.setdefault(place, likeness)
        return [
            each
            for each in self._shown(found)
            if (each.source.id, each.paragraph.ordinal) != (record.id, ordinal)
        ]

    def of_source(self, source: Source | str) -> list[Likeness]:
        """The sources that share passages with a source, those that share most first."""
        record = self._dossier.sources.get(source)
        with self._dossier.store.reading() as connection:
            pairs = repeats.likeness(connection, [record.text])
            share = {(each.text, each.other): each.share for each in pairs}
            share[record.text, record.text] = 1.0
            others = {text for pair in share for text in pair}
            keys = repeats.sources_of(connection, others) if record.text else []
        held = {each.id: each for each in self._dossier.sources.page([key for _, key in keys])}
        found = [
            Likeness(
                source=held[key],
                share=share.get((record.text, text), 0.0),
                share_of_other=share.get((text, record.text), 0.0),
            )
            for text, key in keys
            if key != record.id
        ]
        return sorted(found, key=lambda each: -each.containment)

    def groups(self) -> list[tuple[Source, ...]]:
        """The groups of wire copies: sources that are copies of one another, largest first.

        In a group the one that was published first stands first, else the one that was added first.
        """
        keys = self.copies()
        held = {
            each.id: each
            for each in self._dossier.sources.page([key for group in keys for key in group])
        }
        groups = [
            tuple(sorted(map(held.__getitem__, group), key=_earliest_first)) for group in keys
        ]
        return sorted(groups, key=lambda group: (-len(group), group[0].number))

    def copies(self) -> list[tuple[str, ...]]:
        """The ids of the sources that are copies of one another, in groups."""
        with self._dossier.store.reading() as connection:
            pairs = repeats.copies(connection, COPY)
            return _grouped(connection, pairs, repeats.held_twice(connection))

    def groups_around(self, sources: Collection[Source]) -> list[tuple[str, ...]]:
        """The ids of the sources that are copies of one of `sources`, in groups, those included."""
        texts = {each.text for each in sources if each.text}
        with self._dossier.store.reading() as connection:
            pairs = [
                (each.text, each.other)
                for each in repeats.likeness(connection, texts)
                if each.share >= COPY
            ]
            return _grouped(connection, pairs, texts)

    def code_all(self, passage: Passage | str, codes: Iterable[Code] = ()) -> list[Passage]:
        """Marks the passage with its codes wherever its paragraph is said again in other sources.

        With `codes` those are given instead. All are marked in one operation; where the words of
        the passage do not stand in a near repeat, nothing is marked there.
        """
        record = self._dossier.passages.get(passage)
        given = list(codes) or [self._dossier.codes.get(each.code) for each in record.codes]
        marked = []
        with self._dossier.operation("Code all copies"):
            for repeat in self.of_paragraph(record.source, record.paragraph):
                span = _place_in(repeat, record)
                if repeat.source.id == record.source or repeat.paragraph.repeats or span is None:
                    continue
                marked.append(
                    self._dossier.passages.mark(repeat.source, *span, codes=given, memo=record.memo)
                )
        return marked

    def _read_pieces(self, key: str) -> Pieces:
        return next(Pieces.of([self._text(key)]))

    def _text(self, key: str) -> str:
        with self._dossier.store.reading() as connection:
            return (content.read(connection, key) or b"").decode()

    def _exact(self, paragraph: Paragraph) -> list[tuple[str, int]]:
        if not paragraph.said:
            return []
        with self._dossier.store.reading() as connection:
            return repeats.holding(connection, paragraph.said)

    def _near(self, said: str) -> Iterable[tuple[tuple[str, int], float]]:
        """Paragraphs that are alike, by the hash of their text and their ordinal."""
        prints = fingerprints(said)
        with self._dossier.store.reading() as connection:
            shared = repeats.sharing(connection, prints)[:_MOST_COMPARED]
        for each in shared:
            text = self._text(each.text)
            for paragraph in paragraphs(text):
                likeness = alike(said, text[paragraph.start : paragraph.stop])
                if likeness >= NEAR:
                    yield (each.text, paragraph.ordinal), likeness

    def _shown(self, found: dict[tuple[str, int], float]) -> list[Repeat]:
        with self._dossier.store.reading() as connection:
            keys = repeats.sources_of(connection, {text for text, _ in found})
        sources = {each.id: each for each in self._dossier.sources.page([key for _, key in keys])}
        places: dict[str, list[tuple[int, float]]] = {}
        for (text, ordinal), likeness in found.items():
            places.setdefault(text, []).append((ordinal, likeness))
        shown = []
        for key, source in keys:
            text, all_of = self._text(key), self._dossier.sources.paragraphs(sources[source])
            for ordinal, likeness in sorted(places[key]):
                said = all_of[ordinal - 1]
                shown.append(
                    Repeat(
                        source=sources[source],
                        paragraph=said,
                        text=text[said.start : said.stop],
                        likeness=likeness,
                    )
                )
        return sorted(shown, key=lambda each: -each.likeness)


def _pieced(texts: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Pieces]]:
    """Texts with their hashes, prepared for being compared."""
    keys: list[str] = []

    def read() -> Iterator[str]:
        for key, data in texts:
            keys.append(key)
            yield data.decode()

    for at, pieces in enumerate(Pieces.of(read())):
        yield keys[at], pieces


def _portions(keys: Iterable[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Texts to take in at once: together they cost less, as far as memory goes."""
    some: list[str] = []
    room = _AT_ONCE
    for key in keys:
        if some and sizes[key] > room:
            yield some
            some, room = [], _AT_ONCE
        some.append(key)
        room -= sizes[key]
    if some:
        yield some


def _likeness(one: tuple[str, Pieces], other: tuple[str, Pieces]) -> tuple[repeats.Likeness, ...]:
    """How much of two texts stands in one another; nothing where that is not worth telling."""
    found = align(one[1], other[1])
    if found.containment < RELATED:
        return ()
    return (
        repeats.Likeness(one[0], other[0], found.share),
        repeats.Likeness(other[0], one[0], found.share_of_other),
    )


def _grouped(
    connection: Connection, pairs: list[tuple[str, str]], alone: Collection[str]
) -> list[tuple[str, ...]]:
    """The ids of sources whose texts are joined by pairs, or are the very same."""
    texts = joined([*pairs, *((text, text) for text in alone)])
    of = {text: n for n, group in enumerate(texts) for text in group}
    groups: dict[int, list[str]] = {}
    for text, key in repeats.sources_of(connection, list(of)):
        groups.setdefault(of[text], []).append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _place_in(repeat: Repeat, passage: Passage) -> tuple[int, int] | None:
    """Where the words of a passage stand in a repeat of its paragraph; None where they do not."""
    try:
        start, stop = locate(
            repeat.text, passage.quote, prefix=passage.prefix, suffix=passage.suffix
        )
    except QuoteNotFound:
        return None
    return repeat.paragraph.start + start, repeat.paragraph.start + stop


def _earliest_first(source: Source) -> tuple[bool, int, int]:
    day = days_of(source.published)[0]
    return day is None, day or 0, source.number
