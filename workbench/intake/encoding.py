"""From bytes to characters: a byte order mark, else strict UTF-8, else the likeliest encoding.

Detection by statistics takes Western bytes for Baltic or DOS ones; Windows' own encoding is by far
the likelier there, so it is preferred. What was chosen is shown, and can be chosen again.
"""

from __future__ import annotations

import codecs
import re

from workbench.errors import BinarySource, UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = re.compile(
    r"cp(?:125[0247]|437|775|85[0278]|86[0135]|1140|500|037|273)|iso8859_(?:1|2|3|4|9|10|13|14|15|16)"
    r"|latin_1|mac_(?:roman|iceland|latin2|turkish|croatian)|hp_roman8|ptcp154|kz1048|tis_620"
)
_LIKELY = re.compile(
    r"utf_|gb|big5|cp93[26]|cp949|cp950|shift_?jis|euc_|iso2022|johab|hz|koi8|cp125[135678]|cp866"
    r"|iso8859_(?:5|6|7|8|11)|mac_(?:cyrillic|greek|turkish)"
)
"""What else documents are written in today; anything rarer is a wrong guess at Western bytes."""
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
_UNUSED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that cp1252 does not use
_SAMPLE = 64_000
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
_MOST_NULS = 0.3


def decoded(
    data: bytes, name: str, encoding: str | None = None, *, hint: str = ""
) -> tuple[str, str, tuple[str, ...]]:
    """Return the characters of `data`, the encoding they were read in, and warnings.

    Args:
        data: the bytes of a text.
        name: what to call it in an error.
        encoding: the one to use; found out when it is not given.
        hint: the one that the text itself names, used where it fits and the bytes are not UTF-8.

    Raises:
        UnknownEncoding: `encoding` does not exist or does not fit.
        BinarySource: the bytes are no text in any encoding.
    """
    if encoding:
        return _given(data, name, encoding), encoding, ()
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace"), marked, ()
    hint = _MEANT.get(hint.casefold(), hint)
    for candidate in ("utf-8", hint) if hint else ("utf-8",):
        if (text := _strictly(data, candidate)) is not None:
            return text, candidate, ()
    guess = _wide(data) or _narrow(data, name)
    doubt = f"Read as {guess}. If letters look wrong, read it again in another encoding."
    return data.decode(guess, "replace"), guess, (doubt,)


def _strictly(data: bytes, encoding: str) -> str | None:
    if b"\0" in data:
        return None  # no text of one byte or more a character has it
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _given(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError) as fault:
        raise UnknownEncoding(name, encoding) from fault


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, seen by where the zero bytes stand."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _MOST_NULS and even < _MOST_CONTROLS:
        return "utf-16-le"
    return "utf-16-be" if even > _MOST_NULS and odd < _MOST_CONTROLS else None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)


def _narrow(data: bytes, name: str) -> str:
    """The likeliest encoding of one to four bytes a character."""
    if _is_binary(data):
        raise BinarySource(name)
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data)).best()
    found = best.encoding if best else "cp1252"
    if found == "mac_cyrillic":
        return "cp1251"
    if _WESTERN.fullmatch(found) or found in {"ascii", "utf_8"}:
        return "cp1252" if not _UNUSED.search(data) or found == "utf_8" else found
    return found if _LIKELY.match(found) or _UNUSED.search(data) else "cp1252"


def _telling(data: bytes) -> bytes:
    """Return the lines with bytes beyond ASCII: they tell the encoding, others only dilute it."""
    lines = [line for line in data[: 16 * _SAMPLE].splitlines() if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE] or data[:_SAMPLE]
