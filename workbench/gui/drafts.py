"""What is being typed into a form is kept until it is saved, so that a crash does not lose it.

Each window keeps one draft, in the user's state folder, for the form that is open; it goes with the
form. One that is still there when its dossier is opened again was left by a crash and is offered
back. The draft of an encrypted dossier is encrypted with the dossier's key.
"""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from workbench import places
from workbench.errors import InvalidField, NoSuchRecord, WorkbenchError
from workbench.gui.form import Form
from workbench.model import RECORDS
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.gui.form import FieldRow
    from workbench.gui.window import Window
    from workbench.model.record import Record

EVERY_MS = 1_000
_MODEL = "workbench.model."
_OF_OTHERS = (QLockFile.LockError.NoError, QLockFile.LockError.LockFailedError)
_UNREADABLE = (
    ArithmeticError, AttributeError, ImportError, LookupError, OSError, RecursionError, TypeError,
    ValueError, WorkbenchError,
)  # fmt: skip
"""What reading a damaged draft ends in, or one that another version of the model wrote."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood: its title, the kind and the record's id, values, and what made no sense.

    `values` are those of the fields that could be read, `typed` the words of those that could not.
    """

    title: str
    kind: str
    record: str
    values: dict[str, Any]
    typed: dict[str, str]

    @classmethod
    def of(cls, form: Form, title: str) -> Draft:
        """The draft of a form."""
        values: dict[str, Any] = {}
        typed: dict[str, str] = {}
        for name, row in form.rows.items():
            try:
                values[name] = told(row.editor.value())
            except InvalidField:
                typed[name] = _words(row)
        record = form.record.id if form.record else ""
        return cls(title, form.kind.KIND, record, values, typed)

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
    """Keeps the draft of one window's form, and offers back what a crash left."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._kept = b""
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        timer = QTimer(self)
        timer.timeout.connect(self.keep)
        timer.start(EVERY_MS)
        window.taking.connect(lambda: QTimer.singleShot(0, self, self.offer))

    def keep(self) -> None:
        """Writes what the open form holds, where that has changed; takes it away with the form."""
        context = self._window.context
        form = self._window.regions.form.content
        if context is None or not isinstance(form, Form) or not form.dirty:
            self.forget()
            return
        draft = Draft.of(form, self._window.forms.title)
        held = json.dumps({each.name: getattr(draft, each.name) for each in fields(draft)})
        if held.encode() != self._kept:
            with suppress(OSError):  # a full disk: the next second tries again
                with replacing(self._place(context.dossier)) as half:
                    half.write_bytes(sealed(held.encode(), context.dossier))
                self._kept = held.encode()

    def forget(self) -> None:
        """Takes the draft away: it was saved, or given up."""
        if self._path is not None:
            _remove(self._path)
        self._let_go()

    def leave(self) -> None:
        """Leaves what the open form holds to be offered back at the next opening."""
        self.keep()
        self._let_go()

    def _let_go(self) -> None:
        self._kept, self._path = b"", None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def offer(self) -> None:
        """Offers the drafts back that a crash left of the dossier that was opened."""
        context = self._window.context
        if context is None or context.dossier.read_only:
            return
        for path in left_of(context.dossier):
            draft = read_draft(path, context.dossier)
            if draft is None:
                _remove(path)
                continue
            context.notices.say(
                f"“{draft.title}” was not saved before the dossier was closed.",
                act=("Bring it back", partial(self.bring_back, draft, path)),
                tone="warning",
            )

    def bring_back(self, draft: Draft, path: Path) -> None:
        """Opens the form again and puts what was typed into it; until then it stays at `path`."""
        context = self._window.context
        kind = RECORDS.get(draft.kind)
        if context is None or kind is None:
            return

        def show(record: Record | None) -> None:
            form = Form(context, kind, record=record, only=[*draft.values, *draft.typed])
            context.show_form(form, draft.title)
            draft.fill(form)
            _remove(path)

        def read(dossier: Dossier) -> Record | None:
            try:
                return dossier.records(draft.kind).get(draft.record) if draft.record else None
            except NoSuchRecord:
                return None  # removed since: what was typed becomes a new one

        context.jobs.run(
            "Bringing the form back", lambda _: read(context.dossier), show, quiet=True
        )

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
        for value in draft.values.values():
            meant(value)
    except _UNREADABLE:
        return None
    kinds = tuple(type(getattr(draft, each.name)) for each in fields(draft))
    return draft if kinds == (str, str, str, dict, dict) else None


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
