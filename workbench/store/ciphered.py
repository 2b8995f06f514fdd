"""Pages of an encrypted dossier read by ourselves, for when SQLCipher gives up.

Source: SQLCipher's design (version 4): each page is AES-256-CBC under the raw key, followed by its
initialization vector and an HMAC-SHA512 over both and the number of the page; the first 16 bytes
of the file are the salt.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RESERVED = 80
"""Bytes at the end of a page: 16 of the vector, 64 of the HMAC."""
_KEY, _SALT, _MAC = 32, 16, 64
_MASK = 0x3A
_MAGIC = b"SQLite format 3\0"


def deciphering(key: bytes) -> Callable[[int, bytes], bytes]:
    """What gives a page (its number, its bytes) in the clear; empty where it is damaged."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    own, salt = key[:_KEY], key[_KEY:]
    masked = bytes(each ^ _MASK for each in salt)
    checking = hashlib.pbkdf2_hmac("sha512", own, masked, 2, _KEY)

    def decipher(number: int, page: bytes) -> bytes:
        start = _SALT if number == 1 else 0
        told = page[start:-_MAC] + struct.pack("<I", number)
        if not hmac.compare_digest(hmac.digest(checking, told, "sha512"), page[-_MAC:]):
            return b""
        vector = page[-RESERVED:-_MAC]
        clear = Cipher(AES(own), CBC(vector)).decryptor().update(page[start:-RESERVED])
        return (_MAGIC if start else b"") + clear + bytes(RESERVED)

    return decipher
