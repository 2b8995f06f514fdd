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
    from workbench.briefing.language import Words

_ATTRIBUTED = frozenset({Voice.ATTRIBUTED})


def source_summary(data: BriefingData, words: Words) -> str:
    """The statement: the preparer's words, then how many sources, how graded, how far hedged."""
    return " ".join(filter(None, (data.source_summary.strip(), *_counted(data, words))))


def _counted(data: BriefingData, words: Words) -> tuple[str, ...]:
    claims = data.evidence
    if not claims:
        return (words.say("No claim is cited, so nothing in this briefing rests on a source."),)
    used = Counter(row.source for row in claims if row.source)
    titles = {row.ref: row.title for row in data.sources if used[row.ref]}
    return (
        _said_of(data, words, len(used)),
        _leaning(words, len(claims), used, titles),
        _graded(data, words),
        _hedged(data, words),
    )


def _said_of(data: BriefingData, words: Words, sources: int) -> str:
    """How much there is: claims, sources, and the origins that they go back to."""
    given = [_many(words, len(data.evidence), "claim"), _many(words, sources, "source")]
    primary = sum(row.role == "primary origin" for row in data.sources)
    if not primary:
        return words.say("{} from {}.", *given)
    given.append(_many(words, primary, "primary origin"))
    return words.say("{} from {}, which go back to {}.", *given)


def _leaning(words: Words, count: int, used: Counter[str], titles: dict[str, str]) -> str:
    if not used:
        return ""
    ref, most = used.most_common(1)[0]
    title = titles.get(ref, ref) or ref
    if most == count:
        return words.say("All rest on one source, {}.", title)
    return words.say("{} of {} rest on {}.", most, count, title) if most * 2 > count else ""


def _graded(data: BriefingData, words: Words) -> str:
    grades = Counter(row.reliability for row in data.evidence)
    if set(grades) == {Reliability.F}:
        return words.say("No source's reliability has been judged.")
    told = ", ".join(f"{grades[each]} {each}" for each in Reliability if grades[each])
    return words.say("Reliability of the source, per claim: {}.", told)


def _hedged(data: BriefingData, words: Words) -> str:
    hedged = sum(bool(row.hedge) for row in data.evidence)
    told = sum(row.voice in _ATTRIBUTED for row in data.evidence)
    if hedged and told:
        return words.say(
            "{} hedged by the source and {} attributed to somebody else.", hedged, told
        )
    if hedged:
        return words.say("{} hedged by the source.", hedged)
    return words.say("{} attributed to somebody else.", told) if told else ""


def _many(words: Words, number: int, word: str) -> str:
    return words.say(f"{{}} {word}{'' if number == 1 else 's'}", words.figure(f"{number:,}"))
