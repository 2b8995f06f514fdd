"""Suggestions in the reader: read for the visible paragraphs, gone through with Tab, judged by key.

Tab and Shift+Tab frame one; A accepts it into the form that suits it, X rejects it, Escape lets it
go. While none is framed, A is the key of an allocation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.gui.command import command
from workbench.gui.sources.forms import StretchForm, open_stretch_form
from workbench.gui.sources.offer_tip import OfferTip
from workbench.gui.sources.states import can_mark, is_reading
from workbench.gui.table.latest import Latest
from workbench.model.kinds import VerdictOutcome

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.suggestions import Offer
    from workbench.gui.sources.reading import ReadingView

PAUSE_MS = 60


def can_suggest(group: SuggestionCommands) -> bool:
    """Whether suggestions are shown and there may be a next one."""
    return group.shown and is_reading(group.view) and not group.exhausted


def can_judge(group: SuggestionCommands) -> bool:
    """Whether a suggestion is framed and can be judged."""
    return group.offer is not None and can_mark(group.view)


def is_framed(group: SuggestionCommands) -> bool:
    """Whether a suggestion is framed."""
    return group.offer is not None


class SuggestionCommands(QObject):
    """Shows suggestions in the text of a view, and carries out what the analyst says of them."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self.view = view
        self.shown = view.context.settings.suggestions
        self.exhausted = False
        self._read: set[int] = set()
        self._visible = Latest(view.context, self)
        self._next = Latest(view.context, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        text = view.reader.text
        self.tip = OfferTip(text)
        self.tip.asked.connect(lambda name: getattr(self, name)())
        text.verticalScrollBar().valueChanged.connect(self._scrolled)
        text.cursorPositionChanged.connect(self._moved)

    @property
    def offer(self) -> Offer | None:
        """The suggestion that is framed."""
        return self.view.reader.text.ground.offer

    def renew(self) -> None:
        """Reads the suggestions of what is visible again, as the dossier stands now."""
        self._read.clear()
        self.exhausted = False
        self._pause.start()

    def forget(self) -> None:
        """Drops what belongs to another source."""
        self.view.reader.text.ground.offers = {}
        self._frame(None)
        self.renew()

    # --- commands ---------------------------------------------------------------------------------

    @command("Next suggestion", "Tab", menu="Source/Suggestions", icon="sparkle", when=can_suggest)
    def go_on(self) -> None:
        """Frames the next suggestion behind the cursor."""
        self._go(back=False)

    @command("Suggestion before", "Shift+Tab", menu="Source/Suggestions", when=can_suggest)
    def go_back(self) -> None:
        """Frames the suggestion before the cursor."""
        self._go(back=True)

    @command("Accept the suggestion…", "A", menu="Source/Suggestions", icon="check", when=can_judge)
    def accept(self) -> None:
        """Fills the open form that it fits, else opens the form of the record for it."""
        offer = self.offer
        if offer is None:
            return

        def remember(dossier: Dossier) -> None:
            dossier.suggestions.settle(offer, VerdictOutcome.ACCEPTED)

        forms = self.view.window().findChildren(StretchForm)
        held = next((each for each in forms if each.takes(offer)), None)
        if held is not None:
            held.take(offer, remember)
            self._opened(held)
            return
        open_stretch_form(
            self.view.context,
            offer.source,
            offer.sentence,
            offer.suits,
            read=lambda dossier: dossier.suggestions.read(offer),
            also=remember,
            opened=self._opened,
        )

    @command("Reject the suggestion", "X", menu="Source/Suggestions", icon="close", when=can_judge)
    def reject(self) -> None:
        """Says that it is wrong; its sentence does not ask again, wherever it is repeated."""
        offer = self.offer
        if offer is None:
            return
        self.view.context.write(
            "Reject suggestion",
            lambda dossier: dossier.suggestions.reject(offer),
            lambda _: self._go(back=False),
            say=f"“{offer.words}” does not ask again.",
        )

    @command("Let the suggestion go", "Escape", menu="Source/Suggestions", when=is_framed)
    def let_go(self) -> None:
        """Frames no suggestion any more."""
        self._frame(None)

    @command("Show suggestions", menu="Source/Suggestions", checked=lambda group: group.shown)
    def toggle(self) -> None:
        """Underlines what the rules read in the text, or does not."""
        self.shown = not self.shown
        self.forget()

    # --- inside -----------------------------------------------------------------------------------

    def _go(self, *, back: bool) -> None:
        page, text = self.view.reader.text.page, self.view.reader.text
        if page is None:
            return
        point = self.offer.start if self.offer else text.position - (0 if back else 1)
        source = page.source

        def found(offer: Offer | None) -> None:
            if offer is None:
                self.exhausted = not back
                self.view.context.notices.say(
                    "No suggestion before this place." if back else "No suggestion is left below."
                )
            else:
                text.go_to(offer.start, offer.stop)
            self._frame(offer)

        self._next.ask(lambda d: d.suggestions.next(source, point, back=back), found)

    def _frame(self, offer: Offer | None) -> None:
        text = self.view.reader.text
        text.ground.offer = offer
        text.viewport().update()
        self.tip.show_offer(offer, can_write=can_mark(self.view))
        self.view.passages.show_framed(framed=offer is not None)
        self.view.refresh_commands()

    def _opened(self, form: StretchForm) -> None:
        self.view.hold_form(form)
        self._frame(None)

    def _moved(self) -> None:
        offer, text = self.offer, self.view.reader.text
        if offer is not None and not offer.start <= text.position <= offer.stop:
            self._frame(None)
        if self.exhausted:
            self.exhausted = False
            self.view.refresh_commands()

    def _scrolled(self) -> None:
        self._pause.start()
        self.tip.place()

    def _ask(self) -> None:
        """Reads the visible paragraphs that were not read yet."""
        text = self.view.reader.text
        page = text.page
        if page is None or not page.paragraphs or not self.view.isVisible():
            return
        if not self.shown:
            text.viewport().update()
            return
        wanted = [
            page.paragraphs[number]
            for number, _ in text.visible_blocks()
            if page.paragraphs[number].ordinal not in self._read
        ]
        if not wanted:
            return
        source, start, stop = page.source, wanted[0].start, wanted[-1].stop
        self._visible.ask(
            lambda dossier: dossier.suggestions.of(source, start, stop),
            lambda offers: self._show([each.ordinal for each in wanted], offers),
        )

    def _show(self, ordinals: list[int], offers: list[Offer]) -> None:
        text = self.view.reader.text
        held = text.ground.offers
        if text.page is None or not text.page.paragraphs:
            return
        self._read.update(ordinals)
        for ordinal in range(ordinals[0], ordinals[-1] + 1):
            held.pop(ordinal, None)
        for offer in offers:
            ordinal = text.page.paragraphs[text.shown.block(offer.start)].ordinal
            held.setdefault(ordinal, []).append(offer)
        text.viewport().update()
