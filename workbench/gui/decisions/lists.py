"""What the side bar lists beside the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.table.facets import Entry, Facet, Plan, Shown
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import Stance
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def expected(dossier: Dossier) -> tuple[Entry, ...]:
    """What sources say is to come and has not been seen: opens the first of them."""
    ids = dossier.expectations.ids(Query().where("status", "open"))
    return (
        Entry(
            title="Expected, not yet seen",
            kind="record",
            count=len(ids),
            icon="expectation",
            value="expectation",
            key=ids[0] if ids else "",
        ),
    )


DECISION_LISTS = Plan(
    kind="decision",
    views=(
        Shown(title="All decisions", line="", icon="decision"),
        Shown(title="Reversals", line="is:reversal", icon="history"),
        Shown(title="Conflicting sources", line="is:disputed", icon="conflict"),
        Shown(title="Undated", line="is:undated", icon="calendar-x"),
        Shown(title="Drafts", line="is:draft", icon="pencil-simple-line"),
    ),
    facets=(
        Facet(
            title="Stance",
            field="stance",
            words=lambda each: Stance(each).word,
            every=tuple(each.value for each in Stance),
        ),
        Facet(title="Jurisdiction", field="jurisdiction", icon="jurisdiction", words=name_of),
    ),
    more_views=expected,
)
