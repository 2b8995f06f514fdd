"""The words of the field: every closed list of terms that a record may use.

Sources: decision directions are Global Trade Alert's; reliability and credibility are the NATO
(Admiralty) grades; markings are FIRST's Traffic Light Protocol 2.0; stages, conditions and links
are this project's glossary.
"""

from __future__ import annotations

from enum import StrEnum

from workbench.model.claim_kinds import (
    Anonymity as Anonymity,  # noqa: PLC0414 - every list is here
    ClaimKind as ClaimKind,  # noqa: PLC0414 - every list is here
    ClaimRelation as ClaimRelation,  # noqa: PLC0414 - every list is here
    Polarity as Polarity,  # noqa: PLC0414 - every list is here
    SupportOrigin as SupportOrigin,  # noqa: PLC0414 - every list is here
    SupportRole as SupportRole,  # noqa: PLC0414 - every list is here
    VerdictOutcome as VerdictOutcome,  # noqa: PLC0414 - every list is here
    Voice as Voice,  # noqa: PLC0414 - every list is here
)
from workbench.model.event_action import (
    EventAction as EventAction,  # noqa: PLC0414 - every list is here
    EventStatus as EventStatus,  # noqa: PLC0414 - every list is here
    Phase as Phase,  # noqa: PLC0414 - every list is here
)
from workbench.model.grades import (
    Credibility as Credibility,  # noqa: PLC0414 - every list is here
    Marking as Marking,  # noqa: PLC0414 - every list is here
    Reliability as Reliability,  # noqa: PLC0414 - every list is here
)
from workbench.model.tradecraft import (
    AchGrade as AchGrade,  # noqa: PLC0414 - every list is here
    AssumptionStatus as AssumptionStatus,  # noqa: PLC0414 - every list is here
    BorneOut as BorneOut,  # noqa: PLC0414 - every list is here
    ContradictionKind as ContradictionKind,  # noqa: PLC0414 - every list is here
    Likelihood as Likelihood,  # noqa: PLC0414 - every list is here
    Outcome as Outcome,  # noqa: PLC0414 - every list is here
)


class QuantityKind(StrEnum):
    """How a source states a number."""

    EXACT = "exact"
    LOWER_BOUND = "lower_bound"
    UPPER_BOUND = "upper_bound"
    RANGE = "range"
    ESTIMATE_CI = "estimate_ci"
    VAGUE = "vague"
    UNKNOWN = "unknown"


class Reading(StrEnum):
    """Whose reading the numbers of a quantity are."""

    SOURCE = "source"
    ANALYST = "analyst"


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What a decision does."""

    APPROVE = "approve"
    APPROVE_CONDITIONALLY = "approve_conditionally"
    DENY = "deny"
    RESTRICT = "restrict"
    RELAX = "relax"
    PROHIBIT = "prohibit"
    REVOKE = "revoke"
    SUSPEND = "suspend"
    RESCIND = "rescind"
    AMEND = "amend"
    POSTPONE = "postpone"
    GUIDANCE = "guidance"
    UNSPECIFIED = "unspecified"


class Direction(StrEnum):
    """Which way a decision moves policy (Global Trade Alert's evaluation)."""

    LIBERALISING = "liberalising"
    RESTRICTIVE = "restrictive"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class Stance(StrEnum):
    """What a decision means for who wants to buy: one glyph and one word each."""

    APPROVE = "approve"
    CONDITIONAL = "conditional"
    RELAX = "relax"
    PENDING = "pending"
    RESTRICT = "restrict"
    DENY = "deny"
    UNCLEAR = "unclear"

    @property
    def glyph(self) -> str:
        """The sign of this stance; never the only sign of it."""
        return _GLYPHS[self]

    @property
    def word(self) -> str:
        """The word of this stance."""
        return "With conditions" if self is Stance.CONDITIONAL else self.value.capitalize()


_GLYPHS = {
    Stance.APPROVE: "●",
    Stance.CONDITIONAL: "◐",
    Stance.RELAX: "◇",
    Stance.PENDING: "○",
    Stance.RESTRICT: "▲",
    Stance.DENY: "■",
    Stance.UNCLEAR: "◌",
}


class DecisionRelation(StrEnum):
    """How a decision stands to another."""

    REVERSES = "reverses"
    PARTIALLY_REVERSES = "partially_reverses"
    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    IMPLEMENTS = "implements"
    RESPONDS_TO = "responds_to"
    GATED_BY = "gated_by"
    EXTENDS = "extends"
    RESCINDS = "rescinds"

    @property
    def undoes(self) -> bool:
        """Whether the later decision takes back the earlier one, in whole or part."""
        return self in {
            DecisionRelation.REVERSES,
            DecisionRelation.PARTIALLY_REVERSES,
            DecisionRelation.RESCINDS,
        }


class DecisionRole(StrEnum):
    """What a party is to a decision."""

    LICENSEE = "licensee"
    APPLICANT = "applicant"
    SUPPLIER = "supplier"
    TARGET = "target"
    BENEFICIARY = "beneficiary"
    OTHER = "other"


class ConditionKind(StrEnum):
    """What a decision is subject to."""

    UNSPECIFIED = "unspecified"
    QUOTA = "quota"
    VOLUME_SHARE_CAP = "volume_share_cap"
    PER_CLIENT_CAP = "per_client_cap"
    END_USE = "end_use"
    END_USER = "end_user"
    TESTING = "testing"
    KYC = "kyc"
    REMOTE_ACCESS = "remote_access"
    DOMESTIC_PURCHASE = "domestic_purchase"
    FEE_OR_TARIFF = "fee_or_tariff"
    REVENUE_SHARE = "revenue_share"
    REPORTING = "reporting"
    TIME_LIMIT = "time_limit"
    LOCATION_VERIFICATION = "location_verification"
    OTHER = "other"

    @property
    def word(self) -> str:
        """What people call it."""
        plain = self.value.replace("_", " ").capitalize()
        return plain.upper() if self is ConditionKind.KYC else plain


class AuthorityPrecision(StrEnum):
    """How exactly the deciding body is known."""

    NAMED_BODY = "named_body"
    GOVERNMENT_ONLY = "government_only"
    INFERRED = "inferred"


class Scope(StrEnum):
    """Whom a decision reaches."""

    UNSTATED = "unstated"
    GENERAL = "general"
    TARGETED = "targeted"


class RecordStatus(StrEnum):
    """Whether an analyst has confirmed what was read."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


class Stage(StrEnum):
    """How far an allocation has come; quantities are never added across stages."""

    REQUESTED = "requested"
    AUTHORISED = "authorised"
    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    DEPLOYED = "deployed"
    LOCATED = "located"
    RETURNED = "returned"
    DIVERTED = "diverted"


class Split(StrEnum):
    """Whether the quantity of an allocation is one recipient's, or several recipients' together."""

    SINGLE = "single"
    JOINT_UNSPECIFIED = "joint_unspecified"
    JOINT_SPECIFIED = "joint_specified"


class AllocationRole(StrEnum):
    """What a party is to an allocation."""

    RECIPIENT = "recipient"
    SUPPLIER = "supplier"
    INTERMEDIARY = "intermediary"
    END_USER = "end_user"


class PartyKind(StrEnum):
    """What a party is."""

    GOVERNMENT = "government"
    ADMINISTRATION = "administration"
    AGENCY = "agency"
    COMPANY = "company"
    MEDIA_ORG = "media_org"
    RESEARCH_ORG = "research_org"
    PERSON = "person"
    UNNAMED_GROUP = "unnamed_group"
    OTHER = "other"


class AliasKind(StrEnum):
    """What another name of a party is."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    METONYM = "metonym"
    FORMER_NAME = "former_name"


class Genre(StrEnum):
    """What sort of document a source is."""

    PRESS = "press"
    WIRE = "wire"
    OFFICIAL = "official"
    FILING = "filing"
    RESEARCH = "research"
    INTERVIEW = "interview"
    SOCIAL = "social"
    OTHER = "other"


class SourceRelation(StrEnum):
    """How a source stands to another (W3C PROV's terms)."""

    HAD_PRIMARY_SOURCE = "had_primary_source"
    WAS_QUOTED_FROM = "was_quoted_from"
    WAS_REVISION_OF = "was_revision_of"
    ALTERNATE_OF = "alternate_of"
    WAS_ATTACHED_TO = "was_attached_to"


class Flow(StrEnum):
    """Which movement a policy line governs."""

    UNSTATED = "unstated"
    EXPORT = "export"
    IMPORT = "import"
    TRANSIT = "transit"
    DOMESTIC = "domestic"


class ActivityKind(StrEnum):
    """What somebody was doing around a decision."""

    VISIT = "visit"
    LOBBYING = "lobbying"
    MEETING = "meeting"
    HEARING = "hearing"
    OTHER = "other"


class CommentOutcome(StrEnum):
    """What became of a request for comment; different things, never merged."""

    NO_IMMEDIATE_RESPONSE = "no_immediate_response"
    NO_RESPONSE = "no_response"
    DECLINED = "declined"
    COMMENTED = "commented"
    DENIED = "denied"
    CONFIRMED = "confirmed"


class Resolution(StrEnum):
    """Whether the text names who was asked, or it was inferred."""

    NAMED = "named"
    INFERRED = "inferred"


class ExpectationStatus(StrEnum):
    """What became of an expectation."""

    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met"
    LAPSED = "lapsed"


class QuestionKind(StrEnum):
    """What sort of gap a question names."""

    INTELLIGENCE_GAP = "intelligence_gap"
    OPEN_QUESTION = "open_question"
    UNSTATED_FIELD = "unstated_field"
