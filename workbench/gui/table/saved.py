"""Saving a search under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.form import Form
from workbench.gui.table.chips import chips_of
from workbench.model.saved_query import SavedQuery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.gui.context import Context
    from workbench.model.query import Query


def save_search(context: Context, kind: str, query: Query, names: Mapping[str, str]) -> Form:
    """Opens the form that keeps a query under a name; the name is made of its chips."""
    given = {"shown": kind}
    form = Form(context, SavedQuery, only=("title", "query"), given=given, label="Save search")
    form.rows["title"].editor.set_value(", ".join(each.words for each in chips_of(query, names)))
    form.rows["query"].editor.set_value(str(query))
    context.show_form(form, "Save search")
    return form
