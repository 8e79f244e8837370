"""An e-mail message as a file (.eml, RFC 5322): its words, and the workbooks attached to it."""

import email
import email.policy
from dataclasses import dataclass
from typing import cast

_ENDINGS = (".xlsx", ".xlsm")
_OURS = "X-Unsent"
"""The header by which a message opens as a draft; those that we make have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that somebody sent."""

    words: str
    """What was written in it, without what it quotes."""
    workbooks: tuple[tuple[str, bytes], ...]
    """The names and contents of the workbooks attached to it."""
    ours: bool
    """It is one that we made, to be sent."""


def message(content: bytes) -> Message:
    """The message in these bytes; whatever is odd in it is passed over."""
    policy = email.policy.default
    mail = email.message_from_bytes(content, policy=policy)
    body = mail.get_body(("plain",))
    words = str(body.get_content()) if body is not None else ""
    own = [line for line in words.splitlines() if line.strip() and not line.startswith(">")]
    attached = tuple(
        (name, cast("bytes", part.get_payload(decode=True)))
        for part in mail.iter_attachments()
        if (name := (part.get_filename() or "").rpartition("/")[2]).lower().endswith(_ENDINGS)
    )
    return Message(words=" ".join(own), workbooks=attached, ours=_OURS in mail)
