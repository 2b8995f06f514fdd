"""Sentences that a trend and a timeline support, made by rule: a plot's title and labels.

A sentence says only what the numbers bear out: bounds stay bounds, a joint quantity is named as
joint, and what is undated or not stated is said to be so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.bounds import in_words, span
from workbench.model.plot_choice import LaneBy
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.analysis.flow import Flow
    from workbench.analysis.ledger import Entry
    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend

_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_FEW = 3


def listed(words: Sequence[str], *, at_most: int = _FEW) -> str:
    """A list in words: "ByteDance, Alibaba and Tencent"; beyond `at_most` the rest are counted."""
    if len(words) > at_most:
        return f"{', '.join(words[: at_most - 1])} and {len(words) - at_most + 1} others"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def several(number: int, one: str, many: str = "") -> str:
    """A count in words up to ten: "One decision", "Three decisions", "27 decisions"."""
    word = _SMALL[number] if number < len(_SMALL) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def recipients_words(entry: Entry) -> str:
    """To whom: "jointly to ByteDance, Alibaba and Tencent"; empty if none is recorded."""
    if not entry.recipients:
        return ""
    return f"{'jointly ' if entry.joint else ''}to {listed(entry.recipients)}"


def trend_title(trend: Trend) -> str:
    """The finding of a trend: "One authorised allocation: more than 400,000 Nvidia H200"."""
    if not trend.counted:
        return _nothing_counted(trend)
    subject = several(trend.counted, f"{trend.stage} allocation")
    if trend.counted == 1:
        return f"{subject}: {_single(trend)}{_unstated_words(trend)}"
    amount = f"{in_words(trend.total)} {trend.noun}"
    tail = [_joint_words(trend)]
    if trend.undated:
        tail.append(f"{trend.undated_count} undated" if len(trend.first) else "none dated")
    return "; ".join(filter(None, [f"{subject}: {amount}", *tail])) + _unstated_words(trend)


def trend_label(trend: Trend) -> str:
    """What a trend counts: "Nvidia H200 authorised, cumulative"."""
    words = _what(trend)
    return words[:1].upper() + words[1:]


def _what(trend: Trend) -> str:
    return f"{trend.noun} {trend.stage}, cumulative{outer_words(trend)}"


def outer_words(found: Trend | Flow) -> str:
    """That intervals of estimates were added, which gives outer bounds; empty where none were."""
    return "; estimates added as outer intervals" if found.outer else ""


def timeline_title(timeline: Timeline) -> str:
    """The finding of a timeline: "Three decisions in two jurisdictions, one reversal"."""
    count = timeline.decisions
    words = f"{several(count, 'decision')} in {_lanes_counted(timeline).lower()}"
    if timeline.arcs:
        words += f", {several(len(timeline.arcs), 'reversal').lower()}"
    undated = sum(len(lane.undated) for lane in timeline.lanes)
    if count and undated == count:
        return f"{words}; {'none dated' if count > 1 else 'no date stated'}"
    return f"{words}; {undated} undated" if undated else words


def _lanes_counted(timeline: Timeline) -> str:
    parties = "parties" if timeline.by is LaneBy.PARTY else ""
    return several(len(timeline.lanes), timeline.by.word, parties)


def title(timeline: Timeline, trends: Sequence[Trend]) -> str:
    """The finding of a picture: the first trend's, else the timeline's."""
    told = [each for each in trends if each.counted]
    if told:
        return trend_title(told[0])
    return timeline_title(timeline) if timeline.lanes else ""


def subtitle(timeline: Timeline, trends: Sequence[Trend]) -> str:
    """What the picture shows, and in which units."""
    parts = [f"policy decisions by {timeline.by.word}"] if timeline.lanes else []
    labels = [_what(each) for each in trends]
    kept = labels if len(labels) <= 1 else ["allocations, cumulative, by stage and unit"]
    words = ", and ".join([*parts, *kept])
    return words[:1].upper() + words[1:]


def describe(timeline: Timeline, trends: Iterable[Trend]) -> str:
    """The picture in sentences, for people who do not see it."""
    sentences = [timeline_title(timeline)] if timeline.lanes else []
    for lane in timeline.lanes:
        marks = [f"{mark.when}: {mark.stance.word}, {mark.title}" for mark in lane.dated]
        marks += [f"no date stated: {mark.stance.word}, {mark.title}" for mark in lane.undated]
        sentences.append(f"{lane.name}: {'; '.join(marks)}")
    sentences += [trend_title(each) for each in trends]
    return ". ".join(sentences) + ("." if sentences else "")


def _single(trend: Trend) -> str:
    entry = trend.undated[0] if trend.undated else trend.largest
    quantity = entry.quantity if entry else trend.total
    words = f"{in_words(quantity)} {trend.noun}"
    if entry is None:
        return words
    when = f", {entry.when}" if len(trend.first) else "; no date stated"
    return " ".join(filter(None, [words, recipients_words(entry)])) + when


def _joint_words(trend: Trend) -> str:
    undated = [e for e in trend.undated if e.joint]
    dated = bool(len(trend.joint) and trend.joint[-1] > 0)
    them = "of them" if Quantity(unit=trend.unit).is_count else "of it"
    if len(undated) == 1 and not dated:
        return f"{in_words(undated[0].quantity)} {them} {recipients_words(undated[0]) or 'joint'}"
    largest = trend.largest
    if dated and largest and largest.joint and trend.joint[-1] == largest.bounds[0] and not undated:
        return f"{in_words(largest.quantity)} {them} {recipients_words(largest) or 'joint'}"
    return f"part {them} joint" if dated or undated else ""


def _unstated_words(trend: Trend) -> str:
    count = trend.unstated_count
    return f"; {count} more without a stated bound" if count else ""


def _nothing_counted(trend: Trend) -> str:
    if not trend.unstated:
        return "No allocations to add up"
    subject = several(trend.unstated_count, f"{trend.stage} allocation")
    words = {str(e.quantity) for e in trend.unstated if span(e.quantity) is None}
    said = f": {words.pop()} {trend.noun}" if len(words) == 1 else ""
    return f"{subject}{said}; no bounds stated"
