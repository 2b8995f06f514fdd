"""What the fields of one record must fulfil, in one place.

Rules that need other records (an allocation that is part of itself through others, the claim behind
a split) are the store's. Quantities and dates check themselves when they are made.
"""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from itertools import chain
from operator import eq
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from workbench.errors import InvalidField
from workbench.model import RECORDS
from workbench.model.allocation import Allocation
from workbench.model.assumption import Assumption
from workbench.model.briefing import Briefing
from workbench.model.claim import Claim
from workbench.model.code import Code
from workbench.model.decision import Decision
from workbench.model.forecast import Forecast
from workbench.model.kinds import Outcome, Split, SupportOrigin
from workbench.model.memo import Memo
from workbench.model.party import Party
from workbench.model.passage import Passage
from workbench.model.policy_line import PolicyLine
from workbench.model.query import Query
from workbench.model.record import Part, fields_of, label_of
from workbench.model.saved_query import EVERYTHING, SavedQuery
from workbench.model.source import Source
from workbench.model.stance_scale import StanceScale
from workbench.model.support import Support
from workbench.model.table_mapping import TableMapping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.model.forecast import ForecastPoint
    from workbench.model.record import Record

_COUNTRY = re.compile(r"[A-Z]{3}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CODE_KEY = re.compile(r"[A-IL-Z]?")
_CONTEXT = 32
_NOTHING = Decimal(0)
_SCHEMES = frozenset({"http", "https", "mailto"})
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


def check(record: Record) -> None:
    """Refuse a record whose fields hold what they cannot mean.

    Raises:
        InvalidField: names the field and says what to do.
    """
    _check_values(record, record)
    for name, parts in _part_tuples(record):
        _check_parts(record, name, parts)
    if rule := _RULES.get(type(record)):
        rule(record)


def check_all(
    kind: type[Record], records: Sequence[Record], held: Mapping[str, list[Any]] | None = None
) -> None:
    """Check many records of one kind: as `check` does each, but field by field, and quickly.

    `held` is what their fields hold (`fields_of`), where that is known already.

    Raises:
        InvalidField: what `check` says of the first record that it refuses.
    """
    held = fields_of(kind, records) if held is None else held
    if not (_is_good(kind, held) and _are_good_parts(kind, held)):
        for record in records:
            check(record)
    elif rule := _RULES.get(kind):
        for record in records:
            rule(record)


def _is_good(kind: type[Record | Part], held: Mapping[str, list[Any]]) -> bool:
    """Whether no field of any of many values needs a closer look."""
    for name, accepted, metadata in _types(kind):
        kinds = set(map(type, held[name]))
        if not kinds.issubset(accepted):
            return False
        if str not in kinds:
            continue
        if not _are_good_texts(held[name], metadata):
            return False
        points_at = metadata.get("link")
        if points_at == getattr(kind, "KIND", "") and any(map(eq, held[name], held["id"])):
            return False
    return True


def _are_good_texts(held: list[str | None], metadata: dict[str, Any]) -> bool:
    texts = list(filter(None, held))
    text = "".join(texts)
    if (not text.isascii() or "\0" in text) and _NOT_TEXT.search(text):
        return False
    wanted = metadata.get("required")
    return not wanted or (len(texts) == len(held) and all(map(str.strip, texts)))


def _are_good_parts(kind: type[Record], held: Mapping[str, list[Any]]) -> bool:
    for name, accepted, _ in _types(kind):
        tuples = held[name] if tuple in accepted else []
        together = list(chain.from_iterable(tuples))
        parts = list(dict(zip(map(id, together), together, strict=True)).values())  # each once
        for part in set(map(type, parts)):
            if not issubclass(part, Part) or _may_point_at(kind, part):
                return False
            if not _is_good(part, fields_of(part, [each for each in parts if type(each) is part])):
                return False
        if max(map(len, tuples), default=0) > 1 and not all(map(_are_distinct, tuples)):
            return False
    return True


def _may_point_at(kind: type[Record], part: type[Part]) -> bool:
    return any(metadata.get("link") == kind.KIND for _, _, metadata in _types(part))


def _are_distinct(parts: tuple[Part, ...]) -> bool:
    if len(parts) < 2:  # noqa: PLR2004 - one cannot repeat another
        return True
    return len({tuple(getattr(each, name) for name in each.KEY) for each in parts}) == len(parts)


_KNOWN: dict[type, tuple[tuple[str, tuple[type, ...], dict[str, Any]], ...]] = {}


def _types(kind: type[Any]) -> tuple[tuple[str, tuple[type, ...], dict[str, Any]], ...]:
    """Name, accepted types and metadata of each field of a class, read once."""
    if kind not in _KNOWN:
        hints = get_type_hints(kind)
        _KNOWN[kind] = tuple(
            (each.name, _accepted(hints[each.name]), dict(each.metadata)) for each in fields(kind)
        )
    return _KNOWN[kind]


def _accepted(hint: Any) -> tuple[type, ...]:
    if isinstance(hint, UnionType):
        return tuple(kind for each in get_args(hint) for kind in _accepted(each))
    return (get_origin(hint) or hint,)


def _check_values(owner: Record, value: Record | Part) -> None:
    for name, accepted, metadata in _types(type(value)):
        held = getattr(value, name)
        if not isinstance(held, accepted) or (isinstance(held, bool) and bool not in accepted):
            wanted = " or ".join(each.__name__ for each in accepted if each is not NoneType)
            raise InvalidField(name, f"This takes {wanted}, not {_shown(held)}.")
        if isinstance(held, str):
            _check_text(owner, name, held, metadata)


def _check_text(owner: Record, name: str, held: str, metadata: dict[str, Any]) -> None:
    if _NOT_TEXT.search(held):
        raise InvalidField(name, "It holds a broken character. Type the text again.")
    if metadata.get("required") and not held.strip():
        raise InvalidField(name, f"{label_of(name, metadata)} cannot be empty. Write something.")
    if metadata.get("link") == owner.KIND and held == owner.id:
        raise InvalidField(name, "It points at itself. Choose another record.")


def _part_tuples(record: Record) -> list[tuple[str, tuple[Any, ...]]]:
    return [
        (name, getattr(record, name))
        for name, accepted, _ in _types(type(record))
        if tuple in accepted
    ]


def _check_parts(record: Record, name: str, parts: tuple[Any, ...]) -> None:
    seen = set()
    for part in parts:
        if not isinstance(part, Part):
            raise InvalidField(name, f"{_shown(part)} does not belong here.")
        try:
            _check_values(record, part)
        except InvalidField as fault:
            raise InvalidField(name, f"{label_of(fault.field)}: {fault.message}") from fault
        key = tuple(getattr(part, each) for each in part.KEY)
        if key in seen:
            words = ", ".join(str(each) for each in key if each) or "an empty one"
            raise InvalidField(name, f"The same entry stands twice ({words}). Remove one.")
        seen.add(key)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - what fits a line


def _check_country(field: str, code: str) -> None:
    if code and not _COUNTRY.fullmatch(code):
        raise InvalidField(
            field,
            f"{code!r} is no country code. Write three capital letters (ISO 3166), such as CHN.",
        )


def _check_party(party: Party) -> None:
    _check_country("jurisdiction", party.jurisdiction)
    _check_names("aliases", [each.name for each in party.aliases])


def _check_names(field: str, names: list[str]) -> None:
    if not all(name.strip() for name in names):
        raise InvalidField(field, "An alias cannot be empty. Write it, or remove the entry.")


def _check_source(source: Source) -> None:
    if not source.url:
        return
    try:
        address = urlsplit(source.url)
    except ValueError:
        address = None
    known = address is not None and address.scheme.casefold() in _SCHEMES
    if not known or not source.url.isprintable() or " " in source.url:
        raise InvalidField(
            "url", f"{_shown(source.url)} is no web address. Begin it with https:// or http://."
        )


def _check_code(code: Code) -> None:
    if not _COLOUR.fullmatch(code.colour):
        raise InvalidField("colour", f"{code.colour!r} is no colour. Write it as #56b4e9.")
    if not _CODE_KEY.fullmatch(code.letter):
        raise InvalidField(
            "letter",
            "A key is one capital letter, but J and K: with Shift these go through passages.",
        )


def _check_passage(passage: Passage) -> None:
    if not 0 <= passage.start < passage.stop:
        raise InvalidField("start", "The passage is empty. Select some words of the source.")
    if passage.stop - passage.start != len(passage.quote):
        raise InvalidField(
            "quote",
            f"The quote has {len(passage.quote)} characters, the marked stretch "
            f"{passage.stop - passage.start}. Mark the passage again.",
        )
    for name in ("prefix", "suffix"):
        if len(getattr(passage, name)) > _CONTEXT:
            raise InvalidField(name, f"At most {_CONTEXT} characters around the passage are kept.")


def _check_claim(claim: Claim) -> None:
    steps = [each.step for each in claim.attribution]
    if steps != list(range(1, len(steps) + 1)):
        raise InvalidField("attribution", "Its steps count 1, 2, 3 … in order. Number them again.")
    for each in claim.attribution:
        if each.source and each.party:
            raise InvalidField(
                "attribution",
                f"Step {each.step} names a source and a party. Keep one, or make two steps of it.",
            )


def _check_decision(decision: Decision) -> None:
    _check_country("jurisdiction", decision.jurisdiction)
    for each in decision.affected:
        _check_country("affected", each.jurisdiction)


def _check_policy_line(line: PolicyLine) -> None:
    _check_country("target", line.target)


def _check_stance_scale(scale: StanceScale) -> None:
    values = sorted(each.value for each in scale.levels)
    if values and values != list(range(len(values))):
        raise InvalidField("levels", "Its levels count 0, 1, 2 … without a gap. Number them again.")
    if len(values) == 1:
        raise InvalidField("levels", "A scale has two levels or more. Add what 1 means.")


def _check_allocation(allocation: Allocation) -> None:
    several = len(allocation.parties) > 1 and len(set(allocation.recipients)) > 1
    if several and allocation.split is Split.SINGLE:
        raise InvalidField(
            "split",
            "A single allocation has one recipient. Call it joint, or log one allocation for each.",
        )
    stated = allocation.quantity
    for number in (stated.low, stated.high, stated.point):
        if number is not None and number < _NOTHING:
            message = "Nothing can be allotted less than nothing. Check the sign."
            raise InvalidField("quantity", message)


def _check_support(support: Support) -> None:
    kind = RECORDS.get(support.record_kind)
    if kind is None or not support.record:
        raise InvalidField("record", "It supports no record. Name the record and its kind.")
    if support.record.startswith(f"{kind.PREFIX}-"):
        message = f"{support.record} is a name. Give the id of the record, or use supports.back()."
        raise InvalidField("record", message)
    name = re.split(r"[.\[]", support.field, maxsplit=1)[0]
    if name and name not in {each.name for each in fields(kind)}:
        raise InvalidField(
            "field", f"A {support.record_kind.replace('_', ' ')} has no field {support.field!r}."
        )
    if support.origin is SupportOrigin.SOURCE and not support.claim:
        raise InvalidField("claim", "Cite the claim that says so, or mark it as the analyst's.")


def _check_forecast(forecast: Forecast) -> None:
    decided, dated = forecast.outcome is not Outcome.OPEN, bool(forecast.resolved_at)
    if decided and not dated:
        raise InvalidField("resolved_at", "Say on which day it was decided, with the outcome.")
    if dated and not decided:
        raise InvalidField("outcome", "Say how it was decided, or take the day away.")
    for point in forecast.points:
        _check_point(point)


def _check_point(point: ForecastPoint) -> None:
    if bool(point.word.band) == bool(point.percent):
        raise InvalidField("points", "Give a number in percent or a word, one of the two.")
    ends = (point.percent.low, point.percent.high, point.percent.point)
    if point.percent and all(each is None for each in ends):
        raise InvalidField("points", "A probability needs a number in percent, or a word.")
    if any(each is not None and not 0 <= each <= 100 for each in ends):  # noqa: PLR2004 - percent
        raise InvalidField("points", "A probability lies between 0 and 100 percent.")


def _check_assumption(assumption: Assumption) -> None:
    for each in assumption.judgements:
        if sum(map(bool, (each.forecast, each.hypothesis, each.decision))) != 1:
            raise InvalidField("judgements", "Each entry names one judgement. Split it in two.")


def _check_memo(memo: Memo) -> None:
    if bool(memo.about) != bool(memo.about_kind) or memo.about_kind not in {"", *RECORDS}:
        raise InvalidField("about", "Name the record and its kind, or neither.")


def _check_saved_query(saved: SavedQuery) -> None:
    Query.parse(saved.query)
    if saved.shown not in {*RECORDS, EVERYTHING}:
        raise InvalidField("shown", f"There are no records of kind {saved.shown!r}.")


def _check_table_mapping(kept: TableMapping) -> None:
    if kept.shown not in RECORDS:
        raise InvalidField("shown", f"There are no records of kind {kept.shown!r}.")


def _check_briefing(briefing: Briefing) -> None:
    Query.parse(briefing.query)


_RULES: dict[type[Record], Callable[[Any], None]] = {
    Allocation: _check_allocation,
    Assumption: _check_assumption,
    Briefing: _check_briefing,
    Claim: _check_claim,
    Code: _check_code,
    Decision: _check_decision,
    Memo: _check_memo,
    Forecast: _check_forecast,
    Party: _check_party,
    Passage: _check_passage,
    PolicyLine: _check_policy_line,
    SavedQuery: _check_saved_query,
    Source: _check_source,
    StanceScale: _check_stance_scale,
    Support: _check_support,
    TableMapping: _check_table_mapping,
}
