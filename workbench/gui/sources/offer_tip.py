"""A small card under the suggestion that is framed: what it says, and the keys that judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel

from workbench.gui.widgets.buttons import link_button

if TYPE_CHECKING:
    from workbench.dossier.suggestions import Offer
    from workbench.gui.sources.text import SourceText

WORDS = {
    "action": "Decision verb",
    "attribution": "Who says so",
    "comment": "Answer to a request for comment",
    "expectation": "What is to come",
    "hedge": "Hedge",
    "party": "Party of this dossier",
    "item": "Item of this dossier",
}
LONGEST = 46


class OfferTip(QFrame):
    """Stands in the text; `asked` gives "accept" or "reject"."""

    asked = Signal(str)

    def __init__(self, text: SourceText) -> None:
        super().__init__(text.viewport())
        self._text = text
        self._offer: Offer | None = None
        self.setProperty("role", "popup")
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.accept = link_button("")
        self.accept.clicked.connect(lambda: self.asked.emit("accept"))
        self.reject = link_button("X  reject")
        self.reject.clicked.connect(lambda: self.asked.emit("reject"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(10)
        for each in (self.words, self.accept, self.reject):
            row.addWidget(each)
        for button in (self.accept, self.reject):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_offer(self, offer: Offer | None, *, can_write: bool) -> None:
        """Shows what a suggestion says, or nothing."""
        self._offer = offer
        if offer is None:
            self.hide()
            return
        self.words.setText(offer_words(offer))
        self.accept.setText(f"A  {offer.suits.replace('_', ' ')}")
        self.accept.setVisible(can_write)
        self.reject.setVisible(can_write)
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Stands under the words, wherever these have been scrolled to."""
        if self._offer is None:
            return
        area = self._text.area_of((self._offer.start, self._offer.stop))
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        if self.sizeHint().width() > self._text.viewport().width() - 8:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self.adjustSize()
        room = self._text.viewport().width() - self.width() - 4
        left = max(4, min(area.left(), room))
        below = area.bottom() + 8
        fits = below + self.height() < self._text.viewport().height()
        self.move(left, below if fits else area.top() - self.height() - 8)


def offer_words(offer: Offer) -> str:
    """What a suggestion says, in a few words."""
    kind = WORDS.get(offer.kind.value, offer.kind.value.capitalize())
    said = _said(offer.kind.value, offer.suggestion.value) or offer.words
    words = f"{kind}: {said}"
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _said(kind: str, value: Any) -> str:
    match kind:
        case "quantity":
            return str(value.sign_text())
        case "date" | "action":
            return str(value).replace("_", " ")
        case "condition":
            return str(value.kind.value).replace("_", " ")
        case "attribution":
            return str(value.who)
        case _:
            return ""
