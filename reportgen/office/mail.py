"""An e-mail message as a file (.eml, RFC 5322; .msg): its words, and what is attached to it."""

import codecs
import email
import email.policy
import email.utils
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import islice
from typing import Any, cast

from reportgen.model.text import one_line
from reportgen.office.mail_words import page_lines, sorted_lines, without_signature
from reportgen.office.outlook import BROKEN, from_outlook, is_outlook

MAILS = (".eml", ".msg")
"""How the names of messages end: as any program for mail saves them, and as Outlook does."""
_ANSWERED = re.compile(r"(?:(?:re|fwd?|aw|wg):\s*)+", re.IGNORECASE)
_HEADERS = 20_000  # bytes that are looked at
_MOST_PARTS = 1_000  # of a message, with what is attached
_MOST_LINE_ENDS = 1_500_000  # two a line: 50 MB of attachments have 1.3 million
_MOST_BOUNDARIES = 50  # between parts: each of them is looked for in every line
_PIECE, _MOST_PIECES = re.compile(rb"\*\d+\*?="), 2_000  # of long names (RFC 2231)
_BOUNDARY = re.compile(rb"\bboundary[*\d]*\s*=")
_LONGEST = 5_000  # letters of one header that says what a part is, whose it is, what it is of
_ENDINGS = (".xlsx", ".xlsm", ".docx", ".csv")
OURS = "X-Reportgen-Form"
"""The header of the messages that we make: the mark of the form that is attached."""
_WORD = re.compile(r"\w+")
_BODIES = ("text/plain", "text/html")


_ENCODINGS = re.compile(
    r"ascii|utf-(?:8|16|32)|iso|cp\d|windows|latin|mac|koi|kz|ptcp|tis|viscii"
    r"|gb|big5|euc|shift_jis|johab"
)
"""The names of encodings of words, as Python has them; others (punycode) take the square of the
length in time."""
_STUMBLES = (
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What Python's own reader of messages was seen to raise at odd headers."""


class BrokenMail(Exception):  # noqa: N818 - what is the case, and no fault of the program's
    """A message has lines, parts within parts, or a header, without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that somebody sent, with the messages attached to it."""

    sender: str
    """The address from which it came, in small letters; empty where it has none."""
    name: str
    """The name beside it; empty where there is none."""
    words: str
    """Its subject, and what was written in it, without what it quotes."""
    body: str
    """What was written in it, line by line."""
    answer: tuple[str, ...]
    """The lines of it without greeting, signature and disclaimer: where answers are, if any."""
    quoted: tuple[str, ...]
    """The lines that it quotes, without the marks of quoting. An answer may be among them."""
    workbooks: tuple[tuple[str, bytes], ...]
    """The names and contents of the workbooks, Word files and tables attached to it."""
    others: tuple[str, ...]
    """The names of whatever else is attached."""


class _BoundedPolicy(email.policy.EmailPolicy):
    """Reads headers as Python's own, in time that grows with the square of their length."""

    # Python's own names.
    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401
        """A header. Raises ValueError where it is longer than any is."""
        if len(value) > _LONGEST:
            message = f"the header {name} is {len(value):,} letters long"
            raise ValueError(message)
        return super().header_fetch_parse(name, value)


_POLICY = cast("email.policy.Policy[EmailMessage]", _BoundedPolicy())


def is_ours(content: bytes) -> bool:
    """Whether this is a message that we made, to be sent, with the form as it was attached.

    One that somebody filled in before it was sent is an answer.
    """
    head = content[:_HEADERS].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    mark = str(email.message_from_bytes(head).get(OURS, "")).strip()
    if not mark:
        return False
    try:
        attached = message(content).workbooks
    except BrokenMail:
        return False
    return [form_mark(form) for _, form in attached] == [mark]


def form_mark(form: bytes) -> str:
    """What a form is known by: of its SHA-256 as much as stands in one line of a header."""
    return hashlib.sha256(form).hexdigest()[:32]


def message(content: bytes) -> Message:
    """The message in these bytes; whatever is odd in it is passed over.

    Raises BrokenMail where it is built as no program for mail does.
    """
    if is_outlook(content):
        try:
            return _message(from_outlook(content))
        except (*BROKEN, *_STUMBLES) as error:
            raise BrokenMail from error
    line_ends = content.count(b"\n") + content.count(b"\r")
    small = content.lower()
    if (
        line_ends > _MOST_LINE_ENDS
        or len(_BOUNDARY.findall(small)) > _MOST_BOUNDARIES
        or len(_PIECE.findall(small)) > _MOST_PIECES
    ):
        raise BrokenMail
    try:
        mail = email.message_from_bytes(content, policy=_POLICY)
        if next(islice(mail.walk(), _MOST_PARTS, None), None):
            raise BrokenMail
        return _message(mail)
    except _STUMBLES as error:
        raise BrokenMail from error


def _content(part: EmailMessage) -> str:
    """The words of a part; in an encoding that no program for mail writes, read as UTF-8."""
    try:
        if _ENCODINGS.match(codecs.lookup(part.get_content_charset("utf-8")).name):
            return str(part.get_content())
    except (LookupError, ValueError):
        pass
    return cast("bytes", part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _said(part: EmailMessage) -> str:
    """The words of a text that is attached; of a web page, without its marks."""
    words = _content(part)
    return " ".join(page_lines(words)) if part.get_content_type() == "text/html" else words.strip()


def _message(mail: EmailMessage) -> Message:
    name, address = email.utils.parseaddr(str(mail.get("From", "")))
    own, quoted = sorted_lines(_lines(mail))
    subject = _ANSWERED.sub("", str(mail.get("Subject", ""))).strip()
    words = [f"{subject}:" if subject and own else subject, *own]
    workbooks: list[tuple[str, bytes]] = []
    others: list[str] = []
    for part in _attached(mail):
        name = one_line((part.get_filename() or "").rpartition("/")[2])
        if inner := _inner(part, name):
            words += [f"In the message attached to it: {inner.words}"] if inner.words else []
            quoted += inner.quoted
            workbooks += inner.workbooks
            others += inner.others
        elif name.lower().endswith(_ENDINGS) and (content := _bytes(part)) is not None:
            workbooks.append((name, content))
        elif part.get_content_maintype() == "text":
            words.append(f"In {name or part.get_content_type()}: {_said(part)}")
        else:
            others.append(name or part.get_content_type())
    for part in mail.walk() if mail.is_multipart() else ():
        kind = part.get_content_type()
        if kind.startswith("text/") and kind not in _BODIES and not part.is_attachment():
            words.append(f"In {kind}: {_content(part).strip()}")
    return Message(
        sender=address.casefold(),
        name=name,
        words=" ".join(filter(None, words)),
        body="\n".join(own).strip(),
        answer=tuple(without_signature(own)),
        quoted=tuple(quoted),
        workbooks=tuple(workbooks),
        others=tuple(others),
    )


def _attached(mail: EmailMessage) -> Iterator[EmailMessage]:
    """What is attached to a message, however deep; itself, where it is but one such thing.

    Some programs for mail put what is attached beside the web page and not behind it, and signed
    messages have all of it in one part (RFC 1847).
    """
    if not mail.is_multipart() or mail.get_content_maintype() == "message":
        if mail.get_content_type() not in _BODIES:
            yield mail
        return
    shown = [mail.get_body((kind,)) for kind in ("plain", "html")]
    waiting = [mail]
    while waiting:
        for part in cast("list[EmailMessage]", waiting.pop(0).get_payload()):
            if part.get_content_maintype() == "multipart":
                waiting.append(part)
            elif part.is_attachment() or not _is_own(part, shown):
                yield part


def _is_own(part: EmailMessage, shown: Iterable[object]) -> bool:
    """Whether a part is of the message itself: words that are read elsewhere, or a page's picture.

    A text that is no body, as one behind an attachment, is told as something attached.
    """
    picture = part.get_content_maintype() == "image" and "Content-ID" in part
    named = bool(part.get_filename())
    other = part.get_content_maintype() == "text" and part.get_content_type() not in _BODIES
    return any(part is body for body in shown) or picture or (other and not named)


def _inner(part: EmailMessage, name: str) -> Message | None:
    """The message that is attached, as one or as a file; None where it is something else."""
    if part.get_content_type() == "message/rfc822":
        listed = cast("list[EmailMessage]", part.get_payload())
        return _message(listed[0]) if listed else None
    if name.lower().endswith(MAILS) and (content := _bytes(part)) is not None:
        return message(content)
    return None


def _bytes(part: EmailMessage) -> bytes | None:
    """What is attached; None where the part only says where that lies (message/external-body)."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else None


def _lines(mail: EmailMessage) -> list[str]:
    """The lines of a message; those of a web page that quotes begin with “> ”.

    Where it is there as plain text and as a web page, the latter may say more: programs for mail
    show that one.
    """
    plain, page = (
        None if body is None else _content(cast("EmailMessage", body))
        for body in (mail.get_body(("plain",)), mail.get_body(("html",)))
    )
    shown = [] if page is None else page_lines(page)
    if plain is None:
        return shown
    said = set(_WORD.findall(plain.casefold()))
    more = [line for line in shown if not said.issuperset(_WORD.findall(line.casefold()))]
    return [*plain.splitlines(), *more]
