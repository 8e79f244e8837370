"""An e-mail message as a file (.eml, RFC 5322): its words, and the workbooks attached to it."""

import email
import email.policy
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import cast

_ANSWERED = re.compile(r"(?:(?:re|fwd?|aw|wg):\s*)+", re.IGNORECASE)
_HEADERS = 20_000  # bytes that are looked at
_ENDINGS = (".xlsx", ".xlsm")
_OURS = "X-Unsent"
"""The header by which a message opens as a draft; those that we make have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that somebody sent."""

    words: str
    """Its subject, and what was written in it, without what it quotes."""
    workbooks: tuple[tuple[str, bytes], ...]
    """The names and contents of the workbooks attached to it."""
    others: tuple[str, ...]
    """The names of whatever else is attached."""


def is_ours(content: bytes) -> bool:
    """Whether this is a message that we made, to be sent, by its headers alone."""
    return _OURS in email.message_from_bytes(content.partition(b"\n\n")[0][:_HEADERS])


def message(content: bytes) -> Message:
    """The message in these bytes; whatever is odd in it is passed over."""
    policy = email.policy.default
    mail = email.message_from_bytes(content, policy=policy)
    body = mail.get_body(("plain", "html"))
    words = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        words = _text(words)
    subject = _ANSWERED.sub("", str(mail.get("Subject", ""))).strip()
    own = [line for line in words.splitlines() if line.strip() and not line.startswith(">")]
    parts = [
        ((part.get_filename() or "").rpartition("/")[2], part) for part in mail.iter_attachments()
    ]
    return Message(
        words=" ".join(filter(None, (subject, *own))),
        workbooks=tuple(
            (name, cast("bytes", part.get_payload(decode=True)))
            for name, part in parts
            if name.lower().endswith(_ENDINGS)
        ),
        others=tuple(
            name or part.get_content_type()
            for name, part in parts
            if not name.lower().endswith(_ENDINGS)
        ),
    )


class _Words(HTMLParser):
    """Collects the words of a web page, without its styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        """What stands in a style or a script is no words."""
        self._quiet += tag in ("style", "script", "head")

    def handle_endtag(self, tag: str) -> None:
        """After a style or a script come words again."""
        self._quiet -= tag in ("style", "script", "head") and self._quiet > 0

    def handle_data(self, data: str) -> None:
        """Words, or blanks between tags."""
        self.words += [] if self._quiet else [data]


def _text(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    return " ".join(" ".join(parser.words).split())
