"""Trackers as project offices and auditors keep them: what is a row of the plan and what is not."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import PIL.Image
import pytest
from conftest import places
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from making import imported
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from test_layouts import cells, of

from reportgen.app.import_plan import import_plan
from reportgen.cli.remedies import worded
from reportgen.importers.audit import Outcome
from reportgen.importers.import_result import ImportResult
from reportgen.importers.sources.docx_styles import styles
from reportgen.model.errors import Unreadable
from reportgen.model.schema import ACTIONS, OBJECTIVES, STATUS_KEY
from reportgen.office.markup import read_xml

HEAD = "| Task no | Task | Task owner | Finish | State | Remarks |"
ROWS = (
    "| 1 | Sow the verge | Parks | 31/03/2025 | Green | Sown |\n"
    "| 2 | Prune | Parks | 30/06/2025 | Red | Late |"
)


def left(result: ImportResult) -> list[tuple[str, str]]:
    """The words that were left out, each with the reason."""
    return [(cell.words, cell.why) for cell in result.left_out]


def titles(result: ImportResult) -> list[str]:
    """The actions' own words."""
    return [row["title"] for row in result.rows[ACTIONS.name]]


def test_rows_that_only_wait_for_an_action_are_none(tmp_path: Path) -> None:
    """A number and a preset status do not make one; the words are named, and the user warned."""
    waiting = "\n".join(f"| {number} | | | | Not started | |" for number in range(3, 9))
    result = of(tmp_path, ("Log", f"{HEAD}\n{ROWS}\n{waiting}"))
    assert titles(result) == ["Sow the verge", "Prune"]
    assert left(result)[:2] == [
        ("3", "its row has no words for an action"),
        ("Not started", "its row has no words for an action"),
    ]
    assert result.doubts == (
        (
            "Only 12 of 24 cells of the sheet Log that are no headings were taken. Look at those"
            " that were left out."
        ),
    )


def test_headings_merged_over_two_rows_are_one_row_of_headings(tmp_path: Path) -> None:
    """The lower half of a merged heading is no action."""
    book = Workbook()
    sheet = book.worksheets[0]
    heads = ("Ref", "Activity", "Assignee", "Due by")
    for column, words in enumerate(heads, start=1):
        sheet.cell(1, column, words)
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    for column, words in enumerate(("A1", "Sow the verge", "Parks", "March 2025"), start=1):
        sheet.cell(3, column, words)
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert cells(result, ACTIONS.name, "ref", "title") == [("A1", "Sow the verge")]


@pytest.mark.parametrize(
    "other",
    [
        "| Risk | Likelihood | Impact | Score |\n| Frost | High | Low | 6 |",
        "| ID | Issue | Raised by | Severity | Date closed |\n| 1 | Gate | Jo | High | 1 May |",
        "| Name | Role | Contact | Email |\n| Jo | Ranger | 555 | jo@x.uk |",
    ],
)
def test_a_table_of_other_headings_below_ends_the_plan(other: str, tmp_path: Path) -> None:
    """Neither its headings nor its rows become actions; every word of it is named."""
    result = of(tmp_path, ("Log", f"{HEAD}\n{ROWS}\n| Others |\n{other}"))
    assert titles(result) == ["Sow the verge", "Prune"]
    words = [words for words, _ in left(result)]
    assert {
        "Others",
        *(cell.strip() for cell in other.replace("\n", "").split("|") if cell.strip()),
    } == set(words)


def test_another_plan_below_with_the_same_headings_goes_on(tmp_path: Path) -> None:
    """Headings that are said again cut nothing."""
    result = of(
        tmp_path, ("Log", f"{HEAD}\n{ROWS}\n| Autumn |\n{HEAD}\n| 3 | Rake | Parks | | Green | |")
    )
    assert titles(result) == ["Sow the verge", "Prune", "Rake"]


def test_lists_for_drop_downs_beside_the_table_are_no_rows(tmp_path: Path) -> None:
    """They stand behind a blank column, and go on where the plan has ended."""
    drawn = (
        "| Task | Owner | State |  | Values |\n| Sow | Parks | Open |  | Open |\n"
        "| | | | | Closed |\n| | | | | On hold |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert titles(result) == ["Sow"]
    assert {why for _, why in left(result)} == {"it stands beside the table"}
    assert result.own == ()


def test_a_column_behind_a_blank_one_that_fits_the_rows_is_kept(tmp_path: Path) -> None:
    """A blank column in the midst does not end the table."""
    drawn = (
        "| Task | Owner | State |  | Cost |\n| Sow | Parks | Open |  | 5 |\n"
        "| Rake | Parks | Open |  | 9 |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert [column.heading for column in result.own] == ["Cost"]
    assert result.left_out == ()


def test_a_key_in_one_line_under_the_table_is_the_key(tmp_path: Path) -> None:
    """And no action."""
    result = of(
        tmp_path, ("Log", f"{HEAD}\n{ROWS}\n| RAG: Red = stuck; Amber = slow; Green = fine |")
    )
    assert titles(result) == ["Sow the verge", "Prune"]
    assert ("Amber", "slow") in cells(result, STATUS_KEY.name, "word", "meaning")


def test_labels_with_values_over_the_headings_are_no_headings(tmp_path: Path) -> None:
    """“Last updated:” and its day do not stand over columns."""
    result = of(tmp_path, ("Log", f"| Last updated: | 6 October 2026 |\n{HEAD}\n{ROWS}"))
    assert [heading for heading, _ in result.columns["the sheet Log"]][:2] == ["Task no", "Task"]


def test_words_without_a_heading_left_of_the_action_are_sections(tmp_path: Path) -> None:
    """They stand on the first row of each."""
    drawn = (
        "|  | Task | Owner | State |\n| Verges | Sow | Parks | Green |\n| | Mow | Parks | Red |\n"
        "| Trees | Prune | Parks | Green |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert cells(result, OBJECTIVES.name, "title") == [("Verges",), ("Trees",)]
    assert cells(result, ACTIONS.name, "objective") == [("1",), ("1",), ("2",)]


def test_a_number_over_its_own_parts_is_their_objective(tmp_path: Path) -> None:
    """1 over 1.1 and 1.2, with nothing but its title."""
    drawn = (
        f"{HEAD}\n| 1 | Verges | | | | |\n| 1.1 | Sow | Parks | | Green | |\n"
        "| 1.2 | Mow | Parks | | Red | |\n| 2 | Trees | | | | |\n| 2.1 | Prune | Parks | | Red | |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert titles(result) == ["Sow", "Mow", "Prune"]
    assert cells(result, OBJECTIVES.name, "number", "title") == [("1", "Verges"), ("2", "Trees")]


def test_a_ranking_is_no_objective(tmp_path: Path) -> None:
    """On whatever scale: it is kept beside."""
    drawn = "| Task | Priority | Owner |\n| Sow | Moderate | Parks |\n| Mow | Critical | Parks |"
    result = of(tmp_path, ("Log", drawn))
    assert [column.heading for column in result.own] == ["Priority"]
    assert len(result.rows[OBJECTIVES.name]) == 1


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        (
            "| Task | Owner | Due |\n",
            (
                "Row 1 of the sheet Log of plan.xlsx has the headings “Task”, “Owner”, “Due”, and"
                " no action stands under them."
            ),
        ),
        (
            "| Thing | Owner | Due |\n| A long thing to do | Parks | May |",
            'If “Thing” is that, say so: --map "Thing=Action".',
        ),
        (
            "| Ativity | Owner | Description of place |\n| Sow | Parks | A long way away |",
            'If “Ativity” is that, say so: --map "Ativity=Action".',
        ),
        (
            "| Task | Colour of the gate |\n| Sow | Green |",
            "No heading is known as officer, timescale or status.",
        ),
        ("| Alpha | Beta |\n| 1 | 2 |", "has no row of headings such as Action"),
    ],
)
def test_a_refusal_says_what_is_known_and_what_would_do(
    drawn: str, sentence: str, tmp_path: Path
) -> None:
    """Headings are named, and never what stands below them."""
    with pytest.raises(Unreadable) as refusal:
        of(tmp_path, ("Log", drawn))
    words = f"{refusal.value.what} {worded(refusal.value.fix)}"
    assert sentence in words
    assert "Parks" not in words
    assert "long" not in words


def test_a_plan_that_is_laid_out_unlike_the_other_is_told(tmp_path: Path) -> None:
    """It is left out, named, and a reason for a second look."""
    result = of(
        tmp_path,
        ("Log", f"{HEAD}\n{ROWS}"),
        ("Old", "| Action | Owner |\n| Dig | Parks |"),
    )
    assert titles(result) == ["Sow the verge", "Prune"]
    assert result.doubts == (
        "the sheet Old looks like a plan too, and was left out; import it by itself, if it is.",
    )
    assert all(
        cell.kind is not Outcome.TAKEN or not cell.place.startswith("Old")
        for cell in result.outcomes
    )


def test_a_ref_that_lost_its_nought_is_known_by_its_place(tmp_path: Path) -> None:
    """A spreadsheet makes 1.1 of 1.10; what does not go on so stays as it is."""
    refs = ["1.8", "1.9", "1.1", "1.11", "2.1", "2.1"]
    lines = "\n".join(f"| {ref} | Task {n} | Parks |" for n, ref in enumerate(refs))
    result = of(tmp_path, ("Log", f"| Ref | Task | Owner |\n{lines}"))
    given = [row["ref"] for row in result.rows[ACTIONS.name]]
    assert given == ["1.8", "1.9", "1.10", "1.11", "2.1", "2.1b"]
    assert any("the ref 1.1 was taken as 1.10" in note for note in result.notes)


def test_refs_that_became_days_are_refs_again(tmp_path: Path) -> None:
    """Typed as 1.1 and 1.2, kept as 1 January and 1 February."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Task", "Owner"])
    for month in (1, 2, 3):
        sheet.append([dt.date(2025, month, 1), f"Task {month}", "Parks"])
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert [row["ref"] for row in result.rows[ACTIONS.name]] == ["1.1", "1.2", "1.3"]


def test_people_of_a_list_come_without_its_numbers(tmp_path: Path) -> None:
    """And each on a line of its own."""
    drawn = "| Task | Assigned to |\n| Sow | Marsh, Jo;#7;#Reed, Sam;#31 |"
    result = of(tmp_path, ("Log", drawn))
    assert cells(result, ACTIONS.name, "officers") == [("Marsh, Jo\nReed, Sam",)]


def test_the_line_that_tells_excel_of_separators_is_no_row(tmp_path: Path) -> None:
    """It says what stands between values."""
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nTask;Owner, or owners;Due\nSow, mow;Parks;May 2025\n", encoding="utf-8")
    result = imported([path], {"Owner, or owners": "officers"}, {})
    assert cells(result, ACTIONS.name, "title", "officers") == [("Sow, mow", "Parks")]
    assert [cell.place for cell in result.outcomes][:2] == ["A2", "B2"]


def test_a_planner_s_labels_give_its_title_and_no_more(tmp_path: Path) -> None:
    """What speaks of the export is named, and left out."""
    labels = "| Plan name | Green verges |\n| Plan ID | x7 |\n| Date of export | 04/12/2025 |"
    drawn = f"{labels}\n{HEAD}\n{ROWS}"
    result = of(tmp_path, ("Log", drawn))
    assert "Title “Green verges”" in result.told
    assert [words for words, _ in left(result)] == ["Plan ID: x7", "Date of export: 04/12/2025"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Fen Action Plan 2026/27 – Quarter 2 update (July to September 2026)",
            ("Fen Action Plan", "2026/27"),
        ),
        ("Safer Fen Delivery Plan: Q3 2026/27 progress report", ("Safer Fen Delivery Plan", "")),
        ("Fen Strategy 2024-27", ("Fen Strategy", "2024-27")),
        (
            "Fen Delivery Plan 2026–29: progress at end of Quarter 2 2026/27",
            ("Fen Delivery Plan", "2026–29"),
        ),
        ("Fen Delivery Plan: update for Q3 2026/27", ("Fen Delivery Plan", "")),
        ("Fen Delivery Plan – report to the end of Q3 2026/27", ("Fen Delivery Plan", "")),
        ("Report on the Fen for Q3 2026/27", ("Report on the Fen", "")),
    ],
)
def test_a_title_stands_before_its_quarter(
    line: str, told: tuple[str, str], tmp_path: Path
) -> None:
    """The years before the quarter are the strategy's; a body's name is not the title."""
    result = of(
        tmp_path, ("Log", f"| Fen Community Safety Partnership |\n| {line} |\n{HEAD}\n{ROWS}")
    )
    settings = {row["setting"]: row["value"] for row in result.rows["Report"]}
    assert settings["Partnership"] == "Fen Community Safety Partnership"
    assert (settings["Title"], settings.get("Strategy period", "")) == told


def test_letters_are_words_of_the_key(tmp_path: Path) -> None:
    """Where one word alone begins so; the others stay, to be settled by hand."""
    drawn = "| Task | Owner | RAG |\n| Sow | Parks | G |\n| Mow | Parks | a |\n| Rake | Parks | x |"
    result = of(tmp_path, ("Log", drawn))
    assert cells(result, ACTIONS.name, "status") == [("Green",), ("Amber",), ("x",)]


def test_what_stands_in_no_cell_is_named_and_left_out(tmp_path: Path) -> None:
    """Text boxes, pictures, heads of pages, comments, one by one."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Log"
    for row in (("Task", "Owner"), ("Sow", "Parks")):
        sheet.append(row)
    sheet["B2"].comment = Comment("Ask Jo first", "Sam")
    sheet.oddHeader.center.text = "NOT FOR PUBLICATION"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.add_image(picture(), "D2")
    book.save(tmp_path / "plan.xlsx")
    with_text_box(tmp_path / "plan.xlsx", "The contractor leaves in May.")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert left(result) == [
        ("Ask Jo first", "it is a comment on a cell"),
        ("The contractor leaves in May.", "it stands in a text box"),
        ("1 picture", "it is no words"),
        ("NOT FOR PUBLICATION", "it stands on every page"),
    ]


def picture() -> Image:
    """A picture of one point."""
    content = io.BytesIO()
    PIL.Image.new("RGB", (1, 1)).save(content, "PNG")
    return Image(content)


def with_text_box(path: Path, words: str) -> None:
    """Add a text box to the first drawing of a workbook."""
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>" + words + "</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    opened = drawing.index("<", drawing.index("?>") + 2 if drawing.startswith("<?") else 0)
    names = (
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    end = drawing.rindex("</")
    anchor = f"<xdr:absoluteAnchor{names}>{box}</xdr:absoluteAnchor>"
    parts["xl/drawings/drawing1.xml"] = f"{drawing[opened:end]}{anchor}{drawing[end:]}".encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_colour_by_a_rule_is_not_read_and_named(tmp_path: Path) -> None:
    """Of blank cells that are coloured by what another column holds; in import and in check."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Actions"
    for row in (
        ("Ref", "Action", "Officer", "Status", "Judged"),
        ("1", "Sow", "Parks", None, "late"),
    ):
        sheet.append(row)
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("D2:D9", FormulaRule(formula=['$E2="late"'], fill=red))
    sheet.conditional_formatting.add("C2:C9", FormulaRule(formula=['$C2="x"'], fill=red))
    book.save(tmp_path / "plan.xlsx")
    notes = imported([tmp_path / "plan.xlsx"], {}, {}).notes
    assert any(note.startswith("Actions: D2 have no words and are coloured") for note in notes)
    assert places(tmp_path / "plan.xlsx", "status-coloured-by-rule") == [
        ("status-coloured-by-rule", "Actions!D2")
    ]


def word_table(path: Path, edit: Callable[[Any], None]) -> Path:
    """Save a Word file with a plan of one action, after a change to the cell of its progress."""
    document = docx.Document()
    table = document.add_table(2, 4)
    for column, words in enumerate(("Action", "Lead", "RAG", "Progress")):
        table.cell(0, column).text = words
    for column, words in enumerate(("Sow", "Parks", "Green", "Sown.")):
        table.cell(1, column).text = words
    edit(table)
    document.save(str(path))
    return path


def test_hidden_words_of_word_are_left_out_and_struck_ones_taken(tmp_path: Path) -> None:
    """Both are named with the cell that they stand in."""

    def edit(table: Any) -> None:
        paragraph = table.cell(1, 3).paragraphs[0]
        paragraph.add_run(" Secret.").font.hidden = True
        paragraph.add_run(" Gone.").font.strike = True

    result = imported([word_table(tmp_path / "plan.docx", edit)], {}, {})
    assert cells(result, ACTIONS.name, "progress") == [("Sown. Gone.",)]
    hidden = [(cell.place, cell.words, cell.why) for cell in result.left_out]
    assert hidden == [("table 1, row 2, column 4", " Secret.", "it is hidden")]
    assert [note for note in result.notes if note.startswith("table 1")] == [
        "table 1, row 2, column 4: “Gone.” is struck out, and was taken like any other words.",
    ]


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ODD_PARTS = f"""<w:p {nsdecls("w")} xmlns:mc="{_MC}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r>
<w:pict><v:shape><v:textpath string="Art."/></v:shape></w:pict></w:r>
<mc:AlternateContent><mc:Choice Requires="zz"><w:r><w:t>Unknown.</w:t></w:r></mc:Choice>
<mc:Fallback><w:r><w:t>Shown.</w:t></w:r></mc:Fallback></mc:AlternateContent>
<mc:AlternateContent><mc:Choice Requires="wps w14"><w:r><w:t>New.</w:t></w:r></mc:Choice>
<mc:Fallback><w:r><w:t>Old.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"""


def test_word_art_and_alternatives_are_read_as_word_shows_them(tmp_path: Path) -> None:
    """Of alternatives the one that Word knows; a cell that was deleted is blank."""

    def edit(table: Any) -> None:
        table.cell(1, 3)._tc.append(parse_xml(_ODD_PARTS))  # noqa: SLF001 - no public way
        properties = table.cell(1, 2)._tc.get_or_add_tcPr()  # noqa: SLF001 - the same
        properties.append(parse_xml(f'<w:cellDel {nsdecls("w")} w:id="1" w:author="A"/>'))

    result = imported([word_table(tmp_path / "plan.docx", edit)], {}, {})
    assert cells(result, ACTIONS.name, "progress") == [("Sown.\nArt.Shown.New.",)]
    assert any("Tracked changes" in note for note in result.notes)


@pytest.mark.parametrize("claim", ["30000000", "9" * 5_000], ids=["millions", "a long number"])
def test_a_cell_spans_no_more_columns_than_a_table_has(tmp_path: Path, claim: str) -> None:
    """However many it claims."""

    def edit(table: Any) -> None:
        properties = table.cell(1, 3)._tc.get_or_add_tcPr()  # noqa: SLF001 - no public way
        properties.get_or_add_gridSpan().val = 2
        properties.gridSpan.set(qn("w:val"), claim)

    result = imported([word_table(tmp_path / "plan.docx", edit)], {}, {})
    assert len(result.rows[ACTIONS.name]) == 1


def test_form_fields_of_word_are_read_as_they_are_set(tmp_path: Path) -> None:
    """The chosen entry of a drop-down, and a tick."""
    fields = (
        (
            '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/>'
            '<w:listEntry w:val="Amber"/></w:ddList></w:ffData>'
        ),
        '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>',
    )

    def edit(table: Any) -> None:
        for column, data in zip((2, 3), fields, strict=True):
            cell = table.cell(1, column)
            cell.text = ""
            for kind, inside in (("begin", data), ("end", "")):
                field = f'<w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar>'
                run = f"<w:r {nsdecls('w')}>{field}</w:r>"
                cell.paragraphs[0]._p.append(parse_xml(run))  # noqa: SLF001 - no public way

    result = imported([word_table(tmp_path / "plan.docx", edit)], {}, {})
    assert cells(result, ACTIONS.name, "status", "progress") == [("Amber", "☒")]


def test_styles_that_are_based_on_each_other_end() -> None:
    """A ring of styles, and a chain of thousands."""
    ring = [("a", "b"), ("b", "a"), ("c", "c")]
    chain = [(f"s{n}", f"s{n + 1}") for n in range(5_000)]
    listed = "".join(
        f'<w:style w:styleId="{own}"><w:basedOn w:val="{base}"/></w:style>'
        for own, base in ring + chain
    )
    last = '<w:style w:styleId="s5000"><w:name w:val="heading 2"/></w:style>'
    known = styles(read_xml(f"<w:styles {nsdecls('w')}>{listed}{last}</w:styles>".encode()))
    assert (known["s0"].level, known["a"].level) == (2, 0)


def test_months_in_brackets_leave_a_quarter_what_it_is(tmp_path: Path) -> None:
    """The latest quarter is the present one, and the others go into History."""
    drawn = (
        "| Ref | Task | Owner | Quarter 1 (Apr-Jun) RAG | Quarter 2 (Jul-Sep) RAG |\n"
        "| 1 | Sow | Parks | Red | Green |"
    )
    result = of(tmp_path, ("Log", drawn), given={"Quarter": "Q2 2026/27"})
    assert cells(result, ACTIONS.name, "status") == [("Green",)]
    assert [row["status"] for row in result.rows["History"]] == ["Red"]


def test_a_later_date_beside_a_first_one_is_the_revised_one(tmp_path: Path) -> None:
    """“Current deadline” beside “Original deadline”."""
    drawn = (
        "| Task | Owner | Original deadline | Current deadline |\n"
        "| Sow | Jo | May 2025 | June 2025 |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert cells(result, ACTIONS.name, "timescale", "revised_timescale") == [
        ("May 2025", "June 2025")
    ]


def test_a_side_table_s_heading_is_no_action_beside_long_words(tmp_path: Path) -> None:
    """A refusal that names the headings is better than the actions “Red” and “Amber”."""
    drawn = (
        "| Things we promised | Owner | RAG |  | Summary | Number |\n"
        "| Sow the verges along the whole of the ring road | Parks | Green |  | Red | 1 |"
    )
    with pytest.raises(Unreadable, match="No heading is known as Action"):
        of(tmp_path, ("Log", drawn))


def test_a_sheet_that_lacks_only_the_action_is_told(tmp_path: Path) -> None:
    """Though another sheet is a plan."""
    unknown = "| Thing promised | Assigned to | State |\n| Dig | Parks | Open |"
    result = of(tmp_path, ("Log", f"{HEAD}\n{ROWS}"), ("Main", unknown))
    assert [doubt.partition(" looks")[0] for doubt in result.doubts] == ["the sheet Main"]


def test_a_heading_of_two_rows_can_be_mapped_by_its_lower_part(tmp_path: Path) -> None:
    """As it stands in the sheet, and as a refusal names it."""
    drawn = (
        "| No | Agreed | Agreed | Agreed |\n| | Things | Owner | By when |\n"
        "| 1 | Dig | Parks | May 2025 |"
    )
    path = tmp_path / "plan.xlsx"
    with pytest.raises(Unreadable):
        of(tmp_path, ("Log", drawn))
    result = import_plan([path], maps=[("Things", "Action")])
    assert cells(result, ACTIONS.name, "title") == [("Dig",)]


def test_a_name_over_each_set_of_headings_is_an_objective(tmp_path: Path) -> None:
    """The first too, in the order of the sheet; a table below them is told by its row."""
    drawn = (
        f"| Green report |\n| Done |\n{HEAD}\n| 1 | Sow | Parks | May 2025 | Green | |\n"
        f"| To come |\n{HEAD}\n| 2 | Mow | Parks | June 2025 | Red | |\n| Risks |\n"
        "| Risk | Risk response action | Severity | Risk owner |\n| Frost | Cover | High | Jo |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert cells(result, OBJECTIVES.name, "number", "title") == [("1", "Done"), ("2", "To come")]
    assert cells(result, ACTIONS.name, "objective", "title") == [("1", "Sow"), ("2", "Mow")]
    assert "the sheet Log, from row 8 looks like a plan too" in " ".join(result.doubts)


def test_a_cell_merged_over_two_columns_is_told(tmp_path: Path) -> None:
    """Its words go to the first, and the second is blank because of the merge."""

    def edit(table: Any) -> None:
        table.cell(1, 0).merge(table.cell(1, 1))

    result = imported([word_table(tmp_path / "plan.docx", edit)], {}, {})
    assert cells(result, ACTIONS.name, "title", "officers") == [("Sow\nParks", "")]
    assert any("and Accountable Officer is blank there" in note for note in result.notes)


def test_headings_merged_down_beside_headings_of_two_rows_are_no_action(tmp_path: Path) -> None:
    """Whatever stands in the lower row: “L”, “I” and “Total” name no column of ours."""
    book = Workbook()
    sheet = book.worksheets[0]
    upper = ("No", "Further controls", "Control lead", "Inherent", None, None, "Due")
    lower = (None, None, None, "L", "I", "Total", None)
    for row in (upper, lower, ("1", "Fit alarms", "Estates", 3, 4, 12, "May 2025")):
        sheet.append(row)
    for column in "ABCG":
        sheet.merge_cells(f"{column}1:{column}2")
    sheet.merge_cells("D1:F1")
    book.save(tmp_path / "plan.xlsx")
    assert titles(imported([tmp_path / "plan.xlsx"], {}, {})) == ["Fit alarms"]


def test_a_table_below_with_some_of_the_headings_is_another_table(tmp_path: Path) -> None:
    """Closed items with other columns are named, and no actions."""
    drawn = (
        "| Aim | Steps to be taken | Owner | Finish date |\n| Green | Sow | Parks | May 2025 |\n"
        "| Steps closed last year |\n| Aim | Steps to be taken | Closed on | Result |\n"
        "| Green | Dig | 11 March 2016 | 22 bins replaced |"
    )
    result = of(tmp_path, ("Log", drawn))
    assert titles(result) == ["Sow"]
    assert "22 bins replaced" in [words for words, _ in left(result)]
