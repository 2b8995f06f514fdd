"""From the records of a dossier to the values that formats of other programs carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exchange.annotations import Annotation
from workbench.exchange.project import CodeEntry, Project, Stretch, TextEntry
from workbench.exchange.prov import Provenance
from workbench.model.kinds import Genre
from workbench.model.many import many
from workbench.model.passage import AnchorState
from workbench.model.query import Query
from workbench.store.log import touched_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier
    from workbench.model.code import Code
    from workbench.model.passage import Passage
    from workbench.model.source import Source

Counts = tuple[tuple[str, int], ...]

FACTS = ("author", "language", "url")
PUBLISHED, GENRE, PUBLISHER = "published", "genre", "publisher"
_STAY = (
    "claims",
    "decisions",
    "allocations",
    "parties",
    "supports",
    "items",
    "policy_lines",
    "activities",
    "expectations",
    "comment_requests",
    "questions",
    "forecasts",
    "hypotheses",
    "assumptions",
    "judgements",
    "memos",
)
_BACKED = ("decisions", "allocations", "activities", "expectations", "comment_requests")
PDF = "application/pdf"


def project_of(dossier: Dossier, query: Query | str) -> tuple[Project, Counts, tuple[str, ...]]:
    """What a REFI-QDA project holds of a dossier, how many of each, and what stays behind."""
    codes, lost = codes_of(dossier)
    chosen = dossier.sources.find(query)
    held = [each for each in chosen if each.held]
    names = {each.id: each.name for each in dossier.parties.find()}
    texts = tuple(_text(dossier, each, names) for each in held)
    counted = {
        "sources": len(texts),
        "codes": len(codes),
        "passages": sum(len(text.stretches) for text in texts),
    }
    users = {who for text in texts for each in text.stretches for _, who in each.codes if who}
    project = Project(
        title=dossier.about.title, codes=codes, texts=texts, users=tuple(sorted(users))
    )
    stay = [f"{many(len(chosen) - len(held), 'source')} without a text"] if chosen != held else []
    if number := _placeless(dossier, held):
        stay.append(f"{many(number, 'passage')} without a place")
    nouns = [(each, getattr(dossier, each)) for each in _STAY]
    stay += [many(len(n), n.words, each.replace("_", " ")) for each, n in nouns if len(n)]
    said = f"Not in this format, so they stay here: {', '.join(stay)}." if stay else ""
    return project, tuple(counted.items()), tuple(filter(None, (*lost, said)))


def codes_of(dossier: Dossier) -> tuple[tuple[CodeEntry, ...], tuple[str, ...]]:
    """The codebook, and what a codebook file cannot say of it."""
    codes = [line.code for line in dossier.codes.tree()]
    retired = sum(each.retired for each in codes)
    keys = sum(bool(each.letter) for each in codes)
    gone = many(retired, "retired code goes", "retired codes go")
    lost = [f"{gone} out like any other code."] if retired else []
    lost += [f"Keys stay here: {many(keys, 'code')} had one."] if keys else []
    return tuple(map(_code, codes)), tuple(lost)


def annotations_of(
    dossier: Dossier, query: Query | str
) -> tuple[list[Annotation], tuple[str, ...]]:
    """The passages of the sources that the query shows, as annotations, and what stays behind."""
    titles = {each.id: each.title for each in dossier.codes.find()}
    found, chosen = [], dossier.sources.find(query)
    lost = ["Claims, decisions and what backs them stay here: take provenance along for these."]
    if number := _placeless(dossier, chosen):
        stay = (
            "passage without a place in the text stays",
            "passages without a place in the text stay",
        )
        lost.append(f"{many(number, *stay)} here.")
    for source in chosen:
        pages = dossier.sources.pages(source)
        placed = pages if pages is not None and pages.runs else None
        for passage in dossier.passages.of(source):
            page = placed.at(passage.start) + 1 if placed else 0
            found.append(_annotation(source, passage, titles, page))
    return found, tuple(lost)


def _placeless(dossier: Dossier, sources: Iterable[Source]) -> int:
    """How many passages of some sources stand nowhere in their texts as they are now."""
    keys = {each.id for each in sources}
    wanted = Query().where("anchor", AnchorState.ORPHAN.value)
    return sum(each.source in keys for each in dossier.passages.find(wanted))


def provenance_of(dossier: Dossier) -> tuple[Provenance, Counts]:
    """Where every record comes from, and how many are told of."""
    document = Provenance()
    sources, passages, claims = (
        dossier.sources.find(),
        dossier.passages.find(),
        dossier.claims.find(),
    )
    records = [each for noun in _BACKED for each in getattr(dossier, noun).find()]
    document.sources(sources)
    document.parties(dossier.parties.find())
    document.passages(passages)
    document.claims(claims)
    document.records(records, dossier.supports.find())
    with dossier.store.reading() as connection:
        touched = touched_by(connection)
    for operation in dossier.operations(limit=-1):
        document.made(operation, touched.get(operation.seq, ()))
    counted = {
        "sources": len(sources),
        "passages": len(passages),
        "claims": len(claims),
        "other records": len(records),
    }
    return document, tuple(counted.items())


def _code(code: Code) -> CodeEntry:
    return CodeEntry(
        key=code.id,
        title=code.title,
        parent=code.parent or "",
        colour=code.colour,
        definition=code.definition,
        include=code.include,
        exclude=code.exclude,
        example=code.example,
    )


def _text(dossier: Dossier, source: Source, names: dict[str, str]) -> TextEntry:
    facts = {name: getattr(source, name) for name in FACTS}
    facts |= {
        PUBLISHED: source.published.text,
        GENRE: "" if source.genre is Genre.OTHER else source.genre.value,
        PUBLISHER: names.get(source.publisher or "", ""),
    }
    pdf = source.media_type == PDF and source.original
    return TextEntry(
        key=source.id,
        title=source.title,
        text=dossier.sources.text(source),
        note=source.note,
        stretches=tuple(
            Stretch(
                key=each.id,
                start=each.start,
                stop=each.stop,
                codes=tuple((given.code, given.coder) for given in each.codes),
                memo=each.memo,
            )
            for each in dossier.passages.of(source)
            if each.text == source.text
        ),
        facts=tuple((name, words) for name, words in facts.items() if words),
        original=dossier.sources.original(source) if pdf else b"",
    )


def _annotation(source: Source, passage: Passage, titles: dict[str, str], page: int) -> Annotation:
    coders = [each.coder for each in passage.codes if each.coder]
    return Annotation(
        key=f"urn:policy-workbench:{passage.id}",
        document=source.url or f"urn:sha256:{source.text}",
        title=source.title,
        quote=passage.quote,
        prefix=passage.prefix,
        suffix=passage.suffix,
        start=passage.start,
        stop=passage.stop,
        page=str(page) if page else "",
        memo=passage.memo,
        tags=tuple(dict.fromkeys(titles[each.code] for each in passage.codes)),
        creator=coders[0] if coders else "",
    )
