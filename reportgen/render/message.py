"""A letter as a message ready to send (.eml), with a workbook attached."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.charset import QP, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from pathlib import Path

from reportgen.model.errors import TemplateWrong
from reportgen.office.mail import OURS, form_mark
from reportgen.render.template_faults import Allowance, refusing
from reportgen.render.templates import environment
from reportgen.reports.letter import Letter

_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # RFC 6838 registry, IANA
_SUBJECT = "Subject:"
_LONGEST, _TIMES = 20_000, 5  # letters of a message, and how often it may say all that it is about
_WORDS = Charset("utf-8")
_WORDS.body_encoding = QP  # so that a message can be read as it stands, too
_POLICY = compat32.clone(
    linesep="\r\n"
)  # the newer policies parse every header they are given, which took a sixth of split


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom a message goes, and the workbook that goes with it: its file name and content."""

    to: Sequence[str]
    copies: Sequence[str]
    name: str
    content: bytes


def message(
    letter: Letter,
    template: str,
    within: tuple[Path, ...],
    envelope: Envelope,
    allowance: Allowance | None = None,
) -> bytes:
    """The message's bytes; the same letter is the same bytes.

    It has no sender and no date: the mail program gives both.

    Raises TemplateWrong where the template asks for what a letter does not have, or has no subject.
    """
    subject, body = parts(letter, template, within, allowance)
    digest = hashlib.sha256(subject.encode() + body.encode() + envelope.content).hexdigest()
    mail = MIMEMultipart(
        boundary=f"=_{digest[:32]}", policy=_POLICY
    )  # not by chance, as the library would
    mail.add_header(
        "Subject",
        Header(
            subject, "utf-8" if not subject.isascii() else "us-ascii", header_name="Subject"
        ).encode(linesep="\n"),
    )
    for field, addresses in (("To", envelope.to), ("Cc", envelope.copies)):
        if addresses:
            mail[field] = ", ".join(addresses)
    mail["X-Unsent"] = (
        "1"  # Outlook then opens it as a draft to send, and not as a message that came
    )
    mail[OURS] = form_mark(envelope.content)
    # The types know names only.
    mail.attach(MIMEText(body, _charset=_WORDS))  # type: ignore[arg-type]
    workbook = MIMEApplication(envelope.content, _XLSX)
    workbook.add_header("Content-Disposition", "attachment", filename=("utf-8", "", envelope.name))
    mail.attach(workbook)
    return mail.as_bytes(policy=_POLICY)


def parts(
    letter: Letter, template: str, within: tuple[Path, ...], allowance: Allowance | None = None
) -> tuple[str, str]:
    """The subject, which is the template's first line, and what stands under it.

    Raises TemplateWrong where they are longer than a letter that says all that it may five times.
    """
    with refusing(template, letter, shared=allowance):
        words = environment(within).get_template(template).render(letter=letter)
        words.encode("utf-8")  # half a sign is none
    most = _LONGEST + _TIMES * len(repr(letter))
    if len(words) > most or len(words.lstrip().partition("\n")[0]) > _LONGEST:
        raise TemplateWrong(
            code="template-stopped",
            what=f"The template {template} makes a message of {len(words):,} letters.",
            fix="A template may only print and repeat what the letter holds; make it shorter.",
        )
    first, _, body = words.lstrip().partition("\n")
    if not first.startswith(_SUBJECT):
        raise TemplateWrong(
            code="no-subject",
            what=f"The template {template} does not begin with a subject.",
            fix=f"Begin its first line with “{_SUBJECT}”.",
        )
    return " ".join(first.removeprefix(_SUBJECT).split()), body.strip() + "\n"
