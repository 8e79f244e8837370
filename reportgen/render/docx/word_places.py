"""Where in a Word template, or in what was made of it, a fault stands."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from reportgen.model.text import quoted
from reportgen.render.docx.word_xml import W, words_of

_NEAR = 30  # letters before a fault that are quoted


def words_in(part: etree._Element | str) -> str:
    """The words of an element, or of a piece of XML."""
    if isinstance(part, str):
        return re.sub(r"<[^>]*(?:>|$)", "", part)
    return words_of(part)


def line_of(error: Exception) -> int:
    """The line of a part at which Jinja stopped, 0 where it does not say."""
    if number := getattr(error, "lineno", 0):
        return int(number)
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def offset(xml: str, error: etree.XMLSyntaxError) -> int:
    """How many letters of a piece of XML stand before its first fault."""
    line, column = error.position
    starts = (found.end() for found in re.finditer("\n", xml))
    return next((start for number, start in zip(count(2), starts) if number == line), 0) + column


def place(before: str, words: str) -> str:
    """“table 3, row 2, column 4, near “…””: where in a part its XML up to a fault ends."""
    parts = []
    table = before.rfind("<w:tbl>")
    if table > before.rfind("</w:tbl>"):
        row = before.rfind("<w:tr", table)
        number = len(re.findall(r"<w:tbl>", before))
        rows = len(re.findall(r"<w:tr[ >]", before[table:]))
        cells = len(re.findall(r"<w:tc[ >]", before[row:])) if row >= 0 else 0
        parts = [f"table {number}", f"row {rows}", f"column {cells}"]
    near = words or words_in(before[-4_000:]).strip()[-_NEAR:]
    return ", ".join([*parts, f"near {quoted(near)}" if near else "at its start"])


def place_of(element: etree._Element) -> str:
    """The same of an element of a tree."""
    root = element.getroottree().getroot()
    before = "".join(text.text or "" for text in _up_to(root, element))
    near = f"near {quoted(before[-_NEAR:])}" if before.strip() else "at its start"
    return f"{in_table(element)}, {near}".removeprefix(", ")


def _up_to(root: etree._Element, element: etree._Element) -> Iterator[etree._Element]:
    for each in root.iter(f"{W}t", element.tag):
        if each is element:
            return
        if each.tag == f"{W}t":
            yield each


def in_table(element: etree._Element) -> str:
    """“, table 3, row 2, column “Partners””; empty outside of tables."""
    row = next(element.iterancestors(f"{W}tr"), element if element.tag == f"{W}tr" else None)
    table = None if row is None else row.getparent()
    if row is None or table is None:
        return ""
    tables = list(element.getroottree().getroot().iter(f"{W}tbl"))
    told = f", table {tables.index(table) + 1}, row {table.findall(f'{W}tr').index(row) + 1}"
    cell = next(element.iterancestors(f"{W}tc"), None)
    if cell is None or cell.getparent() is not row:
        return told
    number = row.findall(f"{W}tc").index(cell)
    heads = table.find(f"{W}tr").findall(f"{W}tc")  # type: ignore[union-attr]
    heading = words_in(heads[number]).strip() if number < len(heads) else ""
    return f"{told}, column {quoted(heading) if heading else number + 1}"
