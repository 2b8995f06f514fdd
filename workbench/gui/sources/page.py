"""What the reader shows of a source, read off the window's thread: its text, then its marks."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from workbench.dossier.pages import page_words
from workbench.gui.nouns import noun_of
from workbench.gui.sources.shown import Shown
from workbench.model.claim import Claim
from workbench.model.code import Code
from workbench.model.kinds import Reliability, SourceRelation, SupportRole
from workbench.model.passage import Passage
from workbench.model.query import Filter, Query
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.paragraphs import Paragraph
    from workbench.model.support import Support

_MANY = 1_000
_AROUND = 20_000
"""Characters before and after where a source is read: more than a window shows."""
BACKED = ("decision", "allocation")
"""The kinds of record for which the margin has a sign of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source as it is read; `shown` is None where only its name is known.

    `origins` are the documents that it goes back to, as id and title; `known_through` those that go
    back to it.
    """

    source: Source
    publisher: str = ""
    text: str = field(default="", repr=False)
    shown: Shown | None = None
    origins: tuple[tuple[str, str], ...] = ()
    known_through: tuple[tuple[str, str], ...] = ()

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The paragraphs of the text, in order."""
        return self.shown.paragraphs if self.shown else ()

    def paragraph(self, ordinal: int) -> Paragraph | None:
        """The paragraph that is counted so."""
        return self.paragraphs[ordinal - 1] if 0 < ordinal <= len(self.paragraphs) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """A record that a claim speaks for (or `against`), with the fields that it speaks about."""

    kind: str
    key: str
    ref: str
    name: str
    fields: tuple[str, ...]
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """A claim of a passage, its grade, and what rests on it."""

    claim: Claim
    grade: str
    backs: tuple[Backed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A passage as the reader shows it; `level` counts the passages it overlaps, from 0."""

    passage: Passage
    paragraph: int
    codes: tuple[Code, ...] = ()
    claims: tuple[MarkedClaim, ...] = ()
    level: int = 0
    page: str = ""
    """The pages that it stands on, such as "3-4", where the source was read from pages."""

    @property
    def colour(self) -> str:
        """The colour of its first code, as #rrggbb; empty without one."""
        return self.codes[0].colour if self.codes else ""

    def made(self) -> set[tuple[str, str]]:
        """The kind and id of every record that was made of it."""
        found = {("claim", each.claim.id) for each in self.claims}
        return found | {(each.kind, each.key) for claim in self.claims for each in claim.backs}


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a source in the order of its text."""

    every: tuple[Mark, ...] = ()
    reach: tuple[int, ...] = ()
    """How far the marks up to each one reach: for finding those that touch a stretch."""
    made: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """How many records of each kind were made of each paragraph."""
    whole: bool = True
    """Whether these are all of the source, not only those where it is read."""

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Marks:
        """Sorts marks and gives those that overlap different levels."""
        ordered = sorted(marks, key=lambda each: (each.passage.start, -each.passage.stop))
        levelled = tuple(_levelled(ordered))
        reach = tuple(accumulate((m.passage.stop for m in levelled), max))
        return cls(levelled, reach, _made(levelled))

    def find(self, key: str) -> Mark | None:
        """The mark of the passage with this id."""
        return next((each for each in self.every if each.passage.id == key), None)

    def claim(self, key: str) -> Claim | None:
        """The claim with this id that rests on one of these passages."""
        claims = (each.claim for mark in self.every for each in mark.claims)
        return next((each for each in claims if each.id == key), None)

    def over(self, text: str, span: tuple[int, int]) -> Mark | None:
        """The mark of just these characters of the text, blanks at their ends left aside."""
        words = text[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        stop = span[0] + len(words.rstrip())
        every = self.every
        return next((m for m in every if (m.passage.start, m.passage.stop) == (start, stop)), None)


def _made(marks: Iterable[Mark]) -> dict[int, Counter[str]]:
    found: dict[int, set[tuple[str, str]]] = {}
    for mark in marks:
        found.setdefault(mark.paragraph, set()).update(mark.made())
    return {at: Counter(kind for kind, _ in some) for at, some in found.items()}


def _levelled(ordered: Iterable[Mark]) -> Iterable[Mark]:
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    levels = 0
    for mark in ordered:
        while busy and busy[0][0] <= mark.passage.start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            level = heapq.heappop(free)
        else:
            level, levels = levels, levels + 1
        heapq.heappush(busy, (mark.passage.stop, level))
        yield replace(mark, level=level) if level else mark


def read_page(dossier: Dossier, key: str) -> Page:
    """Reads a source with its text.

    Raises:
        NoSuchRecord: it is gone.
    """
    source = dossier.sources.get(key)
    publisher = dossier.parties.get(source.publisher).name if source.publisher else ""
    origins = [
        link.source for link in source.links if link.relation is SourceRelation.HAD_PRIMARY_SOURCE
    ]
    page = Page(
        source=source,
        publisher=publisher,
        origins=tuple((each.id, each.title) for each in dossier.sources.page(origins)),
        known_through=tuple(
            (each.id, each.title)
            for each in dossier.sources.find(Query(filters=(Filter("source", (key,)),)))
        ),
    )
    if not source.held:
        return page
    text, paragraphs = dossier.sources.text(source), dossier.sources.paragraphs(source)
    return replace(page, text=text, shown=Shown(text, paragraphs))


def marks_near(dossier: Dossier, page: Page, at: int | None) -> Marks:
    """Reads the marks of a source; with a position, of very many only those around it."""
    key = page.source.id
    if at is None or dossier.passages.counts([key])[key] <= _MANY:
        return read_marks(dossier, page)
    return replace(read_marks(dossier, page, (at - _AROUND, at + _AROUND)), whole=False)


def read_marks(dossier: Dossier, page: Page, within: tuple[int, int] | None = None) -> Marks:
    """Reads the passages of a source with their codes, claims, and what rests on these.

    With `within`, only those that share characters with this half-open stretch.
    """
    source = page.source
    passages = dossier.passages.of(source, within)
    wanted = {code.code for each in passages for code in each.codes}
    codes = {each.id: each for each in dossier.codes.page(sorted(wanted))}
    claims, pages = _claims(dossier, source), dossier.passages.pages(passages)
    return Marks.of(
        Mark(
            passage=each,
            paragraph=_ordinal(page, each),
            codes=tuple(
                codes[key] for key in dict.fromkeys(c.code for c in each.codes) if key in codes
            ),
            claims=tuple(claims.get(each.id, ())),
            page=page_words(pages.get(each.id, ())),
        )
        for each in passages
    )


def _ordinal(page: Page, passage: Passage) -> int:
    if page.shown is None or not page.paragraphs:
        return 0
    return page.paragraphs[page.shown.block(passage.start)].ordinal


def _claims(dossier: Dossier, source: Source) -> dict[str, list[MarkedClaim]]:
    """The claims of a source by the passage that they rest on."""
    claims = [each for each in dossier.claims.of(source) if each.passage]
    backs = _backs(dossier, claims)
    letter = Reliability.F
    if source.publisher:
        letter = dossier.parties.get(source.publisher).reliability
    found: dict[str, list[MarkedClaim]] = {}
    for claim in claims:
        grade = f"{letter.value}{claim.credibility.value}"
        marked = MarkedClaim(claim=claim, grade=grade, backs=backs.get(claim.id, ()))
        found.setdefault(claim.passage or "", []).append(marked)
    return found


def _backs(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, tuple[Backed, ...]]:
    """What rests on each of some claims."""
    held = {each.id for each in claims}
    supports = [each for each in dossier.supports.backing(held) if each.record_kind != "claim"]
    names = _names(dossier, supports)
    grouped: dict[tuple[str, str, SupportRole], list[Support]] = {}
    for each in supports:
        grouped.setdefault((each.claim or "", each.record, each.role), []).append(each)
    found: dict[str, tuple[Backed, ...]] = {}
    for (claim, key, role), some in grouped.items():
        if key in names:
            ref, name = names[key]
            fields = tuple(each.field for each in some if each.field)
            backed = Backed(
                kind=some[0].record_kind,
                key=key,
                ref=ref,
                name=name,
                fields=fields,
                against=role is SupportRole.CONTRADICTS,
            )
            found[claim] = (*found.get(claim, ()), backed)
    return found


def _names(dossier: Dossier, supports: Iterable[Support]) -> Mapping[str, tuple[str, str]]:
    wanted: dict[str, set[str]] = {}
    for each in supports:
        wanted.setdefault(each.record_kind, set()).add(each.record)
    return {
        record.id: (record.ref, record.name)
        for kind, keys in wanted.items()
        for record in noun_of(dossier, kind).page(sorted(keys))
    }


def page_of(dossier: Dossier, key: str) -> Page | None:
    """A source with its text; None when it is gone."""
    return read_page(dossier, key) if dossier.sources.page([key]) else None


def place_of(source: Source, stretch: tuple[int, int]) -> dict[str, str]:
    """Where words stand, as a draft keeps it: in which text of which source, from and to where."""
    start, stop = (str(each) for each in stretch)
    return {"source": source.id, "of": source.text, "start": start, "stop": stop}


def passage_of(dossier: Dossier, kind: str, key: str) -> Passage | None:
    """The passage that a record of any of the kinds at home here stands at."""
    if kind == "claim":
        claims = dossier.claims.page([key])
        key = (claims[0].passage or "") if claims else ""
    elif kind == "code":
        carrying = dossier.passages.find(f"code:{key}")
        key = carrying[0].id if carrying else ""
    found = dossier.passages.page([key])
    return found[0] if found else None
