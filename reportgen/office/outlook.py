"""A message as Outlook saves it (.msg), made into one as mail programs send it.

The streams and their names are those of [MS-OXMSG]; the numbers of properties, [MS-OXPROPS].
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import HeaderParser

import olefile

BROKEN = (OSError, struct.error, IndexError, TypeError, ValueError)
"""What reading a damaged compound file was seen to raise."""

_SUBJECT, _BODY, _PAGE, _RICH = 0x0037, 0x1000, 0x1013, 0x1009
_HEADERS, _SENDER_SMTP, _SENDER = 0x007D, 0x5D01, 0x0C1F
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712
_TEXT, _TEXT_8_BIT, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_CODE_PAGES = (0x3FFD, 0x3FDE)  # of the message, of what came through the Internet
_ATTACHMENT, _PROPERTIES = "__attach_version1.0_", "__properties_version1.0"
_TOP, _INNER = 32, 24  # bytes before the first property of a message, and of one within another
_MOST_WITHIN = 20  # messages within messages
_MOST_ATTACHED = 500
_MOST_ENTRIES = 20_000  # of a file: of each the place is worked out anew


@dataclass(frozen=True, slots=True)
class _Store:
    """A message or something attached: its streams, by the numbers of what they hold."""

    file: "olefile.OleFileIO[str]"
    place: tuple[str, ...]
    """The names of the storages around it, from the outermost."""

    def bytes_of(self, number: int, kind: str = _BINARY) -> bytes | None:
        """The stream of a property; None where there is none."""
        return self.stream(f"__substg1.0_{number:04X}{kind}")

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where there is none of this name."""
        place = [*self.place, name]
        if not self.file.exists(place) or self.file.get_type(place) != olefile.STGTY_STREAM:
            return None
        return self.file.openstream(place).read()

    def text(self, *numbers: int) -> str:
        """The first of these properties that holds words; empty where none does."""
        for number in numbers:
            wide, narrow = self.bytes_of(number, _TEXT), self.bytes_of(number, _TEXT_8_BIT)
            words = (
                wide.decode("utf-16-le", "replace") if wide else _decoded(narrow or b"", self.pages)
            ).strip("\0")
            if words:
                return words
        return ""

    @property
    def pages(self) -> list[int]:
        """The code pages that the message names for text of eight bits, the likeliest first."""
        held = self.stream(_PROPERTIES) or b""
        head = _INNER if self.place else _TOP
        found = {
            tag >> 16: value
            for tag, value in (
                struct.unpack_from("<I4xI", held, at) for at in range(head, len(held) - 15, 16)
            )
        }
        return [found[number] for number in _CODE_PAGES if number in found]

    def inner(self, name: str) -> "_Store":
        """What is stored within it under this name."""
        return _Store(self.file, (*self.place, name))

    def attached(self) -> Iterator["_Store"]:
        """Each thing that is attached, in the order of their numbers."""
        depth = len(self.place)
        names = {
            entry[depth]
            for entry in self.file.listdir(streams=False, storages=True)
            if tuple(entry[:depth]) == self.place and len(entry) == depth + 1
        }
        attached = sorted(name for name in names if name.startswith(_ATTACHMENT))
        if len(attached) > _MOST_ATTACHED:  # each is looked for among all of them
            message = f"{len(attached):,} things are attached"
            raise ValueError(message)
        for name in attached:
            yield self.inner(name)


def from_outlook(content: bytes) -> EmailMessage:
    """The message in a .msg file: who sent it, its subject, its text or page, what is attached.

    Raises one of BROKEN where the file is damaged, or is no message.
    """
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        if len(file.listdir(storages=True)) > _MOST_ENTRIES:
            message = "the file has parts without end"
            raise ValueError(message)
        return _mail(_Store(file, ()), 0)


def is_outlook(content: bytes) -> bool:
    """Whether these bytes begin as Outlook's messages do, and old Office documents."""
    return content.startswith(olefile.MAGIC)


def _mail(store: _Store, within: int) -> EmailMessage:
    if within > _MOST_WITHIN:
        message = f"there are more than {_MOST_WITHIN} messages within each other"
        raise ValueError(message)
    if store.stream(_PROPERTIES) is None:
        message = "this is no message"
        raise ValueError(message)
    mail = EmailMessage()
    mail["Subject"] = " ".join(store.text(_SUBJECT).split())
    mail["From"] = " ".join(_sender(store).split())
    text, page = store.text(_BODY), store.text(_PAGE)
    if held := store.bytes_of(_PAGE):
        page = _decoded(held, store.pages[::-1])
    if text or not page:
        mail.set_content(text)
        if page:
            mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    if not (text or page) and store.bytes_of(_RICH):
        _attach(mail, b"", "words in a form that only Outlook reads")
    for each in store.attached():
        name = each.text(_LONG_NAME, _SHORT_NAME, _SHOWN_NAME)
        if each.file.exists([*each.place, f"__substg1.0_{_DATA:04X}{_OBJECT}"]):
            _attach_object(mail, each, name, within)
        else:
            _attach(mail, each.bytes_of(_DATA) or b"", name, each.text(_CONTENT_ID))
    return mail


def _attach_object(mail: EmailMessage, each: _Store, name: str, within: int) -> None:
    """Attach a message, or say by its name that something of another program is attached."""
    held = each.inner(f"__substg1.0_{_DATA:04X}{_OBJECT}")
    if held.stream(_PROPERTIES) is None:
        _attach(mail, b"", name or "something of another program")
    else:
        mail.add_attachment(_mail(held, within + 1))


def _attach(mail: EmailMessage, content: bytes, name: str, content_id: str = "") -> None:
    picture = name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp"))
    kind = ("image", "png") if picture and content_id else ("application", "octet-stream")
    mail.add_attachment(
        content,
        *kind,
        filename=" ".join(name.split()) or "something without a name",
        cid=f"<{' '.join(content_id.split())}>" if content_id else None,
    )


def _sender(store: _Store) -> str:
    """The address from which it came: within one organisation Outlook has other names for it."""
    header = HeaderParser().parsestr(store.text(_HEADERS)).get("From", "")
    return header or next(
        (words for words in map(store.text, (_SENDER_SMTP, _SENDER)) if "@" in words), ""
    )


def _decoded(content: bytes, pages: list[int]) -> str:
    """Text of eight bits: UTF-8 where it is that, else by its code page, else as in the West."""
    for encoding in ("utf-8", *(f"cp{page}" for page in pages), "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")
