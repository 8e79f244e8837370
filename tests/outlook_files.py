"""Messages as Outlook saves them (.msg), written for the tests: compound files by [MS-CFB]."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

_SECTOR, _SMALL, _LIMIT = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Storage: TypeAlias = Mapping[str, "bytes | Storage"]


def outlook(
    subject: str,
    body: str,
    *,
    sender: str = "",
    attached: Mapping[str, "bytes | Storage"] | None = None,
) -> bytes:
    """A message with files, or other messages as `message_storage` gives them, attached."""
    return compound(message_storage(subject, body, sender=sender, attached=attached))


def message_storage(
    subject: str,
    body: str,
    *,
    sender: str = "",
    attached: Mapping[str, "bytes | Storage"] | None = None,
) -> Storage:
    """The streams of a message, by [MS-OXMSG]."""
    storage: dict[str, bytes | Storage] = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
    }
    if sender:
        storage["__substg1.0_0C1F001F"] = b"/\0O\0=\0E\0X\0"  # within one organisation
        storage["__substg1.0_5D01001F"] = sender.encode("utf-16-le")
    for number, (name, content) in enumerate((attached or {}).items()):
        kind = "0102" if isinstance(content, bytes) else "000D"
        storage[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            f"__substg1.0_3701{kind}": content,
        }
    return storage


@dataclass(kw_only=True)
class _Entry:
    """One line of the directory."""

    name: str
    kind: int
    """1 a storage, 2 a stream, 5 the root."""
    child: int = _FREE
    right: int = _FREE
    first: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """Its 128 bytes."""
        name = self.name.encode("utf-16-le")
        numbers = (_FREE, self.right, self.child, self.first, self.size)
        return struct.pack("<64sHBBIII36xIQ", name, len(name) + 2, self.kind, 1, *numbers)


class _Compound:
    """Collects the entries and the sectors of a compound file."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.big: list[bytes] = []
        self.small = b""
        self.small_lengths: list[int] = []

    def add(self, name: str, held: "bytes | Storage", kind: int) -> int:
        """Place a stream, or a storage with what is in it; the number of its entry."""
        entry, number = _Entry(name=name, kind=kind), len(self.entries)
        self.entries.append(entry)
        if isinstance(held, bytes):
            entry.size = len(held)
            entry.first = self._place(held) if held else _END
            return number
        before = None
        for inner_name, inner in sorted(held.items()):
            child = self.add(inner_name, inner, 2 if isinstance(inner, bytes) else 1)
            if before is None:
                entry.child = child
            else:
                self.entries[before].right = child
            before = child
        return number

    def _place(self, content: bytes) -> int:
        if len(content) < _LIMIT:
            first = sum(self.small_lengths)
            self.small += _full(content, _SMALL)
            self.small_lengths.append(-(-len(content) // _SMALL))
            return first
        first = sum(_sectors(each) for each in self.big)
        self.big.append(_full(content, _SECTOR))
        return first


def compound(root: Storage) -> bytes:
    """A compound file with these streams and storages in it."""
    parts = _Compound()
    parts.add("Root Entry", root, 5)
    lengths = [_sectors(each) for each in parts.big]
    parts.entries[0].first = sum(lengths) if parts.small else _END
    parts.entries[0].size = len(parts.small)
    mini = _full(parts.small, _SECTOR)
    directory = _full(b"".join(entry.packed() for entry in parts.entries), _SECTOR)
    mini_table = _chained(parts.small_lengths)
    lengths += [_sectors(mini), _sectors(directory), _sectors(mini_table)]
    tables = 1
    while tables * _SECTOR // 4 < sum(lengths) + tables:
        tables += 1
    header = struct.pack(
        "<8s16x5H6x3I4x5I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, sum(lengths[:-2]), _LIMIT, sum(lengths[:-1]) if mini_table else _END),
        *(_sectors(mini_table), _END, 0),
    )
    header += struct.pack(f"<{tables}I", *range(sum(lengths), sum(lengths) + tables))
    table = _chained(lengths, tables)
    return b"".join([_padded(header), *parts.big, mini, directory, mini_table, table])


def _padded(header: bytes) -> bytes:
    return header.ljust(_SECTOR, b"\xff")


def _full(content: bytes, size: int) -> bytes:
    return content.ljust(-(-len(content) // size) * size, b"\0")


def _sectors(content: bytes) -> int:
    return len(content) // _SECTOR


def _chained(lengths: list[int], tables: int = 0) -> bytes:
    """The table in which each sector names the one behind it."""
    numbers: list[int] = []
    for length in lengths:
        start = len(numbers)
        numbers += [*range(start + 1, start + length), _END] if length else []
    numbers += [_FAT] * tables
    packed = struct.pack(f"<{len(numbers)}I", *numbers)
    return packed.ljust(-(-len(packed) // _SECTOR) * _SECTOR, b"\xff")
