"""Which formulas have a saved result that is blank. Touches the disk.

openpyxl gives None for such a formula, and for one whose result was never saved; only the file tells them apart: Excel writes
`t="str"` and an empty `<v>` for the first, and no type for the second (ECMA-376 part 1, 18.3.1.4).
"""

import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_BLANK = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>)"
)


def blank_results(path: Path) -> dict[str, frozenset[str]]:
    """The cells (“G2”) of each sheet whose formula says blank, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: frozenset(_cells(archive.read(part)))
            for name, part in sheet_parts(archive).items()
            if part in archive.namelist()
        }


def _cells(sheet: bytes) -> list[str]:
    cells = (_attributes(found[1]) for found in _BLANK.finditer(sheet))
    return [cell["r"] for cell in cells if cell.get("t") == "str" and "r" in cell]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Each sheet's part of the package, by the sheet's name."""
    relations = re.findall(rb"<(?:\w+:)?Relationship\s([^>]*)>", archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in map(_attributes, relations)}
    sheets = re.findall(rb"<(?:\w+:)?sheet\s([^>]*)>", archive.read("xl/workbook.xml"))
    named = ((one.get("name", ""), targets.get(one.get("r:id"), "")) for one in map(_attributes, sheets))
    return {unescape(name): posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") for name, target in named}


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode("utf-8"): value.decode("utf-8") for name, value in _ATTRIBUTE.findall(tag)}
