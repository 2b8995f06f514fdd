"""From drafts to sources: the record, its first text version, and what was attached to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.intake.place import packed_runs
from workbench.model.kinds import SourceRelation
from workbench.model.source import Source, SourceLink
from workbench.model.text_version import TextVersion, VersionReason
from workbench.store.content import hash_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.draft import Draft


def add_drafts(
    dossier: Dossier,
    drafts: Iterable[tuple[Draft, dict[str, Any]]],
    *,
    label: str,
    compare: bool = True,
) -> list[Source]:
    """Adds drafts, each with fields of its record, in one operation; gives a source for each.

    What is attached to a draft becomes a source of its own that is linked to it. Without `compare`
    its repeats are left to `Repeats.refresh`, which costs less for many texts at once.
    """
    drafts = list(drafts)
    named = any(draft.publisher for draft, _ in drafts)
    names = dossier.parties.names() if named else {}
    with dossier.operation(label) as operation:
        made = _Made({name.casefold(): key for name, key in names.items()})
        given = [made.take(draft, fields) for draft, fields in drafts]
        operation.keep_all(made.blobs)
        kept = {each.id: each for each in operation.add_all(made.sources)}
        if compare:
            dossier.repeats.take_in(operation, [each.text for each in made.sources if each.text])
        operation.write_all(made.versions)
    return [kept[each.id] for each in given]


def version_of(
    keep: Callable[[bytes], str], source: Source, draft: Draft, **fields: Any
) -> TextVersion:
    """The text version that a draft gives a source; `keep` takes its content."""
    return TextVersion(
        title=source.title,
        source=source.id,
        text=keep(draft.text.encode()) if draft.text else "",
        original=keep(draft.original),
        place=keep(packed_runs(draft.runs)) if draft.runs else "",
        reader=draft.reader,
        publisher=draft.publisher,
        made=draft.made,
        encoding=draft.encoding,
        media_type=draft.media_type,
        characters=len(draft.text),
        pages=draft.pages,
        milliseconds=draft.milliseconds,
        warnings="\n".join(draft.warnings),
        **fields,
    )


@dataclass(slots=True)
class _Made:
    """Records that drafts turn into, before they are written."""

    publishers: dict[str, str]
    blobs: dict[str, bytes] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    versions: list[TextVersion] = field(default_factory=list)
    _keys: dict[bytes, str] = field(default_factory=dict)

    def take(
        self, draft: Draft, fields: dict[str, Any], links: Sequence[SourceLink] = ()
    ) -> Source:
        given: dict[str, Any] = {
            "title": draft.title,
            "author": draft.author,
            "publisher": self.publishers.get(draft.publisher.casefold()),
            "published": draft.published,
            "accessed": draft.accessed,
            "language": draft.language,
            "url": draft.url,
            "media_type": draft.media_type,
            "reader": draft.reader,
            "encoding": draft.encoding,
            "links": tuple(links),
            "text": self._keep(draft.text.encode()) if draft.text else "",
            "original": self._keep(draft.original),
        } | fields
        source = Source(**given)
        self.sources.append(source)
        self.versions.append(version_of(self._keep, source, draft, reason=VersionReason.READ))
        for each in draft.attachments:
            link = SourceLink(relation=SourceRelation.WAS_ATTACHED_TO, source=source.id)
            self.take(each, {}, [link])
        return source

    def _keep(self, data: bytes) -> str:
        key = self._keys.get(data)
        if key is None:
            key = self._keys[data] = hash_of(data)
            self.blobs[key] = data
        return key
