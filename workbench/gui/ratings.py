"""The form that grades a claim or a party: the grade, what it rests on, and why it is judged now.

    open_rating_form(context, claim)

What is asked is written as a record class of its own, which no dossier keeps: the grade and its
basis become fields of the record, the reason stands in the log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QPlainTextEdit

from workbench.gui.form import Form
from workbench.model.claim import Claim
from workbench.model.kinds import Credibility, Reliability
from workbench.model.record import Record, prose

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Filled
    from workbench.model.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimJudgement(Record):
    """What is asked about a claim."""

    KIND: ClassVar[str] = "claim_rating"
    PREFIX: ClassVar[str] = "C"
    TITLE: ClassVar[str] = "reason"

    credibility: Credibility = Credibility.NOT_JUDGED
    basis: str = field(default="", metadata=prose(long=True, label="On which basis"))
    reason: str = field(default="", metadata=prose(label="Why now"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyJudgement(Record):
    """What is asked about a party as a source."""

    KIND: ClassVar[str] = "party_rating"
    PREFIX: ClassVar[str] = "P"
    TITLE: ClassVar[str] = "reason"

    reliability: Reliability = Reliability.F
    basis: str = field(default="", metadata=prose(long=True, label="On which basis"))
    reason: str = field(default="", metadata=prose(label="Why now"))


def rating_form(context: Context, record: Claim | Party) -> Form:
    """The form with the grade as it stands."""
    held: Record
    if isinstance(record, Claim):
        grade, basis = record.credibility, record.credibility_basis
        held = ClaimJudgement(id=record.id, credibility=grade, basis=basis)
    else:
        standing, basis = record.reliability, record.reliability_basis
        held = PartyJudgement(id=record.id, reliability=standing, basis=basis)

    def save(dossier: Dossier, filled: Filled) -> Record:
        values = dict(filled.values)
        if isinstance(record, Claim):
            return dossier.claims.rate(record.id, values.pop("credibility"), **values)
        return dossier.parties.rate(record.id, values.pop("reliability"), **values)

    def saved(rated: Record) -> None:
        context.notices.say(f"{rated.ref} graded", act=("Undo", context.undo), tone="good")

    form = Form(context, type(held), record=held, save=save, label=f"Rate {record.KIND}")
    form.saved.connect(saved)
    basis_field = form.rows["basis"].editor.field()
    if isinstance(basis_field, QPlainTextEdit):
        basis_field.selectAll()  # another grade has another basis: typing takes its place
    return form


def open_rating_form(context: Context, record: Claim | Party) -> Form:
    """Opens the form of a rating in the inspector's place."""
    form = rating_form(context, record)
    context.show_form(form, f"Rate {record.ref}")
    return form
