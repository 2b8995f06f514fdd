"""The inspector of the records view: one for all its kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui import nouns
from workbench.gui.fields import form_fields
from workbench.gui.inspector.panel import Inspector
from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import Sheet, computed_lines, fact_lines
from workbench.gui.widgets.facts import linked_names

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context

ACTS = (
    ("edit", "Edit record", "pencil-simple", "Ctrl+E"),
    ("remove", "Remove record", "trash", "Del"),
)


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
        facts=fact_lines(record, names, shown, evidence),
        computed=computed_lines(dossier, record),
        evidence=evidence,
        past=read_past(dossier, record),
    )


class RecordInspector(Inspector):
    """Shows the record that is chosen, of the kind in `kind`."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__(
            context, kind, lambda dossier, key: read_sheet(dossier, self.kind, key), ACTS
        )

    def show_kind(self, kind: str) -> None:
        """Shows records of another kind from now on."""
        if kind != self.kind:
            self.kind = kind
            self.schedule()
