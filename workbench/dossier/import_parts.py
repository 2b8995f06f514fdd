"""Parts of a record whose cells name other records: its parties, its coded stance, its posts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.model.allocation import AllocationParty
from workbench.model.decision import DecisionParty, StanceCoding
from workbench.model.kinds import AllocationRole, DecisionRole, Scope, Split
from workbench.model.party import Post
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.import_names import NameBook
    from workbench.intake.table.fit import FittedRow
    from workbench.model.stance_scale import StanceScale

NO_SCALE = "Say on which stance scale, in a column or for every row, such as export-licence-review."
_WORD = re.compile(r"\w+")
_VALUE = re.compile(r"(\d{1,4})(?:\.0+)?(?:\s*[-–:.)=]?\s+.*)?")


def put_parties(kind: str, row: FittedRow, book: NameBook) -> None:
    """Puts the parties of a row in, each once a role."""
    found = [(role, book.id_of("party", words)) for role, words in row.parties]
    if not all(key for _, key in found):
        row.refuse("parties", "The dossier has no party of that name.")
        return
    pairs = tuple(dict.fromkeys([(role, key) for role, key in found if key]))
    if kind == "decision":
        row.values["parties"] = _decision_parties(pairs)
        return
    row.values["parties"] = _allocation_parties(pairs)
    buyers = [key for role, key in pairs if role == AllocationRole.RECIPIENT]
    if len(buyers) > 1:  # a figure for several is never divided among them
        row.values.setdefault("split", Split.JOINT_UNSPECIFIED)


@lru_cache(maxsize=4096)  # most rows name whom others do
def _decision_parties(pairs: tuple[tuple[str, str], ...]) -> tuple[DecisionParty, ...]:
    return tuple([DecisionParty(party=key, role=DecisionRole(role)) for role, key in pairs])


@lru_cache(maxsize=4096)
def _allocation_parties(pairs: tuple[tuple[str, str], ...]) -> tuple[AllocationParty, ...]:
    return tuple([AllocationParty(party=key, role=AllocationRole(role)) for role, key in pairs])


def put_stances(row: FittedRow, book: NameBook) -> None:
    """Puts the coded stance of a row in; without a level nothing is coded, never a zero."""
    pieces = row.pieces["stances"]
    words = pieces.get("level", "")
    if not words:
        row.refuse("stances", "There is no level, so no stance is coded.")
        return
    scale = _scale(row, book)
    if scale is None:
        said = pieces.get("scale")
        row.refuse(
            "stances",
            f"The dossier has no stance scale {said!r}." if said else NO_SCALE,
        )
        return
    value = level_of(scale, words)
    if value is None:
        known = "; ".join(f"{each.value} {each.words}".rstrip() for each in scale.levels)
        row.refuse("stances", f"{words!r} is no level of {scale.title}. It has: {known}.")
        return
    coding = StanceCoding(
        scale=scale.id,
        value=value,
        reach=pieces.get("reach", Scope.UNSTATED),
        since=pieces.get("since", When.UNKNOWN),
    )
    row.values["stances"] = (coding,)


def _scale(row: FittedRow, book: NameBook) -> StanceScale | None:
    """The scale that the row names, else that of its policy line."""
    if said := row.pieces["stances"].get("scale"):
        key = book.id_of("stance_scale", said)
        return book.scale(key) if key else None
    return book.scale_of_line(row.values.get("line"))


def level_of(scale: StanceScale, words: str) -> int | None:
    """The level that a cell means, by its value ("3", "3 – case by case") or by its words.

    Words mean the level that they name, or the one in whose words they stand ("case-by-case").
    """
    wanted = _plain(words)
    for each in scale.levels:
        if each.words and _plain(each.words) == wanted:
            return each.value
    if found := _VALUE.fullmatch(words):
        value = int(found[1])
        return value if value in {each.value for each in scale.levels} else None
    held = [each.value for each in scale.levels if wanted in _plain(each.words)]
    return held[0] if len(held) == 1 and re.search(r"[^\W\d]", wanted) else None


def _plain(words: str) -> str:
    return f" {' '.join(_WORD.findall(words.casefold()))} "


def refuse_odd_posts(row: FittedRow) -> None:
    """Refuses posts of which it is not said which role is where."""
    pieces = row.pieces["posts"]
    roles, places = (len(pieces.get(name, ())) for name in ("role", "organisation"))
    if not roles:
        row.refuse("posts", "There is no role, so it is no post.")
    elif places > 1 and roles not in {1, places}:
        row.refuse("posts", f"{roles} roles do not go with {places} organisations.")


def posts_of(row: FittedRow, organisations: Sequence[str]) -> tuple[Post, ...]:
    """The posts of a row: a role at each organisation, all at one, or one at all."""
    pieces = row.pieces["posts"]
    roles: tuple[str, ...] = pieces["role"]
    places: Sequence[str | None] = organisations or (None,)
    most = max(len(roles), len(places))
    pairs = zip(roles * (most // len(roles)), list(places) * (most // len(places)), strict=True)
    valid = pieces.get("valid", When.UNKNOWN)
    return tuple(
        Post(role=role, organisation=place, valid=valid) for role, place in dict.fromkeys(pairs)
    )
