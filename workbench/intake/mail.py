"""Reads e-mail (.eml) with what is attached to it, and pages that a browser saved as one (.mht)."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TYPE_CHECKING

from workbench.intake.dates import mail_date
from workbench.intake.document import Attachment, Document
from workbench.intake.encoding import decoded
from workbench.intake.html import read_page
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart

MOST_ATTACHMENTS = 200
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_SAVED_FROM = "Snapshot-Content-Location"


def read_mail(data: bytes, name: str) -> Document:
    """Read a message: who wrote to whom and when, then what; attachments come beside it.

    The plain text is taken where there is one, else the words of the HTML.
    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    if message.get(_SAVED_FROM) or _is_saved_page(message):
        return _saved_page(message, name)
    body = message.get_body(("plain", "html"))
    words, doubts = ("", ()) if body is None else _words(body, name)
    head = [f"{each}: {_header(message, each)}" for each in _SHOWN if message.get(each)]
    attachments = tuple(_attachments(message))
    if len(attachments) > MOST_ATTACHMENTS:
        more = f"Only the first {MOST_ATTACHMENTS} of {len(attachments):,} attachments were read."
        doubts, attachments = (*doubts, more), attachments[:MOST_ATTACHMENTS]
    return Document(
        text="\n".join([*head, "", words]),
        title=_header(message, "Subject"),
        author=_header(message, "From"),
        published=mail_date(_header(message, "Date")),
        language=_header(message, "Content-Language")[:20],
        attachments=attachments,
        warnings=doubts,
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _words(part: MIMEPart, name: str) -> tuple[str, tuple[str, ...]]:
    """The words of one part, and doubts about how they are written."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text, _, doubts = decoded(data, name, hint=part.get_content_charset() or "")
    return (read_page(text, name).text if part.get_content_subtype() == "html" else text), doubts


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    for number, part in enumerate(message.iter_attachments(), 1):
        name = part.get_filename() or f"attachment {number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            subject = str(inner.get("Subject", "")) or name
            yield Attachment(f"{subject}.eml", inner.as_bytes(policy=policy.default))
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield Attachment(name, payload)


def _is_saved_page(message: EmailMessage) -> bool:
    return message.get_content_type() == "multipart/related" and not message.get("To")


def _saved_page(message: EmailMessage, name: str) -> Document:
    """The page of a web archive (RFC 2557); when it was saved is when it was accessed."""
    body = message.get_body(("html", "plain"))
    if body is None:
        return Document(text="")
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text, _, doubts = decoded(data, name, hint=body.get_content_charset() or "")
    page = read_page(text, name)
    saved = mail_date(_header(message, "Date")) if message.get("Date") else When.UNKNOWN
    address = _header(message, _SAVED_FROM)
    return Document(
        text=page.text,
        title=page.title or _header(message, "Subject"),
        author=page.author,
        publisher=page.publisher,
        published=page.published,
        accessed=saved,
        language=page.language,
        url=page.url or (address if address.startswith(("http://", "https://")) else ""),
        warnings=doubts,
    )
