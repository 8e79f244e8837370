"""A Word file of ours imports back to the same plan, and its edits can be merged."""

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx.shared
import openpyxl
import pytest
from conftest import DATA
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import documents, imported, report
from making import reading as read
from PIL import Image

from reportgen.app import documents as app_documents
from reportgen.app import import_plan, returns
from reportgen.app.build import BuildOptions, build
from reportgen.app.merge import merge_returns
from reportgen.app.read import read as read_result
from reportgen.app.returns_without_form import read_paper
from reportgen.facts.differences import differences
from reportgen.model.edition import Edition, Format
from reportgen.model.errors import Unreadable
from reportgen.model.plan import Plan
from reportgen.model.problems import Where
from reportgen.model.schema import ACTIONS, OBJECTIVES, REPORT
from reportgen.reports.wording import ENGLISH
from reportgen.returns.merge import MergeResult
from reportgen.returns.returned import Return
from reportgen.workbook.write.form import Form
from reportgen.workbook.write.workbook import workbook

DAY = dt.date(2017, 1, 31)
WORKBOOKS = sorted(path.name for path in DATA.glob("*.xlsx"))


def on_paper(plan: Plan) -> object:
    """Return what a paper shows of a plan, in order.

    Left out are the rows of the workbook, and how a colour was named.
    """
    details, known = plan.settings, {objective.number for objective in plan.objectives}
    return (
        [
            details.title,
            details.strategy_period,
            details.document,
            details.quarter,
            details.partnership,
            details.appendix,
            details.organisation,
            details.committee,
            details.meeting_date,
            details.introduction,
        ],
        [(status.word, status.fill, status.counts_as, status.meaning) for status in plan.key],
        [
            (objective.number, objective.title, objective.points)
            for objective in plan.objectives
            if objective.title
        ],
        [
            (
                action.ref,
                action.objective if action.objective in known else "",
                action.title,
                action.outcome,
                action.timescale,
                action.officers,
            )
            for action in plan.actions
        ],
        [
            (action.partners, action.update.typed and action.update.status, action.update.progress)
            for action in plan.actions
        ],
        [
            (
                action.update.next_steps,
                action.update.revised_timescale,
                action.update.target,
                action.update.actual,
            )
            for action in plan.actions
        ],
        plan.acronyms,
    )


def round_trip(path: Path) -> tuple[Plan, Plan]:
    """A workbook's plan, and what its Word file gives back."""
    before = read_result(path)
    paper = path.with_name("paper.docx")
    paper.write_bytes(documents(report(before), formats=(Format.DOCX,))[Format.DOCX])
    back = path.with_name("back.xlsx")
    back.write_bytes(import_plan.new_workbook(imported([paper], {}, {}), made_on=DAY))
    return before.plan, read(back).plan


@pytest.mark.parametrize("name", [name for name in WORKBOOKS if name != "messy.xlsx"])
def test_the_word_file_of_each_example_gives_its_plan_back(name: str, tmp_path: Path) -> None:
    """Every paragraph, list, name, status, label and setting that the paper shows."""
    path = tmp_path / name
    path.write_bytes((DATA / name).read_bytes())
    before, after = round_trip(path)
    assert on_paper(after) == on_paper(before)


_PIECES = (
    "abc",
    "XYZ",
    "é",
    "&",
    "<",
    "'",
    ":",
    ";",
    ".",
    "–",
    "12",
    "●",
    "Red",
    "Next steps:",
    "Target:",
    "Revised:",
)
LINES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map(" ".join)
WORDS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
BULLETS = st.lists(LINES, min_size=1, max_size=3).map(
    lambda lines: "\n".join(f"• {line}" for line in lines)
)
CELL = st.one_of(st.just(""), WORDS, BULLETS, st.tuples(WORDS, BULLETS, WORDS).map("\n".join))
NAMES = st.lists(
    st.sampled_from(["R Patel", "Police & Fire", "Head of <Homes>", "A: B"]),
    max_size=3,
    unique=True,
).map("\n".join)
ROW = st.fixed_dictionaries(
    dict.fromkeys(
        ("outcome", "timescale", "progress", "next_steps", "revised_timescale", "target", "actual"),
        CELL,
    )
    | {
        "title": st.one_of(WORDS, BULLETS),
        "officers": NAMES,
        "partners": NAMES,
        "status": st.sampled_from(["", "Red", "Amber", "Odd"]),
    }
)


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(listed=st.lists(ROW, min_size=1, max_size=4))
def test_any_plan_comes_back_from_its_word_file(
    listed: list[dict[str, str]], tmp_path: Path
) -> None:
    """It does, even where officers typed our own labels, shapes and bullets.

    Styles tell these apart, and not words.
    """
    actions = [
        {"ref": f"1.{number}", "objective": "1"} | row for number, row in enumerate(listed, 1)
    ]
    rows = {
        ACTIONS.name: actions,
        OBJECTIVES.name: [{"number": "1", "title": "Safer: streets", "points": "a\nb"}],
        REPORT.name: [
            {"setting": "Title", "value": "Plan"},
            {"setting": "Quarter", "value": "Q3 2016/17"},
        ],
    }
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(Form(title="Plan", made_on=DAY, start_here=(("Plan",),), rows=rows)))
    before, after = round_trip(path)
    assert on_paper(after) == on_paper(before)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The third quarter's action plan in Word."""
    path = tmp_path / "paper.docx"
    path.write_bytes(
        documents(report(read_result(DATA / "asb-2016-17-q3.xlsx")), formats=(Format.DOCX,))[
            Format.DOCX
        ]
    )
    return path


def edit(path: Path, change: Callable[[Document], None]) -> Path:
    """Change a Word file as somebody in Word would."""
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return path


def reworded(document: Document) -> None:
    """Other words in three cells of the first two actions, and one action less."""
    rows = document.tables[2].rows
    rows[1].cells[1].paragraphs[0].runs[0].text = "Reworded"
    rows[1].cells[7].paragraphs[0].runs[0].text = "Said anew."
    rows[2].cells[6].paragraphs[0].runs[-1].text = "▲ Amber"
    gone = document.tables[3].rows[1]._tr  # noqa: SLF001 - python-docx has no way to take a row away
    gone.getparent().remove(gone)


def merged_later(paper: Path, later: Path, cell: str, words: str) -> MergeResult:
    """Merge the reworded paper into a plan's workbook that was saved since.

    It was saved with these words in this cell of its actions.
    """
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    book["Actions"][cell] = words
    book.save(later)
    master = returns.whole_plan(later)
    return merge_returns(
        master,
        [returns.read_return(edit(paper, reworded), shown="paper.docx", master=master.reading)],
    )


def test_a_paper_that_nobody_edited_differs_in_nothing(paper: Path) -> None:
    """Contacts, History and all that a paper does not show are no differences."""
    master = read(DATA / "asb-2016-17-q3.xlsx")
    assert differences(master, read_paper(paper, master)) == ()


def test_each_edit_is_told_with_its_place_in_the_word_file(paper: Path) -> None:
    """Table, row and column, since a Word file has no cells with letters."""
    master = read(DATA / "asb-2016-17-q3.xlsx")
    edits = differences(master, read_paper(edit(paper, reworded), master))
    assert [
        (
            difference.kind.value,
            difference.name,
            difference.heading,
            difference.new,
            str(difference.new_place or ""),
        )
        for difference in edits
    ] == [
        ("changed", "1.1", "Action", "Reworded", "table 3, row 2, column 2"),
        ("changed", "1.1", "Progress", "Said anew.", "table 3, row 2, column 8"),
        ("changed", "1.2", "Status", "Amber", "table 3, row 3, column 7"),
        ("removed", "2.1", "Action", "", ""),
    ]


def test_edits_are_merged_under_the_rules_of_returns(paper: Path) -> None:
    """The officers' cells are taken; words of the plan are named and stay.

    A row that is gone is asked for.
    """
    master = returns.whole_plan(DATA / "asb-2016-17-q3.xlsx")
    returned = returns.read_return(edit(paper, reworded), shown="paper.docx", master=master.reading)
    merged = merge_returns(master, [returned])
    assert merged.updates == {2: {"progress": "Said anew."}, 3: {"status": "Amber"}}
    assert [(problem.code, str(problem.where)) for problem in merged.problems] == [
        ("return-plan-words", "paper.docx, table 3, row 2, column 2"),
        ("return-row-missing", "paper.docx, Actions"),
    ]


def test_an_edit_never_overwrites_what_the_plan_says_since(paper: Path, tmp_path: Path) -> None:
    """Words that differ are a conflict where the workbook was saved since.

    The paper names the workbook it was made from.
    """
    merged = merged_later(paper, tmp_path / "later.xlsx", "I2", "Corrected in the workbook.")
    told = next(
        problem
        for problem in merged.problems
        if problem.code == "return-conflict" and "Progress" in problem.what
    )
    assert told.where == Where(file="paper.docx", passage="table 3, row 2, column 8")
    assert merged.updates.get(2) is None
    assert not merged.sound


def test_words_outside_the_parts_of_a_paper_are_named(paper: Path) -> None:
    """A paragraph below a table and an edited introduction are reported, and not taken."""

    def change(document: Document) -> None:
        document.tables[2]._tbl.addnext(document.add_paragraph("The Chair asks why.")._p)  # noqa: SLF001 - as above
        next(
            paragraph
            for paragraph in document.paragraphs
            if paragraph.text.startswith("This is an example")
        ).runs[0].text = "Anew."

    master = returns.whole_plan(DATA / "asb-2016-17-q3.xlsx")
    returned = returns.read_return(edit(paper, change), shown="paper.docx", master=master.reading)
    told = [(problem.code, problem.what) for problem in merge_returns(master, [returned]).problems]
    assert (
        "paper-words",
        "“The Chair asks why.” is not taken: it is no part of the paper as it was made.",
    ) in told
    edits = [what for code, what in told if code == "paper-edit"]
    assert len(edits) == 1
    assert "is “Anew.” in the paper; the plan’s own words stay." in edits[0]


def test_a_divided_table_and_a_cleared_status_are_read_as_they_stand(paper: Path) -> None:
    """A colour without its word is no status.

    Word's Split Table leaves a lower half without headings, which is read with the upper half.
    """

    def change(document: Document) -> None:
        upper = document.tables[2]
        upper.rows[3].cells[6].paragraphs[0].runs[-1].text = ""
        between = document.add_paragraph("")._p  # noqa: SLF001 - as above
        lower = parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/></w:tbl>")
        for row in upper.rows[5:]:
            lower.append(row._tr)  # noqa: SLF001 - the same
        upper._tbl.addnext(between)  # noqa: SLF001 - the same
        between.addnext(lower)

    master = read(DATA / "asb-2016-17-q3.xlsx")
    edits = differences(master, read_paper(edit(paper, change), master))
    assert [
        (difference.name, difference.heading, difference.old, difference.new)
        for difference in edits
    ] == [("1.3", "Status", "Amber", "")]


def test_another_paper_of_ours_is_refused(tmp_path: Path) -> None:
    """A paper in large print has no table to read."""
    path = tmp_path / "large.docx"
    view = report(read_result(DATA / "asb-2016-17-q3.xlsx"), large_print=True)
    path.write_bytes(documents(view, formats=(Format.DOCX,))[Format.DOCX])
    with pytest.raises(Unreadable, match="not the action plan with its tables"):
        imported([path], {}, {})


@pytest.mark.parametrize("name", [name for name in WORKBOOKS if name != "messy.xlsx"])
def test_a_workbook_of_ours_imports_as_it_is(name: str, tmp_path: Path) -> None:
    """Every sheet is read back; the tint of a form's cells is no status."""
    result = imported([DATA / name], {}, {})
    back = tmp_path / "back.xlsx"
    back.write_bytes(import_plan.new_workbook(result, made_on=DAY))
    assert result.doubts == ()
    before, after = read(DATA / name), read(back)
    assert on_paper(after.plan) == on_paper(before.plan)
    assert (after.plan.history, after.plan.contacts) == (before.plan.history, before.plan.contacts)
    assert not [note for note in result.notes if "colour" in note]


def test_edits_are_taken_though_the_workbook_was_saved_since(paper: Path, tmp_path: Path) -> None:
    """One unrelated change, in a file that was saved again, holds up none of the edits.

    The token compares words and not bytes.
    """
    merged = merged_later(paper, tmp_path / "later.xlsx", "I9", "Said since, of 2.1.")
    assert merged.updates == {2: {"progress": "Said anew."}, 3: {"status": "Amber"}}


def test_a_status_that_is_none_does_not_take_a_good_one_away(paper: Path) -> None:
    """It is an error at its place, and the plan's own status stays."""

    def change(document: Document) -> None:
        document.tables[2].rows[1].cells[6].paragraphs[0].runs[-1].text = "● Gren"

    master = returns.whole_plan(DATA / "asb-2016-17-q3.xlsx")
    merged = merge_returns(
        master,
        [returns.read_return(edit(paper, change), shown="paper.docx", master=master.reading)],
    )
    assert merged.updates == {}
    assert [(problem.code, str(problem.where)) for problem in merged.problems] == [
        ("status-unknown", "paper.docx, table 3, row 2, column 7")
    ]


def test_a_paper_without_a_name_of_its_own_reads_back_without_one(tmp_path: Path) -> None:
    """The default name of a paper, where the workbook gives none, is no edit."""
    path = tmp_path / "plan.xlsx"
    book = openpyxl.load_workbook(DATA / "asb-action-plan.xlsx")
    row = next(row for row in book["Report"].iter_rows() if row[0].value == "Document")
    row[1].value = None
    book.save(path)
    paper = tmp_path / "paper.docx"
    paper.write_bytes(documents(report(read_result(path)), formats=(Format.DOCX,))[Format.DOCX])
    assert differences(read(path), read_paper(paper, read(path))) == ()


def test_a_title_comes_back_with_its_years_and_a_quarter_as_it_was_typed(tmp_path: Path) -> None:
    """What the page shows as one line goes back into the settings that it was made from."""
    settings_typed = (
        ("Title", "Safer Quays 2016/19"),
        ("Quarter", "Qtr 3 16/17"),
        ("Organisation", "Quay Partnership"),
        ("Partnership", "Quay Partnership"),
    )
    rows = {
        ACTIONS.name: [{"ref": "1.1", "objective": "1", "title": "Light the quay"}],
        OBJECTIVES.name: [{"number": "1", "title": "Safer quays"}],
        REPORT.name: [{"setting": name, "value": words} for name, words in settings_typed],
    }
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(Form(title="Plan", made_on=DAY, start_here=(("Plan",),), rows=rows)))
    before, after = round_trip(path)
    assert after.settings == before.settings


def test_a_paper_in_other_words_reads_back(tmp_path: Path) -> None:
    """The file carries its wording: headings, labels, “No update” in a language of its own."""
    path, paper = DATA / "asb-2016-17-q3.xlsx", tmp_path / "paper.docx"
    other = {
        name: [f"X{form}" for form in forms] if len(forms) > 1 else f"X{forms[0]}"
        for name, forms in ENGLISH.phrases.items()
    }
    lines = [f"{name} = {json.dumps(words)}" for name, words in other.items()]
    (tmp_path / "wording.toml").write_text("\n".join(lines), encoding="utf-8")
    view = app_documents.report(read_result(path), templates=tmp_path)
    made = documents(view, formats=(Format.DOCX,), templates=tmp_path)
    paper.write_bytes(made[Format.DOCX])
    master = read(path)
    headings = {cell.text for cell in docx.Document(str(paper)).tables[2].rows[0].cells}
    assert headings >= {"XRef", "XAction", "XAccountable Officer"}
    assert differences(master, read_paper(paper, master)) == ()


def test_a_reworded_heading_is_read_and_a_reworded_sentence_of_ours_is_told(paper: Path) -> None:
    """A column is known by its place among the others; what is not taken is named."""

    def reworded_front(document: Document) -> None:
        document.tables[2].rows[0].cells[1].paragraphs[0].runs[0].text = "What we will do"
        lead = next(p for p in document.paragraphs if p.text.startswith("A bar has a part"))
        lead.runs[0].text = "The bars mean this:"

    master = read(DATA / "asb-2016-17-q3.xlsx")
    back = read_paper(edit(paper, reworded_front), master)
    assert differences(master, back) == ()
    told = [problem.what for problem in back.problems if problem.code == "paper-words"]
    assert len(told) == 1
    assert "The bars mean this:" in told[0]


def test_a_file_whose_wording_is_broken_is_refused(paper: Path) -> None:
    """It is built again; nothing is guessed."""
    package = zipfile.ZipFile(paper)
    parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"wording 1", b"words 1", 1)
    with zipfile.ZipFile(paper, "w") as spoilt:
        for name, content in parts.items():
            spoilt.writestr(name, content)
    with pytest.raises(Unreadable) as refusal:
        read_paper(paper, read(DATA / "asb-2016-17-q3.xlsx"))
    assert refusal.value.code == "not-the-plan"


def _without_heads(document: Document) -> None:
    for table in (document.tables[2], document.tables[8]):
        head = table.rows[0]._tr  # noqa: SLF001 - as above
        head.getparent().remove(head)


def _with_other_heads(document: Document) -> None:
    for cell in document.tables[2].rows[0].cells:
        cell.paragraphs[0].runs[0].text = "Pennawd"


def _with_final(document: Document) -> None:
    next(p for p in document.paragraphs if p.style.name == "Heading 1").add_run(" FINAL")


@pytest.mark.parametrize("change", [_without_heads, _with_other_heads])
def test_tables_whose_headings_are_gone_or_reworded_are_read_by_their_places(
    change: Callable[[Document], None], paper: Path
) -> None:
    """Nothing is lost, and nothing differs."""
    master = read(DATA / "asb-2016-17-q3.xlsx")
    assert differences(master, read_paper(edit(paper, change), master)) == ()


def test_a_word_behind_the_title_is_part_of_it(paper: Path) -> None:
    """And does not take its place."""
    result = imported([edit(paper, _with_final)], {}, {})
    title = next(r["value"] for r in result.rows[REPORT.name] if r["setting"] == "Title")
    assert title == "Welwyn Hatfield Anti Social Behaviour Strategy 2016/19 FINAL"


def _a_column(document: Document) -> None:
    table = document.tables[2]
    table.add_column(docx.shared.Cm(2))
    table.rows[0].cells[-1].text = "Comment"
    table.rows[1].cells[-1].text = "zq late"


def _a_row_of_the_key(document: Document) -> None:
    cells = document.tables[0].add_row().cells
    cells[0].text, cells[1].text = "Blue zq", "It is complete"


def _a_line_of_the_head(document: Document) -> None:
    next(p for p in document.paragraphs if p.style.name == "Quarter").add_run(" zq amended")


def _a_partnership(document: Document) -> None:
    fact = next(p for p in document.paragraphs if p.text.startswith("Partnership"))
    fact.add_run(" and zq Town Council")


def _a_foot(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].add_run(" zq is Green now")


def _a_table(document: Document) -> None:
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "one", "zq two"


@pytest.mark.parametrize(
    "change",
    [_a_column, _a_row_of_the_key, _a_line_of_the_head, _a_partnership, _a_foot, _a_table],
)
def test_what_somebody_added_to_a_paper_is_told(
    change: Callable[[Document], None], paper: Path
) -> None:
    """Whatever cannot be taken; the paper's own words are not."""
    master = returns.whole_plan(DATA / "asb-2016-17-q3.xlsx")
    assert not _problems(paper, master)
    told = _problems(edit(paper, change), master)
    assert any("zq" in words for words in told)
    assert len(told) < 5


def _problems(paper: Path, master: Return) -> list[str]:
    read_back = returns.read_return(paper, shown="paper.docx", master=master.reading)
    merged = merge_returns(master, [read_back])
    told = (*read_back.reading.problems, *merged.problems)
    return [each.what for each in told if each.code.startswith(("paper", "return"))]


def test_the_councils_logo_is_nothing_that_somebody_added(tmp_path: Path) -> None:
    """It stands in the paper as it was made; another picture does not."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    book["Report"].append(["Logo", "crest.png"])
    book.save(tmp_path / "plan.xlsx")
    Image.new("RGB", (90, 30), "#00703c").save(tmp_path / "crest.png")
    options = BuildOptions(folder=tmp_path, editions=(Edition(),), formats=(Format.DOCX,))
    [paper] = build(tmp_path / "plan.xlsx", options).files
    master = returns.whole_plan(tmp_path / "plan.xlsx")
    assert not _problems(paper, master)
    edit(paper, lambda document: document.add_picture(str(tmp_path / "crest.png")) and None)
    assert any("picture" in words for words in _problems(paper, master))


def test_a_comment_beside_an_action_is_offered_for_it(paper: Path) -> None:
    """By the ref of its row."""
    master = read(DATA / "asb-2016-17-q3.xlsx")
    problems = read_paper(edit(paper, _a_column), master).problems
    assert ("zq late", "1.1") in [(e.words, e.ref) for p in problems for e in p.unplaced]


def test_a_status_typed_without_its_shape_is_taken(paper: Path) -> None:
    """The words of the key are no words that the paper adds by itself."""

    def typed(document: Document) -> None:
        document.tables[2].rows[1].cells[6].paragraphs[0].runs[-1].text = "Red"
        for run in document.tables[2].rows[1].cells[6].paragraphs[0].runs[:-1]:
            run.text = ""

    master = returns.whole_plan(DATA / "asb-2016-17-q3.xlsx")
    read_back = returns.read_return(edit(paper, typed), shown="p.docx", master=master.reading)
    merged = merge_returns(master, [read_back])
    assert merged.updates[2]["status"] == "Red"
