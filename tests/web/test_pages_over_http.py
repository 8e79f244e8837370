"""What the pages do with what people drop and type, over HTTP."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from html import unescape
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import DATA
from PIL import Image
from visiting import PLAN, Site, Visitor, add_table, answered, boxes, edited, forms
from werkzeug.test import TestResponse

from reportgen.app.build import BuildOptions, BuildResult
from reportgen.app.import_plan import ASIDE
from reportgen.model.edition import Edition, ReportKind
from reportgen.web.workspace import Job

MESSY = DATA / "messy.xlsx"


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """Somebody before an empty workspace."""
    site = Site()
    yield Visitor(site)
    site.workspace.end()


def word_plan(path: Path, *rows: tuple[str, ...]) -> Path:
    """A plan in Word."""
    document = docx.Document()
    add_table(document, rows)
    document.save(str(path))
    return path


LANES = (
    ("Ref", "What will be done", "By when", "Lead", "Where we are", "Remarks"),
    ("1.1", "Fit lamps in the lane", "Q3 2016/17", "Parks Officer", "Posts are up.", "See map."),
    ("1.2", "Mend the gate", "Q4 2016/17", "Club Warden", "Wood is ordered.", "In green."),
)


# Opening.


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7 no workbook", b"PK\x03\x04 half a zip"])
def test_a_file_that_cannot_be_read_leaves_the_open_plan(
    visitor: Visitor, tmp_path: Path, broken: bytes
) -> None:
    """It is refused in a sentence, and what is open stays."""
    visitor.drop(PLAN)
    (tmp_path / "other.xlsx").write_bytes(broken)
    answer = visitor.drop(tmp_path / "other.xlsx")
    assert "There’s a problem" in answer.text
    assert f"{PLAN.name} is open as before" in answer.text
    assert "27 actions" in visitor.see("/")


def test_a_tracker_of_another_layout_is_offered_to_be_imported(
    visitor: Visitor, tmp_path: Path
) -> None:
    """And the open plan stays until somebody goes on with it."""
    visitor.drop(PLAN)
    book = openpyxl.Workbook()
    for row in LANES:
        book.active.append(row)
    book.save(tmp_path / "lanes.xlsx")
    answer = visitor.drop(tmp_path / "lanes.xlsx")
    assert "What was read of lanes.xlsx" in answer.text
    assert "27 actions" in visitor.see("/")
    visitor.send(answer.request.path, go="on", whose="this")
    assert "2 actions" in visitor.see("/")


def mend_one(visitor: Visitor) -> str:
    """Type a status in a corrected copy; the name of its box."""
    page = visitor.see("/faults")
    box = next(name for name in boxes(page) if name == "cell-Actions!E8")
    visitor.send("/faults", **{box: "Amber", box.replace("cell-", "was-"): boxes(page)[box]})
    return box


@pytest.mark.parametrize("way", ["/close", "/quit", "/open", "/new"])
def test_what_nobody_took_away_is_not_lost_unasked(visitor: Visitor, way: str) -> None:
    """A corrected copy is named, with a link to it; all the same, it goes on."""
    visitor.drop(MESSY)
    mend_one(visitor)
    sent = {"/open": lambda: visitor.drop(PLAN), "/new": lambda: visitor.send(way, kind="example")}
    page = sent.get(way, lambda: visitor.send(way))().text
    assert "was not taken away yet" in page
    assert "messy-corrected.xlsx" in page
    assert visitor.site.workspace.plan
    action = re.search(r'<form method="post" action="(/[^"]*)">\s*<input type="hidden"', page)
    assert action
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    visitor.send(action[1], **fields)
    assert "messy-corrected" not in str(visitor.site.workspace.plan) or way == "/quit"


def test_what_was_taken_away_is_not_asked_about(visitor: Visitor) -> None:
    """The workbook, and with it all that stood in the copies before."""
    visitor.drop(MESSY)
    mend_one(visitor)
    visitor.take("/workbook")
    visitor.send("/close")
    assert visitor.site.workspace.plan is None


# Faults.


def test_a_box_for_names_has_several_lines(visitor: Visitor, tmp_path: Path) -> None:
    """So that two officers are not made one; a line is a name."""
    joined = edited(PLAN, tmp_path / "two.xlsx")
    book = openpyxl.load_workbook(joined)
    sheet = book["Actions"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    place = f"{heads['Accountable Officer']}2"
    sheet[place] = "Parks Officer / Youth Officer / Ann Lee"
    book.save(joined)
    visitor.drop(joined)
    page = visitor.see("/faults")
    name = f"cell-Actions!{place}"
    assert re.search(rf'<textarea[^>]*name="{name}"', page)
    assert "Each name on a line of its own." in page
    was = boxes(page)[name]
    visitor.send("/faults", **{name: "Ann Lee\r\nBob Roe", f"was-Actions!{place}": was})
    plan = visitor.site.workspace.plan
    assert plan
    assert openpyxl.load_workbook(plan)["Actions"][place].value == "Ann Lee\nBob Roe"
    assert "Ann Lee" in visitor.see("/officers")
    assert "Bob Roe" in visitor.see("/officers")


def test_a_cell_has_one_box_however_much_is_wrong_in_it(visitor: Visitor) -> None:
    """Of two, the last would win without a word."""
    visitor.drop(MESSY)
    page = visitor.see("/faults")
    names = re.findall(r'name="(cell-[^"]+)"', page)
    assert len(names) == len(set(names))
    listed = visitor.site.workspace.checked()
    assert listed
    places = [str(problem.where) for problem in getattr(listed.outcome, "problems", ())]
    twice = {place for place in places if places.count(place) > 1}
    if any(f"cell-{place}" in names for place in twice):
        assert "Its box is above" in page


def test_one_fault_of_several_cells_is_told_once(visitor: Visitor) -> None:
    """With the places of all, which can be those of one officer only."""
    visitor.drop(MESSY)
    page = visitor.see("/faults")
    assert page.count("Typed bullets were turned into a real list.") == 1
    assert len(boxes(page)) == len(re.findall(r'name="cell-', page))
    alone = visitor.see("/faults?officer=Matt Smith")
    assert "selected>Matt Smith" in alone
    assert 0 < len(boxes(alone)) < len(boxes(page))


def test_what_was_mended_meanwhile_is_not_written_over(visitor: Visitor) -> None:
    """A tab that shows an older state loses no word: it says what stands there, and what was typed.

    A cell that is as it was takes what was typed, though its fault is not told of any more.
    """
    visitor.drop(MESSY)
    older = boxes(visitor.see("/faults"))
    box = mend_one(visitor)
    was = box.replace("cell-", "was-")
    page = visitor.send("/faults", **{box: "Red", was: older[box]}).text
    assert "was changed meanwhile: it says “Amber” now, and you typed “Red”." in page
    assert 'role="alert"' in page
    visitor.send("/faults", **{box: "Red", was: "Amber"})
    plan = visitor.site.workspace.plan
    assert plan
    assert openpyxl.load_workbook(plan)["Actions"]["E8"].value == "Red"


def test_a_setting_is_called_by_its_name_and_can_be_changed_later(visitor: Visitor) -> None:
    """Also where nothing is wrong with it, and where the sheet has no row for it yet."""
    visitor.drop(PLAN)
    page = visitor.see("/details")
    assert re.search(r">Quarter</label>", page)
    box = next(name for name, words in boxes(page).items() if words == "Q3 2016/17")
    fields = {box: "Q4 2016/17", box.replace("cell-", "was-"): "Q3 2016/17"}
    visitor.send("/details", **fields, **{"add-accent_colour": "purple"})
    assert "Q4 2016/17" in visitor.see("/")
    plan = visitor.site.workspace.plan
    assert plan
    rows = {row[0].value: row[1].value for row in openpyxl.load_workbook(plan)["Report"].rows}
    assert rows["Quarter"] == "Q4 2016/17"
    assert rows["Accent colour"] == "purple"


def test_a_page_of_another_plan_changes_nothing(visitor: Visitor) -> None:
    """In which the same cells are blank."""
    visitor.drop(MESSY)
    page = visitor.see("/faults")
    sitting = re.search(r'name="sitting" value="([^"]+)"', page)
    assert sitting
    visitor.drop(DATA / "asb-2016-17-q2.xlsx")
    before = visitor.site.workspace.plan
    answer = visitor.send("/faults", sitting=sitting[1], **{"cell-Actions!K23": "Q1 2017/18"})
    assert "the page was of another plan" in answer.text
    assert visitor.site.workspace.plan == before


def test_more_than_a_cell_holds_is_not_cut(visitor: Visitor) -> None:
    """It is told, and the cell stays."""
    visitor.drop(PLAN)
    box = next(name for name, words in boxes(visitor.see("/details")).items() if words == "7")
    fields = {box: "x" * 40_000, box.replace("cell-", "was-"): "7"}
    page = visitor.send("/details", **fields).text
    assert "a cell holds 32,767 letters, and you typed 40,000" in page
    assert visitor.site.workspace.plan
    assert "corrected" not in visitor.site.workspace.plan.name


def test_another_quarter_of_a_plan_begins_anew(visitor: Visitor) -> None:
    """What was made of the one is not offered for the other; an older copy is told of."""
    visitor.drop(DATA / "asb-2016-17-q2.xlsx")
    visitor.send("/officers")
    assert "Take the forms" in visitor.see("/officers")
    page = visitor.drop(PLAN).text
    assert "was not taken away yet" in page
    action = re.search(r'action="(/open/[^"]+)"', page)
    assert action
    visitor.send(action[1], **{"all-the-same": "yes"})
    assert "Take the forms" not in visitor.see("/officers")


# Comparison.


def test_only_an_earlier_workbook_of_the_plan_is_compared_with(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Anything else is refused, and papers can be made all the same."""
    visitor.drop(PLAN)
    (tmp_path / "empty.xlsx").write_bytes(b"")
    for other in (tmp_path / "empty.xlsx", PLAN):
        assert "There’s a problem" in visitor.drop(other, page="/previous").text
        assert visitor.site.workspace.previous is None
    assert "Objective" in visitor.see("/look/action-plan")
    visitor.drop(DATA / "asb-2016-17-q2.xlsx", page="/previous")
    assert "compared with asb-2016-17-q2.xlsx" in visitor.see("/")
    visitor.send("/previous/none")
    assert visitor.site.workspace.previous is None


def test_a_paper_that_cannot_be_shown_says_so_in_its_frame(visitor: Visitor) -> None:
    """A refused frame would be the browser’s own error page."""
    visitor.drop(PLAN)
    visitor.site.workspace.previous = PLAN
    with visitor.client.get("/look/action-plan") as answer:
        assert "It cannot be shown" in answer.text
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


# Importing.


def imported(visitor: Visitor, tmp_path: Path) -> tuple[str, str]:
    """The address of an import, and its page."""
    answer = visitor.drop(word_plan(tmp_path / "lanes.docx", *LANES))
    return answer.request.path, unescape(answer.text)


def choices(page: str, **meant: str) -> dict[str, str]:
    """The form of an import, with other meanings for some headings."""
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, heading in list(fields.items()):
        if name.startswith("heading-"):
            number = name.removeprefix("heading-")
            fields[f"means-{number}"] = meant.get(heading, fields[f"was-{number}"])
    return fields | {"whose": "this"}


def test_a_choice_is_not_lost_by_going_on(visitor: Visitor, tmp_path: Path) -> None:
    """It is read again and shown before it is gone on with; a second choice keeps the first."""
    address, page = imported(visitor, tmp_path)
    fields = choices(page, Remarks="Next steps")
    page = unescape(visitor.send(address, **fields, go="on").text)
    assert "It was read again with what you chose" in page
    fields = choices(page, **{"Where we are": "Outcome"})
    page = unescape(visitor.send(address, **fields, go="on").text)
    visitor.send(address, **choices(page), go="on")
    plan = visitor.site.workspace.plan
    assert plan
    sheet = openpyxl.load_workbook(plan)["Actions"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[1][rows[0].index("Next steps")] == "See map."
    assert rows[1][rows[0].index("Outcome")] == "Posts are up."


def test_one_meaning_for_two_headings_is_asked_about_and_nothing_is_lost(
    visitor: Visitor, tmp_path: Path
) -> None:
    """With both headings, and with the selections as they were."""
    address, page = imported(visitor, tmp_path)
    fields = choices(page, **{"Where we are": "Progress"})
    page = unescape(visitor.send(address, **fields).text)
    assert "“Where we are” and “Remarks” cannot both mean Progress" in page
    number = next(n for n, words in fields.items() if words == "Where we are").partition("-")[2]
    selected = re.search(rf'name="means-{number}".*?<option selected>([^<]*)', page, re.DOTALL)
    assert selected
    assert selected[1] == "Progress"


def test_a_column_can_be_kept_out_of_the_paper(visitor: Visitor, tmp_path: Path) -> None:
    """It stays in the workbook, as a column of its own."""
    address, page = imported(visitor, tmp_path)
    aside = "a column of its own, not printed"
    page = unescape(visitor.send(address, **choices(page, Remarks=aside)).text)
    visitor.send(address, **choices(page), go="on")
    plan = visitor.site.workspace.plan
    assert plan
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(plan)["Actions"].rows]
    assert rows[1][rows[0].index("Remarks")] == "See map."
    assert rows[1].count("See map.") == 1


def test_the_quarter_can_be_typed_while_importing(visitor: Visitor, tmp_path: Path) -> None:
    """A wrong one is told, and nothing is lost."""
    address, page = imported(visitor, tmp_path)
    assert "Quarter that is reported on" in page
    fields = choices(page)
    page = unescape(visitor.send(address, **fields, quarter="spring", go="on").text)
    assert "“spring” names no quarter" in page
    page = visitor.send(address, **fields, quarter="Q3 2016/17").text
    visitor.send(address, **choices(page, Remarks="Next steps"), go="on")
    visitor.send(address, go="on", whose="this")
    assert "Q3 2016/17" in visitor.see("/")


def test_last_quarters_paper_becomes_the_next_quarters_workbook(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Asked first: its statuses would count as this quarter's."""
    address, page = imported(visitor, tmp_path)
    page = unescape(visitor.send(address, **choices(page, **{"Where we are": "Outcome"})).text)
    fields = choices(page)
    no_answer = {name: words for name, words in fields.items() if name != "whose"}
    page = visitor.send(address, **no_answer, go="on").text
    assert "Choose first of which quarter" in page
    page = visitor.send(address, **no_answer, whose="last", go="on").text
    assert "Type first of which quarter it is" in page
    visitor.send(address, **no_answer, quarter="Q2 2016/17")
    page = visitor.send(address, **no_answer, whose="last", go="on").text
    assert "The workbook of Q3 2016/17 is ready; Q2 2016/17 is in its History" in page
    plan = visitor.site.workspace.plan
    assert plan
    book = openpyxl.load_workbook(plan)
    rows = [[cell.value for cell in row] for row in book["Actions"].rows]
    assert rows[1][rows[0].index("Progress")] is None
    assert any("See map." in [cell.value for cell in row] for row in book["History"].rows)


def test_what_a_status_counts_as_is_asked_while_importing(visitor: Visitor, tmp_path: Path) -> None:
    """What the usual key does not have is a guess, and can be another."""
    rows = [(*row, status) for row, status in zip(LANES, ("RAG", "Green", "Purple"), strict=True)]
    answer = visitor.drop(word_plan(tmp_path / "lanes.docx", *rows))
    page = unescape(answer.text)
    [place] = re.findall(r'Purple</th><td[^>]*><input type="hidden" name="was-([^"]+)"', page)
    fields = choices(page)
    visitor.send(answer.request.path, **fields, **{f"cell-{place}": "at risk"}, go="on")
    page = visitor.see("/statuses")
    assert boxes(page)[f"cell-{place}"] == "at risk"
    changed = {f"cell-{place}": "off track", f"was-{place}": "at risk"}
    assert "1 cell changed" in visitor.send("/statuses", **changed).text


def test_each_table_shows_its_own_words(visitor: Visitor, tmp_path: Path) -> None:
    """Though two have the same headings."""
    document = docx.Document()
    for rows in (LANES, [LANES[0], ("2.1", "Open the club", "Q4 2016/17", "Jo", "Soon.", "None.")]):
        document.add_heading(f"Objective {rows[1][0][0]}", 1)
        add_table(document, rows)
    document.save(str(tmp_path / "two.docx"))
    page = unescape(visitor.drop(tmp_path / "two.docx").text)
    assert page.count("Fit lamps in the lane") == 1
    assert page.count("Open the club") == 1


# Returns.


def test_choices_between_returns_stay_until_they_are_merged(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Whatever else is pressed; afterwards what was not taken is still told."""
    visitor.drop(PLAN)
    form = next(iter(forms(visitor, tmp_path / "forms").values()))
    one = answered(form, tmp_path / "one" / "one.xlsx", "Green")
    other = answered(form, tmp_path / "other" / "other.xlsx", "Amber")
    strange = tmp_path / "strange.txt"
    strange.write_bytes(one.read_bytes())
    page = visitor.drop(one, other, strange, page="/returns").text
    fields = dict(re.findall(r'name="((?:ref|key)-\d+)" value="([^"]*)"', page))
    visitor.send("/returns/remind", **fields, **{"choice-1": "Green"})
    page = visitor.see("/returns")
    assert re.search(r'value="Green" checked', page)
    assert "Take the reminders away" in page
    visitor.send("/returns/take", **fields, **{"choice-1": "Green"})
    page = visitor.see("/returns")
    assert "Take the reminders away" not in page
    assert "What was merged last" in page
    assert "strange.txt" in page
    plan = visitor.site.workspace.plan
    assert plan
    sheet = openpyxl.load_workbook(plan)["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    ref = fields["ref-1"]
    [row] = [r for r in sheet.iter_rows(min_row=2) if r[heads["Ref"] - 1].value == ref]
    assert row[heads["Status"] - 1].value == "Green"


def test_a_status_that_was_not_understood_can_be_chosen(visitor: Visitor, tmp_path: Path) -> None:
    """From the key, beside what was typed."""
    visitor.drop(PLAN)
    form = next(iter(forms(visitor, tmp_path / "forms").values()))
    page = visitor.drop(answered(form, tmp_path / "a" / "a.xlsx", "Grene"), page="/returns").text
    assert "Statuses that are not in the key" in page
    fields = dict(re.findall(r'name="((?:ref|key)-10001)" value="([^"]*)"', page))
    visitor.send("/returns/take", **fields, **{"choice-10001": "Green"})
    plan = visitor.site.workspace.plan
    assert plan
    sheet = openpyxl.load_workbook(plan)["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {r[heads["Ref"] - 1].value: r[heads["Status"] - 1].value for r in sheet.iter_rows()}
    assert rows[fields["ref-10001"]] == "Green"
    assert "Grene" not in visitor.see("/returns")


def test_what_is_not_settled_waits_with_its_files(visitor: Visitor, tmp_path: Path) -> None:
    """Going on without a choice loses nothing: the same is asked again, and can be chosen then."""
    visitor.drop(PLAN)
    form = next(iter(forms(visitor, tmp_path / "forms").values()))
    one = answered(form, tmp_path / "one" / "one.xlsx", "Green")
    other = answered(form, tmp_path / "other" / "other.xlsx", "Amber")
    visitor.drop(one, other, page="/returns")
    page = visitor.send("/returns/take").text
    assert "still waits for your choice" in page
    assert "Where answers disagree" in page
    fields = dict(re.findall(r'name="((?:ref|key)-\d+)" value="([^"]*)"', page))
    page = visitor.send("/returns/take", **fields, **{"choice-1": "Green"}).text
    assert "Where answers disagree" not in page
    assert not visitor.site.workspace.round.files


def test_there_is_no_zip_file_of_no_reminders(visitor: Visitor, tmp_path: Path) -> None:
    """It is said that there is nobody to remind, and why that may be wrong."""
    book = openpyxl.load_workbook(PLAN)
    sheet = book["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, heads["Status"]).value = "Green"
    book.save(tmp_path / "all.xlsx")
    visitor.drop(tmp_path / "all.xlsx")
    page = visitor.send("/returns/remind").text
    assert "There is nobody to remind" in page
    assert "Take the reminders" not in page


def test_reminders_name_the_day_that_the_forms_name(visitor: Visitor, tmp_path: Path) -> None:
    """And a day that is over is told."""
    visitor.drop(PLAN)
    forms(visitor, tmp_path, due="2017-02-10")
    visitor.send("/returns/remind")
    link = re.search(r'href="(/files/[^"]+)">Take the reminders', visitor.see("/returns"))
    assert link
    with zipfile.ZipFile(io.BytesIO(visitor.take(link[1]))) as archive:
        mail = archive.read(next(name for name in archive.namelist() if name.endswith(".eml")))
    assert b"10 February 2017" in mail
    page = visitor.send("/officers", due="2016-12-01").text
    assert "The day of return, Thursday 1 December 2016, is over." in page


# Papers and the next quarter.


def make(visitor: Visitor, **fields: object) -> str:
    """Have papers made, and wait for them."""
    visitor.send("/papers", **fields)
    job = visitor.site.workspace.job
    assert job
    for result in job.results:
        result.result(60)
    return visitor.see("/papers")


def test_papers_of_an_older_copy_are_not_taken_for_new_ones(visitor: Visitor) -> None:
    """Those made before stay on offer, and are told apart; the step is not done."""
    visitor.drop(MESSY)
    page = make(visitor, report="action-plan", format="html", stage="draft")
    page = make(visitor, report=["exceptions", "timeline"], format="html", stage="draft")
    assert "Made: 3 documents" in page
    assert re.search(r'value="exceptions" checked', page)
    assert not re.search(r'value="action-plan" checked', page)
    with zipfile.ZipFile(io.BytesIO(visitor.take("/papers/all.zip"))) as archive:
        assert len(archive.namelist()) == 3
    mend_one(visitor)
    page = visitor.see("/papers")
    assert "Of an older copy of the workbook: make them again" in page
    assert "Made before" in page
    assert "Made of an older copy: make them again" in page
    with visitor.client.get("/papers/all.zip") as answer:
        assert answer.status_code == 404


def test_it_is_said_how_many_papers_are_made(visitor: Visitor) -> None:
    """In numbers, while the page asks again by itself; stopping ends it."""
    visitor.drop(PLAN)
    workspace = visitor.site.workspace
    made, to_come = Future[BuildResult](), Future[BuildResult]()
    made.set_result(BuildResult(workbook=PLAN))
    editions = (Edition(), Edition(report=ReportKind.TIMELINE))
    options = BuildOptions(folder=workspace.new_folder(), editions=editions)
    workspace.job = Job(
        workbook=PLAN, state=workspace.state, options=options, results=(made, to_come)
    )
    answer = visitor.client.get("/papers")
    assert "1 of 2 made." in answer.text
    assert answer.headers["Refresh"]
    assert "Making the papers was stopped." in visitor.send("/papers/stop").text
    assert workspace.job is None


def test_a_final_paper_that_is_refused_is_not_made(visitor: Visitor) -> None:
    """The step is not ticked, and the refusal is told in the page’s words."""
    visitor.drop(MESSY)
    page = make(visitor, report="action-plan", format="html", stage="final")
    assert "Mend what “Check” names, or make a draft." in page
    assert "Made: 0 documents" in page
    assert not re.search(r'class="done"><a href="/papers"', page)


def test_what_a_covering_report_lacks_can_be_typed(visitor: Visitor) -> None:
    """The note of what is missing leads to its boxes."""
    visitor.drop(PLAN)
    page = make(visitor, report="covering-report", format="html", stage="final")
    assert "is not whole" in page
    assert '<a href="/details">Type it in</a>' in page


def test_the_next_workbook_has_the_plans_name(visitor: Visitor) -> None:
    """And the quarter’s."""
    visitor.drop(PLAN)
    visitor.send("/next-quarter")
    link = re.search(r'href="(/files/[^"]+)"', visitor.see("/next-quarter"))
    assert link
    with visitor.client.get(link[1]) as answer:
        named = answer.headers["Content-Disposition"]
    assert "Welwyn Hatfield Anti Social Behaviour Strategy Q4 2016-17.xlsx" in named


def test_headings_that_nobody_knows_are_shown_to_choose_from(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Beside what stands under them: nothing is typed from memory."""
    book = openpyxl.Workbook()
    for row in (
        ("Gemeinde",),
        ("Nr", "Massnahme", "Wer", "Bis wann"),
        ("1.1", "Lampen am Weg", "Bauhof", "Q3 2016/17"),
        ("1.2", "Tor richten", "Platzwart", "Q4 2016/17"),
    ):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    answer = visitor.drop(tmp_path / "plan.xlsx")
    page = answer.text
    assert "Lampen am Weg" in page
    fields = dict(re.findall(r'name="(heading-\d)" value="([^"]*)"', page))
    meant = {"Massnahme": "Action", "Wer": "Accountable Officer"}
    fields |= {
        name.replace("heading", "means"): meant[words]
        for name, words in fields.items()
        if words in meant
    }
    assert "What was read of plan.xlsx" in visitor.send(answer.request.path, **fields).text


@pytest.mark.parametrize("content", [b"hello", b""])
def test_what_has_no_table_is_refused_and_asks_nothing(
    visitor: Visitor, tmp_path: Path, content: bytes
) -> None:
    """There is no heading to be given a meaning."""
    (tmp_path / "notes.csv").write_bytes(content)
    page = visitor.drop(tmp_path / "notes.csv").text
    assert "There’s a problem" in page
    assert "What do its columns mean" not in page


def test_what_is_right_as_it_is_is_confirmed_with_a_reason(visitor: Visitor) -> None:
    """It is a note then; and asked again where the reason is cleared."""
    visitor.drop(PLAN)
    page = visitor.see("/faults")
    name = re.findall(r'name="(why-[^"]+)"', page)[0]
    page = unescape(visitor.send("/faults", **{name: "The board knows."}).text)
    assert "Confirmed: The board knows." in page
    assert f'name="{name}"' not in page
    [place] = [name for name, words in boxes(page).items() if words == "The board knows."]
    page = visitor.send(
        "/faults", **{place: "", place.replace("cell-", "was-"): "The board knows."}
    ).text
    assert f'name="{name}"' in page


# How it looks.


def test_the_pages_of_the_pdf_are_shown_as_pictures(visitor: Visitor) -> None:
    """Drawn from the PDF itself, and in large print too."""
    visitor.drop(PLAN)
    page = visitor.see("/look?of=action-plan&as=pdf")
    pages = re.findall(r'<img src="data:image/png;base64,([^"]+)" alt="Page (\d+) of (\d+)', page)
    assert [int(number) for _, number, _ in pages] == list(range(1, int(pages[0][2]) + 1))
    assert base64.b64decode(pages[0][0]).startswith(b"\x89PNG")
    large = visitor.see("/look?of=action-plan&as=pdf&large=on")
    assert large.count("<img") > len(pages)
    assert visitor.client.get("/look?of=nothing").status_code == 404


def retyped(visitor: Visitor) -> None:
    """Go on with a corrected copy, in which an action has other words."""
    page = boxes(visitor.see("/actions/2"))
    name = next(each for each in page if page[each])
    words = {name: f"{page[name]} again", name.replace("cell-", "was-"): page[name]}
    assert "1 cell changed" in visitor.send("/actions/2", **words).text


def picture(path: Path) -> Path:
    """A council's logo."""
    Image.new("RGB", (90, 30), "#00703c").save(path)
    return path


def give(visitor: Visitor, logo: Path) -> TestResponse:
    """Choose a picture on the page of details."""
    return visitor.send("/details", logo=(io.BytesIO(logo.read_bytes()), logo.name))


def test_a_logo_is_given_on_the_page_and_goes_along_with_each_copy(
    visitor: Visitor, tmp_path: Path
) -> None:
    """A corrected copy lies in another folder, and the next quarter's workbook too."""
    visitor.drop(PLAN)
    logo = picture(tmp_path / "crest.png")
    given = give(visitor, logo)
    assert "crest.png is the logo" in given.text
    assert "data:image/png" in visitor.see("/look/action-plan")
    retyped(visitor)
    assert "data:image/png" in visitor.see("/look/action-plan")
    visitor.send("/next-quarter", force="on")
    visitor.send(f"/open/{visitor.site.workspace.made['next-file']}", **{"all-the-same": "on"})
    assert "Q4 2016/17" in visitor.see("/")
    assert "data:image/png" in visitor.see("/look/action-plan")


def test_what_is_no_picture_is_no_logo(visitor: Visitor, tmp_path: Path) -> None:
    """The cell stays as it is."""
    visitor.drop(PLAN)
    (tmp_path / "crest.png").write_bytes(b"no picture")
    told = give(visitor, tmp_path / "crest.png").text
    assert "crest.png cannot be the logo" in told
    assert visitor.site.workspace.plan.name == PLAN.name


def test_a_logo_beside_a_plan_that_its_owner_keeps_goes_along(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Of the workbook that lies where it is only a copy is changed."""
    book = openpyxl.load_workbook(PLAN)
    book["Report"].append(["Logo", "crest.png"])
    book.save(tmp_path / "plan.xlsx")
    picture(tmp_path / "crest.png")
    visitor.site.workspace.open(tmp_path / "plan.xlsx", mine=True)
    retyped(visitor)
    assert visitor.site.workspace.plan.parent != tmp_path
    assert "data:image/png" in visitor.see("/look/action-plan")


@pytest.mark.parametrize("status", ["Status", "R/A/G"])
def test_a_tracker_whose_headings_are_nearly_ours_is_imported(
    visitor: Visitor, tmp_path: Path, status: str
) -> None:
    """A sheet with Ref and Action is no plan of ours as long as no sheet says of which quarter."""
    book = openpyxl.Workbook()
    book.active.append(("Ref", "Action", "Lead", status, "Blockers"))
    book.active.append(("1.1", "Fit lamps in the lane", "Parks Officer", "Green", "None"))
    book.save(tmp_path / "tracker.xlsx")
    page = visitor.drop(tmp_path / "tracker.xlsx").text
    assert "What was read of tracker.xlsx" in page


def test_what_was_chosen_for_an_import_is_there_when_somebody_comes_back(
    visitor: Visitor, tmp_path: Path
) -> None:
    """By the address, or by the first page."""
    answer = visitor.drop(word_plan(tmp_path / "lanes.docx", *LANES))
    address = answer.request.path
    number = re.search(r'name="heading-(\d+)" value="Remarks"', answer.text)
    assert number
    fields = {
        f"heading-{number[1]}": "Remarks",
        f"means-{number[1]}": "Next steps",
        f"was-{number[1]}": ASIDE,
        "quarter": "Q3 2016/17",
        "whose": "last",
    }
    again = visitor.send(address, **fields)
    assert "It was read again" in again.text
    assert again.request.method == "GET"  # so that Back sends nothing again
    assert f'href="{address}"' in visitor.see("/")
    page = visitor.see(address)
    assert 'value="Q3 2016/17"' in page
    assert re.search(r'id="whose-last"[^>]* checked', page)
    head = page.index('value="Remarks"')
    assert "<option selected>Next steps" in page[head : head + 2_000]


def test_samples_stand_beside_the_headings_of_a_tracker_in_excel(
    visitor: Visitor, tmp_path: Path
) -> None:
    """As they do beside those of a table in Word."""
    book = openpyxl.Workbook()
    for row in LANES:
        book.active.append(row)
    book.save(tmp_path / "lanes.xlsx")
    page = visitor.drop(tmp_path / "lanes.xlsx").text
    assert re.search(r'data-label="The first words under it">\s*See map\.', page)


def test_addresses_that_were_typed_go_into_the_forms(visitor: Visitor, tmp_path: Path) -> None:
    """By the same button; forms of an older copy say so."""
    visitor.drop(edited(PLAN, tmp_path / "a" / PLAN.name, F2="Lamp Warden"))
    [field] = re.findall(
        r'name="(add-\d+)" aria-label="[^"]*Lamp Warden"', visitor.see("/officers")
    )
    visitor.send("/officers", **{field: "lamps@example.org"})
    page = visitor.see("/officers")
    assert "was changed since they were made" not in page
    link = re.search(r'href="(/files/[^"]+)"', page)
    assert link
    with zipfile.ZipFile(io.BytesIO(visitor.take(link[1]))) as archive:
        assert any(
            name.startswith("Lamp Warden") and name.endswith(".eml") for name in archive.namelist()
        )
    retyped(visitor)
    assert "was changed since they were made" in visitor.see("/officers")


def test_the_next_quarters_workbook_is_gone_on_with_at_once(visitor: Visitor) -> None:
    """Nobody is asked whether it may be lost; it is, once something else is opened."""
    visitor.drop(PLAN)
    page = visitor.send("/next-quarter", force="on").text
    [made] = re.findall(r'action="(/open/[^"]+)"', page)
    assert "Q4 2016/17" in visitor.send(made).text
    assert "was not taken away yet" in visitor.drop(PLAN).text


def test_an_action_can_be_mended_by_its_date_too(visitor: Visitor, tmp_path: Path) -> None:
    """Where the remedy names another cell than the fault's."""
    visitor.drop(edited(PLAN, tmp_path / "a" / PLAN.name, E2="Q2 2016/17", H2="Green"))
    page = visitor.see("/faults")
    place = page.index("ended before this quarter")
    named = re.findall(r'name="cell-(Actions![A-Z]+2)"', page[place : place + 3_000])
    assert len(named) == 2


def test_a_confirmed_question_is_no_changed_cell(visitor: Visitor) -> None:
    """Nor one that is gone and one that is new."""
    visitor.drop(PLAN)
    field = re.search(r'name="(why-[0-9a-f]+)"', visitor.see("/faults"))
    assert field
    page = visitor.send("/faults", **{field[1]: "So agreed."}).text
    assert "1 question confirmed in a corrected copy" in page
    assert "Since the copy before" not in page
