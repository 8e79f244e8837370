"""Repairs in memory a workbook that Excel opens and openpyxl does not.

Odd names of parts, Strict Open XML, broken styles. No input or output.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element, ParseError

from reportgen.model.text import whole_number
from reportgen.office.markup import MAIN, elements, read_xml, s
from reportgen.office.package import PACKAGE_FAULTS, Package, pack

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"

_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": MAIN.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": (
        b"http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
}
"""The namespaces of ISO/IEC 29500 Strict and those of Transitional; the contents of cells are
written alike in both."""
_ODD_NAMES = "This workbook’s parts have odd names, and were read all the same."
_NO_STRINGS = "This workbook’s table of strings is missing; no cell uses it, and all were read."
_WAS_STRICT = "This workbook was saved as Strict Open XML, and was read like any other."
_MOST_STYLES = 64_000  # Excel has no more (Microsoft, “Excel specifications and limits”)
_LONGEST_FORMAT = 1_000  # letters of a number format; Excel has 255


def repaired(content: bytes) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """The workbook repaired, with sentences that say what was wrong.

    First with its styles as they are, if anything else was repaired; then with plain styles.
    """
    try:
        package = Package(content)
        parts = {name: package.read(name) for name in package.names}
    except PACKAGE_FAULTS:
        return
    parts, odd_names = _names(parts)
    parts, strict = _strict(parts)
    parts, no_strings = _strings(parts)
    repairs = (*odd_names, *strict, *no_strings)
    if _BOOK not in parts:
        return
    if repairs:
        yield pack(parts, stored=True), repairs
    parts, broken_looks = _looks(parts)
    yield pack(parts, stored=True), (*repairs, *broken_looks)


def _names(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Parts under the names by which the package points to them, ignoring case and slashes."""
    renamed = {name.replace("\\", "/").lstrip("/"): part for name, part in parts.items()}
    called = {_BOOK, _STYLES, "[Content_Types].xml", "_rels/.rels", *_called(renamed)}
    by_case = {name.casefold(): name for name in sorted(called)}
    renamed = {
        name if name in called else by_case.get(name.casefold(), name): part
        for name, part in renamed.items()
    }
    odd = list(renamed) != list(parts)
    return renamed, (_ODD_NAMES,) if odd else ()


def _called(parts: Mapping[str, bytes]) -> Iterable[str]:
    """The names by which parts are pointed to, and those of their relationships' parts."""
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
    """Parts with the namespaces of Strict Open XML replaced by those that openpyxl knows."""
    replaced = {}
    for name, part in parts.items():
        changed = part
        if name.endswith((".xml", ".rels")):
            for strict, known in _STRICT.items():
                changed = changed.replace(strict, known)
        replaced[name] = changed
    return replaced, (_WAS_STRICT,) if replaced != parts else ()


def _strings(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Parts with an empty table of shared strings, where it is pointed to and not there.

    A cell that uses one of its strings makes the workbook unreadable all the same.
    """
    relations = read_xml(parts.get("xl/_rels/workbook.xml.rels", b""))
    for relation in relations if relations is not None else ():
        name = _joined("xl/", relation.get("Target", "").removeprefix("/xl/"))
        if relation.get("Type", "").endswith("/sharedStrings") and name not in parts:
            empty = f'<sst xmlns="{MAIN}" count="0" uniqueCount="0"/>'.encode()
            return {**parts, name: empty}, (_NO_STRINGS,)
    return dict(parts), ()


def looks_fit(package: Package) -> bool:
    """Whether a workbook's styles are no more than Excel can have; openpyxl is slow at others."""
    if package.sizes.get(_STYLES, 0) < _LONGEST_FORMAT:  # bytes: no format is longer then
        return True
    root = package.xml(_STYLES)
    return root is None or (
        all(len(listed) <= _MOST_STYLES for listed in root)
        and all(map(_is_short, root.iter(f"{{{MAIN}}}numFmt")))
    )


def _is_short(number_format: Element) -> bool:
    return len(number_format.get("formatCode", "")) <= _LONGEST_FORMAT


def _looks(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Parts with a plain style sheet in place of that which openpyxl cannot read.

    Number formats are kept, as far as they can be read.
    """
    changed = dict(parts)
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    most = max(map(_highest_style, sheets), default=0)
    if most > _MOST_STYLES:
        return changed, ()
    old = read_xml(parts[_STYLES]) if _STYLES in parts else None
    space = f"{{{MAIN}}}"
    found = old.iter(f"{space}numFmt") if old is not None else ()
    formats = [element.attrib for element in found if _is_short(element)]
    listed = old.find(f"{space}cellXfs") if old is not None else None
    shown = [element.get("numFmtId", "0") for element in listed] if listed is not None else []
    plain = [*shown[:_MOST_STYLES], *["0"] * (most + 1 - len(shown))]
    changed[_STYLES] = _plain(formats[:_MOST_STYLES], plain)
    kept = "" if shown else " Days that Excel keeps as numbers may stand as numbers."
    return changed, (f"This workbook’s looks are broken, so colours were not read.{kept}",)


def _highest_style(sheet: bytes) -> int:
    """The highest style number of a cell of a sheet, as far as the sheet can be read."""
    highest = 0
    try:
        for cell in elements(io.BytesIO(sheet), s("c")):
            highest = max(highest, whole_number(cell.get("s", "")) or 0)
    except ParseError:
        pass  # the reader cannot read it either, and reports it
    return highest


def _plain(formats: Iterable[Mapping[str, str]], shown: Iterable[str]) -> bytes:
    """A style sheet that holds number formats and nothing else."""
    ids = [attributes for attributes in formats if attributes.get("numFmtId", "").isdecimal()]
    listed = "".join(
        f'<numFmt numFmtId="{attributes["numFmtId"]}"'
        f' formatCode="{escape(attributes.get("formatCode", ""))}"/>'
        for attributes in ids
    )
    xfs = "".join(
        f'<xf numFmtId="{number if number.isdecimal() else 0}" fontId="0" fillId="0" borderId="0"/>'
        for number in shown
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(ids)}">{listed}</numFmts><fonts'
        ' count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills><borders'
        f' count="1"><border/></borders><cellXfs count="1">{xfs}</cellXfs></styleSheet>'
    ).encode()
