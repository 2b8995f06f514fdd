"""What an inspector shows of a record; values only, read off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.evidence import Evidence
from workbench.gui.fields import chosen_fields
from workbench.gui.inspector.past import Step
from workbench.gui.nouns import noun_of, title_of
from workbench.gui.widgets.facts import fact
from workbench.model.kinds import SupportRole
from workbench.model.many import many
from workbench.model.memo import Memo
from workbench.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.records import Computed

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A quantity: its figure, a note on what is not known, lines below; opens the record `key`."""

    figure: str
    note: str = ""
    lines: tuple[str, ...] = ()
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A field in words, the grade of the first claim that states it, and all its quotes."""

    field: str
    label: str
    words: str
    grade: str = ""
    about: str = ""
    quotes: tuple[Evidence, ...] = ()
    """What speaks for and against the field."""

    @property
    def disputed(self) -> bool:
        """Whether something speaks against what the field holds."""
        return any(each.role is SupportRole.CONTRADICTS for each in self.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """Another record that this one stands to, before or after it."""

    label: str
    kind: str
    key: str
    words: str
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedLine:
    """A figure that was worked out: how, and from which records."""

    label: str
    words: str
    how: str
    inputs: tuple[ChainLine, ...] = ()
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that an inspector shows of one record."""

    record: Record
    subline: str = ""
    cards: tuple[Card, ...] = ()
    facts: tuple[FactLine, ...] = ()
    computed: tuple[ComputedLine, ...] = ()
    evidence: Sequence[Evidence] = ()
    chain: tuple[ChainLine, ...] = ()
    past: tuple[Step, ...] = ()
    memos: tuple[Memo, ...] = ()


def fact_lines(
    record: Record,
    names: Mapping[str, str],
    only: Iterable[str],
    evidence: Sequence[Evidence],
    own: Mapping[str, str] | None = None,
) -> tuple[FactLine, ...]:
    """The fields called `only` in words; "not stated" where they are empty, never left out.

    `own` gives words for fields that are better said in another way.
    """
    made = []
    for field in chosen_fields(type(record), tuple(only)):
        value = getattr(record, field.name)
        words = (own or {}).get(field.name, fact(field, value, names))
        quotes = tuple(each for each in evidence if field.name in each.fields)
        backing = [each for each in quotes if each.role is SupportRole.SUPPORTS]
        made.append(
            FactLine(
                field=field.name,
                label=field.label,
                words=words or NOT_STATED,
                grade=backing[0].grade if backing else "",
                about=_about(backing, words),
                quotes=quotes,
            )
        )
    return tuple(made)


def computed_lines(dossier: Dossier, record: Record) -> tuple[ComputedLine, ...]:
    """What can be worked out for a record, with the records behind each figure by name."""
    return lines_of(dossier, noun_of(dossier, record.KIND).computed(record))


def lines_of(dossier: Dossier, figures: Iterable[Computed]) -> tuple[ComputedLine, ...]:
    """Computed figures, with the records behind each by name."""
    given = list(figures)
    wanted: dict[str, dict[str, None]] = {}
    for kind, key in (one for each in given for one in each.inputs):
        wanted.setdefault(kind, {})[key] = None
    named = {
        (kind, other.id): f"{other.ref}  {other.name}"
        for kind, keys in wanted.items()
        for other in noun_of(dossier, kind).page(list(keys))
    }
    return tuple(
        ComputedLine(
            label=each.label,
            words=each.words,
            how=each.how,
            inputs=tuple(
                ChainLine(label=title_of(kind), kind=kind, key=key, words=named[kind, key])
                for kind, key in each.inputs
                if (kind, key) in named
            ),
            warns=each.warns,
        )
        for each in given
    )


def _about(backing: Sequence[Evidence], words: str) -> str:
    if not words:
        return "No source states this. Double-click to fill it in."
    if not backing:
        return "Not backed by a claim. Double-click to change it."
    name = backing[0].source.title if backing[0].source else "a claim"
    return f"Stated by {name}. Double-click to change it."


def origin_words(evidence: Sequence[Evidence]) -> str:
    """How many distinct origins speak for a record, by name; copies of one story count once."""
    speaking = [each for each in evidence if each.role is SupportRole.SUPPORTS]
    origins = sorted({origin.words for each in speaking for origin in each.origins})
    if not origins:
        return "origin not known"
    return f"{many(len(origins), 'origin')}: {', '.join(origins)}"
