"""What can be done to text versions: each is the text of a source as one reader read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.dossier.adding import version_of
from workbench.dossier.records import Records
from workbench.errors import InvalidField, NoTextLayer
from workbench.intake.anchor import context
from workbench.intake.compare import changed_lines
from workbench.intake.paragraphs import paragraph_at, paragraphs
from workbench.intake.place import carried_runs
from workbench.intake.process import reading_process
from workbench.intake.read import read_text
from workbench.intake.reanchor import reanchor
from workbench.model.many import many
from workbench.model.passage import AnchorState
from workbench.model.source import Source
from workbench.model.text_version import TextVersion, VersionReason
from workbench.store import content
from workbench.store.tally import pointing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.compare import TextChange
    from workbench.intake.draft import Draft
    from workbench.intake.paragraphs import Paragraph
    from workbench.intake.reanchor import Move
    from workbench.model.passage import Passage
    from workbench.model.progress import Progress
    from workbench.store.operation import RunningOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A source with its new text version, and how many passages came along in which state."""

    source: Source
    version: TextVersion
    states: Mapping[AnchorState, int]

    @property
    def in_doubt(self) -> int:
        """How many passages an analyst has to look at."""
        return self.states[AnchorState.FUZZY] + self.states[AnchorState.ORPHAN]

    @override
    def __str__(self) -> str:
        """What came of the passages, in words."""
        count = sum(self.states.values())
        if not count:
            return "No passage was marked in it."
        told = [f"{self.states[each]:,} {words}" for each, words in _WORDS if self.states[each]]
        return f"Of {many(count, 'passage')}: {', '.join(told)}."


_WORDS = (
    (AnchorState.EXACT, "found as they were"),
    (AnchorState.SHIFTED, "found with small changes"),
    (AnchorState.CONFIRMED, "confirmed before"),
    (AnchorState.FUZZY, "to look at"),
    (AnchorState.ORPHAN, "without a place now"),
)


class TextVersions(Records[TextVersion]):
    """Every text that a source has had."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, TextVersion)

    def of(self, source: Source | str) -> list[TextVersion]:
        """The text versions of a source, oldest first."""
        key = self._dossier.id_of(source)
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "text_version", "source", [key])
        return sorted(self.page(ids), key=lambda each: each.number)

    def current(self, source: Source) -> TextVersion | None:
        """The version that a source shows; None where it is not held or was read long ago."""
        found = [each for each in self.of(source) if each.text == source.text]
        return found[-1] if found else None

    def read_again(
        self,
        source: Source | str,
        *,
        encoding: str | None = None,
        reader: str = "",
        progress: Progress | None = None,
    ) -> Moved:
        """Reads the original bytes of a source again, in another encoding or by another reader.

        That gives a new text version; passages move to it by what changed between the two.

        Raises:
            SourceNotHeld: only its name is known.
            NoTextLayer: it is a scan.
            WorkbenchError: what else stands in the way of reading; see `Sources.draft`.
        """
        held = self._dossier.sources.get(source)
        draft = reading_process().read_bytes(
            self._dossier.sources.original(held),
            held.title,
            encoding=encoding,
            reader=reader or _reader_of(held),
            progress=progress,
        )
        if not draft.text:
            raise NoTextLayer(held.title, draft.pages)
        asked = ", ".join(filter(None, (reader, encoding or "")))
        return self._take(held, draft, VersionReason.READ_AGAIN, asked)

    def correct(self, source: Source | str, text: str) -> Moved:
        """Gives a source a corrected text, as a new text version; its original bytes stay.

        The text of a scan, which has none, is typed this way.

        What was read from pages still stands on them, mended words too.

        Raises:
            SourceNotHeld: only its name is known.
            EmptySource: there are no words in it.
            InvalidField: it is the text that the source has.
        """
        held = self._dossier.sources.get(source)
        original = self._dossier.sources.original(held)
        draft = replace(read_text(text, held.title), original=original, reader="correction/1")
        if held.held and draft.text == self._dossier.sources.text(held):
            raise InvalidField("text", "Nothing was changed in it.")
        draft = replace(draft, media_type=held.media_type, encoding=held.encoding)
        pages = self._dossier.sources.pages(held)
        if pages is not None:
            was = self._kept(pages.version.text)
            runs = carried_runs(pages.runs, was, draft.text) if pages.runs else ()
            draft = replace(draft, pages=pages.count, runs=runs)
        return self._take(held, draft, VersionReason.CORRECTED, "")

    def use(self, version: TextVersion | str) -> Moved:
        """Shows a version that a source has had again; passages move to it."""
        held = self.get(version)
        source = self._dossier.sources.get(held.source)
        with self._dossier.operation("Use text version") as operation:
            return self._show(operation, source, held)

    def compare(self, one: TextVersion | str, other: TextVersion | str) -> list[TextChange]:
        """The lines of text that are different in two versions, in their order.

        Raises:
            NoSuchRecord: there is no such version.
        """
        old, new = (self.text(self.get(each)) for each in (one, other))
        return changed_lines(old, new)

    def _take(self, source: Source, draft: Draft, reason: VersionReason, asked: str) -> Moved:
        label = "Correct text" if reason is VersionReason.CORRECTED else "Read source again"
        with self._dossier.operation(label) as operation:
            if source.held and not self.of(source):
                operation.put(_first(source, self._dossier.sources.text(source)))
            version = operation.put(
                version_of(operation.keep, source, draft, reason=reason, asked=asked)
            )
            self._dossier.repeats.take_in(operation, [version.text])
            return self._show(operation, source, version)

    def _show(self, operation: RunningOperation, source: Source, version: TextVersion) -> Moved:
        """Gives a source the text of a version, and each of its passages a place in it."""
        text = self._kept(version.text)
        states = Counter(dict.fromkeys(AnchorState, 0))
        moved = list(self._moved(source, version.text, text))
        for passage in moved:
            operation.put(passage)
            states[passage.anchor] += 1
        shown = operation.put(
            replace(source, text=version.text, reader=version.reader, encoding=version.encoding)
        )
        return Moved(source=shown, version=version, states=states)

    def _moved(self, source: Source, key: str, text: str) -> Iterator[Passage]:
        """The passages of a source as they stand in the text that is kept under `key`."""
        by_text: dict[str, list[Passage]] = {}
        for each in self._dossier.passages.marked_in(source):
            by_text.setdefault(each.text or source.text, []).append(each)
        found = paragraphs(text)
        for old, passages in by_text.items():
            spans = [(each.start, each.stop) for each in passages]
            moves = reanchor(self._kept(old), text, spans)
            for passage, move in zip(passages, moves, strict=True):
                yield _placed(passage, move, key, text, found)

    def _kept(self, key: str) -> str:
        with self._dossier.store.reading() as connection:
            return (content.read(connection, key) or b"").decode()

    def text(self, version: TextVersion | str) -> str:
        """The text itself."""
        return self._kept(self.get(version).text)


def _reader_of(source: Source) -> str:
    """The reader of the bytes of a source, by what they are; empty where it has to be found out."""
    name = source.reader.partition("/")[0]
    return {"paste": "text", "correction": ""}.get(name, name)


def _first(source: Source, text: str) -> TextVersion:
    """The version that a source had before versions were kept."""
    return TextVersion(
        title=source.title,
        source=source.id,
        text=source.text,
        original=source.original,
        reader=source.reader,
        encoding=source.encoding,
        media_type=source.media_type,
        characters=len(text),
    )


def _placed(
    passage: Passage, move: Move, key: str, text: str, found: Sequence[Paragraph]
) -> Passage:
    """A passage at its place in another text; an orphan stays in the one it was marked in."""
    if move.state is AnchorState.ORPHAN:
        return replace(passage, anchor=AnchorState.ORPHAN, score=0, was=passage.quote)
    quote = text[move.start : move.stop]
    prefix, suffix = context(text, move.start, move.stop)
    paragraph = paragraph_at(found, move.start)
    return replace(
        passage,
        text=key,
        start=move.start,
        stop=move.stop,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        paragraph=paragraph.ordinal if paragraph else 0,
        anchor=_state(passage, move),
        score=move.score,
        was=passage.was if quote == passage.quote else passage.quote,
    )


def _state(passage: Passage, move: Move) -> AnchorState:
    """What was in doubt stays so until an analyst says otherwise, however well it moved since."""
    if move.state is AnchorState.EXACT and passage.anchor is not AnchorState.ORPHAN:
        return passage.anchor
    if move.state is AnchorState.SHIFTED and passage.anchor is AnchorState.FUZZY:
        return AnchorState.FUZZY
    return move.state
