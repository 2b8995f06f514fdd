"""The judgements view: what the analyst concludes, part by part; the side bar chooses the part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui import icons, nouns
from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.form import Form
from workbench.gui.judgements.ach import AchPage
from workbench.gui.judgements.coding import CodingPage
from workbench.gui.judgements.contradictions import ContradictionsPage
from workbench.gui.judgements.forecasts import ForecastsPage
from workbench.gui.judgements.page import KindPage, PartOf
from workbench.gui.judgements.stance import StancePage
from workbench.gui.panel import View
from workbench.gui.records.inspector import RecordInspector
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.counts import COUNT, ICON, CountDelegate
from workbench.model import RECORDS
from workbench.model.kinds import AchGrade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.model.record import Record

    Page = KindPage | ContradictionsPage | AchPage | StancePage | CodingPage


def _awaited(dossier: Dossier) -> list[str]:
    _, found = dossier.track_records.expectations(dossier.today)
    return [each.expectation.id for each in found]


def _assumed(dossier: Dossier) -> list[str]:
    due = [each.id for each in dossier.assumptions.due()]
    return due + [each for each in dossier.assumptions.ids() if each not in due]


PARTS = (
    PartOf(
        kind="judgement",
        heading="Key judgements",
        why_empty="A judgement is what you conclude, how likely it is, and how sure its basis "
        "makes you. Key judgements stand on a briefing's cover.",
        ids=lambda dossier: dossier.judgements.ids("order:order"),
        columns=("statement", "likelihood", "confidence"),
    ),
    PartOf(
        kind="assumption",
        heading="Assumptions",
        why_empty="What your judgements take for granted: how well it holds, what follows if it is "
        "wrong, and when to look again.",
        ids=_assumed,
        figures=lambda dossier: dossier.assumptions.figures(),
        columns=("statement", "status", "review"),
    ),
    PartOf(
        kind="question",
        heading="Questions",
        why_empty="A question is a gap that the sources leave.",
        ids=lambda dossier: [*dossier.questions.ids("is:open"), *dossier.questions.ids("-is:open")],
        columns=("question", "kind", "claim"),
    ),
    PartOf(
        kind="expectation",
        heading="Expectations",
        why_empty="An expectation is what a source says is to come. What you think yourself is a "
        "forecast.",
        ids=_awaited,
        figures=lambda dossier: dossier.track_records.figures(dossier.today),
        columns=("statement", "status", "window", "met_at"),
    ),
)
NAMES = (
    ("contradictions", "Contradictions", "conflict"),
    ("hypothesis_set", "Hypotheses", "hypothesis_set"),
    ("forecast", "Forecasts", "forecast"),
    *((each.kind, each.heading, each.kind) for each in PARTS),
    ("policy_line", "Stance", "policy_line"),
    ("coding", "Coding quality", "quality"),
)
COUNTED = tuple(kind for kind, _, _ in NAMES if kind in RECORDS)
_PART_OF = {"hypothesis": "hypothesis_set", "ach_rating": "hypothesis_set",
            "acknowledgement": "contradictions"}  # fmt: skip


def _has_record(view: JudgementsView) -> bool:
    return writable(view) and view.chosen() is not None


def _can_acknowledge(view: JudgementsView) -> bool:
    page = view.page
    chosen = isinstance(page, ContradictionsPage) and page.current() is not None
    return chosen and writable(view)


def _can_rate(view: JudgementsView) -> bool:
    page = view.page
    return isinstance(page, AchPage) and page.on_cell() and writable(view)


def _can_add(view: JudgementsView) -> bool:
    return writable(view) and not isinstance(view.page, CodingPage)


def _has_set(view: JudgementsView) -> bool:
    page = view.page
    return isinstance(page, AchPage) and page.set_shown is not None and writable(view)


class JudgementsView(View):
    """Contradictions, hypotheses, forecasts, expectations, stance and the quality of coding."""

    title: ClassVar[str] = "Judgements"
    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        clashes = ContradictionsPage(context)
        clashes.current_changed.connect(self._enable)
        self.pages: dict[str, Page] = {
            "contradictions": clashes,
            "hypothesis_set": AchPage(context),
            "forecast": ForecastsPage(context),
            **{each.kind: KindPage(context, each) for each in PARTS},
            "policy_line": StancePage(context),
            "coding": CodingPage(context),
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._parts = QListWidget()
        self.side = self._side()
        self._inspector = RecordInspector(context, "claim")
        self._inspector.asked.connect(self._carry_out)
        self._inspector.edit_wanted.connect(lambda _field: self._carry_out("edit"))
        self.inspector = self._inspector
        self._new = primary_button("New forecast", key="Insert")
        self._new.clicked.connect(self.new_record)
        self.tools = (self._new,)
        context.selection_changed.connect(self._follow)
        self.show_part("contradictions")

    @property
    def page(self) -> Page:
        """The part that is shown."""
        return self.pages[self.part]

    @override
    def refresh(self) -> None:
        self.read(counts_in, self._show_counts)

    def show_part(self, part: str) -> None:
        """Shows another part."""
        self.part = part
        self._stack.setCurrentWidget(self.pages[part])
        words = nouns.title_of(part).lower()
        settles = part == "contradictions"
        self._new.setText("Acknowledge…" if settles else f"New {words}")
        self._new.setToolTip("K" if settles else "Insert")
        icons.put(self._new, "check" if settles else "plus", role="on_accent")
        self._enable()
        if self._new.parentWidget() is not None:  # without a parent it would be a window
            self._new.setVisible(part != "coding")
        row = [name for name, _, _ in NAMES].index(part)
        if self._parts.currentRow() != row:
            self._parts.setCurrentRow(row)

    def _enable(self) -> None:
        """The button can be pressed where something can be written, or settled."""
        settles = isinstance(self.page, ContradictionsPage)
        self._new.setEnabled(_can_acknowledge(self) if settles else writable(self))

    @override
    def show_record(self, kind: str, key: str) -> None:
        self.show_part(_PART_OF.get(kind, kind if kind in self.pages else "contradictions"))
        page = self.page
        if isinstance(page, KindPage | StancePage):
            page.choose(key)
        elif isinstance(page, AchPage):
            page.choose(kind, key)
        super().show_record(kind, key)

    def chosen(self) -> Record | None:
        """The record that can be edited here: of this part, or a hypothesis of the matrix."""
        page = self.page
        return None if isinstance(page, ContradictionsPage | CodingPage) else page.current()

    # --- commands -----------------------------------------------------------------------------

    @command("New judgement…", "Insert", menu="Judgement", icon="add", when=_can_add)
    def new_record(self) -> None:
        """Opens an empty form of the part that is shown."""
        page = self.page
        if isinstance(page, ContradictionsPage):
            page.acknowledge()
        elif not isinstance(page, CodingPage):
            page.new()

    @command("Edit judgement…", "Ctrl+E", menu="Judgement", icon="pencil-simple", when=_has_record)
    def edit_record(self) -> None:
        """Opens what is chosen in a form."""
        page = self.page
        if not isinstance(page, ContradictionsPage | CodingPage):
            page.edit()

    @command("Remove judgement", "Delete", menu="Judgement", icon="trash", when=_has_record)
    def remove_record(self) -> None:
        """Removes what is chosen; Undo brings it back."""
        record = self.chosen()
        if record is not None:
            nouns.remove(self.context, record)

    @command("Acknowledge contradiction…", "K", menu="Judgement", icon="check",
             when=_can_acknowledge)  # fmt: skip
    def acknowledge(self) -> None:
        """Says why a contradiction stands."""
        page = self.page
        if isinstance(page, ContradictionsPage):
            page.acknowledge()

    @command("New hypothesis…", "H", menu="Judgement/Matrix", icon="add", when=_has_set)
    def new_hypothesis(self) -> None:
        """Adds a column to the matrix."""
        page = self.page
        if isinstance(page, AchPage):
            page.propose()

    @command("Rate: very inconsistent", "1", menu="Judgement/Matrix", when=_can_rate)
    def rate_very_inconsistent(self) -> None:
        """Rates the chosen cell very inconsistent: it counts 2 against the hypothesis."""
        self._rate(AchGrade.VERY_INCONSISTENT)

    @command("Rate: inconsistent", "2", menu="Judgement/Matrix", when=_can_rate)
    def rate_inconsistent(self) -> None:
        """Rates the chosen cell inconsistent: it counts 1 against the hypothesis."""
        self._rate(AchGrade.INCONSISTENT)

    @command("Rate: neutral", "3", menu="Judgement/Matrix", when=_can_rate)
    def rate_neutral(self) -> None:
        """Rates the chosen cell neutral."""
        self._rate(AchGrade.NEUTRAL)

    @command("Rate: consistent", "4", menu="Judgement/Matrix", when=_can_rate)
    def rate_consistent(self) -> None:
        """Rates the chosen cell consistent."""
        self._rate(AchGrade.CONSISTENT)

    @command("Rate: very consistent", "5", menu="Judgement/Matrix", when=_can_rate)
    def rate_very_consistent(self) -> None:
        """Rates the chosen cell very consistent."""
        self._rate(AchGrade.VERY_CONSISTENT)

    @command("Rate: not applicable", "6", menu="Judgement/Matrix", when=_can_rate)
    def rate_not_applicable(self) -> None:
        """Says that the evidence has nothing to do with the hypothesis."""
        self._rate(AchGrade.NOT_APPLICABLE)

    @command("Take the rating back", "0", menu="Judgement/Matrix", when=_can_rate)
    def rate_nothing(self) -> None:
        """Empties the chosen cell."""
        self._rate(None)

    # --- inside -------------------------------------------------------------------------------

    def _rate(self, grade: AchGrade | None) -> None:
        page = self.page
        if isinstance(page, AchPage):
            page.rate(grade)

    def _carry_out(self, act: str) -> None:
        """Edits or removes the record that the inspector shows, of whatever kind."""
        record = self._inspector.sheet.record if self._inspector.sheet else None
        if record is None:
            return
        if act == "edit":
            form = Form(self.context, type(record), record=record)
            self.context.show_form(form, f"Edit {record.ref}")
        else:
            nouns.remove(self.context, record)

    def _follow(self, selection: Selection) -> None:
        if selection and self.isVisible():
            self._inspector.show_kind(selection.kind)

    def _show_counts(self, counts: Sequence[str]) -> None:
        for row, count in enumerate(counts):
            self._parts.item(row).setData(COUNT, count)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 14, 10, 10)
        heading = QLabel("JUDGEMENTS")
        heading.setProperty("role", "section")
        column.addWidget(heading)
        self._parts.setAccessibleName("Kinds of judgement")
        self._parts.setItemDelegate(CountDelegate(self._parts))
        for _, words, icon in NAMES:
            item = QListWidgetItem(words)
            item.setData(ICON, icon)
            self._parts.addItem(item)
        self._parts.currentRowChanged.connect(self._part_chosen)
        column.addWidget(self._parts, 1)
        return side

    def _part_chosen(self, row: int) -> None:
        if row >= 0 and NAMES[row][0] != self.part:
            self.show_part(NAMES[row][0])
            self._inspect()

    def _inspect(self) -> None:
        """Shows in the inspector what is chosen in the part that was chosen."""
        page, record = self.page, self.chosen()
        if isinstance(page, ContradictionsPage):
            page.inspect()
        elif record is not None:
            self.context.select(record.KIND, record.id)


def counts_in(dossier: Dossier) -> list[str]:
    """What the side bar says of each part: how many, and of contradictions how many are open."""
    still_open = sum(each.open for each in dossier.contradictions.read())
    counts = {"contradictions": still_open}
    counts |= {kind: nouns.noun_of(dossier, kind).count() for kind in COUNTED}
    return [str(counts.get(kind, "")) for kind, _, _ in NAMES]
