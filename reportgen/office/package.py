"""Office packages (.xlsx, .docx) as bytes that depend on their contents alone."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

_ANY_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold

Change = Callable[[str, bytes], bytes]
"""Given a part's name and bytes, the bytes to pack."""


def _as_it_is(_: str, part: bytes) -> bytes:
    return part


class DeterministicZip(zipfile.ZipFile):
    """A package to be written, in which every part has one fixed day, so that equal documents are equal bytes."""

    def __init__(self, out: IO[bytes], change: Change = _as_it_is) -> None:
        super().__init__(out, "w", zipfile.ZIP_DEFLATED)
        self._change = change

    def writestr(self, name: str | zipfile.ZipInfo, data: bytes | str, *_: object) -> None:  # type: ignore[override]  # no options
        """Pack a part."""
        name = name if isinstance(name, str) else name.filename
        content = data.encode("utf-8") if isinstance(data, str) else data
        super().writestr(
            zipfile.ZipInfo(name, date_time=_ANY_DAY),
            self._change(name, content),
            zipfile.ZIP_DEFLATED,
        )

    def write(self, path: str, name: str, *_: object) -> None:  # type: ignore[override]  # the same
        """Pack a part that was written to a file of its own, as openpyxl does with sheets."""
        self.writestr(name, Path(path).read_bytes())


def undated(package: bytes, change: Change = _as_it_is) -> bytes:
    """The same package with the times of its parts set to one fixed day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, DeterministicZip(out, change) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"

LxmlElement = etree._Element  # noqa: SLF001 - lxml has no public name for it


def s(name: str) -> str:
    """A name of SpreadsheetML as lxml writes it."""
    return f"{{{MAIN}}}{name}"


def new(name: str) -> LxmlElement:
    """An empty part of SpreadsheetML."""
    return etree.fromstring(f'<{name} xmlns="{MAIN}"/>')


def parsed_lxml(content: bytes) -> LxmlElement:
    """A part's root; entities and the network stay closed."""
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def written(root: LxmlElement) -> bytes:
    """A root as a part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(slots=True)
class Package:
    """A package's parts by name, in its order, to be changed here."""

    content: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, package: bytes) -> "Package":
        """The parts of these bytes."""
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            return cls(
                {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
            )

    def packed(self, comment: bytes) -> bytes:
        """All parts as one package; `comment` is what the archive says of itself."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = comment
            for name, part in self.content.items():
                archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def related(self, part: str, kind: str) -> str | None:
        """The first part that this one points to with a relationship of this kind (“comments”)."""
        for relation in self._relations(part):
            if (
                relation.get("Type", "").rsplit("/", 1)[-1] == kind
                and relation.get("TargetMode") != "External"
            ):
                return self._target(part, relation)
        return None

    def by_id(self, part: str) -> dict[str, str]:
        """The parts that this one points to, by relationship id."""
        return {
            relation.get("Id", ""): self._target(part, relation)
            for relation in self._relations(part)
        }

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Put in a new part; a .vml's type stands with its ending, any other's with its name."""
        self.content[name] = content
        types = parsed_lxml(self.content[_CONTENT_TYPES])
        ending = name.rsplit(".", 1)[-1]
        if ending != "vml":
            etree.SubElement(
                types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
            )
        elif not any(one.get("Extension") == ending for one in types):
            types.insert(
                0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type)
            )
        self.content[_CONTENT_TYPES] = written(types)

    def relate(self, part: str, target: str, kind: str) -> str:
        """Let a part point to another; give the relationship's id."""
        name = _relations_of(part)
        root = parsed_lxml(
            self.content.get(name, f'<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'.encode())
        )
        taken, number = {one.get("Id") for one in root}, 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(
            root,
            f"{{{_PACKAGE_RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{RELATIONS}/{kind}",
            Target=f"/{target}",
        )
        self.content[name] = written(root)
        return f"rId{number}"

    def free(self, pattern: str) -> str:
        """A part's name that nothing has yet; `pattern` has {} for a number."""
        number = 1
        while pattern.format(number) in self.content:
            number += 1
        return pattern.format(number)

    def _relations(self, part: str) -> list[LxmlElement]:
        name = _relations_of(part)
        return list(parsed_lxml(self.content[name])) if name in self.content else []

    def _target(self, part: str, relation: LxmlElement) -> str:
        return posixpath.normpath(
            posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))
        ).lstrip("/")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed(content: bytes) -> Element | None:
    """The root of a part; None where it is broken, or declares entities."""
    try:
        found: Element = fromstring(content)
    except (ParseError, DefusedXmlException):
        return None
    return found
