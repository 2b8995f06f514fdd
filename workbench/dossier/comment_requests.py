"""What can be done to comment requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.cited import Cited
from workbench.model.comment_request import CommentRequest

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class CommentRequests(Cited[CommentRequest]):
    """The comment requests of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, CommentRequest)
