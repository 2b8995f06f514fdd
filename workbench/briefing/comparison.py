"""What moved between two briefings of one query: rows that came, went, or read otherwise.

Compared is what readers see, in the words they see: a change that shows nowhere is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.briefing.data import ChangeRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbench.briefing.data import BriefingData

Reads = dict[str, "Callable[[Any], str]"]
_JUDGEMENT: Reads = {
    "Judgement": lambda row: row.statement,
    "Likelihood": lambda row: row.likelihood,
    "Confidence": lambda row: row.confidence,
    "Basis": lambda row: row.basis,
}
_DECISION: Reads = {
    "Decision": lambda row: row.title,
    "Date": lambda row: str(row.when),
    "Stance": lambda row: row.stance.word,
    "Jurisdiction": lambda row: row.jurisdiction,
    "Body": lambda row: row.body,
    "Policy line": lambda row: row.policy_line,
    "Conditions": lambda row: "; ".join(row.conditions),
    "Undoes": lambda row: ", ".join((*row.undoes, *(f"{ref} in part" for ref in row.in_part))),
    "Grade": lambda row: row.grade,
}
_ALLOCATION: Reads = {
    "Quantity": lambda row: str(row.quantity),
    "Stage": lambda row: str(row.stage),
    "Item": lambda row: row.item,
    "Recipients": lambda row: " + ".join(row.recipients),
    "Supplier": lambda row: " + ".join(row.suppliers),
    "Split": lambda row: "joint" if row.joint else "single",
    "Date": lambda row: str(row.when),
    "Counted": lambda row: "yes" if row.counted else f"no: {row.why_not}",
}
_EXPECTATION: Reads = {"Status": lambda row: row.status, "When": lambda row: row.words}
_QUESTION: Reads = {"Status": lambda row: row.status}
FIELDS = frozenset({*_JUDGEMENT, *_DECISION, *_ALLOCATION, *_EXPECTATION, *_QUESTION})
"""What of a row can have moved, as it is headed."""


def changed(before: BriefingData, after: BriefingData) -> tuple[ChangeRow, ...]:
    """What moved from `before` to `after`, table by table; new rows first, then those that went."""
    found: list[ChangeRow] = []
    for old, new, reads, name in (
        (before.judgements, after.judgements, _JUDGEMENT, "statement"),
        (before.decisions, after.decisions, _DECISION, "title"),
        (before.allocations, after.allocations, _ALLOCATION, ""),
        (before.expectations, after.expectations, _EXPECTATION, "statement"),
        (before.questions, after.questions, _QUESTION, "question"),
    ):
        found += _moved(old, new, reads, name)
    return tuple(found)


def since(before: BriefingData, after: BriefingData) -> Mapping[str, str]:
    """For each judgement of `after`, by ref, whether it is new, changed or unchanged."""
    known = {row.ref: _read(row, _JUDGEMENT) for row in before.judgements}
    words = {True: "unchanged", False: "changed"}
    return {
        row.ref: words[known[row.ref] == _read(row, _JUDGEMENT)] if row.ref in known else "new"
        for row in after.judgements
    }


def _moved(old: Sequence[Any], new: Sequence[Any], reads: Reads, name: str) -> Iterator[ChangeRow]:
    was, now = ({row.ref: row for row in rows} for rows in (old, new))
    for ref, row in now.items():
        if ref not in was:
            yield ChangeRow(ref=ref, name=_name(row, name), what="New")
    for ref, row in was.items():
        if ref not in now:
            yield ChangeRow(ref=ref, name=_name(row, name), what="No longer shown")
    for ref in was.keys() & now.keys() if len(was) < len(now) else [r for r in was if r in now]:
        yield from _fields(was[ref], now[ref], reads, name)


def _fields(old: Any, new: Any, reads: Reads, name: str) -> Iterator[ChangeRow]:
    if old == new:
        return
    for what, read in reads.items():
        before, after = read(old), read(new)
        if before != after:
            yield ChangeRow(
                ref=new.ref, name=_name(new, name), what=what, before=before, after=after
            )


def _name(row: Any, name: str) -> str:
    if name:
        return str(getattr(row, name))
    who = " + ".join(row.recipients) or "recipient not stated"
    return f"{row.item or 'item not stated'}, {who}"


def _read(row: Any, reads: Reads) -> tuple[str, ...]:
    return tuple(read(row) for read in reads.values())
