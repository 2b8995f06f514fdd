"""The inspector of the records view: one for all its kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.ratings import GRADED, ratings_of
from workbench.gui import nouns
from workbench.gui.decisions.life import scales_of, stances_words
from workbench.gui.fields import form_fields
from workbench.gui.history import moment_words
from workbench.gui.inspector.panel import Inspector
from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import FactLine, Sheet, computed_lines, fact_lines
from workbench.gui.widgets.facts import linked_names
from workbench.model.decision import Decision
from workbench.model.item import Item

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.ratings import Rating
    from workbench.gui.context import Context
    from workbench.model.record import Record

ACTS = (
    ("edit", "Edit record", "pencil-simple", "Ctrl+E"),
    ("rate", "Rate it", "star", "R"),
    ("remove", "Remove record", "trash", "Del"),
)


def _acts(kind: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(each for each in ACTS if each[0] != "rate" or kind in GRADED)


def read_sheet(dossier: Dossier, kind: str, key: str) -> Sheet | None:
    """Reads a record; None when it is gone. Called off the window's thread."""
    found = nouns.noun_of(dossier, kind).page([key])
    if not found:
        return None
    record = found[0]
    evidence = dossier.evidence(record)
    shown = [each.name for each in form_fields(type(record)) if each.name != record.TITLE]
    names = linked_names(dossier, found)
    return Sheet(
        record=record,
        subline=nouns.title_of(kind),
        facts=(
            *fact_lines(record, names, shown, evidence, _own(dossier, record)),
            *_judged(dossier, record),
        ),
        computed=computed_lines(dossier, record),
        evidence=evidence,
        past=read_past(dossier, record),
    )


def _own(dossier: Dossier, record: Record) -> dict[str, str]:
    """Fields that are better said in words of their own: figures of an item, coded stances."""
    if isinstance(record, Decision) and record.stances:
        return {"stances": stances_words(record, scales_of(dossier, record))}
    if not isinstance(record, Item):
        return {}
    said = [f"{s.figure.word}: {s.amount.full_text()}, {s.status.value}" for s in record.specs]
    return {"specs": "\n".join(said)}


def _judged(dossier: Dossier, record: Record) -> tuple[FactLine, ...]:
    """Each judgement of a claim or party, newest first: who, when, why, on which basis."""
    if record.KIND not in GRADED:
        return ()
    field = GRADED[record.KIND]
    return tuple(
        FactLine(
            field=field,
            label="" if place else "Judged",
            words=" · ".join(part for part in _judgement(each) if part),
            about="Press R to judge it anew.",
        )
        for place, each in enumerate(ratings_of(dossier, record))
    )


def _judgement(rating: Rating) -> tuple[str, ...]:
    who = f"{moment_words(rating.operation.at)} by {rating.operation.analyst}"
    reason = f"because {rating.operation.reason}" if rating.operation.reason else ""
    return (rating.grade, who, rating.basis, reason)


class RecordInspector(Inspector):
    """Shows the record that is chosen, of the kind in `kind`."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__(
            context, kind, lambda dossier, key: read_sheet(dossier, self.kind, key), _acts(kind)
        )

    def show_kind(self, kind: str) -> None:
        """Shows records of another kind from now on."""
        if kind != self.kind:
            self.kind = kind
            self._acts = _acts(kind)
            self.schedule()
