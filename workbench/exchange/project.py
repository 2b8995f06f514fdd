"""What a project of another coding program holds: codes, texts, and coded stretches of these."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """A code; `key` tells it apart in its file, `parent` is the key of the one it stands below."""

    key: str
    title: str
    parent: str = ""
    colour: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The characters `start` to `stop` (half-open, code points) of a text, with codes and a memo.

    `codes` are the key of each code and the name of who gave it, which may be empty.
    """

    key: str
    start: int
    stop: int
    codes: tuple[tuple[str, str], ...] = ()
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """A source with its text (lines end in LF) and its coded stretches, in order.

    `facts` are further words about it by name, such as its publisher. `original` are the bytes that
    the text was read from where these are a PDF, empty otherwise.
    """

    key: str
    title: str
    text: str = field(repr=False)
    note: str = ""
    stretches: tuple[Stretch, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    original: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """All of it; `lost` says in sentences what the file holds that is not in here."""

    title: str
    codes: tuple[CodeEntry, ...] = ()
    texts: tuple[TextEntry, ...] = ()
    users: tuple[str, ...] = ()
    origin: str = ""
    lost: tuple[str, ...] = ()
