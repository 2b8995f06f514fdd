"""The source summary statement: what the sources of a briefing are worth, in a few sentences.

ICD 206 asks for one in every product: the strengths and weaknesses of the sources as a whole. The
preparer's own words come first; what can be counted is counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workbench.model.kinds import Reliability, Voice

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData

_ATTRIBUTED = frozenset({Voice.ATTRIBUTED})


def source_summary(data: BriefingData) -> str:
    """The statement: the preparer's words, then how many sources, how graded, how far hedged."""
    return " ".join(filter(None, (data.source_summary.strip(), *_counted(data))))


def _counted(data: BriefingData) -> tuple[str, ...]:
    claims = data.evidence
    if not claims:
        return ("No claim is cited, so nothing in this briefing rests on a source.",)
    used = Counter(row.source for row in claims)
    named = [row for row in data.sources if used[row.ref]]
    return (
        f"{_many(len(claims), 'claim')} from {_many(len(used), 'source')}{_held(data)}.",
        _leaning(len(claims), used, {row.ref: row.title for row in named}),
        _graded(data),
        _hedged(data),
    )


def _held(data: BriefingData) -> str:
    primary = sum(row.role == "primary origin" for row in data.sources)
    if not primary:
        return ""
    return f", which go back to {_many(primary, 'primary origin')}"


def _leaning(count: int, used: Counter[str], titles: dict[str, str]) -> str:
    ref, most = used.most_common(1)[0]
    if len(used) == 1:
        return f"All rest on one source, {titles.get(ref, ref) or ref}."
    return f"{most} of {count} rest on {titles.get(ref, ref) or ref}." if most * 2 > count else ""


def _graded(data: BriefingData) -> str:
    grades = Counter(row.reliability for row in data.evidence)
    if set(grades) == {Reliability.F}:
        return "No source's reliability has been judged."
    words = ", ".join(f"{grades[each]} {each}" for each in Reliability if grades[each])
    return f"Reliability of the source, per claim: {words}."


def _hedged(data: BriefingData) -> str:
    hedged = sum(bool(row.hedge) for row in data.evidence)
    told = sum(row.voice in _ATTRIBUTED for row in data.evidence)
    parts = [
        f"{hedged} hedged by the source" if hedged else "",
        f"{told} attributed to somebody else" if told else "",
    ]
    said = " and ".join(filter(None, parts))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
