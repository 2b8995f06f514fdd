"""The life of a decision in words: when it took effect, its events, how it is coded; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.widgets.editors import words_of
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import EventAction, EventStatus, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision, StanceCoding
    from workbench.model.stance_scale import StanceScale


def effective_words(decision: Decision) -> str:
    """When it took effect, with what is odd about that; empty where no source says it."""
    if decision.never_in_force:
        planned = f"planned for {decision.effective}; " if decision.effective else ""
        return f"{planned}never came into force"
    if not decision.effective:
        return ""
    before = surely_before_announced(decision)
    return f"{decision.effective}, before it was announced" if before else str(decision.effective)


def surely_before_announced(decision: Decision) -> bool:
    """Whether it took effect before it was announced, however imprecise the dates are."""
    last, first = decision.effective.latest, decision.announced.earliest
    return last is not None and first is not None and last < first


def events_words(decision: Decision) -> str:
    """Its events a line each in the order of their dates, and how it stands after them."""
    dated = sorted(decision.events, key=lambda each: str(each.when.earliest or "9999"))
    lines = []
    for each in dated:
        date = str(each.when) if each.when else "no date stated"
        parts = (date, words_of(each.action), each.words)
        lines.append(" · ".join(part for part in parts if part))
    if decision.standing is not EventStatus.UNSTATED:
        lines.append(f"Stands: {words_of(decision.standing).lower()}")
    return "\n".join(lines)


def affected_words(decision: Decision) -> str:
    """The jurisdictions that it reaches, and those that it leaves out."""
    reached = [_place(each.jurisdiction) for each in decision.affected if not each.excluded]
    left_out = [_place(each.jurisdiction) for each in decision.affected if each.excluded]
    but = f"{'all ' if not reached else ''}but {', '.join(left_out)}" if left_out else ""
    return " ".join(part for part in (", ".join(reached), but) if part)


def _place(code: str) -> str:
    return "all" if code == "ALL" else name_of(code)


def scales_of(dossier: Dossier, decision: Decision) -> dict[str, StanceScale]:
    """The scales on which a decision is coded, by id."""
    coded = sorted({each.scale for each in decision.stances})
    return {each.id: each for each in dossier.stance_scales.page(coded)}


def stances_words(decision: Decision, scales: Mapping[str, StanceScale]) -> str:
    """Each coded stance on a line: the level in words, whom it reaches, from when, which scale."""
    return "\n".join(_coded(decision, each, scales.get(each.scale)) for each in decision.stances)


def _coded(decision: Decision, coding: StanceCoding, scale: StanceScale | None) -> str:
    if scale is None:
        return str(coding.value)
    since = decision.coded_from(coding)
    parts = (
        f"{coding.value} of {scale.highest}  {scale.words_of(coding.value)}".rstrip(),
        "reach not coded" if coding.reach is Scope.UNSTATED else coding.reach.value,
        words_of(coding.event).lower() if coding.event is not EventAction.UNSPECIFIED else "",
        f"from {since}" if since else "from a date not stated",
        f"{scale.title}, version {scale.version}",
    )
    return " · ".join(part for part in parts if part)
