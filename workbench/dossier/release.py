"""How a briefing may leave the desk: its marking, and a proof that what was redacted is not in it.

A briefing is never marked lower than its content, unless somebody says so with a reason, which is
recorded. What is left out is searched for in every part of the finished file.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.errors import (
    BriefingNotWritten,
    MarkingTooLow,
    NoTextLayer,
    SourceNotHeld,
    TraceLeft,
)
from workbench.intake.process import reading_process
from workbench.model.claim import Claim
from workbench.model.kinds import Marking
from workbench.model.national import covers
from workbench.model.passage import Passage
from workbench.model.source import Source
from workbench.unfinished import draft_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe
    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record

_ORDER = tuple(Marking)
_RUN = 8
_LEAST = 4
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """How a briefing leaves the desk.

    `leave_out` names sources and passages ("S-0003", "P-0012"). `marking` and `national` take the
    place of what its content asks for; where they are lower, `reason` must say why.
    """

    leave_out: tuple[str, ...] = ()
    marking: Marking | None = None
    national: str | None = None
    reason: str = ""

    def marked(self, data: BriefingData, recipe: Recipe) -> tuple[BriefingData, Recipe, str]:
        """Data and recipe with the marking of this release, and what it lowers ("": nothing).

        Raises:
            MarkingTooLow: it is lower than the content's, without a reason.
        """
        asked = content_marking(data, recipe)
        marking = self.marking or asked
        national = data.national if self.national is None else tuple(filter(None, [self.national]))
        low = self.lowers(asked, data.national)
        content = " · ".join((asked, *data.national))
        if low and not self.reason.strip():
            raise MarkingTooLow(content)
        marked = replace(data, marking=marking, national=national)
        return marked, replace(recipe, marking=None) if low else recipe, content if low else ""

    def lowers(self, marking: Marking, national: tuple[str, ...]) -> bool:
        """Whether it is marked lower than content that is marked so."""
        if self.marking is not None and _ORDER.index(self.marking) < _ORDER.index(marking):
            return True
        own = national if self.national is None else (self.national,)
        return not all(covers(own, each) for each in national)


def content_marking(data: BriefingData, recipe: Recipe) -> Marking:
    """The marking that what is shown asks for, or the recipe where that is higher."""
    return max(recipe.marking or Marking.CLEAR, data.marking, key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What would betray what is left out: `words`, and runs of eight words of whole texts.

    A run that `stands_elsewhere`, in the text of a source that stays, betrays nothing.
    """

    words: tuple[str, ...] = ()
    runs: frozenset[str] = frozenset()
    stands_elsewhere: Callable[[str], bool] = lambda _run: False


def secrets_of(dossier: Dossier, refs: Iterable[str]) -> Secrets:
    """What would betray the sources and passages `refs`, and what rests on them.

    Raises:
        NoSuchRecord: nothing has one of the names.
        BriefingNotWritten: one is neither a source nor a passage.
    """
    found: list[str] = []
    runs: set[str] = set()
    gone: set[str] = set()
    for ref in refs:
        record = dossier.get(ref)
        if isinstance(record, Source):
            claims = dossier.claims.of(record)
            passages = dossier.passages.marked_in(record)
            gone.add(record.id)
            with suppress(SourceNotHeld, NoTextLayer):
                runs |= {run for run in _runs(dossier.sources.text(record)) if _is_long(run)}
        elif isinstance(record, Passage):
            claims = dossier.claims.resting_on(record)
            passages = [record]
        else:
            raise BriefingNotWritten(ref, "Only sources and passages can be left out.")
        told = (record, *claims, *passages)
        found += [word for each in told for word in _words_of(each)]

    def stands_elsewhere(run: str) -> bool:
        return any(each.id not in gone for each in dossier.sources.find(f'"{run}"'))

    return Secrets(tuple(dict.fromkeys(filter(None, found))), frozenset(runs), stands_elsewhere)


def _words_of(record: Record) -> Iterator[str]:
    yield record.ref
    if isinstance(record, Source):
        yield from (record.title, record.url)
    elif isinstance(record, Claim):
        yield from (record.statement, record.quote)
    elif isinstance(record, Passage):
        yield record.quote


@contextmanager
def expecting_no_trace(place: Path, secrets: Secrets) -> Iterator[Path]:
    """Where to write a file that takes the place of `place` once no secret was found in it.

    Raises:
        TraceLeft: one is still in it; `place` is as it was.
        BriefingNotWritten: it cannot go there.
    """
    from workbench.briefing.place import replacing

    if not secrets.words:
        yield place
        return
    with draft_for(place) as folder:
        folder.mkdir(mode=0o700)
        out = folder / place.name
        yield out
        expect_no_trace(out, secrets, place.name)
        with replacing(place) as released:
            released.write(out.read_bytes())


def expect_no_trace(path: Path, secrets: Secrets, name: str) -> None:
    """Looks into every part of a finished file, packed or not.

    Long texts are looked for by every run of eight words, so that a shortened quote is found too.

    Raises:
        TraceLeft: something is still in it; says what, and in which part.
    """
    wanted = [(each, run) for each in secrets.words for run in _runs(each)]
    for part, text in _texts(name, path.read_bytes()):
        words = f" {' '.join(_WORD.findall(text.casefold()))} "
        for secret, run in wanted:
            if (f" {run} " if run.isascii() else run) in words:
                raise _trace(name, part, secret)
        for run in _runs(words):
            if run in secrets.runs and not secrets.stands_elsewhere(run):
                raise _trace(name, part, run)


def _trace(name: str, part: str, secret: str) -> TraceLeft:
    shown = secret if len(secret) < 60 else f"{secret[:59]}…"  # noqa: PLR2004 - a line
    return TraceLeft(
        name,
        f"What is to be left out still stands in {part}: “{shown}”. Perhaps a text of yours repeats"
        " it, such as the bottom line or a judgement: change that, or leave out the record as"
        " well.",
    )


def _is_long(run: str) -> bool:
    return run.count(" ") == _RUN - 1


def _runs(secret: str) -> Iterator[str]:
    words = _WORD.findall(secret.casefold())
    if sum(map(len, words)) < _LEAST:
        return
    for start in range(max(len(words) - _RUN, 0) + 1):
        yield " ".join(words[start : start + _RUN])


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Each part of a file with its words, with and without what stands between angle brackets."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for each in archive.infolist():
                yield from _texts(each.filename, archive.read(each))
        return
    yield name, name
    if content.startswith(b"%PDF"):
        yield name, reading_process().read_bytes(content, "briefing.pdf").text
    text = content.decode("utf-8", errors="replace")
    yield name, html.unescape(text)
    yield name, html.unescape(_TAG.sub(" ", text))
