"""What is being typed is kept until it is saved, so that a crash does not lose it.

Each window keeps a draft, in the user's state folder, of the form that is open and of what a view
edits in itself; it goes with them. One that is still there when its dossier is opened again was
left by a crash or a lock and is offered back. The draft of an encrypted dossier is encrypted with
the dossier's key.
"""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeGuard, runtime_checkable

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from workbench import places
from workbench.errors import InvalidField, WorkbenchError
from workbench.gui.form import Form
from workbench.gui.open_fields import OpenFields, typed_into
from workbench.model import RECORDS
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.gui.form import FieldRow
    from workbench.gui.window import Window

EVERY_MS = 1_000
KINDS = frozenset(
    {
        "paste", "correction", "recipe", "script", "mark", "console", "words", "claim_rating",
        "party_rating",
    }
)  # fmt: skip
"""The kinds of drafts that are no record's: those of what is `Kept`, and of forms of ratings."""
_MODEL = "workbench.model."
_OF_OTHERS = (QLockFile.LockError.NoError, QLockFile.LockError.LockFailedError)
_UNREADABLE = (
    ArithmeticError, AttributeError, ImportError, LookupError, OSError, RecursionError, TypeError,
    ValueError, WorkbenchError,
)  # fmt: skip
"""What reading a damaged draft ends in, or one that another version of the model wrote."""


class Kept(Protocol):
    """What a widget that is not the form of a record has, so that its words are kept."""

    KEPT: ClassVar[str]
    """The kind of its drafts, one of `KINDS`."""

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""

    @property
    def record(self) -> str:
        """The id of the record that it is about; empty for none."""

    def typed(self) -> dict[str, str]:
        """What was typed, and what tells where it belongs."""

    def fill(self, typed: dict[str, str]) -> None:
        """Puts back what `typed` gave; what is missing there stays as it is."""


@runtime_checkable
class KeptEditor(Kept, Protocol):
    """What a view edits in itself, or a dialog, without a form."""

    @property
    def heading(self) -> str:
        """What it is called where it is offered back."""


@runtime_checkable
class Edits(Protocol):
    """A view with something to edit in itself."""

    @property
    def editor(self) -> KeptEditor | None:
        """What is edited; None while nothing is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood: its title, the kind and the record's id, values, and what made no sense.

    `values` are those of the fields that could be read, `typed` the words of those that could not;
    of what is `Kept`, all is in `typed`. `given` are the values that no field shows, `place` is
    where the sentence stands that the form was filled from.
    """

    title: str
    kind: str
    record: str
    values: dict[str, Any]
    typed: dict[str, str]
    given: dict[str, Any] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form | Kept, title: str) -> Draft:
        """The draft of a form."""
        if not isinstance(form, Form):
            return cls(title, form.KEPT, form.record, {}, form.typed())
        values: dict[str, Any] = {}
        typed: dict[str, str] = {}
        for name, row in form.rows.items():
            try:
                values[name] = told(row.editor.value())
            except InvalidField:
                typed[name] = _words(row)
        record = form.record.id if form.record else ""
        given = {name: told(value) for name, value in form.given.items()}
        return cls(title, form.kind.KIND, record, values, typed, given, form.place)

    def fill(self, form: Form) -> None:
        """Puts what was typed back into a form of the same kind."""
        for name, value in self.values.items():
            if name in form.rows and told(form.rows[name].editor.value()) != value:
                form.rows[name].editor.set_value(meant(value))
                form.rows[name].changed.emit()
        for name, words in self.typed.items():
            line = form.rows[name].findChild(QLineEdit) if name in form.rows else None
            if line is not None:
                line.setText(words)
                line.textEdited.emit(words)


def told(value: object) -> Any:
    """A value of a record as JSON takes it."""
    if isinstance(value, Enum):
        return {"is": _place(type(value)), "value": value.value}
    if isinstance(value, Decimal):
        return {"is": "decimal", "value": str(value)}
    if is_dataclass(value):
        held = {each.name: told(getattr(value, each.name)) for each in fields(value) if each.init}
        return {"is": _place(type(value)), "fields": held}
    if isinstance(value, tuple | list):
        return [told(each) for each in value]
    return value


def meant(words: Any) -> Any:
    """The value that `told` told of; classes of the model only.

    Raises:
        ValueError: it names another class, or what that refuses.
    """
    if isinstance(words, list):
        return tuple(meant(each) for each in words)
    if not isinstance(words, dict):
        return words
    if words["is"] == "decimal":
        return Decimal(words["value"])
    module, _, name = words["is"].partition(":")
    if not module.startswith(_MODEL):
        raise ValueError(module)
    kind = getattr(import_module(module), name)
    if "value" in words:
        return kind(words["value"])
    return kind(**{each: meant(value) for each, value in words["fields"].items()})


def _place(kind: type) -> str:
    return f"{kind.__module__}:{kind.__name__}"


def _words(row: FieldRow) -> str:
    line = row.findChild(QLineEdit)
    if line is not None:
        return line.text()
    area = row.findChild(QPlainTextEdit)
    return area.toPlainText() if area is not None else ""


class Drafts(QObject):
    """Keeps the drafts of one window, and offers back what a crash or a lock left."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._files: dict[object, _File] = {}
        timer = QTimer(self)
        timer.timeout.connect(self.keep)
        timer.start(EVERY_MS)
        window.taking.connect(lambda: QTimer.singleShot(0, self, self.offer))

    def keep(self) -> None:
        """Writes what is being typed, where that has changed; takes away what is no longer."""
        context = self._window.context
        drafts = dict(self._typed()) if context is not None else {}
        for each in self._files.keys() - drafts.keys():
            self.forget(each)
        for each, draft in drafts.items():
            if context is not None:
                self._files.setdefault(each, _File()).write(draft, context.dossier)

    def forget(self, form: object) -> None:
        """Takes the draft of a form away: it was saved, or given up."""
        file = self._files.pop(form, None)
        if file is not None:
            file.remove()

    def leave(self, form: object) -> bool:
        """Leaves what a form holds to be offered back; False where no such form is kept."""
        self.keep()
        file = self._files.pop(form, None)
        if file is not None:
            file.let_go()
        return is_kept(form)

    def leave_all(self) -> None:
        """Leaves what is being typed to be offered back at the next opening."""
        self.keep()
        while self._files:
            self._files.popitem()[1].let_go()

    def offer(self) -> None:
        """Offers the drafts back that a crash or a lock left of the dossier that was opened."""
        context = self._window.context
        if context is None or context.dossier.read_only:
            return
        for path in left_of(context.dossier):
            draft = read_draft(path, context.dossier)
            if draft is None:
                _remove(path)
            elif draft.kind in RECORDS or draft.kind in KINDS:  # else a later version's: it waits
                context.notices.say(
                    f"“{draft.title}” was not saved before the dossier was closed.",
                    act=("Bring it back", partial(self.bring_back, draft, path)),
                    tone="warning",
                )

    def bring_back(self, draft: Draft, path: Path) -> None:
        """Opens the form again and puts what was typed into it; until then it stays at `path`."""
        from workbench.gui.bringing_back import bring_back

        bring_back(self._window, draft, partial(_remove, path))

    def _typed(self) -> Iterator[tuple[object, Draft]]:
        """What is being typed now: the widget and its draft."""
        form = self._window.regions.form.content
        if is_kept(form) and form.dirty:
            yield form, Draft.of(form, self._window.forms.title)
        views: list[object] = [*self._window.views, self._window.regions.beside.content]
        editors = [each.editor for each in views if isinstance(each, Edits) and each.editor]
        kept: dict[object, KeptEditor] = {each: each for each in editors}
        for widget in typed_into(self._window):
            kept[widget] = widget if isinstance(widget, KeptEditor) else OpenFields(widget)
        for at, editor in kept.items():
            if editor.dirty:
                yield at, Draft.of(editor, editor.heading)


class _File:
    """The file of one draft, which no other window takes while this one writes it."""

    def __init__(self) -> None:
        self._held: Draft | None = None
        self._path: Path | None = None
        self._lock: QLockFile | None = None

    def write(self, draft: Draft, dossier: Dossier) -> None:
        """Writes a draft, where it is another one than it was."""
        if draft == self._held:
            return
        words = json.dumps({each.name: getattr(draft, each.name) for each in fields(draft)})
        with suppress(OSError):  # a full disk: the next second tries again
            with replacing(self._place(dossier)) as half:
                half.write_bytes(sealed(words.encode(), dossier))
            self._held = draft

    def remove(self) -> None:
        """Takes the file away."""
        if self._path is not None:
            _remove(self._path)
        self.let_go()

    def let_go(self) -> None:
        """Leaves the file to whoever opens the dossier next."""
        if self._lock is not None:
            self._lock.unlock()

    def _place(self, dossier: Dossier) -> Path:
        if self._path is None:
            folder = folder_of(dossier)
            folder.mkdir(parents=True, exist_ok=True)
            number = 0
            while self._path is None:
                path = folder / f"{number}.draft"
                lock = _lock_of(path)
                if lock.tryLock(0) and not path.exists():
                    self._path, self._lock = path, lock
                elif lock.error() not in _OF_OTHERS:
                    raise OSError(folder)
                number += 1
        return self._path


def is_kept(form: object) -> TypeGuard[Form | Kept]:
    """Whether what is typed into a form is kept."""
    return isinstance(form, Form) or hasattr(form, "KEPT")


def folder_of(dossier: Dossier) -> Path:
    """Where the drafts of a dossier lie; its name says nothing of the dossier's."""
    name = hashlib.sha256(str(dossier.path.resolve()).encode()).hexdigest()[:24]
    return places.state_folder() / "drafts" / name


def left_of(dossier: Dossier) -> list[Path]:
    """The drafts of a dossier that no running window keeps."""
    found = []
    for path in sorted(folder_of(dossier).glob("*.draft")):
        lock = _lock_of(path)
        if lock.tryLock(0):
            lock.unlock()
            found.append(path)
    return found


def read_draft(path: Path, dossier: Dossier) -> Draft | None:
    """The draft at `path`; None where it cannot be read any more."""
    try:
        draft = Draft(**json.loads(opened(path.read_bytes(), dossier)))
        for value in (*draft.values.values(), *draft.given.values()):
            meant(value)
    except _UNREADABLE:
        return None
    kinds = tuple(type(getattr(draft, each.name)) for each in fields(draft))
    if kinds != (str, str, str, dict, dict, dict, dict):
        return None
    words = (*draft.typed.values(), *draft.place.values())
    return draft if all(isinstance(each, str) for each in words) else None


def _remove(path: Path) -> None:
    with suppress(OSError):  # it is offered, or found unreadable, once more
        path.unlink(missing_ok=True)


def sealed(data: bytes, dossier: Dossier) -> bytes:
    """Bytes as they may lie on the disk: encrypted where the dossier is."""
    return _cipher(dossier).encrypt(data) if dossier.encrypted else data


def opened(data: bytes, dossier: Dossier) -> bytes:
    """What `sealed` sealed.

    Raises:
        ValueError: it was sealed with another key.
    """
    from cryptography.fernet import InvalidToken

    try:
        return bytes(_cipher(dossier).decrypt(data)) if dossier.encrypted else data
    except InvalidToken as fault:
        raise ValueError(str(fault)) from fault


def _cipher(dossier: Dossier) -> Any:
    from cryptography.fernet import Fernet

    key = hashlib.sha256(b"draft" + dossier.store.key).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # a window may be open for days; one that is gone is noticed anyhow
    return lock
