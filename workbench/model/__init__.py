"""What a dossier holds: frozen records and values, standard library only."""

from __future__ import annotations

from workbench.model.about import About
from workbench.model.acknowledgement import Acknowledgement
from workbench.model.activity import Activity
from workbench.model.allocation import Allocation
from workbench.model.assumption import Assumption
from workbench.model.briefing import Briefing
from workbench.model.claim import Claim
from workbench.model.code import Code
from workbench.model.comment_request import CommentRequest
from workbench.model.decision import Decision
from workbench.model.expectation import Expectation
from workbench.model.forecast import Forecast
from workbench.model.hypothesis import AchRating, Hypothesis, HypothesisSet
from workbench.model.intake_report import IntakeReport
from workbench.model.item import Item
from workbench.model.judgement import Judgement
from workbench.model.memo import Memo
from workbench.model.party import Party
from workbench.model.passage import Passage
from workbench.model.policy_line import PolicyLine
from workbench.model.question import Question
from workbench.model.record import Record
from workbench.model.saved_query import SavedQuery
from workbench.model.saved_recipe import SavedRecipe
from workbench.model.source import Source
from workbench.model.stance_scale import StanceScale
from workbench.model.support import Support
from workbench.model.table_mapping import TableMapping
from workbench.model.text_version import TextVersion
from workbench.model.verdict import Verdict

RECORDS: dict[str, type[Record]] = {
    each.KIND: each
    for each in (
        About, Party, Item, StanceScale, PolicyLine, Code, Source, TextVersion,
        IntakeReport, Passage, Verdict, Claim,
        Support, Decision, Allocation, Activity, Expectation, CommentRequest, Question, Forecast,
        HypothesisSet, Hypothesis, AchRating, Assumption, Acknowledgement, SavedQuery, Briefing,
        Memo,
        Judgement, SavedRecipe, TableMapping,
    )
}  # fmt: skip
"""Every kind of record by name, in an order in which links point backwards."""

__all__ = [
    "RECORDS",
    "About",
    "AchRating",
    "Acknowledgement",
    "Activity",
    "Allocation",
    "Assumption",
    "Briefing",
    "Claim",
    "Code",
    "CommentRequest",
    "Decision",
    "Expectation",
    "Forecast",
    "Hypothesis",
    "HypothesisSet",
    "IntakeReport",
    "Item",
    "Judgement",
    "Memo",
    "Party",
    "Passage",
    "PolicyLine",
    "Question",
    "Record",
    "SavedQuery",
    "SavedRecipe",
    "Source",
    "StanceScale",
    "Support",
    "TableMapping",
    "TextVersion",
    "Verdict",
]
