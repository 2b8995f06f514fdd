from __future__ import annotations

import json

import pytest

from workbench.errors import KeyFileDamaged, WrongPassphrase
from workbench.store.keys import KEY_BYTES, KeyFile, new_key, pragma_of

WORDS = "correct horse battery"


def test_the_key_is_opened_by_passphrase_and_by_recovery_code_however_that_is_typed() -> None:
    key, file, code = new_key(WORDS)
    again = KeyFile.parse(file.text())

    assert len(key) == KEY_BYTES
    assert again.key(WORDS) == key
    assert again.key(code.lower().replace("-", " ")) == key
    with pytest.raises(WrongPassphrase):
        again.key(WORDS + " ")


def test_another_passphrase_locks_the_same_key_and_the_old_one_opens_nothing() -> None:
    key, file, code = new_key(WORDS)

    changed = file.with_passphrase(key, "another passphrase")

    assert changed.key("another passphrase") == key
    assert changed.key(code) == key
    with pytest.raises(WrongPassphrase):
        changed.key(WORDS)


def test_the_file_holds_neither_key_nor_secret() -> None:
    key, file, code = new_key(WORDS)

    for secret in (key.hex(), WORDS, code, code.replace("-", "")):
        assert secret not in file.text()


@pytest.mark.parametrize("text", ["", "{}", '{"locks": []}', "[1]", '{"locks": [{"by": "x"}]}'])
def test_what_is_no_key_file_says_so(text: str) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(text)


def test_a_damaged_lock_is_not_taken_for_a_wrong_passphrase() -> None:
    _, file, _ = new_key(WORDS)
    held = json.loads(file.text())
    held["locks"][0]["salt"] = "!"

    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(json.dumps(held)).key(WORDS)


def test_a_connection_is_given_the_raw_key_with_its_salt() -> None:
    assert pragma_of(bytes(48)) == f"PRAGMA key = \"x'{'0' * 96}'\""
