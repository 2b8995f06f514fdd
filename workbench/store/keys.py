"""Keys of encrypted dossiers: one random key a dossier, locked by a passphrase in a file beside it.

SQLCipher gets the raw key with its salt (48 bytes), so that a change of the passphrase locks the
key anew and rewrites nothing else. Each lock is Argon2id (RFC 9106, second recommended option)
over AES-256-GCM; GCM's tag tells a wrong passphrase from damage before the dossier is touched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import KeyFileDamaged, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_BYTES = 48
"""32 of the key and 16 of the salt, as SQLCipher's raw key form takes them."""
_FORMAT = "policy-workbench-key"
_MEMORY = 65_536
_PASSES = 3
_LANES = 4
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_GROUPS = 8
_CODE_GROUP = 4


@dataclass(frozen=True, slots=True)
class Lock:
    """The key under one secret; `by` says which: "passphrase" or "recovery code"."""

    by: str
    salt: str
    nonce: str
    sealed: str
    memory: int = _MEMORY
    passes: int = _PASSES
    lanes: int = _LANES


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What lies beside an encrypted dossier: its key, under each of several secrets."""

    locks: tuple[Lock, ...]

    @classmethod
    def parse(cls, text: str) -> KeyFile:
        """Reads the file.

        Raises:
            KeyFileDamaged: it is no key file.
        """
        try:
            held = json.loads(text)
            locks = tuple(Lock(**each) for each in held["locks"])
        except (ValueError, TypeError, KeyError):
            raise KeyFileDamaged from None
        if held.get("format") != _FORMAT or not locks:
            raise KeyFileDamaged
        return cls(locks)

    def text(self) -> str:
        """The file, as JSON."""
        held = {"format": _FORMAT, "version": 1, "locks": [asdict(each) for each in self.locks]}
        return json.dumps(held, indent=1)

    def key(self, secret: str) -> bytes:
        """The key, given the passphrase or the recovery code.

        Raises:
            WrongPassphrase: it opens none of the locks.
            KeyFileDamaged: a lock cannot be read.
        """
        for lock in self.locks:
            key = _opened(lock, _plain(secret, lock.by))
            if key is not None:
                return key
        raise WrongPassphrase

    @property
    def mark(self) -> str:
        """What this key is known by, here and on its copies, whatever its passphrase."""
        lasting = [each.sealed for each in self.locks if each.by != "passphrase"]
        return hashlib.sha256("".join(lasting).encode()).hexdigest()

    def with_passphrase(self, key: bytes, passphrase: str) -> KeyFile:
        """The same key under another passphrase; the recovery code stays."""
        others = tuple(each for each in self.locks if each.by != "passphrase")
        return KeyFile((_locked(key, "passphrase", passphrase), *others))


def new_key(passphrase: str) -> tuple[bytes, KeyFile, str]:
    """A random key, its file, and the recovery code that opens it when the passphrase is lost."""
    key, code = secrets.token_bytes(KEY_BYTES), _new_code()
    passed = _locked(key, "passphrase", passphrase)
    return (
        key,
        KeyFile((passed, _locked(key, "recovery code", _plain(code, "recovery code")))),
        code,
    )


def pragma_of(key: bytes) -> str:
    """The statement that gives a connection the key."""
    return f"PRAGMA key = \"x'{key.hex()}'\""


def _new_code() -> str:
    letters = (secrets.choice(_CODE_LETTERS) for _ in range(_CODE_GROUPS * _CODE_GROUP))
    joined = "".join(letters)
    return "-".join(joined[at : at + _CODE_GROUP] for at in range(0, len(joined), _CODE_GROUP))


def _plain(secret: str, by: str) -> str:
    """A recovery code may be typed in small letters, with or without its dashes."""
    if by != "recovery code":
        return secret
    return "".join(each for each in secret.upper() if each.isalnum())


def _locked(key: bytes, by: str, secret: str) -> Lock:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    lock = Lock(by=by, salt=_spelled(salt), nonce=_spelled(nonce), sealed="")
    sealed = AESGCM(_derived(lock, secret)).encrypt(nonce, key, by.encode())
    return Lock(by=by, salt=lock.salt, nonce=lock.nonce, sealed=_spelled(sealed))


def _opened(lock: Lock, secret: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        cipher = AESGCM(_derived(lock, secret))
        return cipher.decrypt(_read(lock.nonce), _read(lock.sealed), lock.by.encode())
    except InvalidTag:
        return None
    except (ValueError, TypeError):
        raise KeyFileDamaged from None


def _derived(lock: Lock, secret: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf: Any = Argon2id(
        salt=_read(lock.salt),
        length=32,
        iterations=lock.passes,
        lanes=lock.lanes,
        memory_cost=lock.memory,
    )
    derive: Callable[[bytes], bytes] = kdf.derive
    return derive(secret.encode())


def _spelled(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _read(spelled: str) -> bytes:
    return base64.b64decode(spelled, validate=True)
