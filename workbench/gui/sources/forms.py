"""Forms that open from a sentence: filled with what it says, saved with all that backs it.

    open_stretch_form(context, source, stretch, "decision", then=...)

Names that the dossier has no record for are offered above the form; adding one reads the sentence
again and fills the fields that the analyst has not touched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout
from shiboken6 import isValid

from workbench.gui.form import Form, Read
from workbench.gui.form_place import shown
from workbench.gui.nouns import noun_of
from workbench.gui.sources.page import place_of
from workbench.gui.widgets.labels import wrapped
from workbench.model import RECORDS
from workbench.model.claim import Claim
from workbench.model.item import Item
from workbench.model.jurisdiction import code_of
from workbench.model.kinds import PartyKind
from workbench.model.party import Party
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reading import Reading
    from workbench.dossier.suggestions import Offer
    from workbench.gui.context import Context
    from workbench.gui.form import Filled
    from workbench.intake.unknown import UnknownName
    from workbench.model.record import Record

    Then = Callable[[Record], None]

CLAIM_FIELDS = (
    "statement",
    "kind",
    "hedge",
    "voice",
    "quantity",
    "attribution",
    "polarity",
    "ambiguous",
    "credibility",
    "credibility_basis",
    "links",
)
SOURCE_FIELDS = (
    "title",
    "genre",
    "publisher",
    "author",
    "published",
    "accessed",
    "language",
    "url",
    "links",
    "marking",
    "national",
    "note",
)
CITED_FIELDS = {
    "expectation": ("statement", "words", "window", "anchor", "decision", "status", "met_at"),
    "comment_request": ("party", "outcome", "resolution"),
}
"""The fields of the forms of kinds that have no module of their own for it."""
UNITS = {"item": "chip"}


def party_called(name: str) -> Party:
    """A new party of this name: a government, where it is the name of a country."""
    code = code_of(name)
    if not code:
        return Party(title=name)
    return Party(title=name, kind=PartyKind.GOVERNMENT, jurisdiction=code)


def open_source_form(context: Context, source: Source, *, field: str = "") -> Form:
    """Opens the facts of a source to edit them."""
    from workbench.gui.table.cited_form import show_field

    form = Form(context, Source, record=source, only=SOURCE_FIELDS)
    context.show_form(form, f"Edit {source.ref}")
    if field in form.rows and form.parent() is not None:
        show_field(form, field)
    return form


def open_claim_form(context: Context, claim: Claim) -> Form:
    """Opens a claim to edit it."""
    form = Form(context, Claim, record=claim, only=CLAIM_FIELDS)
    context.show_form(form, f"Edit {claim.ref}")
    return form


def open_stretch_form(  # noqa: PLR0913 - most are left out
    context: Context,
    source: Source,
    stretch: tuple[int, int],
    kind: str,
    *,
    read: Callable[[Dossier], Reading] | None = None,
    then: Then | None = None,
    also: Callable[[Dossier], object] | None = None,
    opened: Callable[[StretchForm], None] | None = None,
) -> None:
    """Reads a stretch of a source off the window's thread, then opens the form of `kind`.

    `opened` gets the form, `then` the record when it is saved. `read` reads the stretch in another
    way; `also` writes something more in the operation that saves the form.
    """

    def open_it(reading: Reading) -> None:
        form = StretchForm(context, reading, then, also)
        if opened is not None and form.form.parent() is not None:
            opened(form)

    dossier = context.dossier
    work = read or (lambda d: d.sources.read_stretch(source, *stretch, kind))
    context.jobs.run("Reading the sentence", lambda _: work(dossier), open_it, quiet=True)


class StretchForm(QObject):
    """One form with the sentence that it was filled from; it ends with the form."""

    def __init__(
        self,
        context: Context,
        reading: Reading,
        then: Then | None,
        also: Callable[[Dossier], object] | None = None,
    ) -> None:
        self.context = context
        self.reading = reading
        self.prefilled: dict[str, Read] = {}
        self._then = then
        self._also = also
        self._fill()
        self.form = self._open()
        self.form.place = place_of(reading.source, (reading.start, reading.stop))
        super().__init__(self.form)
        self.offer = QFrame()
        self._show_offer()
        if reading.moved_from and self.form.parent() is not None:
            context.notices.say(
                f"Paragraph {reading.moved_from} repeats an earlier one. The sentence is taken "
                "where it stands first, so that it counts once."
            )

    def takes(self, offer: Offer) -> bool:
        """Whether a suggestion goes into this form: of its kind, and in the same paragraph."""
        reading = self.reading
        if offer.suits != reading.kind or offer.source.id != reading.source.id:
            return False
        start, stop = self._stretch_with(offer)
        return offer.field in self.form.rows and "\n" not in reading.text[start:stop]

    def take(self, offer: Offer, also: Callable[[Dossier], object]) -> None:
        """Fills the field of a suggestion, and takes its sentence into the passage that is cited.

        `also` writes something more in the operation that saves the form.
        """
        start, stop = self._stretch_with(offer)
        self.reading = replace(self.reading, start=start, stop=stop)
        self.form.place = place_of(self.reading.source, (start, stop))
        self.form.rows[offer.field].show_read(Read(offer.suggestion.value, offer.words))
        before = self._also

        def both(dossier: Dossier) -> None:
            if before is not None:
                before(dossier)
            also(dossier)

        self._also = both

    def _stretch_with(self, offer: Offer) -> tuple[int, int]:
        start, stop = offer.sentence
        return min(start, self.reading.start), max(stop, self.reading.stop)

    def _fill(self) -> None:
        reading = self.reading
        for name, value in reading.fields.items():
            self.prefilled[name] = Read(value, reading.words(name))

    def _open(self) -> Form:
        if self.reading.kind == "claim":
            return self._open_claim()
        if self.reading.kind == "allocation":
            from workbench.gui.allocations.form import open_allocation_form

            return open_allocation_form(
                self.context, prefilled=self.prefilled, cite=self._cite, then=self._then
            )
        if self.reading.kind in CITED_FIELDS:
            from workbench.gui.table.cited_form import CitedForm, open_cited_form

            asked = CitedForm(
                kind=RECORDS[self.reading.kind],
                fields=CITED_FIELDS[self.reading.kind],
                prefilled=self.prefilled,
                cite=self._cite,
            )
            return open_cited_form(self.context, asked, then=self._then)
        from workbench.gui.decisions.form import open_decision_form

        return open_decision_form(
            self.context, prefilled=self.prefilled, cite=self._cite, then=self._then
        )

    def _cite(self, dossier: Dossier) -> Claim:
        """Called inside the operation that logs the record."""
        if self._also is not None:
            self._also(dossier)
        return dossier.claims.claim_stretch(self.reading)

    def _open_claim(self) -> Form:
        context = self.context
        form = Form(
            context,
            Claim,
            read={name: read for name, read in self.prefilled.items() if name in CLAIM_FIELDS},
            only=CLAIM_FIELDS,
            save=self._save_claim,
            label="Log claim",
        )
        form.saved.connect(self._claimed)
        shown(context, form, "New claim")
        return form

    def _save_claim(self, dossier: Dossier, filled: Filled) -> Claim:
        if self._also is not None:
            self._also(dossier)
        return dossier.claims.claim_stretch(self.reading, **filled.values)

    def _claimed(self, claim: Claim) -> None:
        self.context.notices.say(
            f"Claim {claim.ref} logged", act=("Undo", self.context.undo), tone="good"
        )
        if self._then is not None:
            self._then(claim)

    # --- names that the dossier lacks -------------------------------------------------------------

    def _show_offer(self) -> None:
        """Offers the unknown names above the form."""
        self.offer.hide()
        self.offer.deleteLater()
        layout = self.form.layout()
        if not self.reading.unknown or not isinstance(layout, QBoxLayout):
            return
        self.offer = QFrame()
        self.offer.setProperty("role", "notice")
        column = QVBoxLayout(self.offer)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        words = wrapped("Named in the sentence, not in this dossier yet:", "small")
        column.addWidget(words)
        for unknown in self.reading.unknown:
            column.addWidget(self._button(unknown))
        layout.insertWidget(0, self.offer)

    def _button(self, unknown: UnknownName) -> QPushButton:
        button = QPushButton(f"Add {unknown.kind} {unknown.name}")
        button.setProperty("role", "link")
        button.clicked.connect(lambda: self.add(unknown))
        return button

    def add(self, unknown: UnknownName) -> None:
        """Adds a party or item of this name, then reads the sentence again."""
        record: Record
        if unknown.kind == "item":
            record = Item(title=unknown.name, unit=UNITS["item"])
        else:
            record = party_called(unknown.name)
        reading = self.reading

        def work(dossier: Dossier) -> Reading:
            noun_of(dossier, unknown.kind).add(record)
            return dossier.sources.read_stretch(
                reading.source, reading.start, reading.stop, reading.kind
            )

        self.context.write(f"Add {unknown.kind}", work, self._read_again)

    def _read_again(self, reading: Reading) -> None:
        if not isValid(self.form):
            return
        before, self.reading = self.reading, reading
        for name, value in reading.fields.items():
            row = self.form.rows.get(name)
            if row is None or before.fields.get(name) == value:
                continue
            untouched = row.unconfirmed or name not in before.fields
            if untouched:
                self.prefilled[name] = Read(value, reading.words(name))
                row.show_read(self.prefilled[name])
        self._show_offer()
