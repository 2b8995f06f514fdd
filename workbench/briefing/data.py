"""What a briefing is written from.

Plain frozen rows, already chosen, named and ordered by the caller.

Every row names itself by its `ref` ("D-0003"), and cites claims by theirs, so that the workbook can
lead each figure to its sentence and back. Names stand here as text, not as ids. What no source
states stays empty: an empty tuple of recipients, `When.UNKNOWN`, `Quantity()`. The smallest
briefing is `BriefingData(title="…", as_of=moment)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from workbench.errors import InvalidField
from workbench.model.kinds import Credibility, Marking, Reliability, Stage, Stance, Voice
from workbench.model.plot_picture import PlotPicture
from workbench.model.quantity import Quantity
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """That the claim `claim` ("C-0011") backs `field` of the row; no field means the whole row.

    A cite of the field "quantity" is what a figure links to, one of "announced", "published",
    "effective" or "when" what a date links to, "action" or "direction" what a stance links to.
    """

    claim: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision; `undoes` and `in_part` hold the refs it takes back, wholly and in part."""

    ref: str
    title: str
    when: When = When.UNKNOWN
    jurisdiction: str = ""
    body: str = ""
    stance: Stance = Stance.UNCLEAR
    policy_line: str = ""
    conditions: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    grade: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationRow:
    """One allocation; a joint one stays one row with all its recipients, whose split is not known.

    `when` is its own date, else that of its decision. `counted` is False for a row that sums must
    leave out (superseded, or part of another row); `why_not` says why.
    """

    ref: str
    item: str = ""
    recipients: tuple[str, ...] = ()
    quantity: Quantity = Quantity()
    joint: bool = False
    stage: Stage = Stage.AUTHORISED
    when: When = When.UNKNOWN
    decision: str = ""
    suppliers: tuple[str, ...] = ()
    counted: bool = True
    why_not: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One claim: its verbatim quote, its source's ref and its paragraph there (None: not known).

    `page` names the pages of a source that was read from pages: "3", "3-4".
    """

    ref: str
    statement: str
    quote: str = ""
    source: str = ""
    paragraph: int | None = None
    page: str = ""
    voice: Voice = Voice.AUTHOR
    attribution: str = ""
    hedge: str = ""
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.NOT_JUDGED


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source. `citation` and `descriptor` in the sense of ICD 206.

    `address` becomes a link if it is http(s).
    """

    ref: str
    title: str
    publisher: str = ""
    genre: str = ""
    published: When = When.UNKNOWN
    reliability: Reliability = Reliability.F
    role: str = ""
    citation: str = ""
    descriptor: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One gap: what no source states, or an open question; `kind` in plain words."""

    ref: str
    question: str
    kind: str = "Open question"
    status: str = "open"
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationRow:
    """What a source says is to come.

    `words` is the time that it gives, `window` its dates where computable.
    """

    ref: str
    statement: str
    words: str = ""
    window: When = When.UNKNOWN
    status: str = "open"
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """Who was asked for comment, and what came of it, in plain words."""

    ref: str
    party: str
    outcome: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """What the preparer concludes.

    `likelihood` is a word of a scale, `confidence` one of low, moderate and high; empty where none
    is given. `since` says how it stands to the last briefing: "new", "changed", "unchanged".
    """

    ref: str
    statement: str
    likelihood: str = ""
    confidence: str = ""
    basis: str = ""
    since: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One thing that moved since the last briefing: a field of a record, or the record itself.

    `before` and `after` are in words, empty where there was or is nothing; `why` is the reason that
    was given for the operation that moved it, `act` its label, `day` the day it was recorded.
    """

    ref: str
    name: str
    what: str
    before: str = ""
    after: str = ""
    why: str = ""
    act: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The cumulative total from `day` on; `joint` is the joint part of `low`, no `high` no bound.

    `above` says that `low` itself is not included ("more than").

    Raises:
        InvalidField: a figure is not finite.
    """

    day: date
    low: Decimal
    high: Decimal | None = None
    joint: Decimal = Decimal(0)
    above: bool = False

    def __post_init__(self) -> None:
        for number in (self.low, self.high, self.joint):
            if number is not None and not number.is_finite():
                raise InvalidField("step", f"The total on {self.day} is not a number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingData:
    """All that a briefing shows.

    `as_of` is the moment of the information, in UTC: it also stamps the file, so equal data give
    equal bytes. `stage` is the stage that the Summary adds up (None: the most frequent);
    `operation` and `head` are the number and hash of the last operation shown. `steps` is the
    cumulative trend at `stage`, from the same analysis that draws the plot. `previous` names the
    last briefing ("B-0003, 16 January 2026"), empty where this is the first; `findings` is what
    the lint found and the preparer left as it is; `plots` are those that the recipe names, drawn.

    Raises:
        InvalidField: `as_of` has no time zone.
    """

    title: str
    as_of: datetime
    subtitle: str = ""
    number: str = ""
    prepared_for: str = ""
    prepared_by: str = ""
    marking: Marking = Marking.CLEAR
    national: tuple[str, ...] = ()
    query: str = ""
    bottom_line: str = ""
    operation: int = 0
    head: str = ""
    stage: Stage | None = None
    decisions: tuple[DecisionRow, ...] = ()
    allocations: tuple[AllocationRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    expectations: tuple[ExpectationRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    steps: tuple[Step, ...] = ()
    judgements: tuple[JudgementRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    previous: str = ""
    source_summary: str = ""
    findings: tuple[str, ...] = ()
    plots: tuple[PlotPicture, ...] = ()

    def __post_init__(self) -> None:
        if self.as_of.utcoffset() is None:
            raise InvalidField("as_of", "Give the moment with its time zone, such as UTC.")

    @property
    def moment(self) -> datetime:
        """`as_of` in UTC, to the second."""
        return self.as_of.astimezone(UTC).replace(microsecond=0, tzinfo=None)
