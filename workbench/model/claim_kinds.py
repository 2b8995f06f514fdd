"""The words about claims and what they support: kind, voice, polarity, links, roles."""

from __future__ import annotations

from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of thing a source asserts."""

    EVENT = "event"
    QUANTITY = "quantity"
    ATTRIBUTE = "attribute"
    CAUSAL = "causal"
    CHARACTERISATION = "characterisation"
    EVALUATION = "evaluation"
    PREDICTION = "prediction"
    RATIONALE = "rationale"
    NORMATIVE = "normative"
    EXPECTATION = "expectation"
    PRESUPPOSITION = "presupposition"


class Voice(StrEnum):
    """Who speaks in a claim."""

    AUTHOR = "author"
    ATTRIBUTED = "attributed"
    PASSIVE_UNATTRIBUTED = "passive_unattributed"
    DIRECT_QUOTE = "direct_quote"


class Polarity(StrEnum):
    """Whether a claim affirms or denies."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Anonymity(StrEnum):
    """How far the one who told is known, at one step of an attribution chain."""

    NAMED = "named"
    UNNAMED_PERSON = "unnamed_person"
    UNNAMED_GROUP = "unnamed_group"
    UNATTRIBUTED = "unattributed"


class ClaimRelation(StrEnum):
    """How a claim stands to another."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    IN_TENSION = "in_tension"
    REFINES = "refines"
    REPEATS = "repeats"
    REASON_FOR = "reason_for"


class SupportOrigin(StrEnum):
    """What a field's value rests on."""

    SOURCE = "source"
    ANALYST = "analyst"
    COMPUTED = "computed"


class SupportRole(StrEnum):
    """Whether a claim speaks for or against a field's value."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class VerdictOutcome(StrEnum):
    """What was said of a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
