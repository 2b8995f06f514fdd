"""Every error an analyst may see.

WorkbenchError
├── InvalidField            a field holds what it cannot mean
│   ├── QuantitySyntaxError     a text that is no quantity
│   ├── WhenSyntaxError         a text that is no date
│   └── QuerySyntaxError        a search line that cannot be read
├── PatternSyntaxError      a regular expression that cannot be read
├── PatternTooSlow          a regular expression that takes too long on some text
├── ExchangeUnreadable      a file of another program that cannot be taken in
├── ExchangeNotWritten      a file for another program that could not be put where it should go
├── SqlRefused              a question in SQL that would do more than read
├── ScriptNotTrusted        a script that nobody here has said to trust
├── NoSuchScript            no script of that name in the library
├── NoSuchPart              neither the program nor a plugin brings what has that name
├── PluginFailed            a plugin that broke down and is left out
├── PluginCutOff            a plugin that was at work as a process broke off
├── ScriptNotWritten        a script that could not be saved
├── ScriptFailed            a fault of a script itself
├── NoSuchRecord            nothing in the dossier has that id or number
├── NoSuchSample            no sample dossier has that name
├── NoSuchCodebook          no shipped codebook has that name
├── SourceNotHeld           only the name of a source is known
├── RepeatedParagraph       the sentence was said before, in the same source
├── FileNotReadable         a file that is not there or not allowed
├── EmptyTable              a table without a row below its headings
├── NoSuchSheet             a workbook has no sheet of that name
├── MappingError            a table mapping that cannot be followed
├── RowsDoNotFit            rows that a strict import refuses
├── EmptyFile               a file of 0 bytes
├── EmptySource             a file or text without words
├── BinarySource            a file that holds no text
├── SourceTooLarge          more than can be read at once
├── DamagedSource           a file that is broken, or protected by a password
├── NoTextLayer             a PDF whose pages are pictures
├── ReadingStopped          a reader that took too long, too much, or broke down
├── NothingToRetry          no file of a report to bring in again
├── NoPages                 a source that was not read from pages, or has no such page
├── NoSuchReader            no reader has that name
├── UnknownEncoding         no encoding has that name, or it does not fit
├── QuoteNotFound           words that do not stand in a source, or more than once
├── StillInUse              a record that others point at cannot go
├── DossierFault            the file, not the analyst, stands in the way
│   ├── DossierNotFound         no file there
│   ├── DossierExists           a file is there already
│   ├── NotADossier             not a file of ours
│   ├── DossierTooNew           a newer version made it
│   ├── DossierUnreadable       this user may not read it
│   ├── DossierReadOnly         it cannot be written
│   │   └── PastReadOnly            it is shown as it was
│   ├── DossierBusy             another program is writing
│   ├── DossierFull             the disk is full
│   ├── DossierDamaged          the file cannot be read whole
│   ├── DossierClosed           it was closed before
│   ├── LiveFile                the file of an open dossier, which only the database may open
│   ├── PassphraseNeeded        it is encrypted, and no passphrase was given
│   ├── WrongPassphrase         a passphrase that does not open it
│   ├── KeyDoesNotFit           the key file opens, but its key does not open the dossier
│   ├── KeyFileDamaged          its key file cannot be read
│   └── SqliteTooOld            a library that could damage it
├── NoKeyring               the keyring of the system cannot keep a passphrase
├── NotRewritten            a dossier that could not be encrypted, or not decrypted
├── BackupNotWritten        a copy of a dossier that could not be made whole
├── NoBackupBefore          much was to be brought in, and no backup of before could be written
├── BackupOfAnother         a backup that is not of this dossier
├── NothingToSalvage        a file in which nothing of a dossier is left
├── HistoryDropped          a state whose history was dropped
├── NothingToDrop           no history before a moment
├── OperationRunning        what cannot be done inside an operation
├── OperationTakenBack      one that went on after its writing was cut off
├── NothingToUndo           the log holds nothing to take back
├── NothingToRedo           nothing was taken back
├── NothingToCompare        no source was coded by two people
├── RevertConflict          later operations changed the same fields
├── Interrupted             a search or script was stopped
├── Cancelled               the analyst stopped a job
├── ConsoleUnavailable      the console's process cannot be started
├── RecipeError             a briefing recipe that cannot be followed
├── TemplateError           a workbook that cannot be filled, with the cell that is in the way
├── BriefingNotWritten      a workbook that could not be put where it should go
├── MarkingTooLow           a briefing that would be marked lower than its content
├── ChartNotWritten         a picture that could not be put where it should go
├── FigureNotKnown          a figure that an item lacks
└── FigureNotVerified       a figure that nobody has verified

Raised bare where the fault is found; caught in three places only: the window's hook, the job
runner, the command line.
"""

from __future__ import annotations

from workbench.errors.dossier import (
    BackupNotWritten as BackupNotWritten,
    BackupOfAnother as BackupOfAnother,
    DossierBusy as DossierBusy,
    DossierClosed as DossierClosed,
    DossierDamaged as DossierDamaged,
    DossierExists as DossierExists,
    DossierFault as DossierFault,
    DossierFull as DossierFull,
    DossierNotFound as DossierNotFound,
    DossierReadOnly as DossierReadOnly,
    DossierTooNew as DossierTooNew,
    DossierUnreadable as DossierUnreadable,
    HistoryDropped as HistoryDropped,
    KeyDoesNotFit as KeyDoesNotFit,
    KeyFileDamaged as KeyFileDamaged,
    LiveFile as LiveFile,
    NoBackupBefore as NoBackupBefore,
    NoKeyring as NoKeyring,
    NotADossier as NotADossier,
    NothingToDrop as NothingToDrop,
    NothingToSalvage as NothingToSalvage,
    NotRewritten as NotRewritten,
    PassphraseNeeded as PassphraseNeeded,
    PastReadOnly as PastReadOnly,
    SqliteTooOld as SqliteTooOld,
    WrongPassphrase as WrongPassphrase,
)
from workbench.errors.finding import (
    ExchangeNotWritten as ExchangeNotWritten,
    ExchangeUnreadable as ExchangeUnreadable,
    PatternSyntaxError as PatternSyntaxError,
    PatternTooSlow as PatternTooSlow,
)
from workbench.errors.plugins import (
    NoSuchPart as NoSuchPart,
    PluginCutOff as PluginCutOff,
    PluginFailed as PluginFailed,
)
from workbench.errors.reading import (
    BinarySource as BinarySource,
    DamagedSource as DamagedSource,
    EmptyFile as EmptyFile,
    EmptySource as EmptySource,
    FileNotReadable as FileNotReadable,
    NoPages as NoPages,
    NoSuchReader as NoSuchReader,
    NoTextLayer as NoTextLayer,
    NothingToRetry as NothingToRetry,
    QuoteNotFound as QuoteNotFound,
    ReadingStopped as ReadingStopped,
    SourceTooLarge as SourceTooLarge,
    UnknownEncoding as UnknownEncoding,
)
from workbench.errors.root import WorkbenchError as WorkbenchError
from workbench.errors.scripts import (
    NoSuchScript as NoSuchScript,
    ScriptFailed as ScriptFailed,
    ScriptNotTrusted as ScriptNotTrusted,
    ScriptNotWritten as ScriptNotWritten,
    SqlRefused as SqlRefused,
)
from workbench.errors.tables import (
    EmptyTable as EmptyTable,
    MappingError as MappingError,
    NoSuchSheet as NoSuchSheet,
    RowsDoNotFit as RowsDoNotFit,
)


class InvalidField(WorkbenchError):
    """A field holds what it cannot mean."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class QuantitySyntaxError(InvalidField):
    """A text that is no quantity."""


class WhenSyntaxError(InvalidField):
    """A text that is no date."""


class QuerySyntaxError(InvalidField):
    """A search line that cannot be read."""


class NoSuchRecord(WorkbenchError):
    """Nothing in the dossier has that id or number."""

    def __init__(self, kind: str, key: str, act: str = "List them to see their numbers.") -> None:
        super().__init__(f"No {kind.replace('_', ' ')} {key!r} in this dossier. {act}")


class NoSuchSample(WorkbenchError):
    """No sample dossier has that name."""

    def __init__(self, which: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no sample {which!r}. Choose one of: {', '.join(known)}.")


class NoSuchCodebook(WorkbenchError):
    """No shipped codebook has that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        there = f"Choose one of: {', '.join(known)}." if known else "There is none of this kind."
        super().__init__(f"No codebook {name!r} is shipped. {there}")


class SourceNotHeld(WorkbenchError):
    """Only the name of a source is known."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The text of '{name}' is not in this dossier. Add the document to read it here."
        )


class RepeatedParagraph(WorkbenchError):
    """The sentence was said before, in the same source."""

    def __init__(self, paragraph: int, repeats: int) -> None:
        super().__init__(
            f"Paragraph {paragraph} repeats paragraph {repeats} word for word. Make the claim"
            " there, so that it counts once."
        )
        self.repeats = repeats


class StillInUse(WorkbenchError):
    """A record that others point at cannot go."""

    def __init__(self, users: str) -> None:
        super().__init__(f"Still in use by {users}. Change or remove that first.")


class OperationRunning(WorkbenchError):
    """What cannot be done inside an operation, such as undo."""

    def __init__(self) -> None:
        super().__init__("An operation is still running here. Let it end first.")


class OperationTakenBack(WorkbenchError):
    """An operation went on after its writing was cut off: by a stop, or by a full disk."""

    def __init__(self) -> None:
        super().__init__(
            "This operation was cut off while it wrote, by a stop or a full disk, and went on."
            " Nothing of it is kept; run it again."
        )


class NothingToUndo(WorkbenchError):
    """The log holds nothing to take back."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo.")


class NothingToRedo(WorkbenchError):
    """Nothing was taken back."""

    def __init__(self) -> None:
        super().__init__("There is nothing to redo.")


class RevertConflict(WorkbenchError):
    """Later operations changed the same fields."""

    def __init__(self, label: str, fields: str) -> None:
        super().__init__(
            f"'{label}' cannot be reverted: {fields} changed since. Revert the later operations"
            " first."
        )


class NothingToCompare(WorkbenchError):
    """No source was coded by two people."""

    def __init__(self) -> None:
        super().__init__(
            "There is nobody to compare: no source carries codes of two people. Have another person"
            " code one of the sources, under their own name."
        )


class Interrupted(WorkbenchError):
    """A search or script was stopped."""

    def __init__(self) -> None:
        super().__init__("Stopped. What had ended before is kept.")


class Cancelled(WorkbenchError):
    """The analyst stopped a job; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")


class RecipeError(WorkbenchError):
    """A briefing recipe that cannot be followed.

    `mistakes` holds the line and the reason of each, by line; 0 where no single line is at fault.
    `line` and `reason` are those of the first.
    """

    def __init__(self, recipe: str, *mistakes: tuple[int, str]) -> None:
        told = [f"line {line}: {reason}" if line else reason for line, reason in mistakes]
        if len(told) == 1:
            super().__init__(f"Recipe {recipe}{', ' if mistakes[0][0] else ': '}{told[0]}")
        else:
            each = "".join(f"\n- {one[0].upper()}{one[1:]}" for one in told)
            super().__init__(f"Recipe {recipe} has {len(told)} mistakes:{each}")
        self.recipe = recipe
        self.mistakes = mistakes
        self.line, self.reason = mistakes[0]


class TemplateError(WorkbenchError):
    """A workbook that cannot be filled; `cell` ("Cover!B7") is empty where no one is at fault."""

    def __init__(self, template: str, cell: str, reason: str) -> None:
        where = f", {cell}" if cell else ""
        super().__init__(f"Template {template}{where}: {reason}")
        self.template = template
        self.cell = cell
        self.reason = reason


class BriefingNotWritten(WorkbenchError):
    """A workbook that could not be put where it should go; what lay there is as it was."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"The briefing was not written to {path}. {reason}")
        self.path = path


class TraceLeft(BriefingNotWritten):
    """A briefing that would still say what was to be left out of it."""


class MarkingTooLow(WorkbenchError):
    """A briefing that would be marked lower than what it shows."""

    def __init__(self, content: str) -> None:
        super().__init__(
            f"What the briefing shows is marked {content}. Give the reason why the briefing may be"
            " marked lower: it is recorded. Or leave out what is marked so high."
        )


class ConsoleUnavailable(WorkbenchError):
    """The console's process, or a library that it needs, cannot be started."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The console cannot start: {reason}. Everything else works; your dossier is untouched."
        )


class ChartNotWritten(WorkbenchError):
    """A picture that could not be put where it should go."""

    def __init__(self, path: object, message: str) -> None:
        super().__init__(f"The picture {str(path)!r} was not written: {message}")
        self.path = path


class FigureNotKnown(WorkbenchError):
    """A specification figure that an item lacks, so that nothing can be computed with it."""

    def __init__(self, item: str, figure: str) -> None:
        super().__init__(
            f"{item} has no {figure} figure. Add it to the item's specifications, or add the item"
            " from the catalogue."
        )


class FigureNotVerified(WorkbenchError):
    """A specification figure that nobody has verified; it is used only where it is asked for."""

    def __init__(self, item: str, figure: str, status: str, cited: str) -> None:
        said = f" ({cited})" if cited else ""
        super().__init__(
            f"The {figure} figure of {item} is {status}{said}. Allow unverified figures to compute"
            " with it."
        )
