"""Sources as ICD 206 wants them named: a reference citation, and a descriptor of their worth.

The citation tells a reader how to find the source again: author, title, publisher, date, marking,
address and the day on which it was read. The descriptor tells what bears on its quality: access,
completeness, age, how firm its claims are, and the judgement of its publisher. What nobody recorded
is said to be so, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.kinds import Reliability, SourceRelation, Voice
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.model import Claim, Party, Source

_TOLD = {
    SourceRelation.HAD_PRIMARY_SOURCE: "goes back to",
    SourceRelation.WAS_QUOTED_FROM: "quotes",
    SourceRelation.WAS_REVISION_OF: "revises",
}


def citation(source: Source, publisher: Party | None) -> str:
    """The reference citation: enough to find the source again."""
    date_ = str(source.published) if source.published else "Date not stated"
    read = f", read {source.accessed}" if source.accessed else ""
    where = f"{source.url}{read}" if source.url else read.removeprefix(", ").capitalize()
    parts = (
        source.author,
        source.title,
        publisher.title if publisher else "",
        date_,
        str(source.marking),
        where,
    )
    return ". ".join(dict.fromkeys(part.rstrip(".") for part in parts if part)) + "."


def descriptor(
    source: Source,
    publisher: Party | None,
    claims: Sequence[Claim],
    names: dict[str, str],
    today: date,
) -> str:
    """What bears on the quality of a source.

    `claims` are those that rest on it, `names` the refs of sources by id, `today` the day of the
    information.
    """
    sentences = (
        _access(source),
        *_origins(source, names),
        _age(source, today),
        _firmness(claims),
        _judged(publisher),
        source.note.strip(),
    )
    return " ".join(each for each in sentences if each)


def _access(source: Source) -> str:
    if source.held:
        return "Its text is held in the dossier."
    if source.scanned:
        return "A scan: its pages are held in the dossier, not its text."
    return "Known only through other sources: its text is not held."


def _origins(source: Source, names: dict[str, str]) -> Sequence[str]:
    return [
        f"It {_TOLD[link.relation]} {names[link.source]}."
        for link in source.links
        if link.relation in _TOLD and link.source in names
    ]


def _age(source: Source, today: date) -> str:
    day = source.published.earliest
    if day is None or day != source.published.latest:
        return "" if source.published else "Its date is not stated."
    days = (today - day).days
    if days < 0:
        return ""
    return f"{many(days, 'day')} old at the time of the information."


def _firmness(claims: Sequence[Claim]) -> str:
    if not claims:
        return ""
    hedged = sum(bool(each.hedge) for each in claims)
    told = sum(each.voice is Voice.ATTRIBUTED for each in claims)
    return f"{many(len(claims), 'claim')} here: {hedged} hedged, {told} attributed to others."


def _judged(publisher: Party | None) -> str:
    if publisher is None:
        return "Its publisher is not known."
    if publisher.reliability is Reliability.F:
        return "The reliability of its publisher has not been judged."
    return f"Its publisher is judged {publisher.reliability.words} ({publisher.reliability})."
