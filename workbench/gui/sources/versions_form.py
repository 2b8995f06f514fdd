"""The texts that a source has had: what each changed, and which one is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.command import command
from workbench.gui.history import moment_words
from workbench.gui.sources.cards import CardsForm, new_card
from workbench.gui.sources.passages import shortened
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.labels import words_label
from workbench.model.many import many
from workbench.model.text_version import TextVersion, VersionReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.text_versions import Moved
    from workbench.gui.context import Context
    from workbench.model.source import Source

REASONS = {
    VersionReason.READ: "As it was read",
    VersionReason.READ_AGAIN: "Read again",
    VersionReason.CORRECTED: "Corrected",
}
AROUND = 30
"""How many characters before and after a change are shown."""
MOST_SHOWN = 40
"""How many changed lines of a version are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text version as the form shows it: when and by whom, and what it changed."""

    version: TextVersion
    shown: bool
    made: str
    changes: tuple[tuple[str, str], ...]


def read_versions(dossier: Dossier, source: str) -> list[Told]:
    """The text versions of a source, newest first."""
    current = dossier.text_versions.current(dossier.sources.get(source))
    found: list[Told] = []
    before: TextVersion | None = None
    for version in dossier.text_versions.of(source):
        past = dossier.history(version)
        begun = past[-1].operation if past else None
        found.append(
            Told(
                version=version,
                shown=current is not None and current.id == version.id,
                made=f"{moment_words(begun.at)} · {begun.analyst}" if begun else "",
                changes=_between(dossier, before, version),
            )
        )
        before = version
    return found[::-1]


def _between(
    dossier: Dossier, before: TextVersion | None, version: TextVersion
) -> tuple[tuple[str, str], ...]:
    if before is None:
        return ()
    found = dossier.text_versions.compare(before, version)
    return tuple((each.before, each.after) for each in found)


def facts_of(version: TextVersion) -> str:
    """How a version was read, in one line."""
    size = f"{version.characters:,} characters"
    return " · ".join(filter(None, (version.ref, version.reader, version.encoding, size)))


def differing(before: str, after: str) -> tuple[str, str]:
    """Two stretches from a little before where they differ first to a little after the last."""
    if not (before and after):
        return before, after
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    return _around(before, head, len(before) - tail), _around(after, head, len(after) - tail)


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    unlike = (at for at, (a, b) in enumerate(pairs) if a != b)
    return next(unlike, min(len(one), len(other)))


def _around(words: str, start: int, stop: int) -> str:
    """A stretch of words with some of those around it; dots where others are left out."""
    first = words.rfind(" ", 0, max(0, start - AROUND)) + 1
    last = words.find(" ", stop + AROUND)
    last = len(words) if last < 0 else last
    return ("… " if first else "") + words[first:last] + (" …" if last < len(words) else "")


class VersionsForm(CardsForm):
    """A card for each text version; `moved` gives what came of the passages when one is used."""

    moved = Signal(object)

    def __init__(self, context: Context, source: Source) -> None:
        told = "Every text that this source has had is kept, and its original bytes."
        super().__init__(
            "Text versions", words_label(source.title, "heading"), words_label(told, "muted")
        )
        self.context = context
        self.source = source
        context.dossier_changed.connect(self.read)
        self.read()

    @command("Close the text versions", "Escape", icon="close")
    def leave(self) -> None:
        """Closes the list."""
        self.closed.emit()

    def read(self) -> None:
        """Reads the versions anew."""
        dossier, key = self.context.dossier, self.source.id

        def told(_: object) -> list[Told]:
            return read_versions(dossier, key) if dossier.sources.page([key]) else []

        self.context.jobs.run("Reading text versions", told, self._fill, quiet=True)

    def use(self, version: TextVersion) -> None:
        """Shows the source with the text of a version; its passages move to it."""
        self.context.write(
            "Use text version",
            lambda dossier: dossier.text_versions.use(version.id),
            self._used,
        )

    def _used(self, moved: Moved) -> None:
        self.moved.emit(moved)

    def _fill(self, found: list[Told]) -> None:
        empty = "No text of this source was kept yet: only its name is known."
        self.fill(map(self._card, found), empty)

    def _card(self, told: Told) -> QWidget:
        card, column = new_card()
        version = told.version
        reason = REASONS[version.reason] + (f": {version.asked}" if version.asked else "")
        column.addWidget(words_label(reason, "strong"))
        column.addWidget(words_label(facts_of(version), "small"))
        if told.made:
            column.addWidget(words_label(told.made, "small"))
        column.addLayout(self._acts(told))
        if told.changes:
            column.addWidget(self._changes(told.changes))
        return card

    def _acts(self, told: Told) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if told.shown:
            row.addWidget(words_label("Shown now", "muted"), 1)
        elif not self.context.dossier.read_only:
            button = link_button("Use this text", "check")
            button.clicked.connect(lambda: self.use(told.version))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _changes(self, changes: Sequence[tuple[str, str]]) -> QWidget:
        """What a version changed, to be unfolded."""
        head = link_button(f"Changed in {many(len(changes), 'place')}", "find")
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 2, 0, 0)
        lines.setSpacing(3)
        for before, after in changes[:MOST_SHOWN]:
            for sign, words in zip("−+", differing(before, after), strict=True):
                if words:
                    lines.addWidget(words_label(f"{sign} {shortened(words)}", "muted"))
        if len(changes) > MOST_SHOWN:
            lines.addWidget(words_label(f"and {len(changes) - MOST_SHOWN:,} more", "small"))
        inner.setVisible(len(changes) == 1)
        head.clicked.connect(lambda: inner.setVisible(inner.isHidden()))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inner)
        return box
