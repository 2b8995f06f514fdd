"""The form of a decision, empty, to edit one, or filled from a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.table.cited_form import CitedForm, open_cited_form
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.gui.context import Context
    from workbench.gui.form import Form, Read
    from workbench.gui.table.cited_form import Cite

FIELDS = (
    "title",
    "jurisdiction",
    "authority",
    "authority_precision",
    "action",
    "direction",
    "announced",
    "instrument",
    "conditions",
    "links",
    "parties",
    "line",
    "published",
    "effective",
    "ended",
    "never_in_force",
    "events",
    "stances",
    "scope",
    "affected",
    "citation",
    "status",
    "note",
)


def open_decision_form(
    context: Context,
    *,
    record: Decision | None = None,
    prefilled: Mapping[str, Read] | None = None,
    cite: Cite = None,
    field: str = "",
    then: Callable[[Decision], None] | None = None,
) -> Form:
    """Opens the form of a decision in the inspector's place.

    Args:
        context: the open dossier.
        record: the decision to edit; None for a new one.
        prefilled: what the sentence says, by field name; shown as read until it is confirmed.
        cite: the claim or passage that a new decision rests on, or what makes it (called with the
        dossier, inside the operation that logs the decision: one Ctrl+Z takes both back).
        field: the field that gets the cursor.
        then: gets the decision when it is saved.
    """
    asked = CitedForm(
        kind=Decision, fields=FIELDS, record=record, prefilled=prefilled or {}, cite=cite
    )
    return open_cited_form(context, asked, focus=field, then=then)
