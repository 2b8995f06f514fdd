"""What can be done to stance scales: adopt a shipped one, revise one that is in use."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from workbench.dossier.codebooks import shipped
from workbench.dossier.records import Records
from workbench.errors import NoSuchCodebook, NoSuchRecord
from workbench.model.identity import new_id
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.plugins import CodebookKind
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier


class StanceScales(Records[StanceScale]):
    """The stance scales of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, StanceScale)

    @override
    def get(self, key: str | StanceScale) -> StanceScale:
        """The scale with this id or number; of one that is only shipped, the error says so.

        Raises:
            NoSuchRecord: there is none.
        """
        try:
            return super().get(key)
        except NoSuchRecord:
            if isinstance(key, str) and key in self.shipped():
                act = "It ships with the program: adopt it first."
                raise NoSuchRecord(StanceScale.KIND, key, act) from None
            raise

    @staticmethod
    def shipped() -> list[str]:
        """The names of the scales that come with the program or a plugin."""
        return list(shipped(CodebookKind.STANCE_SCALE))

    def adopt(self, name: str) -> StanceScale:
        """Adds a shipped scale; gives the one that is there where it was adopted before.

        Raises:
            NoSuchCodebook: none of that name is shipped.
        """
        known = shipped(CodebookKind.STANCE_SCALE)
        if name not in known:
            raise NoSuchCodebook(name, tuple(known))
        with plugins().calling(plugins().owner("codebooks", name)):
            scale = _read(known[name].path)
        for held in self.find():
            if (held.title, held.version) == (scale.title, scale.version):
                return held
        return self.add(scale, label=f"Adopt {scale.title}")

    @staticmethod
    def shipped_as(title: str) -> StanceScale | None:
        """The shipped scale of a name or a title, in any case; None where there is none."""
        wanted = title.casefold()
        for name, each in shipped(CodebookKind.STANCE_SCALE).items():
            if wanted in {name.casefold(), each.title.casefold()}:
                with plugins().calling(plugins().owner("codebooks", name)):
                    return _read(each.path)
        return None

    def revise(self, scale: StanceScale | str, **changed: Any) -> StanceScale:
        """Adds the next version of a scale; what is coded keeps the version it was coded on.

        Policy lines that use the scale use the new version from now on.

        Raises:
            InvalidField: a field holds what it cannot mean.
        """
        old = self.get(scale)
        with self._dossier.operation(f"Revise {old.title}") as operation:
            new = replace(
                old, id=new_id(), number=0, version=old.version + 1, supersedes=old.id, **changed
            )
            new = operation.put(new)
            for line in self._dossier.policy_lines.find():
                if line.scale == old.id:
                    operation.put(replace(line, scale=new.id))
            return new


def _read(path: Path) -> StanceScale:
    held = tomllib.loads(path.read_text("utf-8"))
    levels = (ScaleLevel(value=n, words=words) for n, words in enumerate(held.pop("levels")))
    note = held.pop("note", "").strip()
    return StanceScale(**held, note=note, levels=tuple(levels))
