"""What may stand in the way of a dossier's file."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class DossierFault(WorkbenchError):
    """The file, not the analyst, stands in the way; the dossier is as it was."""


class DossierNotFound(DossierFault):
    """No file there."""

    def __init__(self, path: object) -> None:
        super().__init__(f"There is no dossier at {path}. Check the name, or make a new dossier.")


class DossierExists(DossierFault):
    """A file is there already."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} exists already. Choose another name, or open it.")


class NotADossier(DossierFault):
    """Not a file of ours."""

    def __init__(self) -> None:
        super().__init__(
            "This file is not a dossier of Policy Workbench, or it is encrypted and its key file"
            " (its name with .key behind) is not beside it. Nothing in it was changed."
        )


class DossierTooNew(DossierFault):
    """A newer version made it."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"A newer Policy Workbench made this dossier (version {found}; this one knows {known})."
            " Install the newer one to open it. Nothing was changed."
        )


class DossierUnreadable(DossierFault):
    """This user may not read it."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"You may not read {path}. Ask its owner for leave, or open a copy of your own."
        )


class DossierReadOnly(DossierFault):
    """It cannot be written."""

    def __init__(self) -> None:
        super().__init__(
            "This dossier is open for reading only. Copy it to a folder you may write to, and open"
            " the copy."
        )


class PastReadOnly(DossierReadOnly):
    """It is shown as it was."""

    def __init__(self) -> None:
        DossierFault.__init__(
            self,
            "This is the dossier as it was, and nothing can be changed there. Go back to now to"
            " change it.",
        )


class DossierBusy(DossierFault):
    """Another program is writing."""

    def __init__(self) -> None:
        super().__init__(
            "Another window or script is writing to this dossier. Nothing was changed; try again in"
            " a moment."
        )


class DossierFull(DossierFault):
    """The disk is full."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full. Nothing was changed; make room on it, or save a copy elsewhere, and"
            " try again."
        )


class DossierDamaged(DossierFault):
    """The file cannot be read whole."""

    def __init__(self) -> None:
        super().__init__(
            "This dossier is damaged or its medium fails. Keep the file. Go back to a backup"
            " ('workbench dossier backups' lists them), or save what it holds into a new one with"
            " 'workbench dossier salvage'; the window offers both."
        )


class DossierClosed(DossierFault):
    """It was closed before."""

    def __init__(self) -> None:
        super().__init__("This dossier was closed. Open it again.")


class LiveFile(DossierFault):
    """Something in this process would open the file of an open dossier beside SQLite."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is the file of an open dossier. Opening it beside the database drops its locks"
            " and can damage it. Use a backup copy instead: dossier.backups.make().path in a"
            " script, 'workbench dossier backup' on the command line, or Back up now in the window."
        )


class PassphraseNeeded(DossierFault):
    """It is encrypted, and no passphrase was given."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is encrypted. Give its passphrase: in a terminal you are asked for it, else"
            " name a file that holds it with --passphrase-file."
        )


class WrongPassphrase(DossierFault):
    """A passphrase that does not open it; the file itself is well as far as that tells."""

    def __init__(self) -> None:
        super().__init__(
            "The passphrase is wrong. Try again, or type the recovery code that you were shown when"
            " the dossier was encrypted."
        )


class KeyDoesNotFit(DossierFault):
    """The passphrase opens the key file, and the key does not open the dossier."""

    def __init__(self) -> None:
        super().__init__(
            "The passphrase is right for the key file, but that key does not open this dossier:"
            " the key file is that of another one, another program encrypted the file, or its first"
            " page is damaged. Put the right key file beside it (each backup has one), or go back"
            " to a backup."
        )


class KeyFileDamaged(DossierFault):
    """The key file beside an encrypted dossier cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "The key file of this dossier is damaged, so it cannot be opened. Put the copy of the"
            " key file from a backup beside it: each backup of an encrypted dossier has one."
        )


class NoKeyring(WorkbenchError):
    """A passphrase was to be kept by the keyring of the system, which cannot do so."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The keyring of this computer cannot be used: {reason.rstrip('.!')}. What it keeps"
            " stays as it is; the passphrase can be typed instead."
        )


class SqliteTooOld(DossierFault):
    """A library that could damage a dossier."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"SQLite {version} can damage a file that two programs write. Set the workbench up anew"
            " to get 3.51.3 or later."
        )


class NotRewritten(WorkbenchError):
    """A dossier that could not be written anew, to encrypt it or not; it is as it was."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            f"{path} could not be written anew; it is as it was. {reason.rstrip('.')}. Close it"
            " everywhere, make room on its disk, and try again."
        )


class BackupNotWritten(WorkbenchError):
    """A copy of a dossier that could not be made whole; what lay there is as it was."""

    def __init__(self, path: object, reason: str) -> None:
        self.reason = reason.rstrip(".")
        super().__init__(
            f"No backup was written to {path}. {self.reason}. Choose another folder, or make room"
            " on the disk."
        )


class NoBackupBefore(WorkbenchError):
    """Much was to be brought in, and the backup before it could not be made."""

    def __init__(self, folder: object, reason: str) -> None:
        super().__init__(
            f"Nothing was brought in, since no backup could be written to {folder} before it."
            f" {reason}. Make room on that disk, or bring in less than 50 at a time."
        )


class BackupOfAnother(WorkbenchError):
    """A backup that is not of this dossier."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is no backup of this dossier: their histories differ. Open it by itself to"
            " look into it."
        )


class HistoryDropped(WorkbenchError):
    """A state of the dossier, or an operation, whose history was dropped."""

    def __init__(self, seq: int, by: int, analyst: str) -> None:
        super().__init__(
            f"What operations 1 to {seq} changed was dropped ({analyst}, operation #{by}), so the"
            f" dossier can be seen and taken back to what it was after operation #{seq}, not"
            " before. A backup from before that holds it: open it by itself."
        )


class NothingToDrop(WorkbenchError):
    """No history before a moment, or none that was not dropped already."""

    def __init__(self) -> None:
        super().__init__(
            "There is no history to drop before that. Name a later day, moment or operation."
        )


class NothingToSalvage(WorkbenchError):
    """A file in which nothing of a dossier is left."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"Nothing of a dossier was found in {path}. It may be encrypted, empty, or a file of"
            " another program. Look for a backup with 'workbench dossier backups'."
        )
