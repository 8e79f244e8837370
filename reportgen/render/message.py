"""A letter as a message ready to send (.eml), with a workbook attached."""

import hashlib
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from reportgen.errors import TemplateWrong
from reportgen.render.templates import environment, refusing
from reportgen.reports.view import Letter

_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # RFC 6838 registry, IANA
_SUBJECT = "Subject:"


def message(  # noqa: PLR0913 - a message has that many sides
    letter: Letter,
    template: str,
    within: tuple[Path, ...],
    *,
    to: Sequence[str],
    copies: Sequence[str],
    attached: tuple[str, bytes],
) -> bytes:
    """The message's bytes. `attached` is a workbook's file name and content.

    It has no sender and no date: the mail program that sends it gives both. The same letter is the same bytes.
    Raises TemplateWrong where the template asks for what a letter does not have, or has no subject.
    """
    subject, body = _parts(letter, template, within)
    name, content = attached
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    if to:
        mail["To"] = ", ".join(to)
    if copies:
        mail["Cc"] = ", ".join(copies)
    mail["X-Unsent"] = "1"  # Outlook then opens it as a draft to send, and not as a message that came
    mail.set_content(body, cte="quoted-printable")
    mail.add_attachment(content, maintype="application", subtype=_XLSX, filename=name)
    mail.set_boundary(f"=_{hashlib.sha256(subject.encode() + body.encode() + content).hexdigest()[:32]}")  # not by chance
    return mail.as_bytes()


def _parts(letter: Letter, template: str, within: tuple[Path, ...]) -> tuple[str, str]:
    """The subject, which is the template's first line, and what stands under it."""
    with refusing(template):
        words = environment(within).get_template(template).render(letter=letter)
    first, _, body = words.lstrip().partition("\n")
    if not first.startswith(_SUBJECT):
        raise TemplateWrong(
            code="no-subject",
            what=f"The template {template} does not begin with a subject.",
            fix=f"Begin its first line with “{_SUBJECT}”.",
        )
    return " ".join(first.removeprefix(_SUBJECT).split()), body.strip() + "\n"
