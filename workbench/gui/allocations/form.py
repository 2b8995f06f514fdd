"""The form of an allocation, empty, to edit one, or filled from a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.gui.table.cited_form import CitedForm, open_cited_form
from workbench.model.allocation import Allocation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.gui.context import Context
    from workbench.gui.form import Form, Read
    from workbench.gui.table.cited_form import Cite

FIELDS = (
    "title",
    "item",
    "quantity",
    "stage",
    "split",
    "parties",
    "decision",
    "as_of",
    "period",
    "part_of",
    "supersedes",
    "note",
)


def open_allocation_form(  # noqa: PLR0913 - most are left out
    context: Context,
    *,
    record: Allocation | None = None,
    prefilled: Mapping[str, Read] | None = None,
    given: Mapping[str, Any] | None = None,
    cite: Cite = None,
    field: str = "",
    then: Callable[[Allocation], None] | None = None,
) -> Form:
    """Opens the form of an allocation in the inspector's place.

    Args:
        context: the open dossier.
        record: the allocation to edit; None for a new one.
        prefilled: what the sentence says, by field name; shown as read until it is confirmed.
        given: values that a new one starts with and that no sentence states, such as its decision.
        cite: the claim or passage that a new allocation rests on, or what makes it (called with the
        dossier, inside the operation that logs the allocation).
        field: the field that gets the cursor.
        then: gets the allocation when it is saved.
    """
    asked = CitedForm(
        kind=Allocation,
        fields=FIELDS,
        record=record,
        prefilled=prefilled or {},
        given=given or {},
        cite=cite,
    )
    return open_cited_form(context, asked, focus=field, then=then)
