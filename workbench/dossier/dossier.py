"""The dossier: one subject's file, and everything that can be done to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from workbench.dossier.moments import day_of, seq_of
from workbench.dossier.noun import Noun, nouns_of
from workbench.dossier.records import parsed
from workbench.errors import NoSuchRecord
from workbench.model import RECORDS, About
from workbench.model.progress import Silent
from workbench.store import find, sql
from workbench.store.baseline import told_of
from workbench.store.between import differences
from workbench.store.check import check
from workbench.store.everywhere import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from workbench.analysis.origins import Corroboration
    from workbench.dossier.acknowledgements import Acknowledgements
    from workbench.dossier.actions import Actions
    from workbench.dossier.activities import Activities
    from workbench.dossier.agreements import Agreements
    from workbench.dossier.allocations import Allocations
    from workbench.dossier.analyses import Analyses
    from workbench.dossier.assumptions import Assumptions
    from workbench.dossier.backups import Backups
    from workbench.dossier.briefings import Briefings
    from workbench.dossier.chronology import Chronologies
    from workbench.dossier.claims import Claims
    from workbench.dossier.codes import Codes
    from workbench.dossier.coding import Coding
    from workbench.dossier.comment_requests import CommentRequests
    from workbench.dossier.contradictions import Contradictions
    from workbench.dossier.corroborations import Corroborations
    from workbench.dossier.decisions import Decisions
    from workbench.dossier.evidence import Evidence
    from workbench.dossier.exchange import Exchange
    from workbench.dossier.expectations import Expectations
    from workbench.dossier.forecasts import Forecasts
    from workbench.dossier.hypotheses import AchRatings, Hypotheses, HypothesisSets
    from workbench.dossier.indexes import Indexes
    from workbench.dossier.intake_reports import IntakeReports
    from workbench.dossier.items import Items
    from workbench.dossier.judgements import Judgements
    from workbench.dossier.log import Log
    from workbench.dossier.memos import Memos
    from workbench.dossier.moments import Moment
    from workbench.dossier.parties import Parties
    from workbench.dossier.passages import Passages
    from workbench.dossier.policy_lines import PolicyLines
    from workbench.dossier.questions import Questions
    from workbench.dossier.records import Records
    from workbench.dossier.repeats import Repeats
    from workbench.dossier.rule_vintages import RuleVintages
    from workbench.dossier.saved_queries import SavedQueries
    from workbench.dossier.saved_recipes import SavedRecipes
    from workbench.dossier.sources import Sources
    from workbench.dossier.stance_scales import StanceScales
    from workbench.dossier.stances import Stances
    from workbench.dossier.suggestions import Suggestions
    from workbench.dossier.supports import Supports
    from workbench.dossier.table_mappings import TableMappings
    from workbench.dossier.text_versions import TextVersions
    from workbench.dossier.timeline import Timelines
    from workbench.dossier.track_records import TrackRecords
    from workbench.dossier.trends import Trends
    from workbench.dossier.verdicts import Verdicts
    from workbench.model.change import Changes, FieldChange, Operation
    from workbench.model.progress import Progress
    from workbench.model.query import Query
    from workbench.model.record import Record
    from workbench.model.rows import Rows
    from workbench.store.check import Finding
    from workbench.store.operation import RunningOperation
    from workbench.store.search import Hit
    from workbench.store.store import Store


class Dossier:
    """One subject's file while it is open.

    Each noun is an attribute: `dossier.decisions.log(...)`, `dossier.sources.add_file(...)`.
    Everything that writes does so in an operation, which is logged and can be undone for ever.
    """

    ach_ratings: Noun[AchRatings] = Noun("hypotheses.AchRatings", "ach_rating")
    acknowledgements: Noun[Acknowledgements] = Noun(
        "acknowledgements.Acknowledgements", "acknowledgement"
    )
    actions: Noun[Actions] = Noun("actions.Actions")
    activities: Noun[Activities] = Noun("activities.Activities", "activity")
    agreements: Noun[Agreements] = Noun("agreements.Agreements")
    allocations: Noun[Allocations] = Noun("allocations.Allocations", "allocation")
    analyses: Noun[Analyses] = Noun("analyses.Analyses")
    assumptions: Noun[Assumptions] = Noun("assumptions.Assumptions", "assumption")
    backups: Noun[Backups] = Noun("backups.Backups")
    briefings: Noun[Briefings] = Noun("briefings.Briefings", "briefing")
    chronology: Noun[Chronologies] = Noun("chronology.Chronologies")
    claims: Noun[Claims] = Noun("claims.Claims", "claim")
    codes: Noun[Codes] = Noun("codes.Codes", "code")
    coding: Noun[Coding] = Noun("coding.Coding")
    comment_requests: Noun[CommentRequests] = Noun(
        "comment_requests.CommentRequests", "comment_request"
    )
    contradictions: Noun[Contradictions] = Noun("contradictions.Contradictions")
    corroboration_counts: Noun[Corroborations] = Noun("corroborations.Corroborations")
    decisions: Noun[Decisions] = Noun("decisions.Decisions", "decision")
    exchange: Noun[Exchange] = Noun("exchange.Exchange")
    expectations: Noun[Expectations] = Noun("expectations.Expectations", "expectation")
    forecasts: Noun[Forecasts] = Noun("forecasts.Forecasts", "forecast")
    hypotheses: Noun[Hypotheses] = Noun("hypotheses.Hypotheses", "hypothesis")
    hypothesis_sets: Noun[HypothesisSets] = Noun("hypotheses.HypothesisSets", "hypothesis_set")
    indexes: Noun[Indexes] = Noun("indexes.Indexes")
    intake_reports: Noun[IntakeReports] = Noun("intake_reports.IntakeReports", "intake_report")
    items: Noun[Items] = Noun("items.Items", "item")
    judgements: Noun[Judgements] = Noun("judgements.Judgements", "judgement")
    log: Noun[Log] = Noun("log.Log")
    memos: Noun[Memos] = Noun("memos.Memos", "memo")
    parties: Noun[Parties] = Noun("parties.Parties", "party")
    passages: Noun[Passages] = Noun("passages.Passages", "passage")
    policy_lines: Noun[PolicyLines] = Noun("policy_lines.PolicyLines", "policy_line")
    questions: Noun[Questions] = Noun("questions.Questions", "question")
    rules: Noun[RuleVintages] = Noun("rule_vintages.RuleVintages")
    repeats: Noun[Repeats] = Noun("repeats.Repeats")
    saved_queries: Noun[SavedQueries] = Noun("saved_queries.SavedQueries", "saved_query")
    saved_recipes: Noun[SavedRecipes] = Noun("saved_recipes.SavedRecipes", "saved_recipe")
    sources: Noun[Sources] = Noun("sources.Sources", "source")
    stance: Noun[Stances] = Noun("stances.Stances")
    stance_scales: Noun[StanceScales] = Noun("stance_scales.StanceScales", "stance_scale")
    suggestions: Noun[Suggestions] = Noun("suggestions.Suggestions")
    supports: Noun[Supports] = Noun("supports.Supports", "support")
    text_versions: Noun[TextVersions] = Noun("text_versions.TextVersions", "text_version")
    table_mappings: Noun[TableMappings] = Noun("table_mappings.TableMappings", "table_mapping")
    timeline: Noun[Timelines] = Noun("timeline.Timelines")
    track_records: Noun[TrackRecords] = Noun("track_records.TrackRecords")
    trends: Noun[Trends] = Noun("trends.Trends")
    verdicts: Noun[Verdicts] = Noun("verdicts.Verdicts", "verdict")

    def __init__(self, store: Store, path: Path) -> None:
        self.store = store
        self.path = path
        self.moment: Operation | None = None
        """The operation after which this shows the past; None for the present."""
        self._day: date | None = None

    @property
    def today(self) -> date:
        """The day of whoever reads: in the past that of the moment that was asked for."""
        return self._day or date.today()  # noqa: DTZ011 - the day on the analyst's wall

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name

    @property
    def analyst(self) -> str:
        """Who signs what is written."""
        return self.store.analyst

    @property
    def encrypted(self) -> bool:
        """Whether its file can be read with its passphrase only."""
        return bool(self.store.key)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    @property
    def about(self) -> About:
        """What the dossier is about, and its marking."""
        with self.store.reading() as connection:
            found = find.page(connection, About, ["about"])
        return found[0] if found else About(title=self.path.stem)

    def describe(self, about: About) -> About:
        """Writes what the dossier is about."""
        with self.operation("Describe the dossier") as operation:
            return operation.put(about)

    def close(self) -> None:
        """Ends the work; the dossier is then one plain file, unless another process has it open."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def operation(
        self, label: str, *, reason: str = ""
    ) -> AbstractContextManager[RunningOperation]:
        """One undoable write: `with dossier.operation("Log decision") as op: op.put(record)`.

        Inside another operation it joins that one.

        Raises:
            DossierReadOnly: the dossier is open for reading only.
            WorkbenchError: a rule refuses it, or the file cannot be written; then nothing is kept.
        """
        return self.store.operation(label, reason=reason)

    def undo(self) -> Operation:
        """Takes the last operation back; gives the one that was taken back.

        Raises:
            NothingToUndo: there is none.
        """
        return self.store.undo()

    def redo(self) -> Operation:
        """Brings back what the last undo took back.

        Raises:
            NothingToRedo: there is none.
        """
        return self.store.redo()

    def revert(self, operation: Operation | int) -> Operation:
        """Takes any operation back, given itself or its number, by a new one.

        Raises:
            RevertConflict: later operations changed the same fields.
            NoSuchRecord: no operation has that number.
        """
        if isinstance(operation, int):
            operation = self.log.get(operation)
        return self.store.revert(operation)

    def operations(
        self, limit: int = 100, *, before: int | None = None, words: str = ""
    ) -> list[Operation]:
        """The newest operations, newest first; with `before`, those older than that number.

        With `words`, only those whose label, reason or analyst holds each of them.
        """
        return self.store.operations(limit, before, words)

    @property
    def next_undo(self) -> Operation | None:
        """The operation that undo would take back, or None."""
        return self.store.peek_undo()

    @property
    def next_redo(self) -> Operation | None:
        """The undo that redo would take back, or None."""
        return self.store.peek_redo()

    def history(self, record: Record | str) -> list[FieldChange]:
        """Everything that ever happened to a record and its parts, newest first.

        `record` may be its name, or the id of one that was removed.
        """
        key = self.id_of(record)
        with self.store.reading() as connection:
            return list(told_of(connection, key))

    def changes(self, since: Moment, until: Moment | None = None) -> list[FieldChange]:
        """What is different at `until` (now, if not given) from what was at `since`.

        Moments are those of `as_of`. A value that was changed and changed back is no difference.

        Raises:
            InvalidField: a text names no moment, or there is no such operation.
        """
        first = seq_of(self, since)
        last = self.store.last_seq if until is None else seq_of(self, until)
        with self.store.reading() as connection:
            return list(differences(connection, first, last))

    def as_of(self, moment: Moment) -> Dossier:
        """This dossier as it was at a moment, or after an operation: a copy in memory, read-only.

        `moment` is the number of an operation, a datetime (UTC where it has no time zone), or a
        text: "#12", "2026-11-20" (the end of that day here), "2026-11-20 14:30".

        Raises:
            InvalidField: the text is none of these, or there is no such operation.
        """
        past = Dossier(self.store.at(seq_of(self, moment)), self.path)
        past.moment = next(iter(past.operations(limit=1)), None)
        past._day = day_of(moment, past.moment)
        return past

    def without(self, refs: Iterable[str]) -> Dossier:
        """This dossier as if some records had never been: a copy in memory, read-only.

        With a source go its passages and claims, and what no other claim backs.

        Raises:
            NoSuchRecord: nothing has one of the names.
        """
        ids: dict[str, list[str]] = {}
        for record in map(self.get, refs):
            ids.setdefault(record.KIND, []).append(record.id)
        return Dossier(self.store.without(ids), self.path)

    def on_change(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Calls `listener` after each operation, in the thread that wrote; gives what ends this."""
        return self.store.listen(listener)

    def poll(self) -> Changes | None:
        """Tells the listeners what another process wrote; None when there is nothing new."""
        return self.store.poll()

    def sql(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """The rows that a `select` gives; the database refuses anything that is not reading.

        Tables have the names of the kinds ("decision", "allocation"), with a column a field;
        `select name from pragma_table_info('decision')` tells the columns. `values` fill the `?` or
        `:name` of the statement.

        Examples:
            dossier.sql("select jurisdiction, count(*) as n from decision group by 1")

        Raises:
            SqlRefused: it would do more than read, or it cannot be read.
            Interrupted: it was stopped.
        """
        with self.store.reading() as connection:
            return sql.ask(connection, statement, values)

    def search(self, query: Query | str, limit: int = 50, kinds: tuple[str, ...] = ()) -> list[Hit]:
        """The best records of all kinds that the query shows, best first, with the words around.

            dossier.search("conditional licence")

        Raises:
            QuerySyntaxError: the line cannot be read, or no kind has a field that it names.
        """
        with self.store.reading() as connection:
            return search(connection, parsed(query), limit=limit, kinds=kinds)

    def evidence(self, record: Record | str, field: str | None = None) -> list[Evidence]:
        """What speaks for and against a record and its fields: claims with quotes and grades.

        With `field`, only what speaks for or against this field ("": the whole record).
        """
        from workbench.dossier.evidence import evidence_of

        return evidence_of(self, self.get(record), field)

    def corroboration(self, record: Record | str) -> Corroboration:
        """How many sources support a record, and to how many distinct origins they go back."""
        from workbench.dossier.origins import corroboration_of

        return corroboration_of(self, self.get(record))

    def corroborations(self, kind: str = "decision") -> dict[str, int]:
        """How many distinct origins speak for each record of a kind that a claim backs, by id."""
        return self.corroboration_counts.of_kind(kind)

    def records(self, kind: str) -> Records[Record]:
        """The noun that holds records of `kind`: `records("decision")` is `decisions`.

        Raises:
            NoSuchRecord: there is no such kind.
        """
        for name, noun in nouns_of(Dossier).items():
            if kind and kind == noun.kind:
                records: Records[Record] = getattr(self, name)
                return records
        raise NoSuchRecord("kind", kind)

    def get(self, ref: str | Record) -> Record:
        """The record of any kind with a name such as D-0003; a record is given back as it is.

        Raises:
            NoSuchRecord: there is none.
        """
        if not isinstance(ref, str):
            return ref
        prefix = ref.partition("-")[0].upper()
        for kind, model in RECORDS.items():
            if prefix == model.PREFIX and kind != "about":
                return self.records(kind).get(ref)
        raise NoSuchRecord("record", ref)

    def id_of(self, record: Record | str) -> str:
        """The id of a record that is given itself, by its name, or by its id.

        Raises:
            NoSuchRecord: none has this name.
        """
        return record if isinstance(record, str) and "-" not in record else self.get(record).id

    def check(self, progress: Progress | None = None) -> list[Finding]:
        """What is damaged or left over in structure, links, log, content, indexes; else empty."""
        with self.store.reading() as connection:
            return check(connection, progress or Silent())
