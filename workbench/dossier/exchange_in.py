"""From what formats of other programs carry to records, in the operation that runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.dossier.exchange_out import FACTS, GENRE, PDF, PUBLISHED, PUBLISHER
from workbench.errors import EmptySource, QuoteNotFound, WhenSyntaxError
from workbench.intake.anchor import context, place_surely
from workbench.intake.canonical import canonical, carried
from workbench.intake.paragraphs import paragraph_at
from workbench.intake.read import read_text
from workbench.model.kinds import Genre
from workbench.model.passage import Passage, PassageCode
from workbench.model.when import When
from workbench.store.content import hash_of
from workbench.store.repeats import sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.exchange.annotations import Annotation
    from workbench.exchange.project import CodeEntry, Project, TextEntry
    from workbench.model.code import Code
    from workbench.model.progress import Progress
    from workbench.model.source import Source

_SHOWN = 60


class Incoming:
    """One taking in: `counts` says what came, `lost` what did not, in sentences."""

    def __init__(self, dossier: Dossier, progress: Progress) -> None:
        self._dossier = dossier
        self._progress = progress
        self._counted: Counter[str] = Counter()
        self._codes: dict[str, Code] = {}
        self._taken: set[str] = set()
        self.lost: list[str] = []

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many of each kind were added."""
        return tuple(self._counted.items())

    def project(self, project: Project) -> None:
        """Takes in codes, texts and coded stretches.

        Raises:
            Cancelled: it was stopped; nothing is then taken in.
        """
        self.codes(project.codes)
        for done, text in enumerate(project.texts):
            self._progress.step(done, len(project.texts), text.title)
            self._text(text)

    def codes(self, entries: Sequence[CodeEntry]) -> None:
        """Takes in codes; one of the same name below the same code is that code."""
        held = {(each.parent or "", each.title.casefold()): each for each in self._dossier.codes}
        for entry in entries:
            above = self._codes.get(entry.parent)
            key = (above.id if above else "", entry.title.casefold())
            if key not in held:
                told = ("definition", "include", "exclude", "example")
                fields = {name: getattr(entry, name) for name in told}
                fields |= {"colour": entry.colour} if entry.colour else {}
                held[key] = self._dossier.codes.create(entry.title, below=above, **fields)
                self._counted["codes"] += 1
            self._codes[entry.key] = held[key]

    def annotations(self, found: Sequence[Annotation]) -> None:
        """Marks annotations where their words surely stand; says of the others why not."""
        sources = [each for each in self._dossier.sources.find() if each.held]
        for done, each in enumerate(found):
            self._progress.step(done, len(found), each.title or each.document)
            self._annotation(each, sources)

    def _annotation(self, each: Annotation, sources: list[Source]) -> None:
        named = _meant(each, sources)
        places = []
        reason = "its words stand in no source" if sources else "no source is held"
        for source in named or sources:
            try:
                text = self._dossier.sources.text(source)
                span = place_surely(text, each.quote, prefix=each.prefix, suffix=each.suffix)
            except QuoteNotFound as fault:
                reason = _reason(fault.places) if named else reason
                continue
            places.append((source, span))
        if len(places) == 1:
            source, span = places[0]
            tags = [self._tag(tag) for tag in each.tags]
            given = tuple(PassageCode(code=tag.id, coder=each.creator) for tag in tags)
            self._mark(source, {span: (given, each.memo)})
            return
        if places:
            what = "has the title of all of them" if named else "names none of them"
            reason = f"its words stand in {len(places)} sources, and it {what}"
        self.lost.append(f"Not placed: “{_short(each.quote)}”: {reason}.")

    def _tag(self, tag: str) -> Code:
        held = next(
            (each for each in self._dossier.codes if each.title.casefold() == tag.casefold()), None
        )
        if held is None:
            held = self._dossier.codes.create(tag)
            self._counted["codes"] += 1
        return held

    def _text(self, text: TextEntry) -> None:
        made, _ = canonical(text.text)
        try:
            source = self._source(text, made)
        except EmptySource:
            self.lost.append(f"“{text.title}” has no words.")
            return
        own = self._dossier.sources.text(source)
        rising = sorted({at for each in text.stretches for at in (each.start, each.stop)})
        to = dict(zip(rising, carried(text.text, own, rising), strict=True))
        found: dict[tuple[int, int], tuple[tuple[PassageCode, ...], str]] = {}
        for each in text.stretches:
            given = tuple(
                PassageCode(code=self._codes[code].id, coder=coder)
                for code, coder in each.codes
                if code in self._codes
            )
            span = _trimmed(own, to[each.start], to[each.stop])
            if span is None:
                self.lost.append(f"“{text.title}”: a stretch of white space is not marked.")
                continue
            codes, memo = found.get(span, ((), ""))
            memos = dict.fromkeys(filter(None, (memo, each.memo)))
            found[span] = (tuple(dict.fromkeys((*codes, *given))), "\n\n".join(memos))
        self._mark(source, found)

    def _source(self, text: TextEntry, made: str) -> Source:
        key = hash_of(made.encode())
        with self._dossier.store.reading() as connection:
            held = sources_of(connection, [key])
        free = self._dossier.sources.page([source for _, source in held])
        free = [each for each in free if each.id not in self._taken]
        if free:  # two of the same text are two sources, such as wire copies
            chosen = next((each for each in free if each.title == text.title), free[0])
            self._taken.add(chosen.id)
            return chosen
        draft = read_text(text.text, text.title)
        if text.original:
            draft = replace(draft, original=text.original, media_type=PDF)
        self._counted["sources"] += 1
        added = self._dossier.sources.add_draft(draft, **self._fields(text))
        self._taken.add(added.id)
        return added

    def _fields(self, text: TextEntry) -> dict[str, Any]:
        """The fields of a source that its facts fill; the others go to its note."""
        facts = dict(text.facts)
        fields: dict[str, Any] = {name: facts.pop(name) for name in FACTS if name in facts}
        if (genre := facts.get(GENRE)) in {each.value for each in Genre}:
            fields[GENRE] = Genre(facts.pop(GENRE, genre))
        try:
            if PUBLISHED in facts:
                fields[PUBLISHED] = When.parse(facts[PUBLISHED])
                del facts[PUBLISHED]
        except WhenSyntaxError:
            self.lost.append(f"“{text.title}”: its date {facts[PUBLISHED]!r} stands in its note.")
        names = self._dossier.parties.names() if PUBLISHER in facts else {}
        known = {name.casefold(): key for name, key in names.items()}
        if publisher := known.get(facts.get(PUBLISHER, "").casefold()):
            fields[PUBLISHER] = publisher
            del facts[PUBLISHER]
        rest = [f"{name}: {words}" for name, words in facts.items()]
        note = "\n".join(each for each in (text.note, *rest) if each)
        return fields | ({"note": note} if note else {})

    def _mark(
        self,
        source: Source,
        found: dict[tuple[int, int], tuple[tuple[PassageCode, ...], str]],
    ) -> None:
        """Marks stretches; one that is marked already gets the codes, and a memo if it has none."""
        text, paragraphs = (
            self._dossier.sources.text(source),
            self._dossier.sources.paragraphs(source),
        )
        held = {
            (each.start, each.stop): each
            for each in self._dossier.passages.of(source)
            if each.text == source.text
        }
        with self._dossier.operation("Mark passages") as operation:
            for (start, stop), (codes, memo) in found.items():
                self._counted["passages"] += (start, stop) not in held
                if old := held.get((start, stop)):
                    merged = tuple(dict.fromkeys((*old.codes, *codes)))
                    operation.put(replace(old, codes=merged, memo=old.memo or memo))
                    continue
                prefix, suffix = context(text, start, stop)
                paragraph = paragraph_at(paragraphs, start)
                operation.put(
                    Passage(
                        source=source.id,
                        text=source.text,
                        start=start,
                        stop=stop,
                        quote=text[start:stop],
                        prefix=prefix,
                        suffix=suffix,
                        paragraph=paragraph.ordinal if paragraph else 0,
                        memo=memo,
                        codes=codes,
                    )
                )


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    words = text[start:stop]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), stop - len(words) + len(words.rstrip())


def _meant(each: Annotation, sources: Sequence[Source]) -> list[Source]:
    """The sources that an annotation names: those at its address, else those with its title."""
    address, title = _address(each.document), each.title.casefold()
    there = [
        source
        for source in sources
        if address and address in {_address(source.url), f"urn:sha256:{source.text}"}
    ]
    return there or [source for source in sources if title and source.title.casefold() == title]


def _address(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _reason(places: int) -> str:
    if not places:
        return "its words do not stand in that source"
    return f"its words stand there {places} times, and what is around them does not decide"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
