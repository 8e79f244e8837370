"""An office file as a package of parts and relationships (ECMA-376 part 2), read and written.

The only module that opens or writes a zip file.
"""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import IO

# Two exceptions of libraries, under names that say whose they are.
from xml.etree.ElementTree import Element
from zlib import error as ZlibError  # noqa: N812

from lxml import etree

from reportgen.office.markup import edit_xml, read_xml, root_name, written

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
# The first day that a zip file can hold.
_ANY_DAY = (1980, 1, 1, 0, 0, 0)

PACKAGE_FAULTS = (
    *(zipfile.BadZipFile, ZlibError, LZMAError, EOFError),
    *(LookupError, OSError, RuntimeError, ValueError),
)
"""What Python raises on zip files that are cut short, damaged, encrypted, or compressed in a way
that it does not know."""

_TEXTS = (".xml", ".rels", ".vml")
_LARGE = 100_000  # bytes: smaller parts of other names are no danger
_MOST_PARTS = 20_000
_MOST_TAGS = dict.fromkeys(("workbook", "Types", "Relationships"), 200_000) | dict.fromkeys(
    ("worksheet", "sst"), 8_000_000
)
"""How many tags a part may have, by the name of its root: openpyxl makes large objects of the
first three; the others are read element by element, and 200,000 cells have a sixth as many."""
_MOST_IN_ALL = 12_000_000
_MOST_OTHER_TAGS = 2_000_000  # so many that a Word file of 60 MB has less
Change = Callable[[str, bytes], bytes]
"""A function from a part's name and bytes to the bytes to pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """How one part points to another, or to something outside the package."""

    id: str
    kind: str
    """The last word of its type, such as “comments”."""
    target: str
    """The name of the part that it points to."""
    external: bool
    address: str
    """The target as it is written: outside the package an address."""


class Package:
    """The parts of an office file by name, each read when it is asked for.

    Raises one of PACKAGE_FAULTS where the bytes are no package.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._changed: dict[str, bytes] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in their order."""
        listed = (name for name in self._archive.namelist() if not name.endswith("/"))
        return tuple(dict.fromkeys((*listed, *self._changed)))

    @property
    def twice(self) -> str:
        """The name of a part that is there twice: programs differ in which they read."""
        listed = Counter(self._archive.namelist())
        return next((name for name, times in listed.items() if times > 1), "")

    @property
    def sizes(self) -> dict[str, int]:
        """How many bytes each part claims to have, unpacked."""
        return {part.filename: part.file_size for part in self._archive.infolist()}

    def claimed(self) -> tuple[int, int]:
        """How many bytes all parts claim to have unpacked, and those of them that are text.

        Python unpacks no more than is claimed. Text is whatever begins as XML, by any name.
        """
        listed = self._archive.infolist()
        texts = [p for p in listed if p.filename.lower().endswith(_TEXTS) or self._is_text(p)]
        return sum(p.file_size for p in listed), sum(p.file_size for p in texts)

    def _is_text(self, part: zipfile.ZipInfo) -> bool:
        """Whether a large part begins as XML does, in any encoding."""
        if part.file_size <= _LARGE:
            return False
        with self._archive.open(part) as content:
            start = content.read(64).replace(b"\0", b"")
        return start.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<")

    def is_crowded(self) -> bool:
        """Whether there are more parts, or more tags in one or all of them, than any plan needs."""
        listed, room = self._archive.infolist(), _MOST_IN_ALL
        for part in (part for part in listed if part.file_size > _LARGE):
            tags, most = self._tags(part)
            room -= tags
            if tags > most or room < 0:
                return True
        return len(listed) > _MOST_PARTS

    def _tags(self, part: zipfile.ZipInfo) -> tuple[int, int]:
        """How many tags a part has, and may have; none if damaged, as whoever reads it will say."""
        try:
            if not self._is_text(part):
                return 0, 0
            with self._archive.open(part) as content:
                piece = content.read(_LARGE)
                kind = root_name(piece)
                tags, most = 0, _MOST_TAGS.get(kind, _MOST_OTHER_TAGS)
                while piece and tags <= most:
                    tags += piece.count(b"<")
                    piece = content.read(_LARGE)
        except PACKAGE_FAULTS:
            return 0, 0
        return tags, most

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._changed or name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises KeyError where there is no such part."""
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def start(self, name: str, size: int) -> bytes:
        """The first bytes of a part; none where there is no such part."""
        if name not in self:
            return b""
        with self._archive.open(name) as part:
            return part.read(size)

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in place of a part, or put in a new one behind the others."""
        self._changed[name] = content

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is none, or it cannot be read."""
        try:
            return read_xml(self.read(name)) if name in self else None
        except PACKAGE_FAULTS:
            return None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Everything that a part points to, in order."""
        root = self.xml(_relations_of(part))
        return tuple(
            Relationship(
                id=relation.get("Id", ""),
                kind=relation.get("Type", "").rsplit("/", 1)[-1],
                target=_target(part, relation.get("Target", "")),
                external=relation.get("TargetMode") == "External",
                address=relation.get("Target", ""),
            )
            for relation in (root if root is not None else ())
        )

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The existing parts to which a part has a relationship of this kind."""
        for relation in self.relationships(part):
            if relation.kind == kind and not relation.external and relation.target in self:
                yield relation.target

    def by_id(self, part: str) -> dict[str, str]:
        """The names of the parts to which a part points, by relationship id."""
        return {relation.id: relation.target for relation in self.relationships(part)}

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part; a .vml's content type is declared by its ending, any other's by its name."""
        self.write(name, content)
        types = edit_xml(self.read(_CONTENT_TYPES))
        ending = name.rsplit(".", 1)[-1]
        if ending != "vml":
            kind = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_TYPES}}}Override", kind)
        elif not any(listed.get("Extension") == ending for listed in types):
            kind = {"Extension": ending, "ContentType": content_type}
            types.insert(0, etree.Element(f"{{{_TYPES}}}Default", kind))
        self.write(_CONTENT_TYPES, written(types))

    def relate(self, part: str, target: str, kind: str) -> str:
        """Add a relationship from a part to another; return its id."""
        name = _relations_of(part)
        blank = f'<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'.encode()
        root = edit_xml(self.read(name) if name in self else blank)
        taken, number = {relation.get("Id") for relation in root}, 1
        while f"rId{number}" in taken:
            number += 1
        relation = {"Id": f"rId{number}", "Type": f"{RELATIONS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, f"{{{_PACKAGE_RELATIONS}}}Relationship", relation)
        self.write(name, written(root))
        return f"rId{number}"

    def free(self, pattern: str) -> str:
        """A name that no part has yet; `pattern` has {} for a number."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def packed(self, comment: bytes = b"") -> bytes:
        """All parts as one file; `comment` is that of the zip archive."""
        return pack({name: self.read(name) for name in self.names}, comment=comment)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, target: str) -> str:
    """The name of the part that a relationship's target means, from the part that has it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _unchanged(_: str, part: bytes) -> bytes:
    return part


class DeterministicZip(zipfile.ZipFile):
    """A package to be written, with one fixed day for every part: equal parts give equal bytes."""

    def __init__(self, out: IO[bytes], change: Change = _unchanged) -> None:
        super().__init__(out, "w", zipfile.ZIP_DEFLATED)
        self._change = change

    # Without zipfile's own options: they are the same for every part.
    def writestr(  # type: ignore[override]
        self, name: str | zipfile.ZipInfo, data: bytes | str, *_: object
    ) -> None:
        """Pack a part."""
        name = name if isinstance(name, str) else name.filename
        content = self._change(name, data.encode("utf-8") if isinstance(data, str) else data)
        info = zipfile.ZipInfo(name, date_time=_ANY_DAY)
        super().writestr(info, content, self.compression)

    def write(self, path: str, name: str, *_: object) -> None:  # type: ignore[override]
        """Pack a part that was written to a file of its own, as openpyxl does with sheets."""
        self.writestr(name, Path(path).read_bytes())


def pack(parts: Mapping[str, bytes], *, comment: bytes = b"", stored: bool = False) -> bytes:
    """Parts as one file; `stored` leaves them uncompressed, for a file that is read at once."""
    out = io.BytesIO()
    with DeterministicZip(out) as package:
        package.compression = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        package.comment = comment
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def undated(content: bytes, change: Change = _unchanged) -> bytes:
    """The same package with `change` applied, and all times set to one fixed day."""
    package = Package(content)
    return pack({name: change(name, package.read(name)) for name in package.names})
