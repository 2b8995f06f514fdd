"""What the side bar lists beside the allocations."""

from __future__ import annotations

from workbench.gui.table.facets import Facet, Plan, Shown
from workbench.model.kinds import Stage


def _capital(value: str) -> str:
    return value.replace("_", " ").capitalize()


ALLOCATION_LISTS = Plan(
    kind="allocation",
    views=(
        Shown(title="All allocations", line="", icon="allocation"),
        Shown(title="Joint, split not known", line="is:joint", icon="users-three"),
        Shown(title="No upper bound", line="is:unbounded", icon="arrow-line-up"),
        Shown(title="Undated", line="is:undated", icon="calendar-x"),
        Shown(title="Conflicting sources", line="is:disputed", icon="conflict"),
    ),
    facets=(
        Facet(
            title="Stage",
            field="stage",
            icon="stack",
            words=_capital,
            every=(Stage.AUTHORISED.value, Stage.SHIPPED.value, Stage.DELIVERED.value),
        ),
        Facet(title="Item", field="item", icon="item", link="item"),
        Facet(title="Recipient", field="recipient", icon="party", link="party"),
        Facet(title="Supplier", field="supplier", icon="factory", link="party"),
    ),
)
