"""Messages with what is attached to them, and pages that a browser saved as one file."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from workbench.intake.mail import read_mail
from workbench.intake.read import read_bytes
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable


def message(body: str = "Beijing approved 400,000 chips. 😀", kind: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Jörg Writer <writer@example.org>"
    made["To"] = "desk@example.org"
    made["Date"] = "Wed, 28 Jan 2026 23:30:00 -0500"
    made["Subject"] = "Chips für drei Firmen"
    made.set_content(body, subtype=kind)
    return made


def test_a_message_says_who_wrote_what_to_whom() -> None:
    document = read_mail(message().as_bytes(), "a.eml")
    assert document.text.strip().split("\n") == [
        "From: Jörg Writer <writer@example.org>",
        "To: desk@example.org",
        "Date: Wed, 28 Jan 2026 23:30:00 -0500",
        "Subject: Chips für drei Firmen",
        "",
        "Beijing approved 400,000 chips. 😀",
    ]
    assert document.title == "Chips für drei Firmen"
    assert document.published == When("2026-01-28")


def test_of_an_html_message_only_the_words_are_taken() -> None:
    markup = "<p>Approved.</p><script>x()</script><img src='http://127.0.0.1:9/x.png'>"
    assert read_mail(message(markup, "html").as_bytes(), "a.eml").text.endswith("\n\nApproved.")


def test_attachments_are_read_too_and_those_that_cannot_be_are_told_of(
    printed: Callable[..., bytes],
) -> None:
    inner = message("The inner words.")
    inner.add_attachment("Rows of words.", filename="inner.txt")
    made = message()
    pdf = printed([[(72.0, 700.0, 11.0, "A page of words.")]])
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename="page.pdf")
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="photo.png")
    made.add_attachment(inner)
    draft = read_bytes(made.as_bytes(), "a.eml")
    assert [each.reader.split("/")[0] for each in draft.attachments] == ["pdf", "mail"]
    assert draft.attachments[0].text == "A page of words."
    assert draft.attachments[1].attachments[0].text.strip() == "Rows of words."
    assert any("photo.png" in each for each in draft.warnings)


def test_a_page_saved_as_one_file_is_read_as_a_page() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/chips\r\n"
        b"Subject: Chips\r\nDate: Wed, 28 Jan 2026 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"\r\n<html><body><nav>Home</nav><p>Caf=C3=A9 approved.</p></body></html>\r\n--b--\r\n"
    )
    document = read_mail(data, "a.mht")
    assert (document.text, document.title) == ("Café approved.", "Chips")
    assert (document.url, document.accessed) == ("https://example.org/chips", When("2026-01-28"))
