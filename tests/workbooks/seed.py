"""Lays the published plan out in Word as it was published: run it to make seed.docx beside it.

Title rows inside tables, HTML that was pasted in, a column that is always blank, a blank row, a misspelt heading.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from docx.table import Table, _Cell

HERE = Path(__file__).parent
PLAN = tomllib.loads(
    (HERE.parent.parent / "data" / "plain" / "asb-action-plan.toml").read_text("utf-8")
)
_HEADINGS = ("Action", "Outcome", "Timescale", "Accountable Officer", "Partners", "Status", "")
_WORDS = ("One", "Two", "Three", "Four", "Five", "Six")
_IN_TABLE = ("4", "5", "6")
_DEBRIS = '<ul style="list-style-type: none">'
_BULLETED, _WITH_DEBRIS = ("1.6", "1.7"), ("1.1", "1.2", "1.3", "1.4", "1.5", "6.1", "6.2", "6.3")


def _lines(value: object) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [str(item) for item in value]
        if isinstance(value, Sequence)
        else []
    )


def _write(cell: _Cell, lines: Sequence[str]) -> None:
    cell.text = lines[0] if lines else ""
    for line in lines[1:]:
        cell.add_paragraph(line)


def _partners(action: Mapping[str, object]) -> list[str]:
    """Partners as they were extracted: after the tag of a list, with typed bullets, or plain."""
    names, ref = _lines(action.get("Partners", [])), action["Ref"]
    if ref in _WITH_DEBRIS:
        return [_DEBRIS, *(f"• {name}" for name in names)]
    return [f"• {name}" for name in names] if ref in _BULLETED else names


def _rows(table: Table, actions: Sequence[Mapping[str, object]]) -> None:
    _write_all(table, [[heading] for heading in _HEADINGS])
    for action in actions:
        columns = [
            _lines(action.get(heading, []))
            for heading in ("Action", "Outcome", "Timescale", "Accountable Officer")
        ]
        _write_all(table, [*columns, _partners(action), [], []])
        if action["Ref"] == "1.5":
            table.add_row()  # the published plan has a blank row here


def _write_all(table: Table, row: Sequence[Sequence[str]]) -> None:
    for cell, lines in zip(table.add_row().cells, row, strict=True):
        _write(cell, lines)


def _front(document: WordDocument) -> None:
    for words in (
        "Appendix B",
        "DRAFT",
        "Welwyn Hatfield Anti Social Behaviour Strategy 2016/19",
        "Action Plan",
        "",
    ):
        document.add_paragraph(words)
    table = document.add_table(rows=2, cols=2)
    _write(table.cell(0, 0), ["Action Plan:"])
    _write(table.cell(0, 1), ["Colour Key:"])
    _write(
        table.cell(1, 0),
        [" ".join(f"<p>{paragraph}</p>" for paragraph in PLAN["report"]["introduction"])],
    )
    dashes = ("–", "-", "-")
    key = [
        f"{status['Status']} {dash} {status['Meaning']}"
        for status, dash in zip(PLAN["status_key"], dashes, strict=True)
    ]
    lead = "<p>The following colours will be used under the “Status” column:</p>"
    _write(table.cell(1, 1), [f"{lead} {_DEBRIS} {key[0]}", *key[1:]])


def _objective(
    document: WordDocument, objective: Mapping[str, object], actions: Sequence[Mapping[str, object]]
) -> None:
    number = str(objective["Number"])
    name, title = f"Objective {_WORDS[int(number) - 1]}:", str(objective["Objective"])
    document.add_paragraph("")
    if number not in _IN_TABLE:
        document.add_paragraph(name)
        document.add_paragraph(title)
        for point in _lines(objective.get("Points", [])):
            document.add_paragraph(point, style="List Bullet")
    table = document.add_table(rows=0, cols=len(_HEADINGS), style="Table Grid")
    if number in _IN_TABLE:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = f"{name} {title}"
    _rows(table, actions)


def seed() -> WordDocument:
    """The whole document."""
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    _front(document)
    for objective in PLAN["objectives"]:
        _objective(
            document,
            objective,
            [action for action in PLAN["actions"] if action["Objective"] == objective["Number"]],
        )
    document.add_paragraph("")
    document.add_paragraph("ACROYNMS")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for acronym in PLAN["acronyms"]:
        _write_all(table, [[acronym["Acronym"]], [acronym["Meaning"]]])
    return document


if __name__ == "__main__":
    seed().save(str(HERE / "seed.docx"))
