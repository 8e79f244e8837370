"""A workbook that Excel opens and openpyxl does not, mended in memory: odd names, Strict Open XML, broken looks. No I/O."""

import io
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from reportgen.office.package import PACKAGE_FAULTS, Package, pack, read_xml, s

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _SPREADSHEET.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": (
        b"http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
}
"""ISO/IEC 29500 Strict calls by these names what everybody else calls by those; what cells hold is
written alike."""
_ODD_NAMES = "This workbook’s parts have odd names, and were read all the same."
_WAS_STRICT = "This workbook was saved as Strict Open XML, and was read like any other."
_MOST_STYLES = 64_000  # Excel has no more (Microsoft, “Excel specifications and limits”)


def repaired(content: bytes) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """The same workbook mended, and in words what was wrong: first with its looks as they are, then with plain ones."""
    try:
        package = Package(content)
        parts = {name: package.read(name) for name in package.names}
    except PACKAGE_FAULTS:
        return
    parts, odd_names = _names(parts)
    parts, strict = _strict(parts)
    repairs = (*odd_names, *strict)
    if _BOOK not in parts:
        return
    if repairs:
        yield pack(parts, stored=True), repairs
    parts, broken_looks = _looks(parts)
    yield pack(parts, stored=True), (*repairs, *broken_looks)


def _names(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Parts under the names that the package itself calls them by, whatever their case and their slashes."""
    found = {name.replace("\\", "/").lstrip("/"): part for name, part in parts.items()}
    called = {_BOOK, _STYLES, "[Content_Types].xml", "_rels/.rels", *_called(found)}
    by_case = {name.casefold(): name for name in sorted(called)}
    found = {
        name if name in called else by_case.get(name.casefold(), name): part
        for name, part in found.items()
    }
    odd = list(found) != list(parts)
    return found, (_ODD_NAMES,) if odd else ()


def _called(parts: Mapping[str, bytes]) -> Iterable[str]:
    """The names by which parts are pointed to, and those of the relationships beside them."""
    for name, part in parts.items():
        if not name.casefold().endswith((".rels", "[content_types].xml")):
            continue
        folder = name.rpartition("_rels/")[0]
        root = read_xml(part)
        for element in root if root is not None else ():
            target = element.get("Target") or element.get("PartName") or ""
            whole = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            yield whole
            yield f"{whole.rpartition('/')[0]}/_rels/{whole.rpartition('/')[2]}.rels"


def _joined(folder: str, target: str) -> str:
    steps: list[str] = []
    for step in f"{folder}{target}".split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _strict(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Strict Open XML under the names that openpyxl knows."""
    found = {}
    for name, part in parts.items():
        changed = part
        if name.endswith((".xml", ".rels")):
            for strict, known in _STRICT.items():
                changed = changed.replace(strict, known)
        found[name] = changed
    return found, (_WAS_STRICT,) if found != parts else ()


def _looks(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Plain looks in place of those that openpyxl stumbles on.

    How numbers are shown is kept, as far as it can be read.
    """
    found = dict(parts)
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    most = max(map(_highest_style, sheets), default=0)
    if most > _MOST_STYLES:
        return found, ()
    old = read_xml(parts[_STYLES]) if _STYLES in parts else None
    space = f"{{{_SPREADSHEET}}}"
    formats = [one.attrib for one in old.iter(f"{space}numFmt")] if old is not None else []
    listed = old.find(f"{space}cellXfs") if old is not None else None
    shown = [one.get("numFmtId", "0") for one in listed] if listed is not None else []
    found[_STYLES] = _plain(formats, [*shown, *["0"] * (most + 1 - len(shown))])
    kept = "" if shown else " Days that Excel keeps as numbers may stand as numbers."
    return found, (f"This workbook’s looks are broken, so colours were not read.{kept}",)


def _highest_style(sheet: bytes) -> int:
    """The highest number of a style that a cell of a sheet asks for, as far as it can be read."""
    highest = 0
    try:
        for _, element in iterparse(io.BytesIO(sheet)):
            if element.tag == s("c") and element.get("s", "").isdecimal():
                highest = max(highest, int(element.get("s", "0")))
            element.clear()
    except (ParseError, DefusedXmlException):
        pass  # the reader stumbles on it too, and says so
    return highest


def _plain(formats: Iterable[Mapping[str, str]], shown: Iterable[str]) -> bytes:
    """A style sheet with nothing in it but how numbers are shown."""
    ids = [one for one in formats if one.get("numFmtId", "").isdecimal()]
    listed = "".join(
        f"<numFmt numFmtId={quoteattr(one['numFmtId'])}"
        f" formatCode={quoteattr(one.get('formatCode', ''))}/>"
        for one in ids
    )
    xfs = "".join(
        f'<xf numFmtId="{number if number.isdecimal() else 0}" fontId="0" fillId="0" borderId="0"/>'
        for number in shown
    )
    return (
        f'<styleSheet xmlns="{_SPREADSHEET}"><numFmts count="{len(ids)}">{listed}</numFmts><fonts'
        ' count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills><borders'
        f' count="1"><border/></borders><cellXfs count="1">{xfs}</cellXfs></styleSheet>'
    ).encode()
