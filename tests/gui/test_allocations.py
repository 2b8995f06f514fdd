from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QLabel

from workbench.gui.allocations.form import open_allocation_form
from workbench.gui.allocations.rows import read_rows
from workbench.gui.allocations.sheet import read_sheet
from workbench.gui.decisions.sheet import card_of
from workbench.gui.form import Form, Read
from workbench.gui.inspector.panel import Inspector
from workbench.gui.table.facets import Entry
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Decision
from workbench.model.item import Item
from workbench.model.kinds import AllocationRole, QuantityKind, Split, Stage
from workbench.model.party import Party
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.allocations.view import AllocationsView
    from workbench.gui.window import Window


@pytest.fixture
def filled(dossier: Dossier) -> Dossier:
    """Return a dossier with a joint allocation of H200 and a shipment of H20."""
    with dossier.operation("Fill"):
        firms = dossier.parties.add_all(Party(title=n) for n in ("ByteDance", "Alibaba"))
        maker = dossier.parties.add(Party(title="Nvidia, Inc."))
        large, small = (dossier.items.add(Item(title=n, unit="chip")) for n in ("H200", "H20"))
        decision = dossier.decisions.add(Decision(title="Approved", announced=When("2026-01-28")))
        dossier.allocations.add(
            Allocation(
                title="Joint lot",
                decision=decision.id,
                item=large.id,
                quantity=Quantity.parse("more than 400,000", "chip"),
                split=Split.JOINT_UNSPECIFIED,
                parties=(
                    *(AllocationParty(party=each.id) for each in firms),
                    AllocationParty(party=maker.id, role=AllocationRole.SUPPLIER),
                ),
            )
        )
        dossier.allocations.add(
            Allocation(
                title="First shipment",
                item=small.id,
                stage=Stage.SHIPPED,
                quantity=Quantity.exact(12_500, "chip"),
                as_of=When("2025-11"),
                parties=(AllocationParty(party=firms[0].id),),
            )
        )
    return dossier


@pytest.fixture
def view(bare_window: Window, filled: Dossier, qtbot: QtBot) -> AllocationsView:
    """Return the allocations view, filled and read."""
    bare_window.take(filled)
    made = cast("AllocationsView", bare_window.show_task("allocations"))
    qtbot.waitUntil(lambda: len(made.rows.ids) == 2)
    return made


def test_a_joint_quantity_is_shown_whole_beside_all_its_recipients(filled: Dossier) -> None:
    joint, shipped = read_rows(filled, filled.allocations.ids())
    assert joint.cell("date").words == "28 Jan 2026 · of the decision"
    assert joint.cell("quantity").words == "> 400,000 · no upper bound"
    assert joint.cell("recipients").words == "ByteDance, Alibaba · jointly, split not known"
    assert joint.cell("supplier").upper == "Nvidia, Inc."
    assert joint.cell("decision").upper == "D-0001"
    assert shipped.cell("recipients").words == "ByteDance"
    assert shipped.cell("decision").upper == "none"
    assert shipped.cell("supplier").upper == "not stated"


def test_quantities_at_different_stages_are_never_added(
    view: AllocationsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.grid.selectAll()
    qtbot.waitUntil(lambda: bare_window.status.sum.text().startswith("2 selected"))
    words = bare_window.status.sum.text()
    assert "authorised > 400,000" in words
    assert "shipped 12,500" in words


def test_an_item_is_told_from_another_that_holds_its_name(
    view: AllocationsView, qtbot: QtBot
) -> None:
    def entry(title: str) -> Entry:
        lines = view.side_bar.lines
        qtbot.waitUntil(lambda: title in [getattr(each, "title", "") for each in lines.lines])
        return next(x for x in lines.lines if isinstance(x, Entry) and x.title == title)

    view.side_bar.picked.emit(entry("H20"), False)  # noqa: FBT003 - a signal's argument
    qtbot.waitUntil(lambda: len(view.rows.ids) == 1)
    assert view.search.line.text() == "item:I-0002"
    qtbot.waitUntil(lambda: entry("H20").active)
    view.clear_filters()
    qtbot.waitUntil(lambda: len(view.rows.ids) == 2)
    view.side_bar.picked.emit(entry("Nvidia, Inc."), False)  # noqa: FBT003 - as above
    qtbot.waitUntil(lambda: len(view.rows.ids) == 1)


def test_the_card_of_an_estimate_has_its_centre_in_large_figures_and_its_interval_below() -> None:
    estimate = Quantity(
        kind=QuantityKind.ESTIMATE_CI,
        point=Decimal(24_152),
        low=Decimal(17_455),
        high=Decimal(33_388),
        level=Decimal(90),
    )
    card = card_of(Allocation(title="B200", quantity=estimate), {})
    assert card.figure == "≈ 24,152"
    assert card.lines[0] == "17,455 – 33,388, 90 % interval"


def test_the_inspector_says_jointly_and_leads_to_the_decision(
    view: AllocationsView, qtbot: QtBot
) -> None:
    inspector = view.inspector
    assert isinstance(inspector, Inspector)
    view.context.select("allocation", view.rows.ids[0])
    qtbot.waitUntil(lambda: inspector.sheet is not None and inspector.sheet.record.number == 1)
    words = [each.text() for each in inspector.findChildren(QLabel)]
    assert "H200, jointly to 2 buyers" in words
    assert "split not known" in words
    assert "joint, split not known" in words
    view.open_decision()
    decision = view.context.dossier.decisions.get("D-0001")
    qtbot.waitUntil(lambda: view.context.selection.ids == (decision.id,))


def test_an_allocation_is_logged_with_the_decision_it_belongs_to(
    view: AllocationsView, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    decision = dossier.decisions.get("D-0001")
    source = dossier.sources.add_text("Up to 50,000 more may follow.", title="Wire")
    form = open_allocation_form(
        view.context,
        given={"decision": decision.id},
        prefilled={"quantity": Read(Quantity.parse("up to 50,000"), "Up to 50,000")},
        cite=lambda within: within.passages.mark(source, 0, 12),
    )
    form.rows["title"].editor.set_value("More")
    qtbot.waitUntil(lambda: form.rows["decision"].editor.value() == decision.id)
    form.save()
    qtbot.waitUntil(lambda: dossier.allocations.count() == 3)
    made = dossier.allocations.get("A-0003")
    assert made.decision == decision.id
    assert made.quantity.sign_text() == "≤ 50,000"
    assert {each.field for each in dossier.supports.of(made) if each.claim} == {"", "quantity"}


def test_a_refused_split_is_told_under_its_field(
    view: AllocationsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.context.select("allocation", view.rows.ids[0])
    view.edit_allocation()
    qtbot.waitUntil(lambda: isinstance(bare_window.regions.form.content, Form))
    form = cast("Form", bare_window.regions.form.content)
    qtbot.wait(50)
    form.rows["split"].editor.set_value(Split.SINGLE)
    form.save()
    qtbot.waitUntil(lambda: "one recipient" in form.rows["split"].fault.text())
    assert view.context.dossier.allocations.get("A-0001").split is Split.JOINT_UNSPECIFIED


def test_an_allocation_without_recipients_says_so(filled: Dossier) -> None:
    made = filled.allocations.add(Allocation(title="Bare"))
    sheet = read_sheet(filled, made.id)
    assert sheet is not None
    assert sheet.cards[0].figure == "not stated"
    assert "recipients not stated" in sheet.cards[0].lines[0]
    assert {each.field: each.words for each in sheet.facts}["split"] == "not stated"
    assert read_sheet(filled, "gone") is None


def test_each_view_keeps_its_own_selection(
    view: AllocationsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.context.select("allocation", view.rows.ids[1])
    bare_window.show_task("decisions")
    qtbot.waitUntil(lambda: view.context.selection.kind == "decision")
    bare_window.show_task("allocations")
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[1],))
