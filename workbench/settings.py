"""The analyst's preferences: one frozen value, kept as TOML in the user's configuration folder.

What colleagues must share (the marking, a codebook) is a record in the dossier, never a setting.
The preferences dialog is made from the metadata of the fields below; a field without a title is
remembered but not shown there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RECENT_LIMIT = 8
_LARGEST = 2**31 - 1


def shown(section: str, title: str, about: str = "", **more: Any) -> dict[str, Any]:
    """Metadata of a field that the preferences dialog shows, under `section`.

    `choices` maps values to words; `low` and `high` bound a whole number.
    """
    return {"section": section, "title": title, "about": about, **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every preference, with its default."""

    theme: str = field(
        default="system",
        metadata=shown(
            "Appearance",
            "Theme",
            "Follow the system, or always light or dark.",
            choices={"system": "As the system", "light": "Light", "dark": "Dark"},
        ),
    )
    text_size: int = field(
        default=13,
        metadata=shown("Appearance", "Text size", "In pixels, 11 to 20.", low=11, high=20),
    )
    compact_rows: bool = field(
        default=False,
        metadata=shown("Appearance", "Compact rows", "One line a row in tables."),
    )
    analyst: str = field(
        default="",
        metadata=shown(
            "Work", "Your name", "Stands beside each change you make. Empty: your login name."
        ),
    )
    reopen: bool = field(
        default=True,
        metadata=shown(
            "Work", "Open the last dossier at start", "Otherwise the welcome page is shown."
        ),
    )
    notice_seconds: int = field(
        default=8,
        metadata=shown(
            "Work",
            "Seconds a notice stays",
            "3 to 60; it waits while the pointer is on it.",
            low=3,
            high=60,
        ),
    )
    suggestions: bool = field(
        default=True,
        metadata=shown(
            "Work",
            "Suggestions in the reader",
            "Underlines quantities, dates, hedges, decision verbs and who says so.",
        ),
    )
    lock_minutes: int = field(
        default=15,
        metadata=shown(
            "Work",
            "Minutes until an encrypted dossier locks",
            "0 to 240, when nobody touches it; 0 for never. It locks after sleep too.",
            low=0,
            high=240,
        ),
    )
    recent: tuple[str, ...] = ()
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    geometry: str = ""
    regions: tuple[int, ...] = field(default=(), metadata={"whole": True})
    hidden: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """"shown" or "hidden" by table and column, as "decision.status"; others as declared."""
    column_widths: Mapping[str, int] = field(default_factory=dict, metadata={"whole": True})
    """In pixels, of the columns that were dragged."""
    view: str = ""
    unknown: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the file that this version does not know; written back as they were."""

    def with_recent(self, path: str) -> Settings:
        """These settings with `path` first among the recent dossiers."""
        rest = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *rest)[:RECENT_LIMIT])

    def without_recent(self, path: str) -> Settings:
        """These settings without `path` among the recent dossiers."""
        return replace(self, recent=tuple(each for each in self.recent if each != path))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and what was wrong with the file: words for the analyst, or nothing."""

    settings: Settings
    trouble: str = ""


def load(path: Path) -> Loaded:
    """Reads the settings at `path`; the defaults, and what was wrong, where that fails."""
    import tomllib

    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        aside = _set_aside(path)
        kept = f" It was kept as {aside.name}." if aside else ""
        return Loaded(
            Settings(),
            f"Your preferences could not be read; the defaults are used. {fault}.{kept}",
        )
    return _from_table(read)


def save(path: Path, settings: Settings) -> None:
    """Writes the settings to `path`, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    import tomli_w

    from workbench.unfinished import replacing

    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as draft:
        draft.write_bytes(tomli_w.dumps(_to_table(settings)).encode())


def _to_table(settings: Settings) -> dict[str, Any]:
    default = Settings()
    table = dict(settings.unknown)
    for each in fields(Settings):
        value = getattr(settings, each.name)
        if each.name == "unknown" or value == getattr(default, each.name):
            continue
        table[each.name] = list(value) if isinstance(value, tuple) else value
    return table


def _from_table(table: Mapping[str, Any]) -> Loaded:
    known: dict[str, Any] = {}
    refused = []
    default = Settings()
    names = {each.name: each.metadata for each in fields(Settings) if each.name != "unknown"}
    for key in names.keys() & table.keys():
        value = _fitted(table[key], getattr(default, key), names[key])
        if value is None:
            refused.append(key)
        else:
            known[key] = value
    unknown = {key: value for key, value in table.items() if key not in names}
    trouble = ""
    if refused:
        names_of = ", ".join(sorted(refused))
        trouble = f"These preferences make no sense and keep their defaults: {names_of}."
    return Loaded(Settings(**known, unknown=unknown), trouble)


def _fitted(value: Any, default: Any, metadata: Mapping[str, Any]) -> Any:
    """The value as the field's type, or None where it does not fit."""
    if isinstance(default, tuple):
        return tuple(value) if isinstance(value, list) and _all_fit(value, metadata) else None
    if isinstance(default, Mapping):
        fits = isinstance(value, dict) and _all_fit(value.values(), metadata)
        return value if fits else None
    if type(value) is not type(default):
        return None
    if "choices" in metadata and value not in metadata["choices"]:
        return None
    if "low" in metadata and not metadata["low"] <= value <= metadata["high"]:
        return None
    return value


def _all_fit(values: Iterable[Any], metadata: Mapping[str, Any]) -> bool:
    """Whether all are texts or, where the field holds whole numbers, such as Qt takes."""
    if metadata.get("whole", False):
        return all(type(each) is int and abs(each) <= _LARGEST for each in values)
    return all(isinstance(each, str) for each in values)


def _set_aside(path: Path) -> Path | None:
    """Keeps a file that cannot be read beside the new one, so that nothing of it is lost."""
    aside = path.with_suffix(".unreadable")
    try:
        path.replace(aside)
    except OSError:
        return None
    return aside
