"""The commands for when something went wrong with the file: backups, check, salvage."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.gui import opening
from workbench.gui.command import command
from workbench.gui.conditions import can_write, is_open
from workbench.gui.passphrase import Asks, PassphraseDialog
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.backups import Backup
    from workbench.dossier.salvage import Salvaged
    from workbench.gui.findings import FindingsPage
    from workbench.gui.window import Window
    from workbench.store.check import Finding


class RecoveryCommands(QObject):
    """Looks after the file itself; nothing damaged is ever thrown away."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @command("Backups of the dossier…", menu="File", icon="history", when=is_open)
    def backups(self) -> None:
        """Copies of the dossier, what going back to one would take back, and going back."""
        from workbench.gui.backups import BackupsPage

        if self.window.context is not None:
            page = BackupsPage(self.window.context)
            page.left.connect(self.window.go_back)
            self.window.show_page(page)

    @command("Check the dossier…", menu="File", icon="done", when=is_open)
    def check(self) -> None:
        """Reads every page, follows links and the chain, compares records, contents and indexes."""
        context = self.window.context
        if context is None:
            return
        dossier = context.dossier

        def show(found: list[Finding]) -> None:
            page = self._show_findings(
                "Check of the dossier",
                "What to do stands beside each finding."
                if found
                else "Pages, links, the chain, records, contents and indexes were compared.",
                [(each.where, each.message, each.remedy) for each in found],
                none=("Whole", "No damage was found."),
            )
            if can_write(self) and any("reindex" in each.remedy for each in found):
                page.offer("Rebuild the indexes", self.rebuild_indexes)

        context.jobs.run("Checking the dossier", dossier.check, show)

    @command("Rebuild the indexes", icon="find", when=can_write)
    def rebuild_indexes(self) -> None:
        """Makes the search index anew, where a check finds fault with it; no record changes."""
        context = self.window.context
        if context is None:
            return

        from workbench.gui.findings import FindingsPage

        def done(_none: object) -> None:
            context.notices.say("The indexes were made anew", tone="good")
            if isinstance(self.window.page, FindingsPage):
                self.check()

        context.jobs.run("Rebuilding the indexes", context.dossier.indexes.rebuild, done)

    @command("Salvage a damaged dossier…", menu="File", icon="conflict")
    def salvage(self) -> None:
        """Saves what a damaged file still holds into a new dossier, and says what was lost."""
        path, _ = QFileDialog.getOpenFileName(
            self.window, "Which file is damaged?", str(Path.home())
        )
        if path:
            self.salvage_from(Path(path))

    def salvage_from(self, damaged: Path) -> None:
        """Asks into which new dossier a damaged file is saved, and saves it."""
        to, _ = QFileDialog.getSaveFileName(
            self.window,
            "Save into a new dossier",
            str(damaged.with_name(f"{damaged.stem} (salvaged).dossier")),
            "Dossiers (*.dossier)",
        )
        if to:
            self.salvage_into(damaged, opening.with_suffix(to))

    def salvage_into(self, damaged: Path, to: Path) -> None:
        """Saves what a damaged file holds into a new dossier, opens it and tells the losses."""
        from workbench.dossier.key_files import is_encrypted

        analyst, commands = self.window.settings.analyst, self.window.dossier_commands
        passphrase = self._passphrase_of("damaged dossier", encrypted=is_encrypted(damaged))
        if passphrase is None:
            return

        def show(saved: Salvaged) -> None:
            commands.open_by(
                f"Opening {to.name}",
                lambda: opening.open_it(to, analyst, passphrase=passphrase),
                then=lambda: self._show_salvaged(damaged, saved),
            )

        self.window.jobs.run(
            f"Salvaging {damaged.name}",
            lambda progress: opening.salvage(damaged, to, analyst, passphrase, progress),
            show,
        )

    def offer_backup(self, path: Path, fault: str) -> None:
        """Says that a dossier cannot be read; offers its newest backup, or else to salvage it."""
        from workbench.gui.history import moment_words

        analyst = self.window.settings.analyst

        def offer(backup: Backup | None) -> None:
            if backup is None:
                ours = path.suffix == opening.SUFFIX
                salvage = ("Salvage it…", partial(self.salvage_from, path))
                self.window.notices.say(fault, act=salvage if ours else None, tone="bad")
                return

            def put_back() -> None:
                passphrase = self._passphrase_of("backup", encrypted=backup.encrypted)
                if passphrase is not None:
                    self.window.dossier_commands.open_by(
                        "Putting the backup back",
                        lambda: opening.put_backup_back(
                            path, backup, analyst, passphrase=passphrase
                        ),
                    )

            made = moment_words(backup.at.isoformat())
            words = (
                f"{fault} There is a backup of {made}; the damaged file would be kept beside it."
            )
            self.window.notices.say(words, act=("Put the backup back", put_back), tone="bad")

        self.window.jobs.run("Looking for backups", lambda _: opening.newest_backup(path), offer)

    def _passphrase_of(self, what: str, *, encrypted: bool) -> str | None:
        """What opens a file: nothing for a plain one; None where the analyst gives it up."""
        if not encrypted:
            return ""
        words = f"The {what} is encrypted. Type its passphrase, or its recovery code."
        title = f"Open the {what}"
        asked = PassphraseDialog(title, words, self.window, asks=Asks.OLD, act="Open")
        return asked.old.text() if asked.exec() else None

    def _show_salvaged(self, damaged: Path, saved: Salvaged) -> None:
        whole = ("Nothing was lost", "Every record that was named could be saved.")
        self._show_findings(
            f"Salvaged from {damaged.name}",
            f"{many(len(saved.records), 'record was', 'records were')} saved;"
            f" the log vouches for {len(saved.verified)} of them."
            f" Things that were lost: {len(saved.lost)}.",
            [(each.what, each.why) for each in saved.lost],
            none=whole if saved.complete else ("No loss has a name", saved.nothing_named),
        )

    def _show_findings(
        self, title: str, words: str, rows: Sequence[tuple[str, ...]], *, none: tuple[str, str]
    ) -> FindingsPage:
        from workbench.gui.findings import FindingsPage

        page = FindingsPage(title, words, rows, none=none)
        page.left.connect(self.window.go_back)
        self.window.show_page(page)
        return page
