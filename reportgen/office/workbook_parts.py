"""Which formulas have a saved result that is blank. Touches the disk.

openpyxl gives None for such a formula, and for one whose result was never saved; only the file
tells them apart: Excel writes `t="str"` and an empty `<v>` for the first, and no type for the
second (ECMA-376 part 1, 18.3.1.4).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from reportgen.model.problems import Where
from reportgen.model.schema import COMMENTS_BY
from reportgen.office.package import parsed

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_BLANK = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>)"
)


def blank_results(path: Path) -> dict[str, frozenset[str]]:
    """The cells (“G2”) of each sheet whose formula says blank, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: frozenset(_blank_cells(archive.read(part)))
            for name, part in sheet_parts(archive).items()
            if part in archive.namelist()
        }


def _blank_cells(sheet: bytes) -> list[str]:
    cells = (_attributes(found[1]) for found in _BLANK.finditer(sheet))
    return [cell["r"] for cell in cells if cell.get("t") == "str" and "r" in cell]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Each sheet's part of the package, by the sheet's name."""
    relations = re.findall(
        rb"<(?:\w+:)?Relationship\s([^>]*)>", archive.read("xl/_rels/workbook.xml.rels")
    )
    targets = {one.get("Id"): one.get("Target", "") for one in map(_attributes, relations)}
    sheets = re.findall(rb"<(?:\w+:)?sheet\s([^>]*)>", archive.read("xl/workbook.xml"))
    named = (
        (one.get("name", ""), targets.get(one.get("r:id"), "")) for one in map(_attributes, sheets)
    )
    return {
        unescape(name): posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        for name, target in named
    }


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode("utf-8"): value.decode("utf-8") for name, value in _ATTRIBUTE.findall(tag)}


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"
_STRUCK = re.compile(rb"<(?:\w+:)?strike(?!\s+val=.(?:0|false))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a cell: where, and its words."""

    where: Where
    words: str


def comments(path: Path) -> Iterator[Comment]:
    """Every comment that somebody put on a cell.

    Those of a thread stand in the one that Excel writes for older readers.
    """
    with zipfile.ZipFile(path) as archive:
        for sheet, part in sheet_parts(archive).items():
            for one in _related(archive, part, "/comments"):
                yield from _of_part(sheet, one)


def _of_part(sheet: str, part: Element) -> Iterator[Comment]:
    authors = [author.text or "" for author in part.iter(f"{_MAIN}author")]
    for one in part.iter(f"{_MAIN}comment"):
        place = one.get("authorId", "0")
        author = authors[int(place)] if place.isdigit() and int(place) < len(authors) else ""
        if author != COMMENTS_BY:
            yield Comment(where=_where(sheet, one.get("ref", "")), words=_text(one))


def _where(sheet: str, cell: str) -> Where:
    """The place that a package names as “B7”; the whole sheet where it names none."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell)
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return Where(sheet=sheet, row=int(found[2]) if found else 0, column=column)


def struck(path: Path) -> frozenset[str]:
    """The texts of which a part is struck out, as somebody leaves last quarter's words behind this quarter's."""
    with zipfile.ZipFile(path) as archive:
        parts = {_STRINGS, *sheet_parts(archive).values()} & set(archive.namelist())
        found = [
            parsed(content)
            for part in sorted(parts)
            if _STRUCK.search(content := archive.read(part))
        ]
    texts = (
        one
        for part in found
        if part is not None
        for name in ("si", "is")
        for one in part.iter(f"{_MAIN}{name}")
    )
    return frozenset(_text(one) for one in texts if _is_struck(one))


def _is_struck(text: Element) -> bool:
    return any(part.get("val", "1") not in ("0", "false") for part in text.iter(f"{_MAIN}strike"))


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[Element]:
    """The parts that a sheet's part points to with this kind of relationship."""
    folder, name = PurePosixPath(part).parent, PurePosixPath(part).name
    listed = set(archive.namelist())
    relations = f"{folder}/_rels/{name}.rels"
    found = parsed(archive.read(relations)) if relations in listed else None
    for relation in found if found is not None else ():
        target = normpath(join("/", str(folder), relation.get("Target", ""))).lstrip("/")
        if relation.get("Type", "").endswith(kind) and target in listed:
            other = parsed(archive.read(target))
            if other is not None:
                yield other
