"""Makes the sources that `reportgen import` is tried on: plans as councils keep them. Run it to make them all again.

Each maker is one file; its docstring is what the file is, and stands in README.md too.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell
from openpyxl import Workbook
from openpyxl.styles import PatternFill

HERE = Path(__file__).parent
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def _filled(cell: object, colour: str) -> None:
    cell.fill = PatternFill("solid", fgColor=colour)  # type: ignore[attr-defined]  # a cell of openpyxl


def tracker() -> Workbook:
    """A tracker since 2016: title rows, headings over two rows, RAG by fill with its own key, a column a quarter, a note below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "ASB tracker"
    sheet["A1"] = "Anytown Community Safety Plan 2016/19"
    sheet["A2"] = "Quarter:"
    sheet["B2"] = "Q3 2016/17"
    sheet.append([])
    sheet.append(
        [
            "No",
            "Priority",
            "Task",
            "Lead",
            "By when",
            "Quarter 1",
            None,
            "Quarter 2",
            None,
            "Quarter 3",
            None,
            "Cost code",
        ]
    )
    sheet.append(
        [
            None,
            None,
            None,
            None,
            None,
            "RAG",
            "Commentary",
            "RAG",
            "Commentary",
            "RAG",
            "Commentary",
            None,
        ]
    )
    for first, last in (("F4", "G4"), ("H4", "I4"), ("J4", "K4")):
        sheet.merge_cells(f"{first}:{last}")
    rows = (
        (
            1,
            "1. Safer streets",
            "Light the underpass",
            "J Patel",
            dt.date(2017, 3, 31),
            None,
            "Surveyed",
            None,
            "Ordered",
            None,
            "Fitted",
            "CC1",
        ),
        (
            2,
            None,
            "Patrol the park & <pond>",
            "Police",
            "Ongoing",
            None,
            "Begun",
            None,
            None,
            None,
            "Twice a week",
            "CC2",
        ),
        (
            1,
            "2. Safer homes",
            "Fit 40 locks",
            "Housing",
            "Q4 2016/17",
            None,
            None,
            None,
            "10 fitted",
            None,
            "22 fitted",
            None,
        ),
    )
    for row in rows:
        sheet.append(row)
    for cell, colour in (
        ("F6", AMBER),
        ("H6", GREEN),
        ("J6", GREEN),
        ("J7", AMBER),
        ("H8", RED),
        ("J8", RED),
    ):
        _filled(sheet[cell], colour)
    sheet.merge_cells("B6:B7")
    sheet.append([])
    sheet.append(["Locks are bought by the county."])
    key = book.create_sheet("RAG key")
    for number, (colour, meaning) in enumerate(
        ((GREEN, "Green - on target"), (AMBER, "Amber - slipping"), (RED, "Red - will not be met")),
        1,
    ):
        _filled(key.cell(number, 1), colour)
        key.cell(number, 2, meaning)
    return book


def sheets() -> Workbook:
    """One sheet an objective, colours without any key, a responsible person each, numbers that begin anew on each sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, actions in (
        ("Violence", ("Train door staff", "Run a campaign")),
        ("Burglary", ("Mark property",)),
    ):
        sheet = book.create_sheet(name)
        sheet.append(
            [
                "Ref",
                "Action Required",
                "Responsible person",
                "Target date",
                "BRAG",
                "Update/Comments",
            ]
        )
        for number, action in enumerate(actions, 1):
            sheet.append([number, action, "A Jones", "March 2017", None, f"Update {number}"])
            _filled(sheet.cell(number + 1, 5), "7030A0" if number == 1 else "92D050")
    return book


def _set(cell: _Cell, words: str) -> None:
    cell.text = words


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def _table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> object:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _set(cell, words)
    return table


def headings() -> WordDocument:
    """Word headings and bullets above each table, a table that goes on with its headings again, a key with fills, BRAG words."""
    document = Document()
    document.add_heading("Anytown Safer Communities Plan 2016-19", 0)
    document.add_paragraph("Appendix 2")
    document.add_heading("Introduction", 1)
    document.add_paragraph(
        "This plan says what the partnership will do, and how it will know that it has been done in each of its areas."
    )
    key = _table(
        document,
        (
            ("Blue", "Completed"),
            ("Green", "On track"),
            ("Amber", "Some delay"),
            ("Red", "Serious delay"),
        ),
    )
    for row, colour in zip(key.rows, ("0070C0", GREEN, AMBER, RED), strict=True):  # type: ignore[attr-defined]  # a table
        _shade(row.cells[0], colour)
    head = ("Milestone", "Measure", "Deadline", "Who", "RAG rating", "Commentary")
    document.add_heading("Priority 1 – Reduce violence", 1)
    document.add_paragraph("in the night-time economy", style="List Bullet")
    document.add_paragraph("in the home", style="List Bullet")
    _table(
        document,
        (
            head,
            (
                "Train staff",
                "All trained",
                "Q2 2016/17",
                "Licensing; Police",
                "Blue",
                "Done in June.",
            ),
            ("Street pastors", "", "Ongoing", "Churches", "Green – on track", "12 volunteers."),
        ),
    )
    document.add_paragraph("")
    _table(
        document,
        (
            head,
            ("Safe taxi rank", "Fewer calls", "Q4 2016/17", "Council", "", "Site found."),
            ("", "", "", "", "", "Planning consent in May."),
        ),
    )
    document.add_heading("Priority 2 – Tackle burglary", 1)
    table = _table(
        document,
        (
            head,
            ("Smart water", "1,000 homes", "Q3 2016/17", "Police", "Amber", "600 homes."),
            ("Note: figures are to December.", "", "", "", "", ""),
        ),
    )
    table.rows[2].cells[0].merge(table.rows[2].cells[5])  # type: ignore[attr-defined]  # the same
    document.add_heading("Abbreviations", 1)
    document.add_paragraph("ASB – Anti Social Behaviour")
    document.add_paragraph("CSP – Community Safety Partnership")
    return document


def _xml(words: str) -> object:
    return parse_xml(words.replace("<w:", "<w:", 1).replace(">", f" {nsdecls('w')}>", 1))


def edited() -> WordDocument:
    """Tracked changes, a content control, a text box, numbers that Word makes itself, a table in a cell, cells merged downwards."""
    document = Document()
    head = ("Theme", "No.", "Action", "Lead agency", "Timeframe", "Progress")
    table = document.add_table(rows=1, cols=6, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        _set(cell, words)
    for words in (
        ("Streets", "", "Light the park", "Council", "2017", "Begun."),
        ("", "", "Cut hedges", "Parks", "2017", ""),
        ("Homes", "", "Locks", "Housing", "2018", ""),
    ):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            _set(cell, text)
    table.cell(1, 0).merge(table.cell(2, 0))
    for row in table.rows[1:]:
        row.cells[1].paragraphs[0].style = "List Number"
    progress = table.cell(1, 5).paragraphs[0]._p
    progress.append(
        _xml(
            '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve"> Lamps ordered.</w:t></w:r></w:ins>'
        )
    )
    progress.append(
        _xml(
            '<w:del w:id="2" w:author="A"><w:r><w:delText> Nothing ordered.</w:delText></w:r></w:del>'
        )
    )
    control = "<w:sdt><w:sdtContent><w:r><w:t>By April.</w:t></w:r></w:sdtContent></w:sdt>"
    table.cell(2, 5).paragraphs[0]._p.append(_xml(control))
    box = "<w:txbxContent><w:p><w:r><w:t>Agreed in May.</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>'
    document.add_paragraph("Introduction")._p.append(_xml(shape))
    inner = table.cell(3, 5).add_table(rows=1, cols=2)
    for cell, words in zip(inner.rows[0].cells, ("Target 40", "Done 10"), strict=True):
        _set(cell, words)
    return document


def values() -> bytes:
    """A .csv out of Excel on a British computer: semicolons, CP1252, a line break in quotes, no objectives, no refs."""
    lines = (
        "Recommendation;Lead officer;Due;RAG;Comments",
        'Publish the “plan”;Comms;31/03/2017;G;"First line\nSecond – line"',
        "Meet café owners;Licensing;Q4 2016/17;A;",
    )
    return "\r\n".join(lines).encode("cp1252")


MAKERS: dict[str, Callable[[], Workbook | WordDocument | bytes]] = {
    "tracker.xlsx": tracker,
    "sheets.xlsx": sheets,
    "headings.docx": headings,
    "edited.docx": edited,
    "values.csv": values,
}

if __name__ == "__main__":
    for name, make in MAKERS.items():
        made = make()
        if isinstance(made, bytes):
            (HERE / name).write_bytes(made)
        else:
            made.save(str(HERE / name))
