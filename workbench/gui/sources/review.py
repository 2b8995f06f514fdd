"""The passages of which it is not sure where they stand since a text changed, to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from workbench.gui.command import command
from workbench.gui.sources.cards import CardsForm, new_card
from workbench.gui.sources.passages import shortened
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.labels import words_label
from workbench.model.many import many
from workbench.model.passage import AnchorState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.passage import Passage
    from workbench.model.source import Source

    Found = tuple[list[Passage], Mapping[str, str]]
    Selected = Callable[[], tuple[Source, int, int] | None]

MOST_SHOWN = 50


def read_doubts(dossier: Dossier) -> Found:
    """The passages in doubt, and the titles of their sources by id."""
    passages = dossier.passages.in_doubt()
    sources = dossier.sources.page(sorted({each.source for each in passages}))
    return passages, {each.id: each.title for each in sources}


class ReviewForm(CardsForm):
    """A card for each passage in doubt; `selected` gives what is selected in the reader."""

    def __init__(self, context: Context, selected: Selected) -> None:
        sums = words_label("", "heading")
        super().__init__("Passages to look at", sums)
        self.sums = sums
        self.context = context
        self._selected = selected
        context.dossier_changed.connect(self.read)
        self.read()

    @command("Close the list", "Escape", icon="close")
    def leave(self) -> None:
        """Closes the list; what is in doubt stays so."""
        self.closed.emit()

    def read(self) -> None:
        """Reads the passages anew."""
        dossier = self.context.dossier
        self.context.jobs.run(
            "Reading passages", lambda _: read_doubts(dossier), self._fill, quiet=True
        )

    def _fill(self, found: Found) -> None:
        passages, titles = found
        self.sums.setText(f"{many(len(passages), 'passage')} to look at")
        cards: list[QWidget] = [
            self._card(each, titles.get(each.source, "")) for each in passages[:MOST_SHOWN]
        ]
        if len(passages) > MOST_SHOWN:
            cards.append(words_label(f"and {len(passages) - MOST_SHOWN:,} more", "muted"))
        self.fill(cards, "Every passage stands where it should. Nothing is in doubt.")

    def _card(self, passage: Passage, title: str) -> QWidget:
        orphan = passage.anchor is AnchorState.ORPHAN
        card, column = new_card()
        column.addWidget(words_label(f"{passage.ref} · {title}", "small"))
        was = passage.was or passage.quote
        if was != passage.quote or orphan:
            column.addWidget(words_label(f"Marked: {shortened(was)}"))
        if orphan:
            told = "It stands nowhere in the text as it is now."
        else:
            column.addWidget(words_label(f"Now: {shortened(passage.quote)}"))
            told = f"{passage.score} % of the words agree."
        column.addWidget(words_label(told, "muted"))
        column.addLayout(self._acts(passage, orphan=orphan))
        return card

    def _acts(self, passage: Passage, *, orphan: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        kind, key = ("source", passage.source) if orphan else ("passage", passage.id)
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("Show", "book-open", lambda: self.context.open(kind, key)),
            ("Place at selection", "quotes", lambda: self.place(passage)),
        ]
        if not orphan:
            acts.insert(0, ("It is right", "check", lambda: self.confirm(passage)))
        for words, icon, act in acts:
            button = link_button(words, icon)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def confirm(self, passage: Passage) -> None:
        """Says that a passage stands where it was moved to."""
        self.context.write("Confirm passage", lambda dossier: dossier.passages.confirm(passage.id))

    def place(self, passage: Passage) -> None:
        """Puts a passage at the words that are selected in its source."""
        found = self._selected()
        if found is None or found[0].id != passage.source:
            self.context.notices.say("Open its source and select the words it belongs to first.")
            return
        _, start, stop = found
        self.context.write(
            "Place passage", lambda dossier: dossier.passages.place(passage.id, start, stop)
        )
